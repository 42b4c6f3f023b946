from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from home.measuring import pace


class Hello(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        body = b"hello" if self.path == "/" else b"no"
        self.send_response(200 if self.path == "/" else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        """Nothing."""


@pytest.fixture
def port() -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Hello) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def test_answers_are_counted(port: int):
    assert pace.asked(port, "/", 0.1) > 10


def test_an_error_is_no_answer(port: int):
    with pytest.raises(pace.Failed, match="404"):
        pace.asked(port, "/nothing", 0.1)


def test_the_figure_is_read_from_what_wrk_prints():
    printed = "Running 3s test @ http://127.0.0.1:1/\\n  100 requests in 3.00s\\nRequests/sec:  30515.12\\n"

    assert pace.figure(printed.replace("\\n", "\n")) == 30515.12


def test_without_a_figure_there_is_no_answer():
    with pytest.raises(pace.Failed, match="no figure"):
        pace.figure("unable to connect")


@pytest.mark.parametrize(
    "line", ["Socket errors: connect 0, read 0, write 0, timeout 13", "Non-2xx or 3xx responses: 7"]
)
def test_errors_that_wrk_counts_are_seen(line: str):
    assert pace.ERRORS.search(f"...\n  {line}\n")
