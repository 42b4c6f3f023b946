"""The log of requests: method, path, status and time, a line each, and nothing that tells who asked.

granian has one of its own, which costs five times as much as sending a ready page does.
"""

import os
import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from time import perf_counter
from typing import Any
from urllib.parse import quote

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

PLAIN = re.compile(r"[\w./~-]*", re.ASCII)
TOKEN = re.compile(r"(?<=^/[a-z]{2}/l/).*", re.DOTALL)
ASKED_ALL_DAY = {"/healthz", "/readyz"}
"""By machines, each few seconds: lines that hide the others."""
STANDARD_OUTPUT = 1


def logged(application: Application, *, write: Callable[[bytes], Any] | None = None) -> Application:
    """The same application; what it answers is written down once it has begun to."""
    write = write or to_standard_output

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ["PATH_INFO"] in ASKED_ALL_DAY:
            return application(environ, start_response)
        begun, status = perf_counter(), "500"

        def start(line: str, *arguments: Any) -> Any:
            nonlocal status
            status = line[:3]
            return start_response(line, *arguments)

        try:
            return application(environ, start)
        finally:
            took = (perf_counter() - begun) * 1000
            method, path = environ["REQUEST_METHOD"], told(environ["PATH_INFO"])
            write(f"{method} {path} {status} {took:.0f}ms\n".encode())

    return answer


def told(path: str) -> str:
    """Links in letters open personal pages: their tokens stay out. A path is written as it was asked for, so
    that a line break in one begins no line."""
    written = path if PLAIN.fullmatch(path) else quote(path.encode("latin-1", "replace"))
    return TOKEN.sub("…", written) if "/l/" in path else written


def to_standard_output(line: bytes) -> None:
    """At once: lines of several threads and processes stay whole. A reader is served though the disk of the
    log is full."""
    with suppress(OSError):
        os.write(STANDARD_OUTPUT, line)
