"""Dates that were booked once, are over, cancelled or paused, and a rule that can not be followed."""

import logging
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from events import booking, schedule
from events.models import Activity, Occurrence
from tests.events.dates import DAY, FRIDAYS, HOUR, NOW, activity, sign_up

pytestmark = pytest.mark.django_db(databases=["default", "vault"])

SATURDAYS = replace(FRIDAYS, start=FRIDAYS.start + DAY, weekdays=frozenset({5}))
THREE = replace(FRIDAYS, count=3)


def made(**more: Any) -> tuple[Activity, list[Occurrence]]:
    of = activity(rule=THREE, **more)
    schedule.change(of, at=NOW)
    return of, list(of.occurrences.order_by("start"))


def days(of: Activity, **wanted: Any) -> list[int]:
    return [row.original_day.day for row in of.occurrences.filter(**wanted).order_by("start")]


def test_a_date_that_somebody_has_cancelled_is_not_thrown_away_with_what_is_written_of_it() -> None:
    of, rows = made()
    row = sign_up(rows[0], email="a@example.org").bookings.get()
    booking.cancel(booking_id=row.pk, at=NOW)

    of.rule = SATURDAYS
    schedule.change(of, at=NOW)

    assert days(of, is_adrift=True) == [27]
    assert days(of, original_day__week_day=6) == [27]


def test_a_cancelled_date_that_the_rule_has_lost_asks_for_nothing_more() -> None:
    of, rows = made()
    sign_up(rows[0], email="a@example.org")
    of.rule = SATURDAYS
    schedule.change(of, at=NOW)
    assert days(of, is_adrift=True) == [27]

    schedule.cancel_date(occurrence_id=rows[0].pk, reason=None, at=NOW)
    schedule.bring_up_to_date(at=NOW + DAY)

    assert days(of, is_adrift=True) == []


def test_an_activity_that_is_paused_gets_no_new_dates_by_being_changed() -> None:
    of, _rows = made(is_paused=True)
    assert days(of) == []

    of.is_paused = False
    schedule.change(of, at=NOW)
    assert days(of) == [27, 4, 11]


def test_what_is_over_today_stays_as_it_was() -> None:
    """It was first set for six and took place at ten; the rule is changed at noon."""
    of, rows = made()
    of.rule = replace(THREE, start=THREE.start.replace(hour=10))
    schedule.change(of, at=NOW)
    noon = rows[0].start.replace(hour=11)

    of.rule = replace(THREE, start=THREE.start.replace(hour=20))
    schedule.change(of, at=noon)

    starts = [timedelta(hours=row.start.hour - 17) for row in of.occurrences.order_by("start")]
    assert (starts, days(of, is_adrift=True)) == ([-8 * HOUR, 2 * HOUR, 2 * HOUR], [])


def test_one_rule_that_can_not_be_followed_stops_no_other(caplog: Any, monkeypatch: Any) -> None:
    bad, good = activity(rule=THREE), activity(rule=THREE)
    original = schedule.carry_out

    def fails_for_one(of: Activity, *, at: Any) -> Any:
        if of.pk == bad.pk:
            raise ValueError("as if its rule were broken")
        return original(of, at=at)

    monkeypatch.setattr(schedule, "carry_out", fails_for_one)
    with caplog.at_level(logging.ERROR):
        schedule.bring_up_to_date(at=NOW)

    assert (days(bad), days(good)) == ([], [27, 4, 11])
    assert f"The dates of activity {bad.pk} could not be brought up to date" in caplog.text


def test_the_second_run_writes_nothing(django_assert_num_queries: Any) -> None:
    of, _rows = made()
    row = Activity.objects.get(pk=of.pk)

    with django_assert_num_queries(5):
        schedule.carry_out(row, at=NOW)
