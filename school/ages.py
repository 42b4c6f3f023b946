"""Whether a child of some month may be registered, and what to say if not. Pure."""

from datetime import date
from enum import StrEnum

from school.fitting import OLDEST, YOUNGEST, age_on

AHEAD = 1
"""A child may stand in the list a year before it is old enough: the list is as long as that."""


class Wrong(StrEnum):
    NOT_BORN = "not born"
    TOO_YOUNG = "too young"
    TOO_OLD = "too old"


def wrong(*, year: int, month: int, today: date, term: date | None) -> Wrong | None:
    """`term` is the first day of the term that runs, or else of the next one."""
    if date(year, month, 1) > today:
        return Wrong.NOT_BORN
    if age_on(term or today, year=year, month=month) > OLDEST:
        return Wrong.TOO_OLD
    if age_on(today, year=year, month=month) < YOUNGEST - AHEAD:
        return Wrong.TOO_YOUNG
    return None


def years(*, today: date, term: date | None) -> tuple[int, int]:
    """Of birth, of those who may be registered: the earliest and the latest."""
    return (term or today).year - OLDEST - 1, today.year - YOUNGEST + AHEAD


def old_enough_in(*, year: int, month: int) -> date:
    """The first day of the month from which on a child may be registered."""
    return date(year + YOUNGEST - AHEAD, month, 1)
