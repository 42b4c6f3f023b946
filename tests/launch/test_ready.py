import http.server
import socket
import threading
from collections.abc import Iterator

import pytest

from launch.ready import answer, complaint, main


class Site(http.server.BaseHTTPRequestHandler):
    statuses: list[int]

    def do_GET(self) -> None:
        self.send_response(self.statuses.pop(0))
        self.end_headers()

    def log_message(self, *arguments: object) -> None:
        """Quiet."""


@pytest.fixture
def port() -> Iterator[int]:
    """Of a site that is not well at first."""
    Site.statuses = [503, 500, 302]
    with http.server.HTTPServer(("127.0.0.1", 0), Site) as server:
        threading.Thread(target=server.serve_forever, args=[0.01]).start()
        yield server.server_port
        server.shutdown()


def test_nobody_answers_where_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

    assert answer(port) is None


def test_the_announcement_waits_until_the_site_is_well(port: int, capsys: pytest.CaptureFixture[str]) -> None:
    main(port, "editor / knit-sow-thresh\n")

    assert Site.statuses == []
    assert capsys.readouterr().out == f"\nReady: http://localhost:{port}/\neditor / knit-sow-thresh\n\n"


@pytest.mark.parametrize(("status", "what"), [(None, "does not answer"), (500, "answers with error 500")])
def test_a_long_wait_is_explained(status: int | None, what: str) -> None:
    assert complaint(status) == (
        f"The site still {what}: look for the reason in the lines above that begin with `web |`.\n"
    )
