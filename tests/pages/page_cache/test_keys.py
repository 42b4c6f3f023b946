from typing import Any

import pytest

from pages.page_cache.keys import Key, key_of


def environ(path: str = "/be/", query: str = "", **more: str) -> dict[str, Any]:
    return {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": "example.org",
            "wsgi.url_scheme": "http", **more}  # fmt: skip


def key(*arguments: str, **more: str) -> Key | None:
    return key_of(environ(*arguments, **more), session_cookie="session")


def test_a_page_is_known_by_host_scheme_address_and_query():
    assert key("/be/naviny/", "page=2") == Key("example.org", "http ", "/be/naviny/", "page=2")


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("page=2&tag=x", "tag=x&page=2"),
        ("utm_source=telegram&page=2", "page=2"),
        ("fbclid=abc", ""),
        ("page=2&utm_medium=x&gclid=1&ref=y", "page=2"),
    ],
)
def test_order_and_trackers_make_no_difference(typed: str, same: str):
    assert key("/be/", typed) == key("/be/", same)


@pytest.mark.parametrize(
    "more",
    [
        {"REQUEST_METHOD": "POST"},
        {"REQUEST_METHOD": "OPTIONS"},
        {"QUERY_STRING": "q=школа"},
        {"QUERY_STRING": "page=1&page=2"},
        {"QUERY_STRING": "preview=1"},
        {"QUERY_STRING": "page=" + "1" * 600},
        {"HTTP_COOKIE": "csrf=1; session=abc"},
        {"PATH_INFO": "/admin/pages/"},
        {"PATH_INFO": "/documents/1/x.pdf"},
        {"PATH_INFO": "/static/css/site.css"},
        {"PATH_INFO": "/be/" + "a" * 600},
    ],
)
def test_what_is_personal_unknown_or_boundless_goes_to_django(more: dict[str, str]):
    assert key_of(environ() | more, session_cookie="session") is None


@pytest.mark.parametrize(
    "more", [{"HTTP_HOST": "other.example"}, {"HTTP_X_FORWARDED_PROTO": "https"}, {"PATH_INFO": "/pl/"}]
)
def test_what_django_may_answer_differently_is_another_key(more: dict[str, str]):
    assert key_of(environ() | more, session_cookie="session") != key()


def test_a_head_is_answered_from_the_page():
    assert key(REQUEST_METHOD="HEAD") == key()
