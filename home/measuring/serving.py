"""The page cache under the web server, beside a bare Django view under the same server and workers.

Both are served as `launch.web` serves the site, its log of requests included. Rounds alternate and medians
are compared, so that whatever else the machine does meets both alike.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from statistics import median
from urllib.parse import quote

from django.conf import settings

from home.measuring import pace
from home.measuring.pages import urls
from home.measuring.timing import Row
from launch.port import free_port

WORKERS, ROUNDS, WARM_UP, START_SECONDS = 2, 5, 20, 60
SETTLED = 2.0
"""Seconds until every worker listens."""
SITE, BARE = "config.wsgi:application", "home.measuring.bare:application"


def rows(*, seconds: float) -> list[Row]:
    return list(_rows(seconds))


def _rows(seconds: float) -> Iterator[Row]:
    known = urls()
    targets = {"story": known["story"], "home": known["home page"]}
    with serving(BARE) as bare, serving(SITE) as site:
        for name, path in targets.items():
            _warmed(site, path)
            pairs = [
                (
                    pace.per_second(bare, "/", seconds=seconds),
                    pace.per_second(site, quote(path), seconds=seconds),
                )
                for _round in range(ROUNDS)
            ]
            hello, page = (median(side) for side in zip(*pairs, strict=True))
            yield {
                "what": f"{name}, ready (client: {pace.client()})",
                "hello/s": round(hello),
                "page/s": round(page),
                "times": round(median(page / hello for hello, page in pairs), 2),
            }


@contextmanager
def serving(application: str, environment: Mapping[str, str] = os.environ) -> Iterator[int]:
    port = free_port()
    environment = dict(environment) | {
        "BIND": f"127.0.0.1:{port}",
        "WEB_CONCURRENCY": str(WORKERS),
        "PYTHONPATH": os.pathsep.join([str(settings.ROOT / "site"), str(settings.ROOT)]),
    }
    if application == BARE:
        environment.pop("DJANGO_SETTINGS_MODULE")
    command = [sys.executable, "-m", "launch.web", application]
    process = subprocess.Popen(command, env=environment, cwd=settings.ROOT, stdout=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait(20)


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        with suppress(OSError, HTTPException):
            _read(port, "/")
            time.sleep(SETTLED)
            return
        time.sleep(0.2)
    raise RuntimeError("The server did not start.")


def _warmed(port: int, path: str) -> None:
    """So many new connections that each worker has had some."""
    for _time in range(WARM_UP):
        _read(port, quote(path))


def _read(port: int, path: str) -> None:
    connection = HTTPConnection("localhost", port, timeout=20)
    connection.request("GET", path)
    connection.getresponse().read()
    connection.close()
