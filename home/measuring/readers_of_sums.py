"""Readers of a campaign's page while gifts come: two thousand a minute, how long each waited; and one who
holds what she reads against the ledger. A sum is true if it was so within the last second and a half."""

import asyncio
import re
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from urllib.parse import quote

from django.db import connection

from donations import ledger
from donations.models import Campaign
from home.measuring.load import Load, arrivals
from home.measuring.timing import Row

A_MINUTE = 2000
TURN = 10.0
"""Seconds for which readers are sent at a time, and after which it is asked whether it is over."""
TRUE_FOR = 1.5
AMOUNT = re.compile(r"(\d[\d\s]*)(?:,(\d\d))?\s*zł")


@dataclass
class Read:
    """What came of it."""

    waits: Load = field(default_factory=Load)
    looks: int = 0
    untrue: list[str] = field(default_factory=list)

    def row(self) -> Row:
        return {
            "what": f"{len(self.waits.seconds)} readers of its page, {A_MINUTE} a minute",
            "median": self.waits.percentile(50),
            "p95": self.waits.percentile(95),
            "p99": self.waits.percentile(99),
            "errors": self.waits.errors,
            "wrong": f"{len(self.untrue)} of {self.looks}",
        }


@contextmanager
def reading(port: int, path: str, campaign: Campaign) -> Iterator[Read]:
    """As long as what is inside lasts."""
    read, is_over = Read(), threading.Event()
    threads = [
        threading.Thread(target=_crowd, args=(port, quote(path), read, is_over)),
        threading.Thread(target=_witness, args=(port, quote(path), campaign, read, is_over)),
    ]
    for each in threads:
        each.start()
    try:
        yield read
    finally:
        is_over.set()
        for each in threads:
            each.join()


def _crowd(port: int, path: str, read: Read, is_over: threading.Event) -> None:
    while not is_over.is_set():
        load = asyncio.run(arrivals(port, [path], per_second=A_MINUTE / 60, seconds=TURN))
        read.waits.seconds += load.seconds
        read.waits.errors += load.errors


def _witness(port: int, path: str, campaign: Campaign, read: Read, is_over: threading.Event) -> None:
    known: list[tuple[float, int]] = []
    try:
        while not is_over.wait(0.25):
            known.append((time.monotonic(), ledger.raised(campaign)))
            page = _page(port, path)
            least = max((sum_ for at, sum_ in known if at <= known[-1][0] - TRUE_FOR), default=0)
            most = ledger.raised(campaign)
            read.looks += 1
            if not any(least <= amount <= most for amount in amounts(page)):
                read.untrue.append(f"{least} {most}")
    finally:
        connection.close()


def _page(port: int, path: str) -> str:
    with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as asked:
        asked.request("GET", path)
        return asked.getresponse().read().decode()


def amounts(page: str) -> list[int]:
    """All in złoty that stand on a page, in grosze."""
    text = re.sub(r"<[^>]+>", "", page).replace("&nbsp;", " ")
    return [int(re.sub(r"\s", "", whole)) * 100 + int(rest or 0) for whole, rest in AMOUNT.findall(text)]
