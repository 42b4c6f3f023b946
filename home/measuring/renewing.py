"""“Send me a new link”: whether somebody who waits for the answer learns that a contact is known."""

from statistics import median
from time import perf_counter
from uuid import uuid4

from django.test import Client
from django.utils import timezone

from home.measuring import scratch
from home.measuring.timing import WARM_UP, Row
from privacy import alike, keys

PATH = "/be/l/new/"


def rows(*, tries: int) -> list[Row]:
    """Known and unknown contacts in turn, each from a network of its own: no limit answers instead."""
    with scratch.databases():
        known = [f"known{number}@example.org" for number in range(tries)]
        for contact in known:
            keys.new_seal(alike.email(contact), at=timezone.now())
        unknown = [f"{uuid4().hex[:8]}@example.org" for _contact in known]
        times = _times(list(zip(known, unknown, strict=True)))
    medians = {what: round(median(seconds) * 1000, 2) for what, seconds in times.items()}
    difference = round(abs(medians["known"] - medians["unknown"]), 2)
    told: list[Row] = [
        {"what": f"new link, {what} contact", "median": each} for what, each in medians.items()
    ]
    return [*told, {"what": f"difference of medians, {tries} tries", "median": difference}]


def _times(pairs: list[tuple[str, str]]) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {"known": [], "unknown": []}
    for _round in range(WARM_UP):
        _ask(f"{uuid4().hex[:8]}@example.com", network=250)
    for number, pair in enumerate(pairs):
        # Whoever comes second finds everything warm: they take turns in that too.
        order = list(zip(times, pair, strict=True))
        for what, contact in order if number % 2 else reversed(order):
            times[what].append(_ask(contact, network=number))
    return times


def _ask(contact: str, *, network: int) -> float:
    client = Client(REMOTE_ADDR=f"10.{network // 250}.{network % 250}.1")
    begun = perf_counter()
    answer = client.post(PATH, {"contact": contact})
    taken = perf_counter() - begun
    if answer.status_code != 302:
        raise RuntimeError(f"{PATH} answered {answer.status_code}.")
    return taken
