import os
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

WARM_UP = 5
Row = dict[str, str | float | int]


def timed(work: Callable[[], object], rounds: int) -> dict[str, float]:
    """Milliseconds of whole calls, after a few that are not counted.

    `cpu` is what this process and the database's worked for a call, on the average: on a busy machine it says
    more than the clock.
    """
    for _round in range(WARM_UP):
        work()
    times, before = [], worked()
    for _round in range(rounds):
        begun = perf_counter()
        work()
        times.append((perf_counter() - begun) * 1000)
    return {
        "median": round(median(times), 1),
        "p95": round(quantiles(times, n=20)[-1], 1),
        "cpu": round((worked() - before) * 1000 / rounds, 1),
    }


def worked() -> float:
    """Seconds; of a database elsewhere nothing is known."""
    return process_time() + _worked_by_the_database()


def _worked_by_the_database() -> float:
    if connection.connection is None:
        return 0.0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        file = Path(f"/proc/{cursor.fetchone()[0]}/stat")
    try:
        fields = file.read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def page_row(name: str, url: str, rounds: int, *, client: Client | None = None) -> Row:
    """Past the page cache: what the first reader after a change waits for; or who was let in."""
    client = client or Client()
    if client.get(url).status_code != 200:
        raise RuntimeError(f"{url} is no page.")
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(url)
    # Before anything else is asked: the log the context reads from begins anew with each request.
    counted = {"queries": len(queries), "bytes": len(answer.content)}
    return {"what": name, **timed(lambda: client.get(url), rounds), **counted}
