"""The waiting list: who is next, and when somebody may be told so. Pure, so that anybody can recompute it.

The rule, as it stands on every event page: the first party that fits into the free seats gets them. Parties
are not split; those that are too large for now keep their place.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from timetable.expansion import WARSAW, moment

AT_ONCE_BEFORE = timedelta(hours=24)
"""So long before the start seats are given without asking: there is time to say no."""
ANSWER_WITHIN = timedelta(hours=2)
MORNING, EVENING = time(8), time(21)
"""Nobody is written to at night."""


@dataclass(frozen=True, kw_only=True)
class Waiting:
    booking: UUID
    number: int
    seats: int


@dataclass(frozen=True, kw_only=True)
class Turn:
    """Whose turn it is, in order; and who was passed over because they are more than the seats left."""

    taken: tuple[Waiting, ...]
    passed: tuple[Waiting, ...]


def turn(waiting: Iterable[Waiting], *, free: int) -> Turn:
    taken: list[Waiting] = []
    too_large: list[Waiting] = []
    passed: list[Waiting] = []
    for party in sorted(waiting, key=lambda party: party.number):
        if party.seats > free:
            too_large.append(party)
            continue
        taken.append(party)
        free -= party.seats
        passed, too_large = passed + too_large, []
    return Turn(taken=tuple(taken), passed=tuple(passed))


def position(waiting: Iterable[Waiting], of: UUID) -> int:
    """1 for who is next."""
    order = [party.booking for party in sorted(waiting, key=lambda party: party.number)]
    return order.index(of) + 1


class Way(StrEnum):
    AT_ONCE = "at once"
    ASKED = "asked"
    LATER = "later"
    """It is night: whoever looks in the morning decides."""
    NEVER = "never"
    """It has begun."""


def way(*, start: datetime, at: datetime) -> Way:
    """How freed seats of a date go to who waits."""
    if at >= start:
        return Way.NEVER
    if is_night(at):
        return Way.LATER
    return Way.AT_ONCE if start - at > AT_ONCE_BEFORE else Way.ASKED


def is_night(at: datetime) -> bool:
    return not MORNING <= at.astimezone(WARSAW).time() < EVENING


def answer_by(*, start: datetime, at: datetime) -> datetime:
    """Until when somebody who is asked at this moment may answer: two hours, of which none is at night, and
    never after the start."""
    until = at + ANSWER_WITHIN
    local = at.astimezone(WARSAW)
    evening = moment(datetime.combine(local.date(), EVENING))
    if until > evening:
        morning = moment(datetime.combine(local.date() + timedelta(days=1), MORNING))
        until = morning + (until - evening)
    return min(until, start)
