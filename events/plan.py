"""What a change of an activity does to its dates, before anybody decides, and then in deed. Pure.

The same plan is shown and carried out, so that nobody is surprised. A date is known by the day it was first
set for: a rule that says another time for that day moves it, and people's seats with it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from timetable.expansion import Start


class Deed(StrEnum):
    ADD = "add"
    KEEP = "keep"
    CHANGE = "change"
    """Time, length, room, place or seats are now as the activity says."""
    REMOVE = "remove"
    """Not in the rule any more, and nobody will miss it."""
    DRIFT = "drift"
    """Not in the rule any more, but booked or changed by hand: it stays until somebody decides."""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What a date takes from its activity."""

    start: datetime
    minutes: int
    room: int | None
    place: str
    capacity: int

    def moved(self, *, by: timedelta) -> "Facts":
        return replace(self, start=self.start + by)

    def differs_for_people(self, other: "Facts") -> bool:
        """Whether whoever has seats must be told."""
        return (self.start, self.minutes, self.room, self.place) != (
            other.start,
            other.minutes,
            other.room,
            other.place,
        )


@dataclass(frozen=True, kw_only=True)
class Usual:
    """What an activity says of all its dates."""

    minutes: int
    room: int | None
    place: str
    capacity: int

    def at(self, start: datetime) -> Facts:
        return Facts(
            start=start, minutes=self.minutes, room=self.room, place=self.place, capacity=self.capacity
        )


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A date as it is in the database."""

    pk: int
    day: date
    facts: Facts
    parties: int
    was_booked: bool = False
    """By somebody, even if nobody has seats now: what is written of it must not go with the date."""
    is_edited: bool = False
    is_cancelled: bool = False
    stays: bool = False
    is_frozen: bool = False
    """It is over, or outside of what is planned."""

    @property
    def is_precious(self) -> bool:
        return bool(self.parties) or self.was_booked or self.is_edited


@dataclass(frozen=True, kw_only=True)
class Step:
    deed: Deed
    day: date
    pk: int | None = None
    facts: Facts | None = None
    before: Facts | None = None
    local: datetime | None = None
    parties: int = 0
    tells: bool = False
    """Its people get a letter that says what is new."""


def steps(starts: Iterable[Start], standing: Iterable[Standing], *, usual: Usual) -> list[Step]:
    """From today's dates to those of the rule, in the order of days.

    What was changed by hand is left alone, and so is what is over.
    """
    wanted = {each.local.date(): each for each in starts}
    there = {each.day: each for each in standing}
    frozen = {each.day for each in there.values() if each.is_frozen}
    days = sorted((wanted.keys() | there.keys()) - frozen)
    return [_step(day, wanted.get(day), there.get(day), usual) for day in days]


def _step(day: date, start: Start | None, row: Standing | None, usual: Usual) -> Step:
    facts = usual.at(start.at) if start else None
    if row is None:
        return Step(deed=Deed.ADD, day=day, facts=facts, local=start and start.local)
    deed = _deed(row, facts)
    return Step(
        deed=deed,
        day=day,
        pk=row.pk,
        facts=facts if deed is Deed.CHANGE else None,
        before=row.facts,
        parties=row.parties,
        tells=bool(deed is Deed.CHANGE and row.parties and facts and facts.differs_for_people(row.facts)),
    )


def _deed(row: Standing, facts: Facts | None) -> Deed:
    if facts is None and not row.stays and not row.is_cancelled:
        return Deed.DRIFT if row.is_precious else Deed.REMOVE
    if facts is None or row.is_edited or row.is_cancelled or row.facts == facts:
        return Deed.KEEP
    return Deed.CHANGE
