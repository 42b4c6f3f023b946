from datetime import date
from itertools import islice

import pytest
from hypothesis import given

from tests.timetable.saying import DATES, PATTERNS, by_date, by_weekday, once, weekly
from timetable import pattern
from timetable.pattern import LAST, LATEST, Kind, Pattern
from timetable.rules import Rule


def first(rule: Rule, number: int = 4, *, since: str = "2020-01-01") -> list[str]:
    found = rule.pattern_dates(since=date.fromisoformat(since))
    return [day.isoformat() for day in islice(found, number)]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (once(), ["2026-11-12"]),
        (weekly(), ["2026-10-01", "2026-10-08", "2026-10-15", "2026-10-22"]),
        (weekly(1, 3), ["2026-10-01", "2026-10-06", "2026-10-08", "2026-10-13"]),
        (weekly(1, 3, every=2), ["2026-10-01", "2026-10-13", "2026-10-15", "2026-10-27"]),
        (weekly(0, 6, start="2026-10-04T18:00"), ["2026-10-04", "2026-10-05", "2026-10-11", "2026-10-12"]),
        (weekly(until=date(2026, 10, 8)), ["2026-10-01", "2026-10-08"]),
        (by_date(), ["2026-10-15", "2026-11-15", "2026-12-15", "2027-01-15"]),
        (by_date(every=5), ["2026-10-15", "2027-03-15", "2027-08-15", "2028-01-15"]),
        (by_date(31, start="2026-10-31T18:00"), ["2026-10-31", "2026-12-31", "2027-01-31", "2027-03-31"]),
        (by_date(LAST, start="2026-11-30T18:00"), ["2026-11-30", "2026-12-31", "2027-01-31", "2027-02-28"]),
        (
            by_date(29, start="2028-02-29T18:00", every=12),
            ["2028-02-29", "2032-02-29", "2036-02-29", "2040-02-29"],
        ),
        (by_weekday(), ["2026-11-01", "2026-12-06", "2027-01-03", "2027-02-07"]),
        (by_weekday(1, 3), ["2026-11-01", "2026-11-15", "2026-12-06", "2026-12-20"]),
        (
            by_weekday(LAST, start="2026-11-29T11:00"),
            ["2026-11-29", "2026-12-27", "2027-01-31", "2027-02-28"],
        ),
        (
            by_weekday(4, LAST, start="2027-02-28T11:00"),
            ["2027-02-28", "2027-03-28", "2027-04-25", "2027-05-23"],
        ),
    ],
)
def test_a_pattern_falls_on_its_days(rule: Rule, expected: list[str]) -> None:
    assert first(rule) == expected


def test_a_fortnight_is_counted_from_the_week_of_the_start() -> None:
    assert first(weekly(every=2), 2, since="2036-01-01") == ["2036-01-10", "2036-01-24"]


def test_nothing_goes_on_for_ever() -> None:
    assert list(weekly(*range(7), start="2026-10-01T18:00").pattern_dates(since=LATEST)) == [LATEST]
    assert list(by_date().pattern_dates(since=date(2099, 12, 16))) == []
    assert list(once().pattern_dates(since=date(2026, 11, 13))) == []


@given(said=PATTERNS, start=DATES, since=DATES)
def test_jumping_ahead_finds_what_walking_finds(said: Pattern, start: date, since: date) -> None:
    walked = (day for day in pattern.dates(said, start=start, since=start) if day >= since)
    jumped = pattern.dates(said, start=start, since=since)

    assert list(islice(jumped, 20)) == list(islice(walked, 20))


def test_somebody_who_begins_on_a_monday_and_wants_thursdays_begins_on_a_thursday() -> None:
    thursdays = Pattern(kind=Kind.WEEKLY, every=3, weekdays=frozenset({3}))
    sundays = Pattern(kind=Kind.BY_WEEKDAY, every=3, weekdays=frozenset({6}), nths=frozenset({1}))
    monday = date(2026, 10, 5)

    assert pattern.first(thursdays, since=monday) == date(2026, 10, 8)
    assert pattern.first(sundays, since=monday) == date(2026, 11, 1)
    assert pattern.first(thursdays, since=LATEST) == LATEST
    assert pattern.first(Pattern(kind=Kind.WEEKLY, weekdays=frozenset({4})), since=LATEST) is None
