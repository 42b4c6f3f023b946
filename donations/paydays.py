"""The days on which a monthly gift is taken. Pure.

The payment service counts months from the day a gift began, by UTC, and takes the last day of a month that
has no such day.
"""

import calendar
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(frozen=True, kw_only=True)
class Rest:
    """A pause: when it ends, and on which day the first payment afterwards is taken."""

    until: datetime
    then: datetime


def anchor(coming: datetime, began: datetime) -> int:
    """The day of the month that is meant: a short month may have cut it."""
    is_last = coming.day == _length(coming)
    return max(coming.day, began.day) if is_last else coming.day


def later(day: datetime, months: int, *, meant: int) -> datetime:
    years, month = divmod(day.month - 1 + months, 12)
    there = day.replace(year=day.year + years, month=month + 1, day=1)
    return there.replace(day=min(meant, _length(there)))


def _length(day: datetime) -> int:
    return calendar.monthrange(day.year, day.month)[1]


def first_from(moment: datetime, *, coming: datetime, began: datetime) -> datetime:
    """The first payment at that moment or after it; `coming` is the next one that we know of."""
    coming, began = coming.astimezone(UTC), began.astimezone(UTC)
    meant, months = anchor(coming, began), 0
    while (day := later(coming, months, meant=meant)) < moment:
        months += 1
    return day


def rest(payments: int, *, coming: datetime, began: datetime, at: datetime) -> Rest:
    """A pause in which so many payments are left out. It ends a day before the one that is not."""
    first = first_from(at, coming=coming, began=began)
    then = later(first, payments, meant=anchor(coming.astimezone(UTC), began.astimezone(UTC)))
    return Rest(until=then - timedelta(days=1), then=then)
