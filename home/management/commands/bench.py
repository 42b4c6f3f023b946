"""How long pages take, measured in one run so that the figures can be compared with each other."""

import json
from argparse import ArgumentParser
from collections.abc import Callable
from statistics import median, quantiles
from time import perf_counter
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from home import bench
from home.models import NewsIndexPage, StoryPage
from pages.ornament import cover

WARM_UP = 5
Row = dict[str, str | float | int]


class Command(BaseCommand):
    help = "Measure how fast pages are built, and with how many queries, on the content that is there."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--rounds", type=int, default=100, help="how often each page is asked for")

    def handle(self, *args: Any, **options: Any) -> None:
        settings.ALLOWED_HOSTS = ["testserver"]
        settings.SECURE_SSL_REDIRECT = False
        rows = [page_row(name, url, options["rounds"]) for name, url in urls().items()]
        drawn = timed(lambda: cover(uuid4().hex), options["rounds"])
        rows.append({"what": "ornament, drawn anew", **drawn, "queries": 0, "bytes": len(cover("bench"))})
        rows += sealed_rows(options["rounds"])
        self.stdout.write(f"{'what':34}{'median ms':>11}{'p95 ms':>9}{'queries':>9}{'bytes':>9}")
        for row in rows:
            self.stdout.write("{what:34}{median:>11}{p95:>9}{queries:>9}{bytes:>9}".format(**row))
        self.stdout.write(json.dumps(rows))


def sealed_rows(rounds: int) -> list[Row]:
    reads: dict[str, Callable[[], object]] = {
        "100 rows in clear": bench.read_clear,
        "100 rows, sealed": bench.open_sealed,
    }
    with bench.planted(at=timezone.now()):
        rest = {"queries": "", "bytes": ""}
        return [{"what": what, **timed(read, rounds), **rest} for what, read in reads.items()]


def urls() -> dict[str, str]:
    story = StoryPage.objects.live().filter(locale__language_code="be").latest("date")
    index = NewsIndexPage.objects.live().get(locale__language_code="be")
    return {
        "home page": "/be/",
        "news index": index.get_url() or "",
        "story": story.get_url() or "",
        "search, one word": "/be/search/?q=школа",
        "search, nothing found": "/be/search/?q=вожык",
        "page not found": "/be/nothing-here/",
        "sitemap": "/sitemap.xml",
        "feed": "/be/feed/",
    }


def page_row(name: str, url: str, rounds: int) -> Row:
    client = Client()
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(url)
    # Before anything else is asked: the log the context reads from begins anew with each request.
    counted = {"queries": len(queries), "bytes": len(answer.content)}
    return {"what": name, **timed(lambda: client.get(url), rounds), **counted}


def timed(work: Callable[[], object], rounds: int) -> dict[str, float]:
    """Milliseconds of whole calls, after a few that are not counted."""
    for _round in range(WARM_UP):
        work()
    times = []
    for _round in range(rounds):
        begun = perf_counter()
        work()
        times.append((perf_counter() - begun) * 1000)
    return {"median": round(median(times), 1), "p95": round(quantiles(times, n=20)[-1], 1)}
