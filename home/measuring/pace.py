"""How many answers a second a server gives, asked by a client that costs less than what it measures.

`wrk` where it is installed (Debian has it); otherwise processes with plain sockets, which are busy themselves
near twenty thousand answers a second, so that quick servers look slower than they are.
"""

import multiprocessing
import re
import shutil
import socket
import subprocess
import time

READERS, ASKERS = 32, 2
HEADERS = {"Host": "localhost", "Accept-Encoding": "br, gzip"}
PER_SECOND = re.compile(r"^Requests/sec:\s+([\d.]+)$", re.MULTILINE)
ERRORS = re.compile(r"Non-2xx or 3xx responses: \d+|Socket errors:.*")


class Failed(Exception):
    """A reader got an error, so there is no figure."""


def client() -> str:
    return "wrk" if shutil.which("wrk") else "Python"


def per_second(port: int, path: str, *, seconds: float) -> float:
    return _by_wrk(port, path, seconds) if client() == "wrk" else _by_processes(port, path, seconds)


def _by_wrk(port: int, path: str, seconds: float) -> float:
    headers = [option for name, value in HEADERS.items() for option in ("-H", f"{name}: {value}")]
    command = ["wrk", "-t1", f"-c{READERS}", f"-d{max(1, round(seconds))}s", "--timeout", "10s", *headers]
    done = subprocess.run(
        [*command, f"http://127.0.0.1:{port}{path}"], capture_output=True, text=True, check=True
    )
    if trouble := ERRORS.search(done.stdout):
        raise Failed(f"{path}: {trouble[0]}")
    return figure(done.stdout)


def figure(printed: str) -> float:
    found = PER_SECOND.search(printed)
    if not found:
        raise Failed(f"wrk printed no figure:\n{printed}")
    return float(found[1])


def _by_processes(port: int, path: str, seconds: float) -> float:
    with multiprocessing.get_context("spawn").Pool(ASKERS) as pool:
        return sum(pool.starmap(asked, [(port, path, seconds)] * ASKERS))


def asked(port: int, path: str, seconds: float) -> float:
    """One process over a connection that is kept, the answers being alike, by their length."""
    lines = [f"GET {path} HTTP/1.1", *(f"{name}: {value}" for name, value in HEADERS.items()), "", ""]
    request, answers = "\r\n".join(lines).encode(), 0
    with socket.create_connection(("127.0.0.1", port)) as connection:
        length = _length(connection, request)
        begun = time.perf_counter()
        while time.perf_counter() - begun < seconds:
            connection.sendall(request)
            left = length
            while left:
                came = connection.recv(min(left, 1 << 20))
                left -= len(came)
                if not came:
                    raise Failed(f"{path}: the server closed a connection.")
            answers += 1
    return answers / seconds


def _length(connection: socket.socket, request: bytes) -> int:
    """Of one whole answer, which must be a good one."""
    connection.sendall(request)
    came = connection.recv(1 << 16)
    head, _blank, body = came.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise Failed(f"The server answered {head[:60]!r}.")
    length = int(re.search(rb"(?i)content-length: *(\d+)", head)[1])  # type: ignore[index]
    while len(body) < length:
        body += connection.recv(1 << 16)
    return len(head) + 4 + length
