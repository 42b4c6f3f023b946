from datetime import timedelta

import pytest

from events import booking, seats
from events.models import Activity, Booking, Call, Occurrence
from events.refusals import BookingRefused, Why
from events.seats import held
from letters.models import Letter
from privacy.documents import Phone
from tests.events.dates import DAY, HOUR, NOW, Signed, date, sign_up, state

pytestmark = pytest.mark.django_db(databases=["default", "vault"])

MINUTE = timedelta(minutes=1)
NIGHT = NOW.replace(hour=23)
MORNING = NOW.replace(day=21, hour=8)


def counters(on: Occurrence) -> tuple[int, int, int, int | None]:
    on.refresh_from_db()
    return on.taken, on.overhang, on.waiting, on.least_waiting


def everybody(on: Occurrence, *sizes: int, **more: object) -> list[Booking]:
    """They sign up one after the other."""
    parties = [
        sign_up(on, party_of=size, email=f"person{place}@example.org", **more)
        for place, size in enumerate(sizes)
    ]
    return [party.bookings.get() for party in parties]


def states(bookings: list[Booking]) -> list[str]:
    return [Booking.objects.get(pk=each.pk).state for each in bookings]


def test_as_many_are_taken_as_there_are() -> None:
    on = date(capacity=3)

    assert [seats.take(on.pk, size, at=NOW) for size in (2, 2, 1, 1)] == [True, False, True, False]
    assert counters(on) == (3, 0, 0, None)


def test_nothing_is_taken_of_a_cancelled_date_and_nobody_waits_for_it() -> None:
    on = date(capacity=3, cancelled_at=NOW)

    assert not seats.take(on.pk, 1, at=NOW)
    with pytest.raises(BookingRefused) as refused:
        seats.take_or_wait(on.pk, 1, at=NOW)
    assert refused.value.why is Why.CANCELLED


def test_a_date_that_is_gone_refuses_in_words() -> None:
    on = date()
    number = on.pk
    on.delete()

    with pytest.raises(BookingRefused) as refused:
        seats.take_or_wait(number, 1, at=NOW)
    assert refused.value.why is Why.CANCELLED


def test_free_seats_belong_to_who_waits_and_fits_before_anybody_new() -> None:
    on = date(capacity=4)
    first, second = everybody(on, 4, 2)
    booking.shrink(booking_id=first.pk, to=3, at=NIGHT)
    assert counters(on) == (3, 0, 1, 2)
    assert seats.take(on.pk, 1, at=NIGHT), "one seat fits nobody who waits"

    booking.shrink(booking_id=first.pk, to=1, at=NIGHT)
    assert states([first, second]) == ["confirmed", "waiting"]
    assert not seats.take(on.pk, 1, at=NIGHT)


def test_what_became_free_at_night_is_given_in_the_morning() -> None:
    on = date(capacity=2)
    first, second, third = everybody(on, 2, 2, 1)
    booking.cancel(booking_id=first.pk, at=NIGHT)
    assert states([second, third]) == ["waiting", "waiting"]

    assert seats.tidy(at=MORNING - MINUTE) == 1
    assert states([second, third]) == ["waiting", "waiting"]
    assert seats.tidy(at=MORNING) == 1
    assert states([second, third]) == ["confirmed", "waiting"]
    assert seats.tidy(at=MORNING) == 0


def test_an_offer_ends_by_itself_and_goes_on_to_the_next() -> None:
    on = date(capacity=1)
    first, second, third = everybody(on, 1, 1, 1)
    near = on.start - 6 * HOUR
    booking.cancel(booking_id=first.pk, at=near)

    assert seats.tidy(at=near + 2 * HOUR - MINUTE) == 0
    assert seats.tidy(at=near + 2 * HOUR) == 1

    assert states([second, third]) == ["cancelled", "offered"]
    assert Booking.objects.get(pk=second.pk).ended_by == "time"
    assert sorted(Letter.objects.filter(subject=second.pk).values_list("name", flat=True)) == [
        "seat_lapsed", "seat_offered", "seat_waiting"
    ]  # fmt: skip


def test_after_the_start_nobody_is_called_and_what_is_free_is_for_the_door() -> None:
    on = date(capacity=1)
    first, second = everybody(on, 1, 1)
    Booking.objects.filter(pk=first.pk).update(state="cancelled", ended_at=on.start)
    seats.settle_all([on.pk], at=on.start)
    assert states([second]) == ["waiting"]

    at_the_door = sign_up(on, email="door@example.org", at=on.start + MINUTE, by_staff=True)
    assert state(at_the_door) == ["confirmed"]
    with pytest.raises(BookingRefused) as refused:
        sign_up(on, email="late@example.org", at=on.start + MINUTE, by_staff=True)
    assert refused.value.why is Why.FULL


def test_settling_twice_is_the_same_as_once() -> None:
    on = date(capacity=4)
    everybody(on, 2, 1, 3, 2, 1)
    Booking.objects.filter(seats=2, state="confirmed").update(state="cancelled", ended_at=NOW)

    def settled() -> tuple[object, ...]:
        with held(on.pk) as rows:
            seats.settle(rows[on.pk], at=NOW)
        told = sorted(Letter.objects.values_list("cause", flat=True))
        return (
            counters(on),
            list(Booking.objects.order_by("number").values_list("state", "times_passed")),
            told,
        )

    assert settled() == settled()


def test_who_is_passed_over_keeps_the_place_and_it_is_recorded() -> None:
    on = date(capacity=3)
    bookings = everybody(on, 1, 2, 3, 2, 1)

    booking.cancel(booking_id=bookings[1].pk, at=NOW)
    booking.cancel(booking_id=bookings[0].pk, at=NOW)

    rows = [Booking.objects.get(pk=each.pk) for each in bookings[2:]]
    assert [(row.state, row.number, row.times_passed) for row in rows] == [
        ("waiting", 1, 2), ("confirmed", 2, 0), ("confirmed", 3, 0)
    ]  # fmt: skip


def test_nobody_is_promoted_while_more_sit_than_there_are_seats() -> None:
    on = date(capacity=3)
    bookings = everybody(on, 1, 1, 1, 1)
    booking.set_capacity(occurrence_id=on.pk, to=1, at=NOW)
    assert counters(on) == (3, 2, 1, 1)

    for each in bookings[:2]:
        booking.cancel(booking_id=each.pk, at=NOW)
    assert (counters(on), states(bookings[3:])) == ((1, 0, 1, 1), ["waiting"])

    booking.cancel(booking_id=bookings[2].pk, at=NOW)
    assert (counters(on), states(bookings[3:])) == ((1, 0, 0, None), ["confirmed"])


def test_nobody_who_has_cancelled_or_let_an_offer_pass_is_brought_back() -> None:
    on = date(capacity=1)
    first, second, third = everybody(on, 1, 1, 1)
    booking.cancel(booking_id=second.pk, at=NOW)
    near = on.start - 6 * HOUR
    booking.cancel(booking_id=first.pk, at=near)
    seats.tidy(at=near + 3 * HOUR)
    booking.set_capacity(occurrence_id=on.pk, to=9, at=near + 3 * HOUR)

    assert states([first, second, third]) == ["cancelled"] * 3


def test_who_has_left_a_telephone_is_called_once() -> None:
    on = date(capacity=1)
    first = everybody(on, 1)[0]
    sign_up(on, signed=Signed(name="Buslik", phone=Phone("+48 000 000 000")))

    booking.cancel(booking_id=first.pk, at=NOW)
    seats.settle_all([on.pk], at=NOW)

    assert list(Call.objects.values_list("about", flat=True)) == ["seat_promoted"]


def test_a_waiting_list_that_is_closed_still_serves_who_stands_in_it() -> None:
    on = date(capacity=1)
    first, second = everybody(on, 1, 1)
    Activity.objects.filter(pk=on.activity_id).update(has_waiting_list=False)

    booking.cancel(booking_id=first.pk, at=NOW + DAY)

    assert states([second]) == ["confirmed"]
