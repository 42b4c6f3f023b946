"""Forgetting people: at their word, when their time is over, and again after a backup has brought them back.

The key goes first, with a tombstone, in one transaction of the vault: from then on nobody can read a word,
whatever happens to the process. Rows follow; `reapply` finishes what was interrupted.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from itertools import islice
from typing import Any, TypeVar
from uuid import UUID

from django.db import models, transaction

from config.routers import VAULT
from privacy import retention
from privacy.errors import PrivacyError
from privacy.models import Link, Tombstone
from privacy.sealed import Sealed, models_of_people
from privacy.vault.models import Destroyed, Seal

T = TypeVar("T")

ORPHAN_AFTER = timedelta(hours=24)
VAULT_BACKUPS = timedelta(days=30)
"""So long a backup of the vault may bring a key back; then nobody can."""
BATCH = 500
FEW = 100
"""So many unused keys are never suspicious."""


class SweepRefused(PrivacyError):
    """So many keys without a row look like the wrong database, not like failed requests."""


def erase(seal_ids: Iterable[UUID], *, at: datetime) -> None:
    """Forget people, everywhere. Twice is the same as once."""
    ids = set(seal_ids)
    _destroy(ids, at=at)
    with transaction.atomic():
        _bury(ids, at=at)


def erase_within(seal_ids: Iterable[UUID], *, at: datetime) -> None:
    """The same as a part of something larger, in the caller’s transaction: all of it or nothing. Here the
    keys go last, when it is committed; whoever is killed before that leaves them to `reapply`."""
    ids = set(seal_ids)
    _bury(ids, at=at)
    transaction.on_commit(partial(_destroy, ids, at=at), robust=True)


def _destroy(ids: set[UUID], *, at: datetime) -> None:
    with transaction.atomic(using=VAULT):
        Destroyed.objects.bulk_create([Destroyed(id=each, at=at) for each in ids], ignore_conflicts=True)
        Seal.objects.filter(pk__in=ids).delete()


def _bury(ids: set[UUID], *, at: datetime) -> None:
    Tombstone.objects.bulk_create([Tombstone(id=each, at=at) for each in ids], ignore_conflicts=True)
    _forget_rows(ids, at=at)


def after_restore(*, at: datetime) -> int:
    """Forget again whom a backup has brought back; gives how many rows had come back.

    Keys whose rows are not in that backup get another day: a better backup may be found.
    """
    forgotten = reapply(at=at)
    Seal.objects.update(used_at=at)
    return forgotten


def reapply(*, at: datetime) -> int:
    """Make both databases agree on who is forgotten, and forget them; gives how many rows had come back."""
    in_vault = dict(Destroyed.objects.values_list("id", "at"))
    in_main = dict(Tombstone.objects.values_list("id", "at"))
    with transaction.atomic(using=VAULT):
        missing = [Destroyed(id=each, at=in_main[each]) for each in in_main.keys() - in_vault]
        Destroyed.objects.bulk_create(missing, batch_size=BATCH)
        Seal.objects.filter(pk__in=Destroyed.objects.values("pk")).delete()
    with transaction.atomic():
        Tombstone.objects.bulk_create(
            [Tombstone(id=each, at=in_vault[each]) for each in in_vault.keys() - in_main], batch_size=BATCH
        )
        return _forget_rows(Tombstone.objects.values("pk"), at=at)


def _forget_rows(seal_ids: Any, *, at: datetime) -> int:
    forgotten = 0
    for model in models_of_people():
        rows = model._default_manager.filter(seal_id__in=seal_ids)
        forgotten += rows.count()
        _forget(model, rows, at=at)
    return forgotten


def enforce(*, at: datetime) -> dict[str, int]:
    """Forget everybody and everything whose time is over; gives how many rows of which model."""
    counted: dict[str, int] = {}
    for model, rule in retention.registry():
        due = model._default_manager.filter(rule.due(at=at))
        if issubclass(model, Sealed):
            due = due.filter(seal_id__isnull=False)
        over = list(due.values_list("pk", flat=True))
        for some in in_batches(over, size=BATCH):
            _forget_due(model, some, at=at)
        if over:
            counted[model._meta.label] = counted.get(model._meta.label, 0) + len(over)
    return counted


def _forget_due(model: type[models.Model], ids: Sequence[Any], *, at: datetime) -> None:
    if not issubclass(model, Sealed):
        model._default_manager.filter(pk__in=ids).delete()
        return
    rows = model._default_manager.filter(pk__in=ids)
    seals = {each for each in rows.values_list("seal_id", flat=True) if each}
    shared = _used(seals, but=rows)
    erase(seals - shared, at=at)
    _forget(model, rows.filter(seal_id__in=shared), at=at)


def _forget(model: type[Sealed], rows: "models.QuerySet[Any]", *, at: datetime) -> None:
    Link.objects.filter(subject__in=list(rows.values_list("pk", flat=True))).delete()
    model.forget(rows, at=at)


def _used(seal_ids: set[UUID], *, but: "models.QuerySet[Any] | None" = None) -> set[UUID]:
    """Those that some row is sealed with."""
    used: set[UUID] = set()
    for model in models_of_people():
        rows = model._default_manager.filter(seal_id__in=seal_ids)
        if but is not None and but.model is model:
            rows = rows.exclude(pk__in=but.values("pk"))
        used.update(each for each in rows.values_list("seal_id", flat=True) if each)
    return used


def sweep_orphans(*, at: datetime) -> int:
    """Destroy keys that nothing was sealed with for a day; gives how many.

    A key somebody begins to use at this moment is marked as used, and then the condition spares it.
    """
    old = Seal.objects.filter(used_at__lt=at - ORPHAN_AFTER)
    every = list(old.values_list("pk", flat=True))
    orphans = {each for some in in_batches(every, size=BATCH) for each in set(some) - _used(set(some))}
    if len(orphans) > FEW and len(orphans) * 2 > len(every):
        raise SweepRefused(
            f"{len(orphans)} of {len(every)} keys belong to no row: is DATABASE_URL the right database?"
        )
    for some in in_batches(orphans, size=BATCH):
        old.filter(pk__in=some).delete()
    return len(orphans)


def in_batches(items: Iterable[T], *, size: int) -> Iterator[list[T]]:
    remaining = iter(items)
    while some := list(islice(remaining, size)):
        yield some
