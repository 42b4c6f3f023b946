"""A word the day before, and thanks afterwards: once each, never at night, and to nobody who has said no."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from events import queue, telling
from events.models import Booking

AHEAD = timedelta(hours=24)
THANKED_WITHIN = timedelta(days=2)
"""What the clock has missed for longer is left unsaid."""
State = Booking.State


def due_reminders(*, at: datetime) -> "QuerySet[Booking]":
    """Seats at what begins within a day; not of who has got them within that day and so knows."""
    a_day_before = F("occurrence__start") - AHEAD
    rows = Booking.objects.filter(
        state=State.CONFIRMED,
        reminded_at__isnull=True,
        party__wants_reminder=True,
        occurrence__start__gt=at,
        occurrence__start__lte=at + AHEAD,
        created_at__lte=a_day_before,
    )
    return rows.filter(Q(promoted_at__isnull=True) | Q(promoted_at__lte=a_day_before))


def due_thanks(*, at: datetime) -> list[Booking]:
    """Who came; where nobody was checked in at the door, everybody who had seats."""
    at_the_door = Booking.objects.filter(
        occurrence=OuterRef("occurrence"), state__in=[State.ATTENDED, State.NO_SHOW]
    )
    lately = Q(occurrence__start__lte=at, occurrence__start__gt=at - THANKED_WITHIN)
    came = Q(state=State.ATTENDED) | Q(state=State.CONFIRMED) & ~Exists(at_the_door)
    rows = Booking.objects.filter(lately, came, thanked_at__isnull=True, party__wants_reminder=True)
    return [each for each in rows.select_related("party", "occurrence") if each.occurrence.end <= at]


def remind(*, at: datetime) -> int:
    """Gives how many were reminded."""
    due = due_reminders(at=at).select_related("party")
    return _say("seat_reminder", due, "reminded_at", at=at)


def thank(*, at: datetime) -> int:
    return _say("seat_thanks", due_thanks(at=at), "thanked_at", at=at)


def _say(letter: str, due: Iterable[Booking], noted: str, *, at: datetime) -> int:
    if queue.is_night(at):
        return 0
    told = 0
    for booking in due:
        with transaction.atomic():
            mine = Booking.objects.filter(pk=booking.pk, state=booking.state, **{f"{noted}__isnull": True})
            if mine.update(**{noted: at}):
                telling.tell(letter, booking, at=at)
                told += 1
    return told
