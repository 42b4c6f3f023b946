"""The signs that the office itself can read: databases, worker, jobs, journal, disk."""

import shutil
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError
from django.db.models import Max, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateJob, ProcrastinateWorker

from config.routers import VAULT
from office import chain, chain_watch, health
from office.health import DATABASE, Trouble

SILENT = timedelta(seconds=60)
"""A worker gives a sign of life every ten seconds."""
OVERDUE = timedelta(minutes=15)
"""How long a job may wait for its turn: a backup may keep one of a worker's two hands busy as long."""
LEFT = timedelta(minutes=5)
"""Jobs of a dead worker are handed to the living each minute."""
SCARCE = 0.1
ENOUGH = 20 * 10**9
"""So many bytes are enough, however small a part of a large disk they are."""
START_DATABASE = _("Start PostgreSQL again, or look into its log")
START_WORKER = _("Start the worker again, or look into its log")


@health.look(DATABASE, title=_("The database answers"), order=10)
def database(at: datetime) -> Trouble | None:
    return _unanswered(DATABASE, _("The database does not answer."))


@health.look(VAULT, title=_("The vault answers"), order=11)
def vault(at: datetime) -> Trouble | None:
    return _unanswered(VAULT, _("The vault, the database of keys, does not answer."))


def _unanswered(name: str, wrong: object) -> Trouble | None:
    try:
        health.be_quick(health.ALIASES[name])
    except DatabaseError:
        return Trouble(wrong=wrong, do=START_DATABASE)
    return None


@health.look("worker", title=_("A worker is alive"), order=20, stands_on=(DATABASE,))
def worker(at: datetime) -> Trouble | None:
    return no_worker(ProcrastinateWorker.objects.aggregate(last=Max("last_heartbeat"))["last"], at=at)


def no_worker(last: datetime | None, *, at: datetime) -> Trouble | None:
    if last is not None and at - last < SILENT:
        return None
    return Trouble(wrong=_("No worker is alive: letters and all work by the clock wait."),
                   do=START_WORKER, since=last)  # fmt: skip


@health.look("jobs", title=_("Work is done in time"), order=30, stands_on=(DATABASE,))
def jobs(at: datetime) -> Trouble | None:
    return late_jobs(due=oldest_due(), left=oldest_left(at=at), at=at)


def late_jobs(*, due: datetime | None, left: datetime | None, at: datetime) -> Trouble | None:
    """`due`: since when the oldest job waits for its turn; `left`: when the oldest was begun that a dead
    worker has left."""
    late = [
        moment for moment, patience in ((due, OVERDUE), (left, LEFT)) if moment and at - moment > patience
    ]
    if not late:
        return None
    return Trouble(wrong=_("Jobs wait that should have been done."), do=START_WORKER, since=min(late))


def oldest_due() -> datetime | None:
    waiting = ProcrastinateJob.objects.filter(status="todo")
    return waiting.aggregate(due=Min(Coalesce("scheduled_at", _event("deferred"))))["due"]


def oldest_left(*, at: datetime) -> datetime | None:
    dead = Q(worker__isnull=True) | Q(worker__last_heartbeat__lt=at - SILENT)
    left = ProcrastinateJob.objects.filter(dead, status="doing")
    return left.aggregate(begun=Min(_event("started")))["begun"]


def _event(kind: str) -> Subquery:
    """When it last happened to the job."""
    events = ProcrastinateEvent.objects.filter(job=OuterRef("pk"), type=kind).order_by("-at")
    return Subquery(events.values("at")[:1])


@health.look("journal", title=_("The journal holds"), order=60, stands_on=(DATABASE,))
def journal(at: datetime) -> Trouble | None:
    return broken_journal(broken=chain_watch.broken_since(), unlinked=chain_watch.unlinked_since(), at=at)


def broken_journal(*, broken: datetime | None, unlinked: datetime | None, at: datetime) -> Trouble | None:
    if broken:
        return Trouble(
            wrong=_("The journal’s chain is broken: entries were changed or taken out."),
            do=_("Run verify_journal, and find out who could write in the database"),
            since=broken,
        )
    if unlinked and at - unlinked > chain.LATE:
        return Trouble(wrong=_("New entries of the journal get no links."), do=START_WORKER, since=unlinked)
    return None


@health.look("disk", title=_("There is room on the disk"), order=70)
def disk(at: datetime) -> Trouble | None:
    """Of every folder that grows, on the machine that is asked."""
    return full_disk(shutil.disk_usage(place)[::2] for place in _places())


def full_disk(disks: Iterable[tuple[int, int]]) -> Trouble | None:
    """Of each disk: all its bytes, and those that are free."""
    if all(free >= ENOUGH or free >= total * SCARCE for total, free in disks):
        return None
    return Trouble(
        wrong=_("A disk is nearly full."), do=_("Make room on it, or give the machine a larger one")
    )


def _places() -> set[Path]:
    wanted = [settings.VAR, settings.MEDIA_ROOT, settings.BACKUP_DIR, settings.VAULT_BACKUP_DIR]
    return {_existing(Path(each)) for each in wanted}


def _existing(place: Path) -> Path:
    """Or the folder above in which it will be made."""
    return next(each for each in (place, *place.parents) if each.is_dir())
