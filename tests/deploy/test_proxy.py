"""nginx with the configuration in deploy/, in front of two little servers that tell what they were asked."""

import json
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from home.measuring import proxy
from home.measuring.proxy import Proxy
from tests.launch.waiting import PATIENCE, until

pytestmark = pytest.mark.processes

TOKEN = "dGhpcyBpcyBhIHRva2VuIG9mIGEgbGluay4uLi4uLi4"
Told = tuple[int, dict[str, str], str]


class Web(ThreadingHTTPServer):
    """Answers with what it was asked; `gone` lets it hang up on everybody."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[dict[str, Any]] = []
        self.files: set[str] = set()
        self.gone = False


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Web

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        asked = {"path": self.path, "headers": dict(self.headers), "body": len(body)}
        self.server.asked.append(asked)
        if self.server.gone:
            self.close_connection = True
            return
        missing = self.path.startswith("/static/") and self.path not in self.server.files
        answer = json.dumps(asked).encode()
        self.send_response(404 if missing else 200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    do_POST = do_GET  # noqa: N815 - the name is the library's

    def log_message(self, *arguments: Any) -> None:
        pass


@pytest.fixture
def webs() -> Iterator[list[Web]]:
    servers = [Web(), Web()]
    for each in servers:
        threading.Thread(target=each.serve_forever, daemon=True).start()
    yield servers
    for each in servers:
        each.shutdown()
        each.server_close()


@pytest.fixture
def site(webs: list[Web], tmp_path: Path) -> Iterator[Proxy]:
    described = proxy.described(tmp_path)
    with proxy.running(described, webs=[each.server_port for each in webs]):
        yield described


def trusting(site: Proxy) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=site.certificate)


def ask(
    site: Proxy, path: str = "/be/", *, method: str = "GET", body: bytes | None = None, **headers: str
) -> Told:
    connection = HTTPSConnection("localhost", site.secure, context=trusting(site), timeout=PATIENCE)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    with closing(connection):
        connection.request(method, path, body, named)
        answer = connection.getresponse()
        return answer.status, dict(answer.headers), answer.read().decode()


def test_the_web_process_is_told_by_which_name_how_and_from_where_it_was_reached(
    site: Proxy, webs: list[Web]
) -> None:
    ask(site, X_Forwarded_For="203.0.113.7", X_Forwarded_Proto="http")
    headers = (webs[0].asked or webs[1].asked)[0]["headers"]

    assert {key: headers[key] for key in ("Host", "X-Forwarded-For", "X-Forwarded-Proto")} == {
        "Host": f"localhost:{site.secure}",
        "X-Forwarded-For": "127.0.0.1",
        "X-Forwarded-Proto": "https",
    }


def test_a_header_that_python_would_take_for_another_does_not_come_through(
    site: Proxy, webs: list[Web]
) -> None:
    connection = HTTPSConnection("localhost", site.secure, context=trusting(site))
    with closing(connection):
        connection.request("GET", "/", headers={"X_Forwarded_For": "203.0.113.7"})
        connection.getresponse().read()
    (asked,) = webs[0].asked + webs[1].asked

    assert "203.0.113.7" not in json.dumps(asked)


def test_the_log_tells_what_and_never_who(site: Proxy) -> None:
    ask(site, f"/be/l/{TOKEN}/?name=Alina", User_Agent="Agent", Referer="https://example.com/")

    assert until(lambda: site.log != "")
    (line,) = site.log.splitlines()
    assert line.rpartition(" ")[0] == "GET /be/l/... 200"
    assert "127.0.0.1" not in line


def test_by_http_one_is_led_to_https(site: Proxy) -> None:
    with closing(HTTPConnection("127.0.0.1", site.plain)) as connection:
        connection.request("GET", "/pl/?page=2", headers={"Host": "localhost"})
        answer = connection.getresponse()

    assert (answer.status, answer.headers["Location"]) == (301, f"{site.origin}/pl/?page=2")


def test_another_name_is_told_nothing(site: Proxy, webs: list[Web]) -> None:
    with closing(HTTPConnection("127.0.0.1", site.plain)) as connection:
        connection.request("GET", "/", headers={"Host": "other.example"})
        with pytest.raises((HTTPException, ConnectionError)):
            connection.getresponse()
    with socket.create_connection(("127.0.0.1", site.secure)) as raw, pytest.raises(ssl.SSLError):
        trusting(site).wrap_socket(raw, server_hostname="other.example")

    assert webs[0].asked + webs[1].asked == []


def test_browsers_may_speak_http_2(site: Proxy) -> None:
    context = trusting(site)
    context.set_alpn_protocols(["h2", "http/1.1"])
    with (
        socket.create_connection(("127.0.0.1", site.secure)) as raw,
        context.wrap_socket(raw, server_hostname="localhost") as secure,
    ):
        assert (secure.selected_alpn_protocol(), secure.version()) == ("h2", "TLSv1.3")


def test_what_is_larger_than_any_upload_is_refused(site: Proxy, webs: list[Web]) -> None:
    assert ask(site, method="POST", body=bytes(21 * 1024 * 1024))[0] == 413
    assert webs[0].asked + webs[1].asked == []


def test_an_upload_comes_through_whole(site: Proxy) -> None:
    status, _headers, body = ask(site, method="POST", body=bytes(15 * 1024 * 1024))

    assert (status, json.loads(body)["body"]) == (200, 15 * 1024 * 1024)
    assert list((site.folder / "bodies").rglob("*.*")) == []


def test_whoever_sends_slowly_keeps_no_web_process_waiting(site: Proxy, webs: list[Web]) -> None:
    head = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n12345"
    with (
        socket.create_connection(("127.0.0.1", site.secure)) as raw,
        trusting(site).wrap_socket(raw, server_hostname="localhost") as secure,
    ):
        secure.sendall(head.encode())
        time.sleep(0.5)
        assert webs[0].asked + webs[1].asked == []
        secure.sendall(b"67890")
        assert secure.recv(12) == b"HTTP/1.1 200"


def test_when_one_has_died_the_other_answers(site: Proxy, webs: list[Web]) -> None:
    webs[0].gone = True

    assert [ask(site)[0] for _time in range(6)] == [200] * 6
    assert len(webs[0].asked) == 1


def test_what_a_form_sends_never_goes_twice(site: Proxy, webs: list[Web]) -> None:
    for each in webs:
        each.gone = True
    told = ask(site, method="POST", body=b"name=Alina")[0]

    assert (told, len(webs[0].asked + webs[1].asked)) == (503, 1)


def test_a_file_that_one_does_not_know_yet_comes_from_the_other(site: Proxy, webs: list[Web]) -> None:
    webs[1].files.add("/static/new.css")

    assert [ask(site, "/static/new.css")[0] for _time in range(4)] == [200] * 4
    assert ask(site, "/static/nowhere.css")[0] == 404


def test_without_any_web_process_there_is_a_page_in_four_languages(site: Proxy, webs: list[Web]) -> None:
    for each in webs:
        each.gone = True
    status, headers, page = ask(site)

    assert (status, headers["Retry-After"], headers["Cache-Control"]) == (503, "30", "no-store")
    assert headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains; preload"
    assert [page.count(f'lang="{language}"') for language in ("be", "ru", "pl", "en")] == [1] * 4
    assert headers["Server"] == "nginx"
