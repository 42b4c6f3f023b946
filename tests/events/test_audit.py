import logging
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from events import audit, booking
from events.models import Booking, Finding, Occurrence
from letters.models import Letter
from office import duties
from tests.events.dates import DAY, HOUR, NOW, date, sign_up

pytestmark = pytest.mark.django_db(databases=["default", "vault"])

LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def on() -> Occurrence:
    """Three seats, all taken; one party has got hers from the waiting list, past a larger one; two wait."""
    row = date(capacity=3)
    first = sign_up(row, party_of=1, email="first@example.org")
    for place, size in enumerate((2, 3, 1, 1)):
        sign_up(row, party_of=size, email=f"person{place}@example.org")
    booking.cancel(booking_id=first.bookings.get().pk, at=NOW)
    row.refresh_from_db()
    return row


def found(at: Any = LATER) -> list[str]:
    return [each.wrong for each in audit.examine(at=at)]


def spoil(row: Occurrence, **values: object) -> None:
    Occurrence.objects.filter(pk=row.pk).update(**values)


def test_where_all_is_well_nothing_is_found(on: Occurrence) -> None:
    assert found() == []
    assert found(at=on.start + DAY) == []


def test_a_seat_too_many_is_found(on: Occurrence) -> None:
    spoil(on, taken=2)
    assert found() == ["taken"]


def test_an_overhang_that_nobody_has_made_is_found(on: Occurrence) -> None:
    """The constraint would refuse it: here it is as if somebody had taken it away."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE events_occurrence DROP CONSTRAINT occurrence_overhang_is_needed")
    spoil(on, overhang=1)
    assert found() == ["overhang"]


@pytest.mark.parametrize("values", [{"waiting": 1}, {"least_waiting": 3}, {"last_number": 0}])
def test_a_waiting_list_that_is_counted_wrongly_is_found(on: Occurrence, values: dict[str, int]) -> None:
    spoil(on, **values)
    assert found() == ["waiting"]


def test_seats_that_lie_idle_are_found_by_day(on: Occurrence) -> None:
    spoil(on, capacity=4)
    assert found(at=NOW.replace(hour=23)) == []
    assert found(at=NOW.replace(day=21, hour=8, minute=10)) == []
    assert found(at=NOW.replace(day=21, hour=9)) == ["idle"]


def test_more_people_than_seats_are_found_whatever_the_counters_say(on: Occurrence) -> None:
    Booking.objects.filter(occurrence=on, state="confirmed").update(seats=3)
    assert found() == ["overhang", "taken"]


def test_who_was_passed_over_and_nobody_has_written_it_down_is_found(on: Occurrence) -> None:
    Booking.objects.filter(occurrence=on, times_passed=1).update(times_passed=0)
    assert found() == ["order"]


def test_somebody_let_in_past_the_line_is_found(on: Occurrence) -> None:
    """By hand, in the database, with the counters right and the letter written."""
    last = Booking.objects.filter(state="waiting").latest("number")
    Booking.objects.filter(pk=last.pk).update(state="confirmed", promoted_at=LATER)
    spoil(on, capacity=4, taken=4, waiting=1, least_waiting=3)
    cause = f"seat_promoted {last.pk}"
    Letter.objects.create(name="seat_promoted", subject=last.pk, cause=cause, created_at=NOW, next_try_at=NOW)
    assert found(at=LATER + HOUR) == ["order"]


def test_an_offer_that_nobody_ends_is_found(on: Occurrence) -> None:
    last = Booking.objects.filter(state="confirmed", promoted_at__isnull=False)
    last.update(state="offered", offered_until=NOW)
    assert found() == []
    assert found(at=NOW + HOUR) == ["asked"]


def test_people_at_a_cancelled_date_are_found(on: Occurrence) -> None:
    spoil(on, cancelled_at=NOW)
    assert found() == ["date"]


def test_who_was_not_told_is_found(on: Occurrence) -> None:
    Letter.objects.filter(name="seat_promoted").delete()
    assert found() == ["untold"]


def test_what_is_found_stands_until_it_is_gone(on: Occurrence) -> None:
    spoil(on, taken=2)
    audit.examine(at=LATER)
    assert [each.found_at for each in audit.examine(at=LATER + HOUR)] == [LATER]

    spoil(on, taken=3)
    assert found() == []
    assert Finding.objects.count() == 0


def test_it_is_shouted_in_the_log(on: Occurrence, caplog: Any) -> None:
    spoil(on, taken=2)
    with caplog.at_level(logging.ERROR):
        audit.shout(audit.examine(at=LATER))
    assert caplog.messages == [
        f"Date {on.pk} does not add up: taken",
        "1 findings about seats: run audit_seats",
    ]


def test_the_command_says_where_and_settles_when_told(on: Occurrence, capsys: Any) -> None:
    spoil(on, taken=2)
    with pytest.raises(CommandError, match="The seats do not add up: 1 findings"):
        call_command("audit_seats")
    assert capsys.readouterr().err == "Wreaths, 2026-11-27: taken.\n"

    call_command("audit_seats", settle=True)
    assert capsys.readouterr().out == "All seats add up.\n"


def test_a_coordinator_finds_it_on_the_first_page(on: Occurrence, manager: Any) -> None:
    spoil(on, taken=2)
    audit.examine(at=LATER)
    with override("en"):
        lines = [duty for duty in duties.waiting(manager, at=LATER).duties if "Wreaths" in str(duty.subject)]
        said = [(str(duty.act), duty.since) for duty in lines]

    assert said == [("More or fewer seats are counted as taken than people have.", LATER)]


def test_it_asks_as_much_of_many_dates_as_of_one(on: Occurrence) -> None:
    counts = set()
    for week in range(3):
        another = date(on.activity, start=on.original + (week + 1) * 7 * DAY, capacity=1)
        sign_up(another, email="a@example.org")
        with CaptureQueriesContext(connection) as asked:
            audit.examine(at=LATER)
        counts.add(len(asked))
    assert len(counts) == 1
