"""Whether the site is well. Each part of it reads the signs it knows, and says in words what is wrong:

    @health.look("letters", title=_("Letters leave"), order=40, stands_on=(health.DATABASE,))
    def letters_leave(at: datetime) -> Trouble | None: ...

The same looks answer the machine that asks `/readyz`, the first page of the office, and the operator's
letter. See docs/health.md.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db import DatabaseError, connections
from django.utils.translation import gettext_lazy as _

from config.routers import VAULT

logger = logging.getLogger(__name__)

MAY_SEE = "office.view_health"
DATABASE = "database"
ALIASES = {DATABASE: "default", VAULT: VAULT}
QUERY_MS = 1000
"""No question of a look takes longer: a database that does not answer in time is not well."""


class State(StrEnum):
    GOOD = "good"
    BAD = "bad"
    UNKNOWN = "unknown"
    """It stands on something that does not answer."""


@dataclass(frozen=True, kw_only=True)
class Trouble:
    wrong: Any
    """A sentence: “No worker is alive.”"""
    do: Any
    """What to do, as the words of a link."""
    since: datetime | None = None
    page: str = ""
    """The name of the address in the admin where it is done; without one it is done on the machine."""


Look = Callable[[datetime], Trouble | None]


@dataclass(frozen=True, kw_only=True)
class Sign:
    name: str
    title: Any
    """What is true while it is good: “Letters leave”."""
    look: Look
    order: int
    stands_on: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Reading:
    sign: Sign
    state: State
    trouble: Trouble | None = None


@dataclass(frozen=True, kw_only=True)
class Report:
    at: datetime
    readings: tuple[Reading, ...] = field(default_factory=tuple)

    @property
    def is_good(self) -> bool:
        return all(reading.state is State.GOOD for reading in self.readings)

    @property
    def troubles(self) -> list[Trouble]:
        return [reading.trouble for reading in self.readings if reading.trouble]


signs: dict[str, Sign] = {}


def look(name: str, *, title: Any, order: int, stands_on: tuple[str, ...] = ()) -> Callable[[Look], Look]:
    """`stands_on` names signs without which this one can not be read."""

    def register(find: Look) -> Look:
        signs[name] = Sign(name=name, title=title, look=find, order=order, stands_on=stands_on)
        return find

    return register


def in_order() -> list[Sign]:
    """What others stand on comes first."""
    return sorted(signs.values(), key=lambda sign: (len(sign.stands_on), sign.order))


def report(*, at: datetime) -> Report:
    return Report(at=at, readings=tuple(readings(at=at)))


def readings(*, at: datetime) -> Iterator[Reading]:
    """One after the other, as they are read."""
    bad: set[str] = set()
    try:
        for sign in in_order():
            reading = _unknown(sign) if bad & set(sign.stands_on) else _read(sign, at=at)
            if reading.state is not State.GOOD:
                bad.add(sign.name)
            yield reading
    finally:
        take_your_time()


def _read(sign: Sign, *, at: datetime) -> Reading:
    try:
        trouble = sign.look(at)
    except (DatabaseError, OSError) as failure:
        logger.warning("The sign %s could not be read: %s", sign.name, type(failure).__name__)
        trouble = UNREADABLE
    return Reading(sign=sign, state=State.BAD if trouble else State.GOOD, trouble=trouble)


def _unknown(sign: Sign) -> Reading:
    return Reading(sign=sign, state=State.UNKNOWN)


UNREADABLE = Trouble(
    wrong=_("One of the signs can not be read."), do=_("Look at the load of the database and into the log")
)


def be_quick(alias: str) -> None:
    """From now on this connection waits for no answer longer than a second."""
    with connections[alias].cursor() as cursor:
        cursor.execute("SET statement_timeout = %s", [QUERY_MS])


def take_your_time() -> None:
    for alias in ALIASES.values():
        try:
            if connections[alias].connection is not None:
                with connections[alias].cursor() as cursor:
                    cursor.execute("RESET statement_timeout")
        except DatabaseError:
            connections[alias].close()
