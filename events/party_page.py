"""What a party is shown of its dates: on its own page, by its two words, and in letters. Reads only."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from events import faces, offered_dates, queue, seats, wording
from events.faces import Face
from events.models import Booking, Occurrence, Party
from events.models.bookings import KEPT
from pages import qr
from timetable.expansion import WARSAW

State, End = Booking.State, Booking.End
OPEN, HALF, EMPTY = "open", "limited", "suspended"
"""Full, half or empty sign beside the words."""
MOST_DATES = 12


@dataclass(frozen=True, kw_only=True)
class Line:
    """One date of a party, in words."""

    booking: Booking
    occurrence: Occurrence
    face: Face
    when: str
    place: str
    seats: str
    standing: str
    sign: str
    position: int = 0
    until: str = ""
    meaning: list[str] = field(default_factory=list)
    fewer: list[int] = field(default_factory=list)
    others: list[tuple[int, str]] = field(default_factory=list)

    @property
    def sits(self) -> bool:
        return self.booking.state == State.CONFIRMED and self.sign == OPEN

    @property
    def is_asked(self) -> bool:
        return bool(self.until)

    @property
    def waits(self) -> bool:
        return self.position > 0

    @property
    def cancel(self) -> str:
        """What its button says to the doorway."""
        return f"cancel {self.booking.pk}"

    @property
    def may_change(self) -> bool:
        return self.sits or self.waits or self.is_asked


@dataclass(frozen=True, kw_only=True)
class Shown:
    party: Party
    lines: list[Line]
    forgotten_on: str
    code: qr.Drawing

    @property
    def ticket(self) -> list[Line]:
        """Where it is let in."""
        return [line for line in self.lines if line.sits]

    @property
    def asked(self) -> list[Line]:
        return [line for line in self.lines if line.is_asked]

    @property
    def titles(self) -> list[str]:
        return list(dict.fromkeys(line.face.title for line in self.lines))


@dataclass(frozen=True, kw_only=True)
class Around:
    """What lines are made from, asked for once for all of them."""

    faces: dict[int, Face]
    address: str
    coming: dict[int, list[Occurrence]]
    mine: set[int]
    queues: dict[int, list[queue.Waiting]]


def around(party: Party, bookings: Iterable[Booking], *, at: datetime) -> Around:
    bookings = list(bookings)
    activities = {each.occurrence.activity_id: each.occurrence.activity for each in bookings}
    active = Booking.objects.filter(party=party, state__in=Booking.ACTIVE)
    waits = [each.occurrence_id for each in bookings if each.state == State.WAITING]
    return Around(
        faces=faces.faces(activities.values(), language=get_language() or party.language, at=at),
        address=wording.address(),
        coming=offered_dates.coming_of(activities, at=at),
        mine=set(active.values_list("occurrence_id", flat=True)),
        queues=seats.lines(waits),
    )


def shown(party: Party, *, at: datetime) -> Shown:
    rows = party.bookings.select_related("occurrence__activity", "occurrence__room")
    rows = rows.exclude(ended_by=End.MOVED).order_by("occurrence__start", "created_at")
    known = around(party, rows, at=at)
    return Shown(
        party=party,
        lines=[_line(each, party, known, at=at) for each in rows],
        forgotten_on=date_format((party.last_date + KEPT).astimezone(WARSAW), "DATE_FORMAT"),
        code=qr.drawn(party.reference),
    )


def line(booking: Booking, party: Party, *, at: datetime) -> Line:
    """Of one date alone."""
    return _line(booking, party, around(party, [booking], at=at), at=at)


def _line(booking: Booking, party: Party, known: Around, *, at: datetime) -> Line:
    occurrence = booking.occurrence
    over = at >= occurrence.start
    to_come: dict[str, Any] = {} if over else _of_what_is_to_come(booking, party, known, at=at)
    standing, sign = _standing(booking, over=over, at=at)
    return Line(
        booking=booking,
        occurrence=occurrence,
        face=known.faces[occurrence.activity_id],
        when=wording.when(occurrence),
        place=wording.place(occurrence, exact=booking.state in Booking.SITTING, address=known.address),
        seats=wording.seats(booking.seats),
        standing=standing,
        sign=sign,
        **to_come,
    )


def _of_what_is_to_come(booking: Booking, party: Party, known: Around, *, at: datetime) -> dict[str, Any]:
    if booking.state == State.OFFERED and booking.offered_until and booking.offered_until > at:
        until = date_format(booking.offered_until.astimezone(WARSAW), "DATETIME_FORMAT")
        return {"until": until, "fewer": _fewer(booking)}
    if booking.state == State.WAITING:
        position = queue.position(known.queues[booking.occurrence_id], booking.pk)
        meaning = meaning_of(booking, position, by_phone=party.reached_by == Party.Reach.PHONE)
        return {"position": position, "meaning": meaning, **_changes(booking, known, at=at)}
    return _changes(booking, known, at=at) if booking.state == State.CONFIRMED else {}


def _changes(booking: Booking, known: Around, *, at: datetime) -> dict[str, Any]:
    return {"fewer": _fewer(booking), "others": _others(booking, known, at=at)}


def _fewer(booking: Booking) -> list[int]:
    return list(range(1, booking.seats))


def _others(booking: Booking, known: Around, *, at: datetime) -> list[tuple[int, str]]:
    """Dates of the same activity with seats for the whole party, where it is not yet."""
    rows = known.coming.get(booking.occurrence.activity_id, [])
    fitting = offered_dates.with_seats(rows, party_of=booking.seats, at=at)
    free = [row for row in fitting if row.pk not in known.mine][:MOST_DATES]
    return [(row.pk, f"{wording.start(row)}: {offered_dates.note(row)}") for row in free]


def meaning_of(booking: Booking, position: int, *, by_phone: bool) -> list[str]:
    """What a place in the waiting list is worth, in sentences."""
    told = _("we call you") if by_phone else _("we write to you, and the letter has a button “I can't”")
    day_before = booking.occurrence.start - queue.AT_ONCE_BEFORE
    sentences = [
        _before_you(position),
        _("If %(seats)s become free before %(moment)s, they are yours at once: %(told)s.")
        % {
            "seats": wording.seats(booking.seats),
            "moment": date_format(day_before.astimezone(WARSAW), "DATETIME_FORMAT"),
            "told": told,
        },
        _("After that we first ask whether you can still come, and give you time to answer. Never at night."),
    ]
    if booking.seats > 1:
        sentences.append(
            _("We never split a party: if fewer seats are free than you need, you keep your place.")
        )
    return sentences


def _before_you(position: int) -> str:
    before = position - 1
    if not before:
        return _("Nobody waits before you.")
    said = ngettext("%(number)d sign-up waits before you.", "%(number)d sign-ups wait before you.", before)
    return said % {"number": before}


def _ended(by: str) -> str:
    return {
        End.PERSON.value: _("You have cancelled"),
        End.STAFF.value: _("We have cancelled your seats"),
        End.TIME.value: _("No answer came in time, so the seats went to others"),
        End.DATE.value: _("This date does not take place"),
    }.get(by, _("This sign-up is over already."))


def _standing(booking: Booking, *, over: bool, at: datetime) -> tuple[str, str]:
    if booking.state == State.CANCELLED:
        return _ended(booking.ended_by), EMPTY
    if over:
        return _("This date is over"), EMPTY
    if booking.state == State.WAITING:
        return _("You are in the waiting list"), HALF
    if booking.state == State.OFFERED:
        if booking.offered_until and booking.offered_until > at:
            return _("Seats are kept for you until you answer"), HALF
        return _ended(End.TIME), EMPTY
    return _you_have(booking.seats), OPEN


def _you_have(number: int) -> str:
    said = ngettext("You have %(number)d seat", "You have %(number)d seats", number)
    return said % {"number": number}


def next_with_seats(booking: Booking, *, at: datetime) -> Occurrence | None:
    """Where the whole party could come instead."""
    rows: Iterable[Occurrence] = offered_dates.coming(booking.occurrence.activity, at=at)
    later = [row for row in rows if row.pk != booking.occurrence_id]
    return next(iter(offered_dates.with_seats(later, party_of=booking.seats, at=at)), None)
