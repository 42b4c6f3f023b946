from uuid import uuid4

import pytest

from events import booking
from events.models import Booking, Party
from events.refusals import BookingRefused, Why
from letters.models import Letter
from privacy import forgetting
from tests.events.dates import DAY, HOUR, NOW, date, sign_up, state

pytestmark = pytest.mark.django_db(databases=["default", "vault"])


def letters() -> list[str]:
    return sorted(Letter.objects.values_list("name", flat=True))


def test_seats_are_taken_and_the_party_is_told() -> None:
    on = date(capacity=3)

    party = sign_up(on, party_of=2, email="alena@example.org")

    on.refresh_from_db()
    assert (state(party), on.taken, on.free, letters()) == (["confirmed"], 2, 1, ["seat_booked"])


def test_who_finds_it_full_waits_and_gets_the_seats_that_become_free() -> None:
    on = date(capacity=2)
    first, second = (sign_up(on, party_of=2, email=f"{name}@example.org") for name in ("alena", "maryna"))
    assert (state(first), state(second)) == (["confirmed"], ["waiting"])

    booking.cancel(booking_id=first.bookings.get().pk, at=NOW)

    on.refresh_from_db()
    assert (state(first), state(second)) == (["cancelled"], ["confirmed"])
    assert (on.taken, on.waiting, on.least_waiting) == (2, 0, None)
    assert letters() == ["seat_booked", "seat_promoted", "seat_waiting"]


def test_inside_a_day_one_is_asked_first_and_no_answer_passes_it_on() -> None:
    on = date(capacity=1)
    near = on.start - 6 * HOUR
    first, second, third = (sign_up(on, email=f"{name}@example.org", at=NOW) for name in "abc")
    booking.cancel(booking_id=first.bookings.get().pk, at=near)
    assert (state(second), state(third)) == (["offered"], ["waiting"])

    with pytest.raises(BookingRefused):
        booking.accept(booking_id=second.bookings.get().pk, at=near + 2 * HOUR)
    sign_up(on, email="d@example.org", at=near + 2 * HOUR)

    assert (state(second), state(third)) == (["cancelled"], ["offered"])


def test_without_a_contact_one_gets_two_words_and_can_not_wait() -> None:
    on = date(capacity=1)
    party = sign_up(on)
    assert len(party.signed.open().words.split()) == 2

    with pytest.raises(BookingRefused) as refused:
        sign_up(on)
    assert refused.value.why is Why.NEEDS_CONTACT
    assert Party.objects.count() == 1


def test_one_contact_has_one_booking_of_a_date_however_it_is_spelt() -> None:
    on = date()
    sign_up(on, email="alena@example.org")
    with pytest.raises(BookingRefused) as refused:
        sign_up(on, email="ALENA@example.org")
    assert refused.value.why is Why.ALREADY


def test_sending_a_form_twice_makes_one_party() -> None:
    on, key = date(), uuid4()
    assert sign_up(on, form_key=key) == sign_up(on, form_key=key)
    on.refresh_from_db()
    assert on.taken == 1


def test_moving_frees_the_old_seats_for_who_waits() -> None:
    on = date(capacity=1)
    later = date(on.activity, start=on.original + 7 * DAY)
    first, second = (sign_up(on, email=f"{name}@example.org") for name in "ab")

    booking.move(booking_id=first.bookings.get().pk, to=later.pk, at=NOW)

    assert (state(first), state(second)) == (["cancelled", "confirmed"], ["confirmed"])
    first.refresh_from_db()
    assert first.last_date == later.end


def test_lowering_the_capacity_throws_nobody_out() -> None:
    on = date(capacity=3)
    parties = [sign_up(on, email=f"{number}@example.org") for number in range(3)]
    waiting = sign_up(on, email="w@example.org")

    booking.set_capacity(occurrence_id=on.pk, to=1, at=NOW)
    booking.cancel(booking_id=parties[0].bookings.get().pk, at=NOW)
    on.refresh_from_db()
    assert (on.taken, on.capacity, on.overhang, state(waiting)) == (2, 1, 1, ["waiting"])

    booking.set_capacity(occurrence_id=on.pk, to=3, at=NOW)
    assert state(waiting) == ["confirmed"]


def test_who_is_erased_leaves_the_seats_to_others() -> None:
    on = date(capacity=1)
    first, second = (sign_up(on, email=f"{name}@example.org") for name in "ab")

    forgetting.erase([first.seal_id] if first.seal_id else [], at=NOW)

    assert state(second) == ["confirmed"]
    assert not Party.objects.filter(pk=first.pk).exists()
    assert Booking.objects.get(party=None).state == "cancelled"
