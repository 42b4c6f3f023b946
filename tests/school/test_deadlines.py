from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school import deadlines
from school.deadlines import EVENING, GRACE, HELD_FOR, MORNING
from timetable.expansion import WARSAW
from timetable.holidays import is_feast, is_holiday

EDGES = {
    "72 hours, to the minute": ("2026-11-16T12:00+01:00", "2026-11-19T12:00+01:00"),
    "a night is slept through": ("2026-11-16T22:30+01:00", "2026-11-20T10:00+01:00"),
    "nine in the evening is night": ("2026-11-16T21:00+01:00", "2026-11-20T10:00+01:00"),
    "an early morning becomes ten": ("2026-11-16T05:00+01:00", "2026-11-19T10:00+01:00"),
    "a Saturday of lessons becomes Sunday": ("2026-11-18T12:00+01:00", "2026-11-22T12:00+01:00"),
    "All Saints’": ("2026-10-29T12:00+01:00", "2026-11-02T12:00+01:00"),
    "Christmas of both churches": ("2027-01-03T12:00+01:00", "2027-01-08T12:00+01:00"),
    "Christmas, its second day and a Sunday between": ("2026-12-21T12:00+01:00", "2026-12-27T12:00+01:00"),
    "Easter of the Orthodox, with its Monday": ("2027-04-29T12:00+02:00", "2027-05-04T12:00+02:00"),
    "the clocks go forward": ("2027-03-25T20:30+01:00", "2027-03-30T10:00+02:00"),
    "the clocks go back": ("2026-10-22T12:00+02:00", "2026-10-25T11:00+01:00"),
}


def on_saturdays(day: date) -> bool:
    return day.weekday() == 5


def until(at: datetime) -> datetime:
    return deadlines.held_until(at, is_lesson_day=on_saturdays)


@pytest.mark.parametrize("name", EDGES)
def test_an_offer_is_held(name: str) -> None:
    at, expected = (datetime.fromisoformat(text) for text in EDGES[name])

    assert until(at) == expected


@given(st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1)))  # noqa: DTZ001 - the zone is given
def test_it_never_ends_sooner_than_promised_nor_when_nobody_could_answer(wall: datetime) -> None:
    at = wall.replace(tzinfo=WARSAW)
    ends = until(at)
    local = ends.astimezone(WARSAW)

    assert ends.astimezone(UTC) - at.astimezone(UTC) >= HELD_FOR
    assert MORNING <= local.time() < EVENING
    assert [each(local.date()) for each in (on_saturdays, is_holiday, is_feast)] == [False, False, False]
    assert ends - at <= timedelta(days=9)


@given(st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1)))  # noqa: DTZ001 - the zone is given
def test_the_zone_in_which_it_is_told_changes_nothing(wall: datetime) -> None:
    at = wall.replace(tzinfo=WARSAW)

    assert until(at) == until(at.astimezone(UTC))


def test_ten_minutes_more_are_given_to_who_presses_in_the_last_second() -> None:
    ends = until(datetime(2026, 11, 16, 12, tzinfo=WARSAW))

    assert not deadlines.is_over(ends + GRACE - timedelta(seconds=1), at=ends)
    assert not deadlines.is_over(ends, at=ends + GRACE - timedelta(seconds=1))
    assert deadlines.is_over(ends, at=ends + GRACE)
