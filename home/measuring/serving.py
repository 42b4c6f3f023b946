"""The page cache under a real server, beside a bare Django view under the same server and workers.

Rounds alternate and medians are compared, so that whatever else the machine does meets both alike.
"""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from urllib.parse import quote

from django.conf import settings

from home.measuring.load import readers
from home.measuring.pages import urls
from home.measuring.timing import Row
from launch.port import free_port

READERS, WORKERS, ROUNDS = 16, 2, 5
SETTLED = 3.0
"""Seconds until every worker listens; before, some connections are sent away."""
BIN = Path(sys.executable).parent
SITE, BARE = "config.wsgi:application", "home.measuring.bare:application"
SERVERS = {
    "gunicorn": lambda application, port: [
        BIN / "gunicorn", "--bind", f"127.0.0.1:{port}", "--workers", str(WORKERS), application,
    ],
    "granian": lambda application, port: [
        BIN / "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers",
        str(WORKERS), "--blocking-threads", "4", "--log-level", "error", application,
    ],
}  # fmt: skip


def rows(*, seconds: float) -> list[Row]:
    """Of every server that is installed."""
    return [row for name in SERVERS if (BIN / name).exists() for row in _rows(name, seconds=seconds)]


def _rows(server: str, *, seconds: float) -> Iterator[Row]:
    known = urls()
    targets = {"story": known["story"], "home": known["home page"]}
    with serving(server, BARE) as bare, serving(server, SITE) as site:
        for name, path in targets.items():
            pairs = [
                (_pace(bare, "/", seconds=seconds), _pace(site, quote(path), seconds=seconds))
                for _round in range(ROUNDS)
            ]
            hello, page = (median(side) for side in zip(*pairs, strict=True))
            yield {"what": f"{server}: {name}, ready", "hello/s": hello, "page/s": page,
                   "times": round(page / hello, 2)}  # fmt: skip


def _pace(port: int, path: str, *, seconds: float) -> float:
    load = asyncio.run(readers(port, [path], number=READERS, seconds=seconds))
    if load.errors:
        raise RuntimeError(f"{load.errors} readers of {path} saw an error.")
    return load.per_second


@contextmanager
def serving(server: str, application: str) -> Iterator[int]:
    port = free_port()
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"],
        "PYTHONPATH": os.pathsep.join([str(settings.ROOT / "site"), str(settings.ROOT)]),
    }
    if application == BARE:
        environment.pop("DJANGO_SETTINGS_MODULE")
    command = SERVERS[server](application, port)
    process = subprocess.Popen(command, env=environment, cwd=settings.ROOT, stdout=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait(20)


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            asyncio.run(readers(port, ["/be/"], number=1, seconds=0.1))
            time.sleep(SETTLED)
            return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("The server did not start.")
