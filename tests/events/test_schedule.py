from datetime import datetime, timedelta

import pytest

from events import schedule
from events.models import Activity, Occurrence, Party
from events.plan import Deed
from letters.models import Letter
from tests.events.dates import DAY, FRIDAYS, NOW, activity, date, sign_up, state
from timetable.expansion import WARSAW
from timetable.pattern import Kind
from timetable.rules import Rule

pytestmark = pytest.mark.django_db(databases=["default", "vault"])
WEEK = timedelta(weeks=1)
SATURDAYS = Rule(start=datetime.fromisoformat("2026-11-28T18:00"), kind=Kind.WEEKLY, weekdays=frozenset({5}))
HALF_PAST = Rule(start=datetime.fromisoformat("2026-11-27T18:30"), kind=Kind.WEEKLY, weekdays=frozenset({4}))


def planted(**more: object) -> Activity:
    made = activity(**more)
    schedule.change(made, at=NOW)
    return made


def rows(of: Activity) -> list[Occurrence]:
    return list(of.occurrences.order_by("start"))


def letters(name: str) -> int:
    return Letter.objects.filter(name=name).count()


def test_dates_are_made_for_half_a_year_at_six_o_clock_in_winter_and_in_summer() -> None:
    made = rows(planted())

    local = [row.start.astimezone(WARSAW) for row in made]
    assert (len(made), {each.time().hour for each in local}) == (26, {18})
    assert {each.utcoffset() for each in local} == {timedelta(hours=1), timedelta(hours=2)}
    assert local[-1].date() <= (NOW + schedule.AHEAD).date()


def test_the_second_run_changes_nothing_and_a_later_one_adds_what_has_come_into_sight() -> None:
    made = planted()
    before = list(made.occurrences.order_by("pk").values())
    schedule.bring_up_to_date(at=NOW)
    assert list(made.occurrences.order_by("pk").values()) == before

    schedule.bring_up_to_date(at=NOW + 2 * WEEK)
    assert len(rows(made)) == len(before) + 2


def test_a_paused_activity_gets_no_new_dates_and_keeps_those_it_has() -> None:
    made = planted()
    Activity.objects.update(is_paused=True)
    schedule.bring_up_to_date(at=NOW + 4 * WEEK)
    assert len(rows(made)) == 26


def test_another_time_moves_the_dates_with_their_people() -> None:
    made = planted()
    first = rows(made)[0]
    party = sign_up(first, email="alena@example.org")
    made.rule = HALF_PAST

    preview = schedule.planned(made, at=NOW)
    assert schedule.change(made, at=NOW) == preview

    first.refresh_from_db()
    assert (first.start.astimezone(WARSAW).time().isoformat(), first.original) == ("18:30:00", FRIDAYS.start)
    assert (first.sequence, state(party), letters("date_changed"), len(rows(made))) == (
        1,
        ["confirmed"],
        1,
        26,
    )
    assert Party.objects.get().last_date == first.end


def test_another_day_leaves_booked_and_edited_dates_adrift_until_somebody_decides() -> None:
    made = planted()
    booked, edited, *others = rows(made)
    sign_up(booked)
    schedule.change_date(
        occurrence_id=edited.pk, facts=schedule.facts_of(edited).moved(by=timedelta(hours=1)), at=NOW
    )
    made.rule = SATURDAYS
    schedule.change(made, at=NOW)

    adrift = made.occurrences.filter(is_adrift=True).order_by("start")
    assert [row.pk for row in adrift] == [booked.pk, edited.pk]
    assert not made.occurrences.filter(pk__in=[row.pk for row in others]).exists()

    schedule.keep(occurrence_id=booked.pk)
    schedule.cancel_date(occurrence_id=edited.pk, reason=Occurrence.Reason.ROOM, at=NOW)
    schedule.bring_up_to_date(at=NOW)
    assert list(adrift.all()) == []


def test_this_and_following_leaves_the_dates_before_as_they_are() -> None:
    made = planted()
    _first, second, third, *_more = rows(made)
    made.rule = HALF_PAST
    schedule.change(made, at=NOW, since=third.start)

    times = [row.start.astimezone(WARSAW).strftime("%H:%M") for row in rows(made)]
    assert times[:4] == ["18:00", "18:00", "18:30", "18:30"]
    schedule.bring_up_to_date(at=NOW + DAY)
    second.refresh_from_db()
    assert second.start.astimezone(WARSAW).time().hour == 18


def test_a_date_changed_by_hand_stays_so_when_its_activity_changes() -> None:
    made = planted()
    first = rows(made)[0]
    later = schedule.facts_of(first).moved(by=timedelta(hours=2))
    schedule.change_date(occurrence_id=first.pk, facts=later, at=NOW)
    made.capacity = 40
    steps = schedule.change(made, at=NOW)

    first.refresh_from_db()
    assert (first.start, first.capacity) == (later.start, 12)
    assert [step.deed for step in steps][:2] == [Deed.KEEP, Deed.CHANGE]


def test_cancelling_tells_its_people_once_and_ends_their_bookings() -> None:
    on = date(capacity=1)
    sits, waits = (sign_up(on, email=f"{name}@example.org") for name in "ab")
    for _time in range(2):
        schedule.cancel_date(occurrence_id=on.pk, reason=Occurrence.Reason.HOST, at=NOW)

    on.refresh_from_db()
    assert (state(sits), state(waits)) == (["cancelled"], ["cancelled"])
    assert (letters("date_cancelled"), letters("seat_promoted"), on.taken, on.waiting) == (2, 0, 0, 0)
    assert (on.sequence, on.reason) == (1, "host")
