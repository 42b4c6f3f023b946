"""Every weekday, every kind of rule, eleven years: the clock on the wall is never wrong.

The expectation is worked out a second time, day by day and without any library; a third time by dateutil, to
which django-recurrence hands the stored rule.
"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from timetable import expansion, pattern, stored
from timetable.pattern import LAST, Kind, Pattern
from timetable.rules import Rule

BEGIN, END = date(2026, 1, 1), date(2036, 12, 31)
SINCE = datetime(2025, 12, 31, tzinfo=UTC)
UNTIL = datetime(2036, 12, 31, 23, tzinfo=UTC)
TIMES = [time(18), time(0, 30), time(2, 30)]
WEEKLY = [(Kind.WEEKLY, {"every": every}) for every in (1, 2, 3, 12)]
BY_WEEKDAY = [
    (Kind.BY_WEEKDAY, {"every": every, "nths": frozenset(nths)})
    for every in (1, 2)
    for nths in ({1}, {2}, {3}, {4}, {LAST}, {1, 3}, {4, LAST})
]
BY_DATE = [
    (Kind.BY_DATE, {"every": every, "month_day": day})
    for every in (1, 5)
    for day in (1, 15, 29, 30, 31, LAST)
]


def ruled(kind: Kind, when: time, **said: Any) -> Rule:
    about = Pattern(kind=kind, **said)
    start = pattern.first(about, since=BEGIN)
    assert start
    return Rule(**vars(about), start=datetime.combine(start, when))


def naive(rule: Rule) -> Iterator[date]:
    """Looks at every day by itself."""
    day = rule.day
    while day <= END:
        if {Kind.WEEKLY: is_weekly, Kind.BY_DATE: is_by_date, Kind.BY_WEEKDAY: is_by_weekday}[rule.kind](
            rule, day
        ):
            yield day
        day += timedelta(1)


def is_weekly(rule: Rule, day: date) -> bool:
    weeks = ((day - timedelta(day.weekday())) - (rule.day - timedelta(rule.day.weekday()))).days // 7
    return day.weekday() in rule.weekdays and weeks % rule.every == 0


def in_month(rule: Rule, day: date) -> bool:
    return ((day.year - rule.day.year) * 12 + day.month - rule.day.month) % rule.every == 0


def is_by_date(rule: Rule, day: date) -> bool:
    last = (day + timedelta(1)).month != day.month
    return in_month(rule, day) and (last if rule.month_day == LAST else day.day == rule.month_day)


def is_by_weekday(rule: Rule, day: date) -> bool:
    place, last = (day.day + 6) // 7, (day + timedelta(7)).month != day.month
    return (
        in_month(rule, day)
        and day.weekday() in rule.weekdays
        and (place in rule.nths or (last and LAST in rule.nths))
    )


def last_sunday(year: int, month: int) -> date:
    end = date(year, month, monthrange(year, month)[1])
    return end - timedelta((end.weekday() + 1) % 7)


def instant(day: date, when: time) -> datetime:
    """Warsaw's clocks by the letter of the law: summer time from 01:00 UTC to 01:00 UTC."""
    spring, autumn = (datetime.combine(last_sunday(day.year, month), time(1), UTC) for month in (3, 10))
    winter = datetime.combine(day, when, UTC) - timedelta(hours=1)
    summer = datetime.combine(day, when, UTC) - timedelta(hours=2)
    return summer if spring <= summer < autumn else winter


def check(rule: Rule) -> None:
    found = list(expansion.between(rule, since=SINCE, until=UNTIL))
    expected = list(naive(rule))

    assert [start.local for start in found] == [datetime.combine(day, rule.start.time()) for day in expected]
    assert [start.at.astimezone(UTC) for start in found] == [
        instant(day, rule.start.time()) for day in expected
    ]
    assert {start.at.strftime("%H:%M") for start in found} <= {rule.start.strftime("%H:%M"), "03:30"}
    by_dateutil = stored.to_recurrence(rule).occurrences(dtend=datetime.combine(END, time(23, 59)))
    # Its `dtend` is always one of the dates (see docs/timetable.md).
    last = {datetime.combine(END, time(23, 59))} - {start.local for start in found}
    assert [start.local for start in found] == [each for each in by_dateutil if each not in last]


@pytest.mark.parametrize("when", TIMES, ids=str)
@pytest.mark.parametrize("weekday", range(7))
def test_weeks_and_nth_weekdays_keep_their_hour(weekday: int, when: time) -> None:
    for kind, said in [*WEEKLY, *BY_WEEKDAY]:
        check(ruled(kind, when, weekdays=frozenset({weekday}), **said))


@pytest.mark.parametrize("when", TIMES, ids=str)
def test_several_weekdays_and_dates_of_the_month_keep_their_hour(when: time) -> None:
    for every in (1, 2):
        check(ruled(Kind.WEEKLY, when, weekdays=frozenset({1, 3, 6}), every=every))
    for kind, said in BY_DATE:
        check(ruled(kind, when, **said))


@pytest.mark.parametrize("when", TIMES, ids=str)
def test_each_single_day_keeps_its_hour(when: time) -> None:
    every_day = ruled(Kind.WEEKLY, when, weekdays=frozenset(range(7)))
    singly = [
        next(expansion.starts(Rule(start=start.local), since=SINCE))
        for start in expansion.between(every_day, since=SINCE, until=UNTIL)
    ]

    assert [start.at.astimezone(UTC) for start in singly] == [
        instant(start.local.date(), when) for start in singly
    ]


def test_a_rule_kept_as_an_instant_would_move() -> None:
    """The harm this is against: a week after the change of clocks it is five o'clock."""
    rule = ruled(Kind.WEEKLY, time(18), weekdays=frozenset({3}))
    as_instants = [rule.start.replace(tzinfo=UTC) + timedelta(weeks=week) for week in range(52)]
    hours = {each.astimezone(expansion.WARSAW).hour for each in as_instants}

    assert len(hours) == 2
