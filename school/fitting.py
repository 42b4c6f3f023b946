"""Why a child does not fit into a group: age on the first day of the term, days, level. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

YOUNGEST, OLDEST = 6, 12
"""Years of age on the first day of a term."""


class Unfit(StrEnum):
    TOO_YOUNG = "too young"
    TOO_OLD = "too old"
    DAYS = "days"
    LEVEL = "level"


@dataclass(frozen=True, kw_only=True, repr=False)
class Learner:
    born_year: int
    born_month: int
    days: Collection[int]
    level: str


@dataclass(frozen=True, kw_only=True)
class Room:
    """What a group asks of a child. `level` is empty where any will do."""

    starts_on: date
    youngest: int
    oldest: int
    days: Collection[int]
    level: str


def age_on(day: date, *, year: int, month: int) -> int:
    """In full years. We know the month only: whoever has a birthday in it has had it."""
    return day.year - year - (month > day.month)


def unfit(learner: Learner, room: Room) -> Unfit | None:
    age = age_on(room.starts_on, year=learner.born_year, month=learner.born_month)
    if age < room.youngest:
        return Unfit.TOO_YOUNG
    if age > room.oldest:
        return Unfit.TOO_OLD
    if not set(room.days) <= set(learner.days):
        return Unfit.DAYS
    if room.level and learner.level and room.level != learner.level:
        return Unfit.LEVEL
    return None


def grows_out_on(*, year: int, month: int) -> date:
    """The first day of the month in which the child turns 13: terms that begin later are closed to it."""
    return date(year + OLDEST + 1, month, 1)
