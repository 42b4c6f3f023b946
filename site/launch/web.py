"""The web process, `python -m launch.web`: granian around the site's WSGI application.

The application is loaded once and shared by forked workers; each opens its own connections to the database.
A worker that dies is replaced; a main process that dies takes its workers along.
"""

import ctypes
import gc
import logging
import multiprocessing
import os
import re
import resource
import signal
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server import MPServer

from launch.access import logged
from launch.errors import LaunchError

SITE = "config.wsgi:application"
THREADS = 4
BACKLOG = 2048
CONNECTIONS = 4096
"""Of each worker, those that wait for the next request included."""
LONGEST_HEAD = 64 * 1024
HEAD_SECONDS, STOP_SECONDS = 15, 10
PR_SET_PDEATHSIG = 1

SECRETS = (
    "SECRET_KEY",
    "MASTER_KEY",
    "MASTER_KEY_OLD",
    "DATABASE_URL",
    "VAULT_DATABASE_URL",
    "SMTP_URL",
    "STRIPE_SECRET_KEY",
    "STRIPE_WEBHOOK_SECRETS",
)
"""Read by then; granian would copy them into the environment of every request."""

ADDRESS = re.compile(
    r"(?:\[(?P<six>[0-9a-f:]+)\]|(?P<host>[\w.-]+)):(?P<port>\d{1,5})", re.ASCII | re.IGNORECASE
)
EXPECTED = (
    "BIND must be one address like 127.0.0.1:8000 or [::1]:8000, or a socket like unix:/run/cbs/web.sock."
)


@dataclass(frozen=True, kw_only=True)
class Address:
    host: str = ""
    port: int = 0
    socket: Path | None = None


def read_address(text: str) -> Address:
    if text.startswith("unix:/"):
        return Address(socket=Path(text.removeprefix("unix:")))
    found = ADDRESS.fullmatch(text)
    if not found or int(found["port"]) > 65535:
        raise LaunchError(EXPECTED)
    return Address(host=found["six"] or found["host"], port=int(found["port"]))


def read_workers(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 0 < int(text) <= 256):
        raise LaunchError("WEB_CONCURRENCY must be a number of processes, at least 1.")
    return int(text)


class Wordless(logging.Formatter):
    """Of an exception, where in the code it was: its words often repeat what somebody typed."""

    def format(self, record: logging.LogRecord) -> str:
        first, *rest = record.getMessage().splitlines() or [""]
        places = [line for line in rest if line.startswith("  File ")]
        return "\n".join([f"{record.levelname} {first}", *places])


LOGS: dict[str, Any] = {
    "formatters": {"wordless": {"()": Wordless}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "wordless", "stream": "ext://sys.stderr"}
    },
    "loggers": {"_granian": {"handlers": ["console"], "propagate": False}},
}


def server(address: Address, *, workers: int) -> MPServer:
    return MPServer(
        target=SITE,
        address=address.host,
        port=address.port,
        uds=address.socket,
        uds_permissions=0o666 if address.socket else None,  # Who may come in is said by its folder.
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=workers,
        blocking_threads=THREADS,
        backlog=BACKLOG,
        backpressure=CONNECTIONS,
        http1_settings=HTTP1Settings(header_read_timeout=HEAD_SECONDS * 1000, max_buffer_size=LONGEST_HEAD),
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
        log_level=LogLevels.error,  # Lower levels name visitors.
        log_dictconfig=LOGS,
        log_access=False,  # Ours is in `launch.access`.
    )


def loaded(target: str) -> Any:
    module, _colon, name = target.partition(":")
    return getattr(import_module(module), name)


def in_worker(application: Any, main: int) -> Callable[[], Any]:
    def load() -> Any:
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != main:
            sys.exit(1)
        for name in SECRETS:
            os.environ.pop(name, None)
        return logged(application)

    return load


def remove_leftover(address: Address) -> None:
    """The socket of a server that was killed stays behind, and nobody answers there."""
    if address.socket and address.socket.is_socket():
        with socket.socket(socket.AF_UNIX) as probe:
            try:
                probe.connect(str(address.socket))
            except ConnectionRefusedError:
                address.socket.unlink()


def allow_connections() -> None:
    """Debian gives a process 1024 files at first, and more to whoever asks."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * CONNECTIONS
    if soft != resource.RLIM_INFINITY and soft < wanted:
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def serve(target: str) -> None:
    address = read_address(os.environ.get("BIND") or "127.0.0.1:8000")
    workers = read_workers(os.environ.get("WEB_CONCURRENCY") or str(os.cpu_count() or 1))
    allow_connections()
    granian = server(address, workers=workers)
    application = loaded(target)
    gc.freeze()  # What is there already is never looked at again, so its memory stays shared.
    multiprocessing.set_start_method("fork")
    remove_leftover(address)
    try:
        granian.serve(target_loader=in_worker(application, os.getpid()), wrap_loader=False)
    except RuntimeError as error:
        raise LaunchError(f"Nobody can listen at BIND: {str(error).splitlines()[0]}.") from None


def main() -> int:
    try:
        serve(sys.argv[1] if len(sys.argv) > 1 else SITE)
    except LaunchError as error:
        sys.stderr.write(f"The site cannot start: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
