"""The dates a pattern falls on, before anything is skipped. Pure, lazy, bounded by `LATEST`.

Each kind jumps to the turn that holds `since`, so a month of a rule that is ten years old costs what a
month costs.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import dropwhile

LATEST = date(2099, 12, 31)
LAST = -1
"""Of the nth weekdays, and of the days of a month."""
MONTHS = 12


class Kind(StrEnum):
    ONCE = "once"
    WEEKLY = "weekly"
    BY_DATE = "by-date"
    """Each month, on its 15th."""
    BY_WEEKDAY = "by-weekday"
    """Each month, on its first Sunday."""


@dataclass(frozen=True, kw_only=True)
class Pattern:
    """Weekdays count from Monday, 0."""

    kind: Kind = Kind.ONCE
    every: int = 1
    """Weeks or months from one turn to the next."""
    weekdays: frozenset[int] = frozenset()
    nths: frozenset[int] = frozenset()
    month_day: int | None = None


def dates(pattern: Pattern, *, start: date, since: date) -> Iterator[date]:
    """In order, from `start`, which says which weeks or months count, or from `since` if that is later."""
    begin = max(since, start)
    return dropwhile(lambda day: day < begin, TURNS[pattern.kind](pattern, start, begin))


def first(pattern: Pattern, *, since: date) -> date | None:
    """Where something begins that somebody wants to begin about `since`: the next date that fits."""
    return next(dates(replace(pattern, every=1), start=since, since=since), None)


def _once(pattern: Pattern, start: date, begin: date) -> Iterator[date]:
    yield start


def _weeks(pattern: Pattern, start: date, begin: date) -> Iterator[date]:
    monday = start - timedelta(start.weekday())
    stride = timedelta(weeks=pattern.every)
    monday += (begin - monday) // stride * stride
    while monday <= LATEST:
        week = (monday + timedelta(weekday) for weekday in sorted(pattern.weekdays))
        yield from (day for day in week if day <= LATEST)
        monday += stride


def _months(pattern: Pattern, start: date, begin: date) -> Iterator[date]:
    origin = _number(start)
    near = origin + (_number(begin) - origin) // pattern.every * pattern.every
    for number in range(near, _number(LATEST) + 1, pattern.every):
        year, month = divmod(number, MONTHS)
        yield from (date(year, month + 1, day) for day in _days(pattern, year, month + 1))


def _number(day: date) -> int:
    """Months counted through the years."""
    return day.year * MONTHS + day.month - 1


def _days(pattern: Pattern, year: int, month: int) -> list[int]:
    first_weekday, length = monthrange(year, month)
    if pattern.month_day is not None:
        day = length if pattern.month_day == LAST else pattern.month_day
        return [day] if day <= length else []
    (weekday,) = pattern.weekdays
    such = range(1 + (weekday - first_weekday) % 7, length + 1, 7)
    return sorted({such[nth if nth == LAST else nth - 1] for nth in pattern.nths})


TURNS = {Kind.ONCE: _once, Kind.WEEKLY: _weeks, Kind.BY_DATE: _months, Kind.BY_WEEKDAY: _months}
