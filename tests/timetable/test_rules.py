from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tests.timetable.saying import MONDAY, SUNDAY, THURSDAY, at, by_date, by_weekday, days, once, weekly
from timetable.faults import BadRule, Fault
from timetable.pattern import LAST, Kind
from timetable.rules import Rule

MANY = frozenset(date(2027, 1, 1) + timedelta(days) for days in range(101))


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"until": date(2027, 1, 1)}, Fault.SHAPE),
        ({"count": 3}, Fault.SHAPE),
        ({"every": 2}, Fault.SHAPE),
        ({"not_on_holidays": True}, Fault.SHAPE),
        ({"skipped": days("2026-11-12")}, Fault.SHAPE),
        ({"weekdays": frozenset({THURSDAY})}, Fault.SHAPE),
        ({"kind": Kind.WEEKLY}, Fault.SHAPE),
        ({"kind": Kind.WEEKLY, "weekdays": frozenset({THURSDAY}), "month_day": 12}, Fault.SHAPE),
        ({"kind": Kind.BY_DATE}, Fault.SHAPE),
        ({"kind": Kind.BY_WEEKDAY, "weekdays": frozenset({THURSDAY})}, Fault.SHAPE),
        ({"start": at("2019-12-31T18:00")}, Fault.YEARS),
        ({"start": at("2100-01-01T18:00")}, Fault.YEARS),
        ({"extra": days("2100-01-01")}, Fault.YEARS),
        ({"start": at("2026-11-12T18:00:01")}, Fault.MINUTES),
        ({"start": datetime(2026, 11, 12, 18, tzinfo=UTC)}, Fault.MINUTES),
        ({"start": at("2026-11-12T18:00").replace(fold=1)}, Fault.MINUTES),
        ({"extra": MANY}, Fault.MANY_DATES),
    ],
)
def test_what_one_date_can_not_say_is_refused(said: dict[str, Any], fault: Fault) -> None:
    with pytest.raises(BadRule) as refused:
        Rule(**{"start": at("2026-11-12T18:00"), **said})

    assert refused.value.fault is fault


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"every": 0}, Fault.EVERY),
        ({"every": -1}, Fault.EVERY),
        ({"every": 13}, Fault.EVERY),
        ({"count": 0}, Fault.TIMES),
        ({"count": 501}, Fault.TIMES),
        ({"count": 10**9}, Fault.TIMES),
        ({"count": 3, "until": date(2027, 1, 1)}, Fault.TWO_ENDS),
        ({"until": date(2026, 9, 30)}, Fault.UNTIL),
        ({"skipped": days("2026-12-23")}, Fault.NOTHING_TO_SKIP),
        ({"skipped": days("2026-09-24")}, Fault.NOTHING_TO_SKIP),
        ({"skipped": days("2026-12-24"), "until": date(2026, 12, 1)}, Fault.NOTHING_TO_SKIP),
        ({"skipped": days("2026-12-24"), "extra": days("2026-12-24")}, Fault.BOTH_WAYS),
        ({"start": "2026-10-02T18:00"}, Fault.START),
    ],
)
def test_what_a_weekly_rule_can_not_say_is_refused(said: dict[str, Any], fault: Fault) -> None:
    with pytest.raises(BadRule) as refused:
        weekly(THURSDAY, **said)

    assert refused.value.fault is fault


def test_a_weekday_a_place_and_a_day_that_do_not_exist_are_refused() -> None:
    faults = []
    for make in (
        lambda: weekly(7),
        lambda: weekly(-1),
        lambda: by_weekday(5),
        lambda: by_weekday(0),
        lambda: by_date(32),
        lambda: by_date(0),
        lambda: by_date(-2),
        lambda: Rule(
            start=at("2026-11-01T11:00"),
            kind=Kind.BY_WEEKDAY,
            weekdays=frozenset({SUNDAY, MONDAY}),
            nths=frozenset({1}),
        ),
    ):
        with pytest.raises(BadRule) as refused:
            make()
        faults.append(refused.value.fault)

    assert faults == [Fault.WEEKDAYS] * 2 + [Fault.NTHS] * 2 + [Fault.MONTH_DAY] * 3 + [Fault.WEEKDAYS]


def test_the_date_to_blame_is_named() -> None:
    with pytest.raises(BadRule) as refused:
        weekly(THURSDAY, skipped=days("2026-12-24", "2026-12-25"))

    assert refused.value.day == date(2026, 12, 25)


def test_the_first_of_several_weekdays_may_come_later_in_the_week_than_the_start() -> None:
    assert weekly(MONDAY, THURSDAY).fits(date(2026, 10, 5))


def test_the_last_one_is_told_last() -> None:
    assert by_weekday(LAST, 3, 1).nths_in_order == [1, 3, LAST]


def test_only_days_that_some_months_lack_skip_months() -> None:
    starts = {28: "2026-10-28", 29: "2026-10-29", LAST: "2026-10-31"}
    assert {day: by_date(day, start=f"{start}T18:00").skips_months for day, start in starts.items()} == {
        28: False,
        29: True,
        LAST: False,
    }
    assert once().skips_months is False
