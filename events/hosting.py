"""What coordinators do for people: sign them up, seat them, let them in, tell them. The rules are those of
`booking`; here the journal learns who has done it, in the same transaction."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from events import booking, telling
from events.models import Booking, Call, Copy, Message, Party, Signed
from office import journal
from office.models import User

ADDED = journal.deed("party_added", _("signed somebody up for an event"))
FEWER = journal.deed("booking_shrunk", _("took back some of a party's seats"))
MOVED = journal.deed("booking_moved", _("moved a party to another date"))
CANCELLED = journal.deed("booking_cancelled", _("cancelled a party's seats"))
CAME = journal.deed("booking_came", _("let a party in"))
ABSENT = journal.deed("booking_absent", _("wrote down that a party did not come"))
NOTED = journal.deed("party_noted", _("wrote a note about a party"))
ANSWERED = journal.deed("booking_answered", _("wrote down a party's answer"))
CALLED = journal.deed("party_called", _("called a party"))
WROTE = journal.deed("date_message", _("wrote to everyone of a date"))


@transaction.atomic
def add(
    *,
    date: int,
    party_of: int,
    signed: Signed,
    language: str,
    form_key: UUID,
    may_wait: bool,
    by: User,
    at: datetime,
) -> Party:
    """By hand; the same form twice is one party. Raises BookingRefused."""
    if made := Party.objects.filter(form_key=form_key).first():
        return made
    party = booking.book(
        dates=[date],
        party_of=party_of,
        signed=signed,
        language=language,
        form_key=form_key,
        may_wait=may_wait,
        by_staff=True,
        at=at,
    )
    journal.note(ADDED, who=by, record=party, at=at)
    return party


@transaction.atomic
def shrink(*, booking_id: UUID, to: int, by: User, at: datetime) -> Booking:
    row = booking.shrink(booking_id=booking_id, to=to, at=at)
    journal.note(FEWER, who=by, record=row, at=at)
    return row


@transaction.atomic
def move(*, booking_id: UUID, to: int, by: User, at: datetime) -> Booking:
    row = booking.move(booking_id=booking_id, to=to, by_staff=True, at=at)
    journal.note(MOVED, who=by, record=row, at=at)
    return row


@transaction.atomic
def cancel(*, booking_id: UUID, by: User, at: datetime) -> Booking:
    """The party is told. Twice is the same as once, for the journal too."""
    is_new = Booking.objects.filter(pk=booking_id).exclude(state=Booking.State.CANCELLED).exists()
    row = booking.cancel(booking_id=booking_id, by=Booking.End.STAFF, at=at)
    if is_new:
        journal.note(CANCELLED, who=by, record=row, at=at)
    return row


@transaction.atomic
def arrive(*, booking_id: UUID, came: bool, by: User, at: datetime) -> Booking:
    row = booking.arrive(booking_id=booking_id, came=came, at=at)
    journal.note(CAME if came else ABSENT, who=by, record=row, at=at)
    return row


@transaction.atomic
def write_note(*, party_id: UUID, text: str, by: User, at: datetime) -> None:
    """Sealed with the rest of what is known of the party."""
    party = Party.objects.select_for_update(no_key=True).get(pk=party_id)
    party.signed.seal(replace(party.signed.open(), note=text), at=at)
    party.save(update_fields=["sealed"])
    journal.note(NOTED, who=by, record=party, at=at)


@transaction.atomic
def answer(*, booking_id: UUID, comes: bool, by: User, at: datetime) -> Booking:
    """Of somebody who was offered seats and asked by telephone; she has been called, then."""
    if comes:
        row = booking.accept(booking_id=booking_id, at=at)
    else:
        row = booking.cancel(booking_id=booking_id, at=at)
    journal.note(ANSWERED, who=by, record=row, at=at)
    _done(booking_id, at=at)
    return row


@transaction.atomic
def called(*, booking_id: UUID, by: User, at: datetime) -> None:
    """Everything there was to tell is told in one call."""
    if _done(booking_id, at=at):
        journal.note(CALLED, who=by, record=Booking(pk=booking_id), at=at)


def _done(booking_id: UUID, *, at: datetime) -> int:
    return Call.objects.filter(booking=booking_id, done_at__isnull=True, made_at__lte=at).update(done_at=at)


@transaction.atomic
def write_to_all(
    *, occurrence_id: int, words: Mapping[str, str], form_key: UUID, by: User, at: datetime
) -> Message:
    """Whoever has seats or waits: by letter, or by a call. Sending the same form again writes nothing."""
    message, is_new = Message.objects.get_or_create(
        form_key=form_key,
        defaults={"occurrence_id": occurrence_id, "words": dict(words), "by": by, "sent_at": at},
    )
    if is_new:
        rows = Booking.objects.select_related("party").filter(
            occurrence=occurrence_id, state__in=Booking.ACTIVE, party__isnull=False
        )
        for copy in Copy.objects.bulk_create(Copy(message=message, booking=row) for row in rows):
            telling.pass_on(copy, at=at)
        journal.note(WROTE, who=by, record=message, at=at)
    return message
