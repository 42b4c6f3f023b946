from collections.abc import Callable
from statistics import median, quantiles
from time import perf_counter

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

WARM_UP = 5
Row = dict[str, str | float | int]


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


def page_row(name: str, url: str, rounds: int) -> Row:
    """Past the page cache: what the first reader after a change waits for."""
    client = Client()
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(url)
    # Before anything else is asked: the log the context reads from begins anew with each request.
    counted = {"queries": len(queries), "bytes": len(answer.content)}
    return {"what": name, **timed(lambda: client.get(url), rounds), **counted}
