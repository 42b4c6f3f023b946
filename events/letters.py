"""Letters to people who have signed up. Each opens the sealed words at the moment of sending, says what is
true then, and brings links of its own. What is not true any more is not sent."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from events import calendar_files, party_page, wording
from events.links import ANSWER, NO_REMINDERS, PAGE
from events.models import Booking, Copy, Party
from events.party_page import Line, Shown
from letters import writing
from pages.frame import absolute
from privacy import links
from privacy.documents import Email
from timetable.ical import Method

State, End = Booking.State, Booking.End
TITLES = {
    "seat_booked": _("To a visitor: you have seats"),
    "seat_waiting": _("To a visitor: you are in the waiting list"),
    "seat_again": _("To a visitor: you are signed up already"),
    "seat_link": _("To a visitor: a new link"),
    "seat_promoted": _("To a visitor: seats from the waiting list"),
    "seat_offered": _("To a visitor: can you come?"),
    "seat_lapsed": _("To a visitor: the seats went to others"),
    "seat_cancelled": _("To a visitor: we have cancelled your seats"),
    "seat_reminder": _("To a visitor: tomorrow"),
    "seat_thanks": _("To a visitor: thanks for coming"),
    "date_changed": _("To a visitor: the date is changed"),
    "date_cancelled": _("To a visitor: the date is cancelled"),
    "date_message": _("To a visitor: what a coordinator has written"),
}
MAY = "events.view_booking"
OF_ALL_DATES = {"seat_booked", "seat_waiting", "seat_again", "seat_link"}
"""They list everything the party has; the others are about one date."""
STILL_TRUE: Mapping[str, Callable[[Line], bool]] = {
    "seat_booked": lambda line: line.may_change,
    "seat_waiting": lambda line: line.waits,
    "seat_promoted": lambda line: line.sits,
    "seat_offered": lambda line: line.is_asked,
    "seat_lapsed": lambda line: line.booking.ended_by == End.TIME,
    "seat_cancelled": lambda line: line.booking.ended_by == End.STAFF,
    "seat_reminder": lambda line: line.sits,
    "date_changed": lambda line: line.may_change,
    "date_cancelled": lambda line: line.booking.ended_by == End.DATE,
}
PUBLISHED = {"seat_booked", "seat_promoted", "seat_reminder", "date_changed"}
CANCELLED = {"seat_cancelled", "date_cancelled"}
"""What a calendar is told with the letter."""
ANSWERED = {"seat_promoted", "seat_offered", "seat_reminder"}


def addressing(name: str) -> writing.Addressing:
    def addressed(subject: UUID, at: datetime) -> writing.Address | None:
        row = Booking.objects.filter(pk=subject)
        booking = row.select_related("party", "occurrence__activity", "occurrence__room").first()
        return address(name, booking, at=at) if booking else None

    return addressed


def address(name: str, booking: Booking, *, at: datetime, **more: Any) -> writing.Address | None:
    party = booking.party
    email = party.signed.open().email if party else None
    if party is None or not email:
        return None
    with override(party.language):
        return _address(name, booking, party, email, more, at=at)


def _address(
    name: str, booking: Booking, party: Party, to: Email, more: dict[str, Any], *, at: datetime
) -> writing.Address | None:
    line = party_page.line(booking, party, at=at)
    if name in STILL_TRUE and not STILL_TRUE[name](line):
        return None
    shown = party_page.shown(party, at=at) if name in OF_ALL_DATES else None
    lines = _current(shown) or [line] if shown else [line]
    context = {
        "url": links.issue(PAGE, party.pk, language=party.language, at=at),
        "day": wording.start(booking.occurrence),
        "lines": lines,
        "reference": party.reference,
        **_of(name, line, party, at=at),
        **more,
    }
    return replace(
        writing.Address(to=to, language=party.language, context=context),
        attachments=_attached(name, [each.booking for each in lines], language=party.language, at=at),
    )


def _current(shown: Shown) -> list[Line]:
    return [line for line in shown.lines if line.may_change]


def _of(name: str, line: Line, party: Party, *, at: datetime) -> dict[str, Any]:
    """What one kind of letter says beyond what all say."""
    booking, told = line.booking, dict[str, Any]()
    if name in ANSWERED:
        told["answer_url"] = links.issue(ANSWER, booking.pk, language=party.language, at=at)
    if name == "seat_reminder":
        told["stop_url"] = links.issue(NO_REMINDERS, party.pk, language=party.language, at=at)
    if name == "seat_waiting":
        told["meaning"] = line.meaning
    if name == "seat_offered":
        told["until"] = line.until
    if name == "date_cancelled":
        told |= {"reason": capfirst(line.occurrence.get_reason_display()), **_instead(booking, at=at)}
    return told


def _instead(booking: Booking, *, at: datetime) -> dict[str, str]:
    following = party_page.next_with_seats(booking, at=at)
    if following is None:
        return {"next": "", "next_url": ""}
    url = absolute(f"{reverse('sign_up', args=[following.activity_id])}?date={following.pk}")
    return {"next": wording.when(following), "next_url": url}


def _attached(
    name: str, bookings: list[Booking], *, language: str, at: datetime
) -> tuple[writing.Attachment, ...]:
    if name in CANCELLED:
        method, shown = Method.CANCEL, bookings
    elif name in PUBLISHED:
        method, shown = Method.PUBLISH, [each for each in bookings if each.state == State.CONFIRMED]
    else:
        return ()
    if not shown:
        return ()
    made = calendar_files.of_bookings(shown, language=language, at=at, method=method)
    said = {"method": method.value}
    return (writing.Attachment(name=calendar_files.NAME, text=made.decode(), subtype="calendar", said=said),)


def _message(subject: UUID, at: datetime) -> writing.Address | None:
    rows = Copy.objects.select_related("message", "booking__party", "booking__occurrence__activity")
    copy = rows.filter(pk=subject).first()
    if copy is None or copy.booking.party is None:
        return None
    return address("date_message", copy.booking, at=at, words=copy.words)


for name, title in TITLES.items():
    told, page = (_message, "") if name == "date_message" else (addressing(name), "event_booking")
    writing.kind(name, title=title, page=page, may=MAY)(told)
