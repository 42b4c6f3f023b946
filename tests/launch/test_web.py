"""The web server around a tiny application, as it is started for the site."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from launch.errors import LaunchError
from launch.port import free_port
from launch.web import SECRETS, Address, read_address, read_workers
from tests.launch.waiting import PATIENCE, is_alive, until

ROOT = Path(__file__).resolve().parents[2]
TINY = """
import json, os, time

def application(environ, start_response):
    path = environ["PATH_INFO"]
    if path == "/slow":
        time.sleep(1)
    if path == "/broken":
        raise ValueError("the words of somebody")
    asked = {key: value for key, value in environ.items() if isinstance(value, str)}
    body = json.dumps({"pid": os.getpid(), "main": os.getppid(), "asked": asked}).encode()
    start_response("200 OK", [("Content-Length", str(len(body)))])
    return [body]
"""


@dataclass
class Server:
    process: "subprocess.Popen[bytes]"
    bind: str
    output: Path

    def get(self, path: str = "/", **headers: str) -> dict[str, object]:
        connection = self.connection()
        connection.request("GET", path, headers={"Connection": "close", **headers})
        body: dict[str, object] = json.loads(connection.getresponse().read() or "{}")
        return body

    def connection(self) -> http.client.HTTPConnection:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        if self.bind.startswith("unix:"):
            connection.sock = socket.socket(socket.AF_UNIX)
            connection.sock.connect(self.bind.removeprefix("unix:"))
        return connection

    @property
    def port(self) -> int:
        return 0 if self.bind.startswith("unix:") else int(self.bind.rpartition(":")[2])

    def answers(self) -> bool:
        try:
            return "pid" in self.get()
        except OSError:
            return False

    @property
    def printed(self) -> str:
        return self.output.read_text()


def start(folder: Path, bind: str, **more: str) -> Server:
    (folder / "tiny.py").write_text(TINY)
    environment = os.environ | {
        "BIND": bind, "WEB_CONCURRENCY": "1",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "site"), str(folder)]), **more,
    }  # fmt: skip
    command = [sys.executable, "-m", "launch.web", "tiny:application"]
    with (folder / "output").open("wb") as output:
        process = subprocess.Popen(command, env=environment, cwd=folder, stdout=output, stderr=output)
    return Server(process, bind, folder / "output")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    secrets = dict.fromkeys(SECRETS, "not for requests")
    server = start(tmp_path, f"127.0.0.1:{free_port()}", **secrets)
    try:
        assert until(server.answers), server.printed
        yield server
    finally:
        server.process.kill()
        server.process.wait()


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("127.0.0.1:8000", Address(host="127.0.0.1", port=8000)),
        ("[::1]:80", Address(host="::1", port=80)),
        ("web.internal:8000", Address(host="web.internal", port=8000)),
        ("unix:/run/cbs/web.sock", Address(socket=Path("/run/cbs/web.sock"))),
    ],
)
def test_an_address_is_a_host_with_a_port_or_a_socket(text: str, address: Address) -> None:
    assert read_address(text) == address


@pytest.mark.parametrize(
    "text",
    ["", "8000", ":8000", "::1:8000", "127.0.0.1:99999", "127.0.0.1:1,[::1]:1", "unix:x", "http://x:1"],
)
def test_anything_else_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(LaunchError, match=r"^BIND must be one address like .*\.$"):
        read_address(text)


@pytest.mark.parametrize("text", ["", "0", "-1", "many", "1.5", "٣"])
def test_a_senseless_number_of_processes_is_refused(text: str) -> None:
    with pytest.raises(LaunchError, match=r"^WEB_CONCURRENCY must be a number of processes, at least 1\.$"):
        read_workers(text)


@pytest.mark.processes
def test_a_taken_address_ends_the_start_with_one_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        server = start(tmp_path, f"127.0.0.1:{taken.getsockname()[1]}")
        code = server.process.wait(PATIENCE)

    assert code == 1
    assert server.printed.startswith(
        "The site cannot start: Nobody can listen at BIND: Address already in use"
    )
    assert len(server.printed.splitlines()) == 1


def test_every_variable_that_holds_a_secret_is_known_as_one() -> None:
    told = re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    secret = [each for each in told if re.search(r"KEY|SECRET|^(VAULT_)?DATABASE_URL$|SMTP_URL$", each)]

    assert sorted(secret) == sorted(SECRETS)


@pytest.mark.processes
def test_secrets_are_in_no_request(server: Server) -> None:
    asked = server.get()["asked"]

    assert "not for requests" not in json.dumps(asked)


@pytest.mark.processes
def test_what_a_proxy_says_is_heard_as_it_was_said(server: Server) -> None:
    asked = server.get(**{"X-Forwarded-For": "203.0.113.7, 203.0.113.8", "X-Forwarded-Proto": "https"})[
        "asked"
    ]

    assert isinstance(asked, dict)
    assert asked["HTTP_X_FORWARDED_FOR"].replace(" ", "") == "203.0.113.7,203.0.113.8"
    assert asked["HTTP_X_FORWARDED_PROTO"] == "https"


@pytest.mark.processes
def test_its_log_keeps_method_path_status_and_time_and_no_words_of_an_error(server: Server) -> None:
    server.get("/be/l/token/?q=alina", **{"User-Agent": "Agent"})
    server.get("/broken")

    assert until(lambda: "GET /broken 500" in server.printed)
    assert "GET /be/l/… 200" in server.printed
    assert "Application callable raised an exception" in server.printed
    told = [word for word in ("token", "alina", "Agent", "127.0.0.1", "somebody") if word in server.printed]
    assert told == []


@pytest.mark.processes
def test_a_request_line_longer_than_any_browsers_is_refused(server: Server) -> None:
    connection = server.connection()
    connection.request("GET", "/" + "x" * 100_000)

    assert connection.getresponse().status in {414, 431}


@pytest.mark.processes
def test_whoever_asks_nothing_keeps_nobody_waiting(server: Server) -> None:
    """Five hundred idle connections and one reader."""
    idle = [socket.create_connection(("127.0.0.1", server.port)) for _each in range(500)]

    assert server.answers()
    for each in idle:
        each.close()


@pytest.mark.processes
def test_a_killed_worker_is_replaced(server: Server) -> None:
    killed = server.get()["pid"]
    os.kill(int(str(killed)), signal.SIGKILL)

    assert until(server.answers)
    assert server.get()["pid"] != killed


@pytest.mark.processes
def test_workers_end_with_a_killed_main_process(server: Server) -> None:
    worker = int(str(server.get()["pid"]))
    server.process.kill()
    server.process.wait()

    assert until(lambda: not is_alive(worker))


@pytest.mark.processes
def test_who_is_being_served_when_it_is_stopped_gets_the_answer(server: Server) -> None:
    connection = server.connection()
    connection.request("GET", "/slow")
    server.get()
    server.process.terminate()

    assert connection.getresponse().status == 200
    assert server.process.wait(PATIENCE) == 0


@pytest.mark.processes
def test_a_socket_left_by_a_killed_server_is_no_obstacle(tmp_path: Path) -> None:
    bind = f"unix:{tmp_path / 'web.sock'}"
    for _time in range(2):
        server = start(tmp_path, bind)
        assert until(server.answers), server.printed
        server.process.kill()
        server.process.wait()

    assert (tmp_path / "web.sock").is_socket()
