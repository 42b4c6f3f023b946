"""The operator's letter: one when something has been wrong for five minutes, one each day while it is, and
one when all has been well again for half an hour.

It goes straight to the mail server: the queue of letters may be what is broken. What the operator knows is
one row, locked by whoever writes to her, or, while the database does not answer, a file of this machine.
See docs/health.md for who calls `watch`.
"""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from smtplib import SMTPException
from typing import Protocol
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from launch.errors import LaunchError
from launch.exclusive import exclusive
from letters import writing
from office import health
from office.health import Report, State
from office.models import Health
from privacy.documents import Email

logger = logging.getLogger(__name__)

LASTING = timedelta(minutes=4)
"""Looked at each five minutes, a restart is over before the second look."""
GAP = timedelta(minutes=7)
"""Between two looks that have seen the same trouble: another machine may see none of it in between."""
CALM = timedelta(minutes=25)
AGAIN = timedelta(hours=24)


class News(StrEnum):
    """Names of letters."""

    BAD = "health_bad"
    GOOD = "health_good"


@dataclass(frozen=True, kw_only=True)
class Known:
    since: datetime | None = None
    """When what is wrong was first seen."""
    seen_at: datetime | None = None
    """When something wrong was last seen, by whichever machine."""
    told_at: datetime | None = None
    """When the operator was last told; None: she believes that all is well."""


def heard(known: Known, *, is_bad: bool, at: datetime) -> tuple[Known, News | None]:
    """What is known after one more look, and what to tell the operator."""
    return _bad(known, at=at) if is_bad else _good(known, at=at)


def _bad(known: Known, *, at: datetime) -> tuple[Known, News | None]:
    if known.seen_at is None or at - known.seen_at > GAP:
        known = replace(known, since=at)
    known = replace(known, seen_at=at)
    lasts = at - (known.since or at) >= LASTING
    if lasts and (known.told_at is None or at - known.told_at >= AGAIN):
        return replace(known, told_at=at), News.BAD
    return known, None


def _good(known: Known, *, at: datetime) -> tuple[Known, News | None]:
    if known.told_at and at - (known.seen_at or known.told_at) >= CALM:
        return Known(), News.GOOD
    return known, None


def watch(report: Report) -> News | None:
    """Tells the operator what is news to her, and says what that was. Whoever comes while somebody else is
    at it leaves it to her."""
    if not settings.OPERATOR_EMAIL:
        return None
    with _memory(report) as memory:
        return _told(memory, report) if memory else None


class Memory(Protocol):
    """Where it is kept what the operator knows; held by one process at a time."""

    known: Known

    def keep(self, known: Known) -> None: ...


def _told(memory: Memory, report: Report) -> News | None:
    before = memory.known
    known, news = heard(before, is_bad=not report.is_good, at=report.at)
    if news and not _sent(news, report):
        known, news = replace(known, told_at=before.told_at), None
    memory.keep(known)
    return news


def _sent(news: News, report: Report) -> bool:
    try:
        send(news, report)
    except (SMTPException, OSError) as failure:
        logger.error("The operator could not be told: %s", type(failure).__name__)
        return False
    return True


def send(news: News, report: Report) -> None:
    """Each operator gets her own, in one language for all of them."""
    for email in settings.OPERATOR_EMAIL:
        writing.message(news, _address(email, report), letter_id=uuid4()).send()


def _address(email: str, report: Report) -> writing.Address:
    context = {"url": settings.BASE_URL + reverse("health"), "report": report}
    return writing.Address(to=Email(email), language=settings.OPERATOR_LANGUAGE, context=context)


@writing.kind(News.BAD, title=_("Something is wrong with the site"), may=health.MAY_SEE)
@writing.kind(News.GOOD, title=_("The site is well again"), may=health.MAY_SEE)
def letter(subject: UUID, at: datetime) -> writing.Address | None:
    """As it would be written now; it is sent by `send`, past the queue."""
    addresses = [_address(email, health.report(at=at)) for email in settings.OPERATOR_EMAIL[:1]]
    return addresses[0] if addresses else None


@contextmanager
def _memory(report: Report) -> Iterator[Memory | None]:
    states = {reading.sign.name: reading.state for reading in report.readings}
    held = _row if states.get(health.DATABASE) is State.GOOD else _file
    with held() as memory:
        yield memory


@contextmanager
def _row() -> Iterator[Memory | None]:
    """What this machine has told while there was no database is taken over."""
    Health.objects.get_or_create(pk=Health.ONE)
    with transaction.atomic():
        row = Health.objects.select_for_update(skip_locked=True).filter(pk=Health.ONE).first()
        memory = Row(row, left=place()) if row else None
        yield memory
    if memory:
        place().unlink(missing_ok=True)


class Row:
    def __init__(self, row: Health, *, left: Path) -> None:
        self.row = row
        self.known = Known(since=row.since, seen_at=row.seen_at, told_at=row.told_at)
        if not self.known.told_at and (known := read(left)).told_at:
            self.known = known

    def keep(self, known: Known) -> None:
        self.row.since, self.row.seen_at, self.row.told_at = known.since, known.seen_at, known.told_at
        self.row.save()


@contextmanager
def _file() -> Iterator[Memory | None]:
    try:
        with exclusive(place().with_suffix(".lock"), refusal=""):
            yield File(place())
    except LaunchError:
        yield None


class File:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.known = read(path)

    def keep(self, known: Known) -> None:
        try:
            self.path.write_text(json.dumps(asdict(known), default=datetime.isoformat))
        except OSError as failure:
            logger.error("What the operator knows is not kept, she may be told again: %s", failure.strerror)


def place() -> Path:
    return Path(settings.VAR) / "health.json"


def read(path: Path) -> Known:
    """Whoever has written half of it has told nobody."""
    try:
        told = json.loads(path.read_bytes())
        return Known(**{name: moment and datetime.fromisoformat(moment) for name, moment in told.items()})
    except (OSError, ValueError, AttributeError, TypeError):
        return Known()
