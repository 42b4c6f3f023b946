"""That it sees who is let in before somebody who would have fitted, and nothing else."""

import pytest

from events import booking
from events.models import Occurrence, Party
from tests.events.dates import NOW, activity, date, sign_up
from tests.faults.running import sql
from tests.races import truth
from tests.races.test_sequences import nobody_yet

pytestmark = pytest.mark.processes


@pytest.fixture
def on(database: str) -> Occurrence:
    nobody_yet()
    return date(activity(largest_party=4), capacity=2)


def signed_up(on: Occurrence, number: int, *, party_of: int) -> Party:
    return sign_up(on, party_of=party_of, email=f"person{number}@example.org")


def shrink(party: Party) -> None:
    booking.shrink(booking_id=party.bookings.get().pk, to=1, at=NOW)


def test_who_is_passed_over_and_asks_for_fewer_later_was_in_nobodys_place(on: Occurrence) -> None:
    sits, waits, _smaller = [signed_up(on, number, party_of=seats) for number, seats in enumerate([2, 2, 1])]

    shrink(sits)
    shrink(waits)

    assert sql("SELECT number, seats, state FROM events_booking WHERE number > 0 ORDER BY number") == [
        (1, 1, "waiting"),
        (2, 1, "confirmed"),
    ]
    assert truth.lies() == {}


def test_who_is_let_in_before_others_that_fit_is_seen(on: Occurrence) -> None:
    for number, seats in enumerate([2, 2, 1, 1]):
        signed_up(on, number, party_of=seats)

    sql("UPDATE events_booking SET state = 'confirmed', promoted_at = now() WHERE number = 3")

    assert truth.lies()["out of order"] == [(on.pk, 2, 3)]
