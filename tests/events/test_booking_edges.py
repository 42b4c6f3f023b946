"""Where two things happen nearly at once, or a person asks for what is over."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from events import booking, schedule, seats
from events.models import Booking, Call, Occurrence, Party, Signed
from events.refusals import BookingRefused, Why
from events.schedule import facts_of
from privacy import forgetting
from privacy.documents import Phone
from tests.events.dates import DAY, HOUR, NOW, date, sign_up, state

pytestmark = pytest.mark.django_db(databases=["default", "vault"])

MINUTE = timedelta(minutes=1)


def why(verb: Any, **arguments: Any) -> Why:
    with pytest.raises(BookingRefused) as refused:
        verb(**arguments)
    return refused.value.why


def asked(on: Occurrence) -> tuple[Booking, Any]:
    """Somebody who is asked six hours before the start, and that moment."""
    first, second = (sign_up(on, party_of=2, email=f"{name}@example.org") for name in "ab")
    near = on.start - 6 * HOUR
    booking.cancel(booking_id=first.bookings.get().pk, at=near)
    row = second.bookings.get()
    assert row.state == "offered"
    return row, near


def test_all_of_these_dates_or_none_also_when_one_is_gone() -> None:
    on = date()
    arguments = {
        "party_of": 1,
        "signed": Signed(name="Buslik"),
        "language": "be",
        "form_key": uuid4(),
        "at": NOW,
    }

    assert why(booking.book, dates=[on.pk, on.pk + 1000], **arguments) is Why.CANCELLED
    assert Party.objects.filter(bookings__occurrence=on).count() == 0


def test_an_offer_that_is_over_can_not_be_shrunk_moved_or_taken_before_anybody_has_ended_it() -> None:
    on = date(capacity=2)
    later = date(on.activity, start=on.original + 7 * DAY)
    row, near = asked(on)
    at = near + 2 * HOUR

    assert why(booking.shrink, booking_id=row.pk, to=1, at=at) is Why.OVER
    assert why(booking.move, booking_id=row.pk, to=later.pk, at=at) is Why.OVER
    assert why(booking.accept, booking_id=row.pk, at=at) is Why.OVER


def test_an_offer_does_not_outlive_a_start_that_was_moved_forward() -> None:
    on = date(capacity=2)
    row, near = asked(on)
    facts = facts_of(on).moved(by=-5 * HOUR)

    schedule.change_date(occurrence_id=on.pk, facts=facts, at=near)

    row.refresh_from_db()
    assert row.offered_until == on.start - 5 * HOUR
    assert why(booking.accept, booking_id=row.pk, at=on.start - 5 * HOUR) is Why.OVER


def test_what_has_taken_place_can_not_be_given_up() -> None:
    on = date()
    later = date(on.activity, start=on.original + 7 * DAY)
    row = sign_up(on, party_of=2, email="a@example.org").bookings.get()

    assert why(booking.move, booking_id=row.pk, to=later.pk, at=on.start) is Why.OVER
    assert why(booking.cancel, booking_id=row.pk, at=on.end) is Why.OVER
    assert why(booking.shrink, booking_id=row.pk, to=1, at=on.end) is Why.OVER


def test_words_that_somebody_has_at_the_other_date_are_no_reason_to_lie() -> None:
    on = date()
    later = date(on.activity, start=on.original + 7 * DAY)
    row = sign_up(on).bookings.get()
    other = sign_up(later).bookings.get()
    words = row.party.signed.open().words
    Booking.objects.filter(pk=other.pk).update(words_hash=booking.words_hash(words, later.pk))

    assert why(booking.move, booking_id=row.pk, to=later.pk, at=NOW) is Why.SAME_WORDS


def test_a_party_is_kept_until_its_own_last_date_not_one_it_has_left() -> None:
    on = date()
    later = date(on.activity, start=on.original + 7 * DAY)
    party = sign_up(later, email="a@example.org")

    booking.move(booking_id=party.bookings.get().pk, to=on.pk, at=NOW)

    party.refresh_from_db()
    assert party.last_date == on.end


def test_who_did_not_come_and_signed_up_anew_did_not_come_the_first_time() -> None:
    on = date()
    first = sign_up(on, email="a@example.org").bookings.get()
    booking.arrive(booking_id=first.pk, came=False, at=on.start)
    sign_up(on, email="a@example.org", at=on.start, by_staff=True)

    assert why(booking.arrive, booking_id=first.pk, came=True, at=on.start) is Why.ALREADY


def test_nobody_calls_who_is_forgotten() -> None:
    on = date(capacity=1)
    first = sign_up(on, email="a@example.org").bookings.get()
    second = sign_up(on, signed=Signed(name="Buslik", phone=Phone("+48 000 000 000")))
    booking.cancel(booking_id=first.pk, at=NOW)
    assert Call.objects.filter(booking__party=second).count() == 1

    forgetting.erase([second.seal_id], at=NOW)

    assert Call.objects.filter(booking__occurrence=on).count() == 0


def test_all_dates_of_who_is_forgotten_are_held_and_settled() -> None:
    on = date(capacity=1)
    later = date(on.activity, start=on.original + 7 * DAY, capacity=1)
    first = sign_up(on, later, email="a@example.org")
    second = sign_up(on, later, email="b@example.org")

    with seats.held_for(Booking.objects.filter(party=first)) as rows:
        assert sorted(rows) == [on.pk, later.pk]
    forgetting.erase([first.seal_id], at=NOW)

    assert state(second) == ["confirmed", "confirmed"]
