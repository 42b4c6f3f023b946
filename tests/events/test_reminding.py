from datetime import timedelta

import pytest

from events import booking, reminding
from events.models import Booking, Party
from letters.models import Letter
from tests.events.dates import DAY, HOUR, NOW, date, sign_up

pytestmark = [
    pytest.mark.django_db(databases=["default", "vault"]),
    pytest.mark.usefixtures("nobody_yet"),
]


def names() -> list[str]:
    kinds = ("seat_reminder", "seat_thanks")
    return sorted(Letter.objects.filter(name__in=kinds).values_list("name", flat=True))


def test_a_word_comes_the_day_before_and_once() -> None:
    on = date()
    sign_up(on, email="a@example.org")
    assert reminding.remind(at=on.start - DAY - HOUR) == 0
    assert [reminding.remind(at=on.start - DAY), reminding.remind(at=on.start - HOUR)] == [1, 0]
    assert names() == ["seat_reminder"]


def test_nobody_is_written_to_at_night_but_in_the_morning() -> None:
    on = date()
    sign_up(on, email="a@example.org")
    night = on.start.replace(hour=23, minute=30) - DAY
    assert reminding.remind(at=night) == 0
    assert reminding.remind(at=on.start.replace(hour=8, minute=0)) == 1


def test_not_to_who_has_decided_within_the_day_nor_to_who_said_no() -> None:
    on = date(capacity=2)
    late = sign_up(on, email="late@example.org", at=on.start - DAY + HOUR)
    silent = sign_up(on, email="silent@example.org")
    Party.objects.filter(pk=silent.pk).update(wants_reminder=False)
    sign_up(on, email="waits@example.org")
    assert reminding.remind(at=on.start - 20 * HOUR) == 0
    assert late.bookings.get().reminded_at is None


def test_not_to_who_got_the_seats_within_the_day() -> None:
    on = date(capacity=1)
    first, second = (sign_up(on, email=f"{name}@example.org") for name in "ab")
    booking.cancel(booking_id=first.bookings.get().pk, at=on.start - 6 * HOUR)
    booking.accept(booking_id=second.bookings.get().pk, at=on.start - 5 * HOUR)
    assert reminding.remind(at=on.start - 4 * HOUR) == 0


def test_a_cancelled_seat_is_not_reminded_of() -> None:
    on = date()
    booking.cancel(booking_id=sign_up(on, email="a@example.org").bookings.get().pk, at=NOW)
    assert reminding.remind(at=on.start - HOUR) == 0


def test_thanks_come_after_the_end_once_and_not_at_night() -> None:
    on = date()
    sign_up(on, email="a@example.org")
    assert reminding.thank(at=on.end - timedelta(minutes=1)) == 0
    assert [reminding.thank(at=on.end), reminding.thank(at=on.end + timedelta(minutes=5))] == [1, 0]
    assert reminding.thank(at=on.end.replace(hour=22)) == 0
    assert names() == ["seat_thanks"]


def test_where_people_were_checked_in_only_who_came_is_thanked() -> None:
    on = date()
    came, missing = (sign_up(on, email=f"{name}@example.org") for name in "ab")
    booking.arrive(booking_id=came.bookings.get().pk, came=True, at=on.start)
    assert reminding.thank(at=on.end) == 1
    assert Booking.objects.get(party=missing).thanked_at is None


def test_what_the_clock_has_missed_for_days_is_left_unsaid() -> None:
    on = date()
    sign_up(on, email="a@example.org")
    assert reminding.thank(at=on.end + 3 * DAY) == 0
