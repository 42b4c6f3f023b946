from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any

import pytest
from hypothesis import given

from tests.timetable.saying import at, by_date, by_weekday, days, once, rules, weekly
from timetable import expansion
from timetable.expansion import WARSAW
from timetable.faults import BadRule, Fault
from timetable.rules import Rule

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def told(rule: Rule, number: int = 5, *, since: datetime = LONG_AGO) -> list[str]:
    return [start.at.isoformat() for start in islice(expansion.starts(rule, since=since), number)]


def fallen(rule: Rule, number: int = 5) -> list[str]:
    return [day.isoformat() for day in islice(expansion.dates(rule, since=date(2020, 1, 1)), number)]


def test_a_class_at_six_is_at_six_on_both_sides_of_a_change_of_clocks() -> None:
    assert told(weekly(start="2026-10-22T18:00"), 2) == [
        "2026-10-22T18:00:00+02:00",
        "2026-10-29T18:00:00+01:00",
    ]
    assert told(weekly(start="2027-03-25T18:00"), 2) == [
        "2027-03-25T18:00:00+01:00",
        "2027-04-01T18:00:00+02:00",
    ]


def test_half_past_midnight_on_a_monday_stays_on_monday() -> None:
    starts = expansion.starts(weekly(0, start="2026-10-19T00:30"), since=LONG_AGO)

    assert {(start.at.weekday(), f"{start.at:%H:%M}") for start in islice(starts, 60)} == {(0, "00:30")}


def test_a_time_the_clocks_leave_out_is_an_hour_later_and_keeps_its_identity() -> None:
    (start,) = expansion.starts(once("2027-03-28T02:30"), since=LONG_AGO)

    assert (start.local, start.at.isoformat()) == (at("2027-03-28T02:30"), "2027-03-28T03:30:00+02:00")


def test_a_time_that_comes_twice_is_the_first_of_the_two() -> None:
    (start,) = expansion.starts(once("2026-10-25T02:30"), since=LONG_AGO)

    assert start.at.isoformat() == "2026-10-25T02:30:00+02:00"


def test_skipped_dates_fall_out_and_extra_ones_come_on_top_in_order() -> None:
    rule = weekly(skipped=days("2026-10-08"), extra=days("2026-10-10", "2026-09-25", "2026-10-15"))

    assert fallen(rule) == ["2026-09-25", "2026-10-01", "2026-10-10", "2026-10-15", "2026-10-22"]


def test_polish_holidays_fall_out_where_the_rule_says_so() -> None:
    wednesdays: dict[str, Any] = {"start": "2026-11-04T18:00"}

    assert fallen(weekly(2, **wednesdays), 3) == ["2026-11-04", "2026-11-11", "2026-11-18"]
    assert fallen(weekly(2, not_on_holidays=True, **wednesdays), 3) == [
        "2026-11-04",
        "2026-11-18",
        "2026-11-25",
    ]


def test_an_extra_date_takes_place_on_a_holiday_too() -> None:
    rule = weekly(2, start="2026-11-04T18:00", not_on_holidays=True, extra=days("2026-11-11"))

    assert fallen(rule, 2) == ["2026-11-04", "2026-11-11"]


def test_ten_times_are_ten_times_whatever_falls_out() -> None:
    rule = weekly(start="2026-12-03T18:00", count=4, skipped=days("2026-12-10"), not_on_holidays=True)

    assert fallen(rule, 9) == ["2026-12-03", "2026-12-17", "2026-12-31", "2027-01-07"]


def test_times_are_counted_from_the_start_wherever_one_looks_from() -> None:
    assert list(expansion.dates(weekly(count=3), since=date(2026, 10, 9))) == [date(2026, 10, 15)]


def test_a_window_takes_its_first_moment_and_leaves_its_last() -> None:
    since, until = datetime(2026, 10, 8, 16, tzinfo=UTC), datetime(2026, 10, 22, 16, tzinfo=UTC)
    found = expansion.between(weekly(), since=since, until=until)

    assert [start.local.day for start in found] == [8, 15]


def test_a_window_is_of_instants_so_the_day_in_warsaw_may_differ_from_its_own() -> None:
    since = datetime(2026, 9, 30, 22, 30, tzinfo=UTC)

    assert told(weekly(start="2026-10-01T00:30"), 1, since=since) == ["2026-10-01T00:30:00+02:00"]


def test_what_a_holiday_takes_away_is_told() -> None:
    rule = weekly(2, 3, start="2026-11-04T18:00", not_on_holidays=True, extra=days("2026-12-24"))
    between = {"since": date(2026, 11, 1), "until": date(2027, 1, 6)}

    assert expansion.left_out(rule, **between) == [date(2026, 11, 11), date(2027, 1, 6)]
    assert expansion.left_out(weekly(2, start="2026-11-04T18:00"), **between) == []


@pytest.mark.parametrize(
    "rule",
    [
        weekly(start="2026-12-24T18:00", until=date(2026, 12, 30), not_on_holidays=True),
        weekly(until=date(2026, 10, 7), skipped=days("2026-10-01")),
        by_date(1, start="2027-01-01T18:00", every=12, not_on_holidays=True),
    ],
)
def test_a_rule_without_dates_is_refused(rule: Rule) -> None:
    with pytest.raises(BadRule) as refused:
        expansion.require_dates(rule)

    assert refused.value.fault is Fault.NO_DATES


def test_a_rule_with_one_extra_date_has_dates() -> None:
    rule = weekly(until=date(2026, 10, 7), skipped=days("2026-10-01"), extra=days("2026-09-01"))

    expansion.require_dates(rule)
    assert fallen(rule) == ["2026-09-01"]


def test_ten_years_of_every_first_sunday_keep_their_hour() -> None:
    starts = expansion.between(by_weekday(), since=LONG_AGO, until=datetime(2036, 11, 1, tzinfo=UTC))

    assert {(start.at.hour, start.at.weekday(), start.at.day <= 7) for start in starts} == {(11, 6, True)}


@given(rule=rules())
def test_starts_come_in_order_once_each_and_never_before_they_are_asked_for(rule: Rule) -> None:
    since = datetime.combine(rule.day, rule.start.time(), WARSAW) + timedelta(days=3)
    found = [start.at for start in islice(expansion.starts(rule, since=since), 50)]

    assert found == sorted(set(found))
    assert all(each >= since for each in found)
