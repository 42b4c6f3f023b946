"""Whether the time an answer takes tells who is known: a new link, asked for with contacts of both kinds."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from statistics import median
from time import perf_counter

from django.db import transaction
from django.test import Client
from django.utils import timezone

from config.routers import VAULT
from home.measuring.timing import Row
from privacy import alike, keys
from privacy.models import Tally
from privacy.vault.models import Seal

TRIES = 200
WARM_UP = 10
KNOWN, UNKNOWN = "known.person@example.org", "nobody.at.all@example.org"


@contextmanager
def one_known(*, at: datetime) -> Iterator[None]:
    seal = keys.new_seal(alike.email(KNOWN), at=at)
    try:
        yield
    finally:
        Seal.objects.filter(pk=seal).delete()


def ask(contact: str) -> float:
    """Milliseconds; nothing of it stays, so that each asking is a first one."""
    client = Client()
    with transaction.atomic(), transaction.atomic(using=VAULT):
        Tally.objects.all().delete()
        begun = perf_counter()
        answer = client.post("/be/l/new/", {"contact": contact})
        taken = (perf_counter() - begun) * 1000
        transaction.set_rollback(True)
        transaction.set_rollback(True, using=VAULT)
    assert answer.status_code == 302  # noqa: S101 - anything else would be measured in vain
    return taken


def rows() -> list[Row]:
    """Both kinds in turn, now one first and now the other: what slows the machine slows both."""
    times: dict[str, list[float]] = {KNOWN: [], UNKNOWN: []}
    with one_known(at=timezone.now()):
        for number in range(-WARM_UP, TRIES):
            for contact in (KNOWN, UNKNOWN) if number % 2 else (UNKNOWN, KNOWN):
                taken = ask(contact)
                times[contact] += [taken] if number >= 0 else []
    known, unknown = median(times[KNOWN]), median(times[UNKNOWN])
    return [
        {"what": "a new link, known contact", "median": round(known, 2)},
        {"what": "a new link, unknown contact", "median": round(unknown, 2)},
        {"what": "difference", "median": round(abs(known - unknown), 2)},
    ]
