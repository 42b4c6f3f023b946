import gzip

import brotli
import pytest

from pages.page_cache import answers
from pages.page_cache.answers import Answer, Headers

HTML = ("<p>Школа</p>" * 100).encode()
HEADERS = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("X-One", "1"),
    ("Vary", "x"),
    ("Content-Length", "9"),
]


@pytest.fixture
def answer() -> Answer:
    return answers.kept(HEADERS, HTML)


def asked(answer: Answer, method: str = "GET", **headers: str) -> tuple[str, Headers, bytes]:
    return answers.response(answer, {"REQUEST_METHOD": method, **headers})


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("*", "br"),
        ("*;q=0", "identity"),
        ("identity", "identity"),
        ("", "identity"),
        ("gzip;q=x, br;;", "identity"),
    ],
)
def test_the_smallest_copy_the_browser_takes_is_sent(answer: Answer, accepted: str, coding: str):
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, "identity": bytes}[coding]
    status, headers, body = asked(answer, HTTP_ACCEPT_ENCODING=accepted)

    assert (status, unpack(body)) == ("200 OK", HTML)
    assert dict(headers).get("Content-Encoding", "identity") == coding
    assert dict(headers)["Content-Length"] == str(len(body))


def test_headers_are_those_of_the_page_and_say_how_it_varies(answer: Answer):
    _status, headers, _body = asked(answer)

    assert dict(headers) == {
        "Content-Type": "text/html; charset=utf-8",
        "X-One": "1",
        "ETag": answer.etag,
        "Vary": "Accept-Encoding",
        "Content-Length": str(len(HTML)),
    }


def test_who_has_it_already_gets_nothing_but_headers(answer: Answer):
    for known in (answer.etag, f'"x", {answer.etag}', answer.etag.removeprefix("W/"), "*"):
        assert asked(answer, HTTP_IF_NONE_MATCH=known) == (
            "304 Not Modified",
            [("X-One", "1"), ("ETag", answer.etag), ("Vary", "Accept-Encoding")],
            b"",
        )


def test_who_has_an_older_one_gets_the_page(answer: Answer):
    assert asked(answer, HTTP_IF_NONE_MATCH='W/"older"')[0] == "200 OK"


def test_a_head_has_the_headers_of_the_whole(answer: Answer):
    status, headers, body = asked(answer, "HEAD", HTTP_ACCEPT_ENCODING="br")

    assert (status, body) == ("200 OK", b"")
    assert headers == asked(answer, HTTP_ACCEPT_ENCODING="br")[1]


def test_the_same_words_have_the_same_name_on_every_process():
    assert answers.kept(HEADERS, HTML) == answers.kept(HEADERS, HTML)
    assert answers.kept(HEADERS, HTML + b"!").etag != answers.kept(HEADERS, HTML).etag


@pytest.mark.parametrize("kept", [([("Content-Type", "image/jpeg")], HTML), (HEADERS, b"short")])
def test_what_does_not_shrink_is_kept_once(kept: tuple[Headers, bytes]):
    assert set(answers.kept(*kept).bodies) == {"identity"}
