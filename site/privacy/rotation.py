"""Puts every key in the vault under the master key in use. Nothing sealed is touched; a run that was
killed is resumed."""

from collections.abc import Iterator

from django.db import transaction

from config.routers import VAULT
from privacy import masters
from privacy.vault.models import Seal, Secret, Wrapped

BATCH = 100
KINDS: tuple[type[Wrapped], ...] = (Secret, Seal)


def rotate() -> Iterator[int]:
    """Works as it is iterated; gives how many keys each step has moved."""
    for kind in KINDS:
        while moved := _move_some(kind):
            yield moved


def left() -> int:
    """Keys still under another master key than the one in use."""
    return sum(kind._default_manager.exclude(master=masters.current().name).count() for kind in KINDS)


def _move_some(kind: type[Wrapped]) -> int:
    with transaction.atomic(using=VAULT):
        others = kind._default_manager.exclude(master=masters.current().name)
        some = list(others.select_for_update(skip_locked=True).order_by("pk")[:BATCH])
        for each in some:
            each.master, each.wrapped_key = masters.wrap(masters.unwrap(each), place=each.place)
        kind._default_manager.bulk_update(some, ["master", "wrapped_key"])
    return len(some)
