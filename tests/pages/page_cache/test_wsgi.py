from collections.abc import Iterable
from threading import Barrier, Thread
from time import sleep
from typing import Any

import pytest

from pages.caching import SHOWS
from pages.page_cache.generation import Now
from pages.page_cache.wsgi import PageCache

PUBLIC = [("Content-Type", "text/html"), ("Cache-Control", "max-age=0, public, s-maxage=1")]


class Site:
    """Counts what reaches it, and answers with what it was asked."""

    def __init__(self) -> None:
        self.headers = PUBLIC
        self.status = "200 OK"
        self.seconds = 0.0
        self.shows: set[str] = set()
        self.asked: list[str] = []

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        asked = f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}?{environ['QUERY_STRING']}"
        self.asked.append(asked)
        environ[SHOWS] = self.shows
        sleep(self.seconds)
        start_response(self.status, list(self.headers))
        return [asked.encode()]


class Reader:
    def __init__(self, site: Site, **options: Any) -> None:
        self.generation: Now | None = Now(1)
        self.cache = PageCache(
            site, generation=lambda: self.generation, limit=100_000, session_cookie="session", **options
        )

    def get(self, path: str = "/be/", query: str = "", **more: str) -> tuple[str, dict[str, str], bytes]:
        sent: list[Any] = []
        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "wsgi.url_scheme": "http",
        }
        body = b"".join(self.cache(environ | more, lambda *begun: sent.append(begun)))
        return sent[0][0], dict(sent[0][1]), body


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
def reader(site: Site) -> Reader:
    return Reader(site)


def test_a_public_page_is_built_once(site: Site, reader: Reader):
    answers = [reader.get(), reader.get(), reader.get(query="utm_source=x")]

    assert site.asked == ["GET /be/?"]
    assert answers[0] == answers[1] == answers[2]


def test_a_change_builds_it_anew(site: Site, reader: Reader):
    reader.get()
    reader.generation = Now(2)
    reader.get()

    assert len(site.asked) == 2


def test_other_numbers_build_anew_what_shows_them_and_nothing_else(site: Site, reader: Reader):
    reader.get("/be/story/")
    site.shows = {"seats"}
    reader.get("/be/events/")
    reader.generation = Now(1, (("seats", "2"),))
    for path in ("/be/story/", "/be/events/", "/be/events/"):
        reader.get(path)

    assert site.asked == ["GET /be/story/?", "GET /be/events/?", "GET /be/events/?"]


def test_nobody_tells_the_cache_by_a_header_what_a_page_shows(site: Site, reader: Reader):
    reader.get(HTTP_PAGES_SHOWS="seats")
    reader.generation = Now(1, (("seats", "2"),))
    reader.get()

    assert len(site.asked) == 1


def test_the_site_never_sees_what_trackers_add(site: Site, reader: Reader):
    reader.get(query="utm_source=x&page=2")

    assert site.asked == ["GET /be/?page=2"]


def test_a_head_builds_the_page_and_sends_no_body(site: Site, reader: Reader):
    head = reader.get(REQUEST_METHOD="HEAD")
    whole = reader.get()

    assert (site.asked, head[2]) == (["GET /be/?"], b"")
    assert head[1] == whole[1]


@pytest.mark.parametrize(
    ("status", "more"),
    [
        ("404 Not Found", []),
        ("302 Found", []),
        ("500 Internal Server Error", []),
        ("200 OK", [("Set-Cookie", "csrf=1")]),
        ("200 OK", [("Vary", "Cookie")]),
        ("200 OK", [("Vary", "Accept-Language")]),
        ("200 OK", [("Cache-Control", "no-store")]),
        ("200 OK", [("Cache-Control", "private")]),
        ("200 OK", [("Cache-Control", "public, private")]),
    ],
)
def test_what_is_not_the_same_for_everybody_is_never_kept(
    site: Site, reader: Reader, status: str, more: list[tuple[str, str]]
):
    site.status, site.headers = status, PUBLIC + more
    answers = [reader.get(), reader.get()]

    assert [answer[0] for answer in answers] == [status, status]
    assert len(site.asked) == 2


def test_what_nobody_called_public_is_never_kept(site: Site, reader: Reader):
    site.headers = [("Content-Type", "text/html")]
    reader.get()
    reader.get()

    assert len(site.asked) == 2


def test_a_file_for_machines_has_no_language(site: Site, reader: Reader):
    site.headers = [
        ("Content-Type", "application/xml"),
        ("Cache-Control", "public"),
        ("Vary", "Accept-Language"),
    ]
    reader.get("/sitemap.xml")
    reader.get("/sitemap.xml")

    assert len(site.asked) == 1


def test_staff_and_forms_go_past_the_cache(site: Site, reader: Reader):
    for more in ({"HTTP_COOKIE": "session=1"}, {"REQUEST_METHOD": "POST"}):
        reader.get(**more)
        reader.get(**more)

    assert len(site.asked) == 4


def test_nothing_is_kept_while_the_state_of_the_content_is_unknown(site: Site, reader: Reader):
    reader.generation = None
    reader.get()
    reader.get()

    assert len(site.asked) == 2


def stampede(reader: Reader, paths: list[str]) -> list[bytes]:
    together, bodies = Barrier(len(paths)), []

    def read(path: str) -> None:
        together.wait()
        bodies.append(reader.get(path)[2])

    readers = [Thread(target=read, args=[path]) for path in paths]
    for each in readers:
        each.start()
    for each in readers:
        each.join()
    return bodies


def test_of_a_crowd_one_builds_the_page_and_all_get_it(site: Site, reader: Reader):
    site.seconds = 0.1
    bodies = stampede(reader, ["/be/"] * 20)

    assert (len(site.asked), len(bodies), len(set(bodies))) == (1, 20, 1)


def test_different_pages_are_built_side_by_side(site: Site, reader: Reader):
    site.seconds = 0.05

    assert len(set(stampede(reader, [f"/be/{number}/" for number in range(8)]))) == 8


def test_who_waited_for_a_page_that_broke_asks_herself(site: Site, reader: Reader):
    site.status, site.seconds = "500 Internal Server Error", 0.02

    assert len(stampede(reader, ["/be/"] * 3)) == len(site.asked) == 3
