"""Which state of the content a process knows: asked of PostgreSQL at most once a second.

A generation ends with the next change (`triggers` write it down in the transaction that makes it) or with the
next moment at which pages change by themselves: an embargo that ends, an announcement, a new day.

Numbers that change all day, such as free seats, have generations of their own: only the pages that show them
end with theirs (`caching.shows`).
"""

import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from time import monotonic, time
from typing import NamedTuple

from django.db import DatabaseError, connection
from django.utils import timezone

from pages.models import Announcement, Embargo

logger = logging.getLogger(__name__)

PAUSE = 1.0
"""Seconds between two questions."""
PATIENCE = 1.3
"""Knowledge of this age is still used while somebody else is asking anew."""


Counts = tuple[tuple[str, str], ...]
"""By the name of some numbers, what differs whenever they have changed."""


@dataclass(frozen=True)
class Known:
    change: str
    """Differs whenever content has changed."""
    until: float
    """When pages change by themselves, in seconds since the epoch."""
    counts: Counts = ()


class Now(NamedTuple):
    """What an answer is true for: the content, and of the numbers those that it shows."""

    content: object
    counts: Counts = ()

    def counts_of(self, names: Collection[str]) -> Counts:
        return tuple(each for each in self.counts if each[0] in names)


Moment = Callable[[datetime], datetime | None]


def next_embargo(at: datetime) -> datetime | None:
    return Embargo.objects.filter(until__gt=at).order_by("until").values_list("until", flat=True).first()


def next_announcement(at: datetime) -> datetime | None:
    """The note over every page comes and goes by the clock."""
    notes = Announcement.objects.filter(ends_at__gt=at).values_list("starts_at", "ends_at")
    return min((moment for note in notes for moment in note if moment > at), default=None)


def next_day(at: datetime) -> datetime:
    """Pages say “today” and judge dates by Warsaw's calendar."""
    tomorrow = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    return timezone.make_aware(tomorrow + timedelta(days=1))


moments: list[Moment] = [next_embargo, next_announcement, next_day]
"""An app whose pages change by the clock adds its own: the next such moment after the given one."""


def ask() -> Known:
    now = timezone.now()
    try:
        with connection.cursor() as cursor:
            cursor.execute('SELECT "of", max(id), count(*) FROM pages_contentchange GROUP BY "of" ORDER BY 1')
            states = {of: f"{newest}-{number}" for of, newest, number in cursor.fetchall()}
        coming = [moment for each in moments if (moment := each(now))]
    finally:
        connection.close()
    change = states.pop("", "")
    return Known(change=change, until=min(coming).timestamp(), counts=tuple(states.items()))


class Generation:
    """What one process knows; any thread may ask."""

    def __init__(self, ask: Callable[[], Known], *, clock: Callable[[], float] = time) -> None:
        self._ask, self._clock = ask, clock
        self._known: Known | None = None
        self._asked_at = self._failed_at = float("-inf")
        self._lock = Lock()

    def __call__(self) -> Now | None:
        """None: nothing is known, so nothing may be kept."""
        if monotonic() - self._asked_at >= PAUSE and not self._has_just_failed():
            self._renew()
        if (known := self._known) is None:
            return None
        return Now((known.change, known.until, self._clock() >= known.until), known.counts)

    def _has_just_failed(self) -> bool:
        return monotonic() - self._failed_at < PAUSE

    def _renew(self) -> None:
        """One thread asks; the others go on with what is known as long as it is not too old."""
        is_usable = self._known is not None and monotonic() - self._asked_at < PATIENCE
        if not self._lock.acquire(blocking=not is_usable):
            return
        try:
            if monotonic() - self._asked_at < PAUSE or self._has_just_failed():
                return
            asked_at = monotonic()
            self._known = self._ask()
            self._asked_at = asked_at
        except DatabaseError:
            # Without a database nobody can publish or withdraw: what is known stays true.
            self._failed_at = monotonic()
            logger.warning("The page cache cannot ask for changes: the database does not answer")
        finally:
            self._lock.release()
