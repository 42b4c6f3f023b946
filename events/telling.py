"""Telling a party something about its seats: by letter, by a call of a coordinator, or, where it has left no
contact, not at all."""

from datetime import datetime

from events.models import Booking, Call, Copy, Party
from letters import sending

NOT_BY_PHONE = {"seat_booked", "seat_waiting", "seat_reminder", "seat_thanks"}
"""What nobody is called for: they have seen it, or can do without."""


def tell(letter: str, booking: Booking, *, at: datetime, cause: str = "") -> None:
    """Once for each cause, which is the letter and the booking unless something may happen repeatedly.

    Belongs into the transaction of what is told.
    """
    cause = cause or f"{letter} {booking.pk}"
    reach = booking.party.reached_by if booking.party else ""
    if reach == Party.Reach.EMAIL:
        sending.enqueue(letter, subject=booking.pk, cause=cause, at=at)
    elif reach == Party.Reach.PHONE and letter not in NOT_BY_PHONE:
        Call.objects.get_or_create(cause=cause, defaults={"booking": booking, "about": letter, "made_at": at})


def pass_on(copy: Copy, *, at: datetime) -> None:
    """What a coordinator has written to everyone of a date, to one party."""
    reach = copy.booking.party.reached_by if copy.booking.party else ""
    if reach == Party.Reach.EMAIL:
        sending.enqueue("date_message", subject=copy.pk, cause=f"date_message {copy.pk}", at=at)
    elif reach == Party.Reach.PHONE:
        Call.objects.create(
            booking=copy.booking, about="date_message", cause=f"date_message {copy.pk}", made_at=at
        )
