"""When a rule's dates are, as instants. Pure; lazy, so that asking for ten costs ten.

A time that the clocks leave out in spring (28 March 2027, 02:30) is read with the offset before the change:
03:30 on the wall. One that comes twice in autumn is the first of the two. Both are what RFC 5545, 3.3.5
says, so a calendar that is given the wall time shows the same.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from heapq import merge
from itertools import dropwhile, groupby, islice, takewhile
from typing import NamedTuple
from zoneinfo import ZoneInfo

from timetable.faults import BadRule, Fault
from timetable.holidays import is_holiday
from timetable.rules import Rule

WARSAW = ZoneInfo("Europe/Warsaw")
DAY = timedelta(days=1)


class Start(NamedTuple):
    """`local` is what the rule says, and the date's identity for ever; `at` is when that is."""

    local: datetime
    at: datetime


def moment(local: datetime) -> datetime:
    """The instant of a time on the wall in Warsaw, told as the clocks there tell it."""
    return local.replace(tzinfo=WARSAW, fold=0).astimezone(UTC).astimezone(WARSAW)


def dates(rule: Rule, *, since: date) -> Iterator[date]:
    """The days on which it takes place."""
    extra = sorted(day for day in rule.extra if day >= since)
    return (day for day, _ in groupby(merge(_held(rule, since), extra)))


def _held(rule: Rule, since: date) -> Iterator[date]:
    if rule.count is None:
        return _unskipped(rule, since)
    counted = islice(_unskipped(rule, rule.day), rule.count)
    return dropwhile(lambda day: day < since, counted)


def _unskipped(rule: Rule, since: date) -> Iterator[date]:
    return (day for day in rule.pattern_dates(since=since) if not _falls_out(rule, day))


def _falls_out(rule: Rule, day: date) -> bool:
    return day in rule.skipped or (rule.not_on_holidays and is_holiday(day))


def starts(rule: Rule, *, since: datetime) -> Iterator[Start]:
    """All that begin at `since` or later, in order."""
    earliest = since.astimezone(WARSAW).date() - DAY
    each = (datetime.combine(day, rule.start.time()) for day in dates(rule, since=earliest))
    return (Start(local, at) for local in each if (at := moment(local)) >= since)


def between(rule: Rule, *, since: datetime, until: datetime) -> Iterator[Start]:
    """Those that begin at `since` or later and before `until`."""
    return takewhile(lambda start: start.at < until, starts(rule, since=since))


def left_out(rule: Rule, *, since: date, until: date) -> list[date]:
    """Days from `since` to `until` on which it would take place if Poland had no holidays."""
    if not rule.not_on_holidays:
        return []
    near = takewhile(lambda day: day <= until, rule.pattern_dates(since=since))
    return [day for day in near if is_holiday(day) and day not in rule.skipped | rule.extra]


def require_dates(rule: Rule) -> None:
    if next(dates(rule, since=min({rule.day, *rule.extra})), None) is None:
        raise BadRule(Fault.NO_DATES)
