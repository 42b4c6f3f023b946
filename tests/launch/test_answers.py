"""Whether a web process answers, asked as the proxy in front of it asks."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from launch import answers
from launch.port import free_port
from launch.web import EXPECTED, Address

SITE = "https://example.org"
EVERYWHERE = "0.0.0.0"  # noqa: S104 - an address to be asked at


class Web(HTTPServer):
    """Redirects whoever comes otherwise than the proxy."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.not_yet = 0


class Handler(BaseHTTPRequestHandler):
    server: Web

    def do_GET(self) -> None:
        self.server.not_yet -= 1
        as_the_proxy = (self.headers["Host"], self.headers["X-Forwarded-Proto"]) == ("example.org", "https")
        self.send_response(503 if self.server.not_yet >= 0 else 200 if as_the_proxy else 301)
        self.end_headers()

    def log_message(self, *arguments: Any) -> None:
        pass


@pytest.fixture
def web() -> Iterator[Web]:
    server = Web()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def at(web: Web, host: str = "127.0.0.1") -> Address:
    return Address(host=host, port=web.server_port)


def test_it_is_asked_by_the_sites_own_name(web: Web) -> None:
    assert answers.status(at(web), base_url=SITE) == 200
    assert answers.status(at(web), base_url="https://other.example") == 301


def test_one_that_listens_everywhere_is_asked_here(web: Web) -> None:
    assert answers.status(at(web, EVERYWHERE), base_url=SITE) == 200


def test_it_is_waited_for(web: Web) -> None:
    web.not_yet = 3

    assert answers.wait(at(web), base_url=SITE, seconds=10) == 200


def test_once_is_once(web: Web) -> None:
    web.not_yet = 1

    assert answers.wait(at(web), base_url=SITE, seconds=0) == 503


def test_where_nobody_is_there_is_no_answer(tmp_path: Path) -> None:
    assert answers.status(Address(host="127.0.0.1", port=free_port()), base_url=SITE) is None
    assert answers.status(Address(socket=tmp_path / "web.sock"), base_url=SITE) is None


@pytest.mark.parametrize(
    ("bind", "said"),
    [
        (None, "The web process at BIND does not answer.\n"),
        ("nonsense", f"{EXPECTED}\n"),
    ],
)
def test_one_sentence_says_what_is_wrong(
    bind: str | None, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BIND", bind or f"127.0.0.1:{free_port()}")

    assert answers.main(seconds=0) == 1
    assert capsys.readouterr().err == said


def test_a_status_that_is_no_page_is_told(
    web: Web, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BIND", f"127.0.0.1:{web.server_port}")
    monkeypatch.setenv("BASE_URL", "https://other.example")

    assert answers.main(seconds=0) == 1
    assert capsys.readouterr().err == "The web process at BIND answers 301 to /robots.txt.\n"
