"""A booking is news to the pages that show seats; a date that changes is news to all."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from events import booking, schedule
from events.models import Activity, Occurrence
from events.seen import SEATS
from pages.models import ContentChange
from pages.page_cache import triggers
from tests.events import dates
from tests.events.dates import HOUR, NOW
from timetable.models import Room

pytestmark = pytest.mark.django_db(databases=["default", "vault"])


def noticed(change: Callable[[], Any]) -> set[str]:
    """What is said to have changed: "" is content."""
    ContentChange.objects.all().delete()
    change()
    return set(ContentChange.objects.values_list("of", flat=True))


def moved(on: Occurrence) -> None:
    facts = schedule.facts_of(on)
    later = type(facts)(**{**vars(facts), "start": on.start + HOUR})
    schedule.change_date(occurrence_id=on.pk, facts=later, at=NOW)


def cancelled(on: Occurrence) -> None:
    party = dates.sign_up(on, email="alena@example.org")
    ContentChange.objects.all().delete()
    booking.cancel(booking_id=party.bookings.get().pk, at=NOW)


CHANGES: dict[str, tuple[Callable[[Occurrence], Any], set[str]]] = {
    "a booking": (dates.sign_up, {SEATS}),
    "a booking given up": (cancelled, {SEATS}),
    "more seats": (lambda on: booking.set_capacity(occurrence_id=on.pk, to=30, at=NOW), {SEATS}),
    "somebody at the door": (lambda on: Occurrence.objects.filter(pk=on.pk).update(walk_ins=3), set()),
    "a date kept": (lambda on: schedule.keep(occurrence_id=on.pk), set()),
    "a date moved": (moved, {"", SEATS}),
    "a date cancelled": (
        lambda on: schedule.cancel_date(occurrence_id=on.pk, reason=None, at=NOW),
        {"", SEATS},
    ),
    "a date gone": (lambda on: on.delete(), {""}),
    "a new date": (lambda on: dates.date(), {""}),
    "another place": (lambda on: Activity.objects.update(place="Inna 1"), {""}),
    "a room renamed": (lambda on: Room.objects.filter(name="101").update(name="9"), {""}),
}


@pytest.mark.parametrize("name", CHANGES)
def test_each_change_is_news_to_those_who_show_it(name: str):
    change, expected = CHANGES[name]
    on = dates.date()

    assert noticed(lambda: change(on)) == expected


def test_without_its_trigger_nobody_would_hear_of_a_booking():
    on = dates.date()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE events_occurrence DISABLE TRIGGER pages_counts_changed")

    assert noticed(lambda: dates.sign_up(on)) == set()


def test_old_changes_of_seats_are_forgotten_too_and_that_is_news_once():
    for number in range(1, 4):
        ContentChange.objects.create(transaction=number, of=SEATS)
        ContentChange.objects.create(transaction=number)
    triggers.forget_old()

    assert sorted(ContentChange.objects.values_list("of", flat=True)) == ["", SEATS]
