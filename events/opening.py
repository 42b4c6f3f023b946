"""When a date can be booked, and what readers are told of it. Pure but for the rows it is given."""

from datetime import datetime, timedelta
from enum import StrEnum

from events.models import Activity, Occurrence
from events.refusals import Why


class Standing(StrEnum):
    """Of one date, for readers: exactly one holds."""

    CANCELLED = "cancelled"
    OVER = "over"
    NO_SIGN_UP = "no-sign-up"
    NOT_YET = "not-yet"
    CLOSED = "closed"
    SEATS = "seats"
    WAITING_LIST = "waiting-list"
    FULL = "full"


REFUSED = {
    Standing.CANCELLED: Why.CANCELLED,
    Standing.OVER: Why.PAST,
    Standing.NO_SIGN_UP: Why.NO_SIGN_UP,
    Standing.NOT_YET: Why.NOT_YET,
    Standing.CLOSED: Why.CLOSED,
}


def opens_at(occurrence: Occurrence) -> datetime | None:
    """None: with the date itself."""
    days = occurrence.activity.opens_days_before
    return occurrence.start - timedelta(days=days) if days else None


def closes_at(occurrence: Occurrence) -> datetime:
    return occurrence.start - timedelta(minutes=occurrence.activity.closes_minutes_before)


def seats_for_anybody(occurrence: Occurrence) -> int:
    """Free ones that do not belong to somebody who waits."""
    waits = occurrence.least_waiting
    return 0 if waits and waits <= occurrence.free else occurrence.free


def standing(occurrence: Occurrence, *, at: datetime) -> Standing:
    if occurrence.is_cancelled:
        return Standing.CANCELLED
    if at >= occurrence.start:
        return Standing.OVER
    if occurrence.activity.policy == Activity.Policy.OPEN:
        return Standing.NO_SIGN_UP
    opens = opens_at(occurrence)
    if opens and at < opens:
        return Standing.NOT_YET
    if at >= closes_at(occurrence):
        return Standing.CLOSED
    if seats_for_anybody(occurrence):
        return Standing.SEATS
    return Standing.WAITING_LIST if occurrence.activity.has_waiting_list else Standing.FULL


def refusal(occurrence: Occurrence, *, at: datetime) -> Why | None:
    """Why nobody can sign up for that date now; that it is full is another matter."""
    return REFUSED.get(standing(occurrence, at=at))


def refusal_for_staff(occurrence: Occurrence, *, at: datetime) -> Why | None:
    """Whoever stands at the door may still be written down; whoever calls before sign-up begins, too."""
    if occurrence.is_cancelled:
        return Why.CANCELLED
    if occurrence.activity.policy == Activity.Policy.OPEN:
        return Why.NO_SIGN_UP
    return Why.PAST if at >= occurrence.end else None
