"""Signing up for dates, and everything that becomes of it. The rules, in one place.

Seats are taken and freed in `events.seats`; here is who may ask for them, and who is told.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from events import opening, seats, telling, tickets
from events.models import Activity, Booking, Call, Occurrence, Party, Signed
from events.refusals import BookingRefused, Why
from events.seats import held, held_for
from privacy import alike, keys
from privacy.errors import Forgotten

State, End = Booking.State, Booking.End
LIVE = (State.CONFIRMED, State.WAITING, State.OFFERED)
"""Nothing has become of them yet."""
TRIES = 20
"""To find words or a number that nobody else has: one is nearly always enough."""
AGAIN = {"booking_words_are_its_own", "events_party_reference_key"}
"""Constraints that chance has run into."""
REFUSED = {
    "booking_is_one_a_contact": Why.ALREADY,
    "booking_is_one_a_party": Why.ALREADY,
    "booking_words_are_its_own": Why.SAME_WORDS,
}


def book(
    *,
    dates: Iterable[int],
    party_of: int,
    signed: Signed,
    language: str,
    form_key: UUID,
    at: datetime,
    by_staff: bool = False,
    invited: bool = False,
    may_wait: bool = True,
    comparable: bool = True,
) -> Party:
    """All of these dates or none: seats where there are any, a place in the waiting list elsewhere.

    `comparable=False` keeps the contact out of what makes it one sign-up a date. Sending the same form again
    gives what the first one made. Raises BookingRefused; `Why.ALREADY` must not be shown to whoever is not
    known to be the owner of the contact.
    """
    if made := Party.objects.filter(form_key=form_key).first():
        return made
    rows = _bookable(dates, party_of, at=at, by_staff=by_staff, invited=invited)
    known = contact(signed)
    for _try in range(TRIES):
        words = "" if known else tickets.words(language)
        party = _party(replace(signed, words=words), rows, language=language, form_key=form_key, at=at)
        compared = known if comparable else None
        bookings = [_new(row, party, party_of, known=compared, words=words, at=at) for row in rows]
        try:
            return _make(party, bookings, may_wait=may_wait and known is not None, at=at)
        except IntegrityError as error:
            if broken(error) == "events_party_form_key_key":
                return Party.objects.get(form_key=form_key)
            if broken(error) == "booking_is_one_a_contact":
                raise BookingRefused(Why.ALREADY) from None
            if broken(error) not in AGAIN:
                raise
    raise BookingRefused(Why.FULL)


def _bookable(
    dates: Iterable[int], party_of: int, *, at: datetime, by_staff: bool, invited: bool
) -> list[Occurrence]:
    wanted = set(dates)
    rows = list(Occurrence.objects.select_related("activity").filter(pk__in=wanted).order_by("pk"))
    if not wanted:
        raise BookingRefused(Why.NO_DATES)
    if len(rows) < len(wanted):
        raise BookingRefused(Why.CANCELLED)
    refused = opening.refusal_for_staff if by_staff else opening.refusal
    for row in rows:
        if why := refused(row, at=at):
            raise BookingRefused(why)
        if row.activity.policy == Activity.Policy.INVITATION and not (by_staff or invited):
            raise BookingRefused(Why.CLOSED)
        if not 1 <= party_of <= row.activity.largest_party:
            raise BookingRefused(Why.TOO_MANY)
    return rows


def contact(signed: Signed) -> alike.Known | None:
    if signed.email:
        return alike.email(signed.email)
    return alike.phone(signed.phone) if signed.phone else None


def _party(signed: Signed, rows: list[Occurrence], *, language: str, form_key: UUID, at: datetime) -> Party:
    known = contact(signed)
    party = Party(
        seal_id=keys.new_seal(*([known] if known else []), at=at),
        reference=tickets.reference(),
        language=language,
        reached_by=known.kind if known else "",
        created_at=at,
        last_date=max(row.end for row in rows),
        form_key=form_key,
    )
    party.signed.seal(signed, at=at)
    return party


def scope(occurrence_id: int) -> str:
    """Of the hashes that make contacts and words comparable, at one date and nowhere else."""
    return f"occurrence {occurrence_id}"


def words_hash(words: str, occurrence_id: int) -> bytes:
    known = alike.Known(kind="words", value=tickets.same_words(words))
    return keys.unique_hash(known, scope=scope(occurrence_id))


def _new(
    row: Occurrence, party: Party, party_of: int, *, known: alike.Known | None, words: str, at: datetime
) -> Booking:
    return Booking(
        occurrence=row,
        party=party,
        seats=party_of,
        state=State.CONFIRMED,
        created_at=at,
        contact_hash=keys.unique_hash(known, scope=scope(row.pk)) if known else None,
        words_hash=words_hash(words, row.pk) if words else None,
    )


@transaction.atomic
def _make(party: Party, bookings: list[Booking], *, may_wait: bool, at: datetime) -> Party:
    """In the order of the dates' numbers, which is the order in which everybody locks them."""
    party.save(force_insert=True)
    for booking in bookings:
        if not _takes_seats(booking, at=at):
            _stand_in_line(booking, may_wait=may_wait, at=at)
        booking.save(force_insert=True)
    first = min(bookings, key=lambda booking: booking.state == State.WAITING)
    telling.tell("seat_booked" if first.state == State.CONFIRMED else "seat_waiting", first, at=at)
    return party


def _takes_seats(booking: Booking, *, at: datetime) -> bool:
    """Seats of an offer that has lapsed are looked for only when there are no others."""
    if seats.take(booking.occurrence_id, booking.seats, at=at):
        return True
    asked = Booking.objects.filter(occurrence=booking.occurrence_id, state=State.OFFERED)
    if not asked.filter(offered_until__lte=at).exists():
        return False
    with held(booking.occurrence_id) as rows:
        seats.settle(rows[booking.occurrence_id], at=at)
    return seats.take(booking.occurrence_id, booking.seats, at=at)


def _stand_in_line(booking: Booking, *, may_wait: bool, at: datetime) -> None:
    if not booking.occurrence.activity.has_waiting_list:
        raise BookingRefused(Why.FULL)
    if not may_wait:
        raise BookingRefused(Why.NEEDS_CONTACT)
    booking.number = seats.take_or_wait(booking.occurrence_id, booking.seats, at=at)
    booking.state = State.CONFIRMED if booking.number is None else State.WAITING


def broken(error: IntegrityError) -> str:
    """The name of the constraint."""
    diagnosis = getattr(error.__cause__, "diag", None)
    return str(getattr(diagnosis, "constraint_name", "") or "")


def shrink(*, booking_id: UUID, to: int, at: datetime) -> Booking:
    """Fewer seats; the others go to who waits. One who waits asks for fewer, and may now fit."""
    with _its_date(booking_id) as (booking, occurrence):
        _require(booking, *LIVE, before=occurrence.end, at=at)
        if not 1 <= to < booking.seats:
            raise BookingRefused(Why.NOT_FEWER)
        booking.seats = to
        booking.save(update_fields=["seats"])
        seats.settle(occurrence, at=at)
        return booking


def cancel(*, booking_id: UUID, at: datetime, by: Booking.End = End.PERSON) -> Booking:
    """Twice is the same as once."""
    with _its_date(booking_id) as (booking, occurrence):
        if booking.state == State.CANCELLED:
            return booking
        _require(booking, *LIVE, before=occurrence.end, at=at)
        seats.end(booking, by=by, at=at)
        seats.settle(occurrence, at=at)
        if by == End.STAFF:
            telling.tell("seat_cancelled", booking, at=at)
        return booking


def accept(*, booking_id: UUID, at: datetime) -> Booking:
    """Say yes to an offer while it lives. Twice is the same as once."""
    with _its_date(booking_id) as (booking, occurrence):
        if booking.state == State.CONFIRMED:
            return booking
        _require(booking, State.OFFERED, before=occurrence.start, at=at)
        booking.state, booking.offered_until = State.CONFIRMED, None
        booking.save(update_fields=["state", "offered_until"])
        seats.settle(occurrence, at=at)
        telling.tell("seat_booked", booking, cause=f"accepted {booking.pk}", at=at)
        return booking


def move(*, booking_id: UUID, to: int, at: datetime, by_staff: bool = False) -> Booking:
    """Seats at another date of the same activity; the old ones are given up when the new ones are there."""
    old = Booking.objects.select_related("party").get(pk=booking_id)
    if old.party is None or not old.is_active:
        raise BookingRefused(Why.OVER)
    if to == old.occurrence_id:
        raise BookingRefused(Why.SAME_DATE)
    signed = _known_still(old.party)
    (target,) = _bookable([to], 1, at=at, by_staff=by_staff, invited=True)
    known = contact(signed) if old.contact_hash else None
    new = _new(target, old.party, old.seats, known=known, words=signed.words, at=at)
    try:
        return _moved(old, new, at=at)
    except IntegrityError as error:
        if broken(error) == "booking_is_one_a_contact" and signed.phone:
            new.contact_hash = None  # Whoever has typed a number need not be its owner: she is told nothing.
            return _moved(old, new, at=at)
        if broken(error) in REFUSED:
            raise BookingRefused(REFUSED[broken(error)]) from None
        raise


def _known_still(party: Party) -> Signed:
    try:
        return party.signed.open()
    except Forgotten:
        raise BookingRefused(Why.OVER) from None


def _moved(old: Booking, new: Booking, *, at: datetime) -> Booking:
    with held(old.occurrence_id, new.occurrence_id) as rows:
        old = Booking.objects.select_related("party").get(pk=old.pk)
        left, reached = rows[old.occurrence_id], rows.get(new.occurrence_id)
        if reached is None:
            raise BookingRefused(Why.CANCELLED)
        if left.activity_id != reached.activity_id:
            raise BookingRefused(Why.CLOSED)
        _require(old, *LIVE, before=left.start, at=at)
        if not _takes_seats(new, at=at):
            raise BookingRefused(Why.FULL)
        new.seats = old.seats
        new.save(force_insert=True)
        seats.end(old, by=End.MOVED, at=at)
        for row in (left, reached):
            row.refresh_from_db()
            seats.settle(row, at=at)
        remember_last_dates(Party.objects.filter(bookings=new))
        telling.tell("seat_booked", new, at=at)
        return new


def arrive(*, booking_id: UUID, came: bool, at: datetime) -> Booking:
    """At the door; a mistake is taken back by the other word."""
    with _its_date(booking_id) as (booking, _occurrence):
        _require(booking, State.CONFIRMED, State.ATTENDED, State.NO_SHOW)
        booking.state = State.ATTENDED if came else State.NO_SHOW
        try:
            with transaction.atomic():
                booking.save(update_fields=["state"])
        except IntegrityError:
            raise BookingRefused(Why.ALREADY) from None
        return booking


def set_capacity(*, occurrence_id: int, to: int, at: datetime) -> Occurrence:
    """More seats go to who waits at once. Fewer throw nobody out: each seat that becomes free then is one
    less."""
    with held(occurrence_id) as rows:
        row = rows[occurrence_id]
        row.capacity, row.is_edited, row.changed_at = to, True, at
        row.save(update_fields=["is_edited", "changed_at"])
        seats.settle(row, at=at)
        return row


def forget(parties: Any, *, at: datetime) -> None:
    """The parties are erased: what they hold of the future goes to others, what is over stays as counts.

    Called by `privacy.forgetting`, in its transaction.
    """
    bookings = Booking.objects.filter(party__in=list(parties.values_list("pk", flat=True)))
    ahead = bookings.filter(state__in=LIVE, occurrence__start__gt=at)
    with held_for(ahead) as rows:
        ahead.update(state=State.CANCELLED, ended_by=End.PERSON, ended_at=at, offered_until=None)
        Call.objects.filter(booking__in=bookings, done_at=None).delete()
        bookings.update(party=None, contact_hash=None, words_hash=None)
        for row in rows.values():
            seats.settle(row, at=at)
    parties.delete()


def remember_last_dates(parties: Any) -> None:
    """Until when a party is kept follows its dates. Each is looked at when nobody else can change it: two
    dates of one party may be moved at the same moment."""
    ids = set(parties.values_list("pk", flat=True))
    for party in Party.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk"):
        dates = party.bookings.select_related("occurrence").exclude(state=State.CANCELLED)
        if last := dates.order_by("-occurrence__start").first():
            Party.objects.filter(pk=party.pk).update(last_date=last.occurrence.end)


@contextmanager
def _its_date(booking_id: UUID) -> Iterator[tuple[Booking, Occurrence]]:
    """The booking as it stands when nobody else can change it: read under the lock of its date."""
    occurrence_id = Booking.objects.values_list("occurrence_id", flat=True).get(pk=booking_id)
    with held(occurrence_id) as rows:
        booking = Booking.objects.select_related("party").get(pk=booking_id)
        yield booking, rows[occurrence_id]


def _require(
    booking: Booking, *states: Booking.State, before: datetime | None = None, at: datetime | None = None
) -> None:
    """An offer without an answer is over before anybody has written that down."""
    until = [moment for moment in (before, booking.offered_until) if moment]
    if booking.state not in states or (at and until and at >= min(until)):
        raise BookingRefused(Why.OVER)
