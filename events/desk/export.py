"""The people of one date as a file to take along."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from events.desk import people, rights
from events.models import Booking
from office import exports
from office.exports import Export
from office.models import User
from office.spreadsheets import Row

HEADINGS = (
    capfirst(_("activity")),
    capfirst(_("start")),
    _("Name or pseudonym"),
    _("People"),
    capfirst(_("state")),
    _("Contact"),
    _("Ticket"),
    _("Note"),
    capfirst(_("language")),
    capfirst(_("signed up at")),
)


def of_a_date(asked: QueryDict) -> "QuerySet[Booking]":
    """Of `?date=`; without it, of none. Who has cancelled is not taken along."""
    number = asked.get("date", "")
    rows = Booking.objects.select_related("party", "occurrence__activity").exclude(
        state=Booking.State.CANCELLED
    )
    found = rows.filter(occurrence=int(number), party__isnull=False) if number.isdecimal() else rows.none()
    return found.order_by("created_at", "pk")


def cells(bookings: list[Booking], by: User, at: datetime) -> Iterator[Row]:
    for each in people.opened_of(bookings, by=by, at=at):
        booking, words = each.booking, each.words
        yield (
            booking.occurrence.activity.name,
            booking.occurrence.start,
            words.name,
            booking.seats,
            booking.get_state_display(),
            words.email or words.phone or "",
            words.words or each.party.reference,
            words.note,
            each.party.get_language_display(),
            booking.created_at,
        )


exports.declare(
    Export(
        name="people",
        title=_("People of a date"),
        may=rights.SEE_PEOPLE,
        kind=Booking,
        headings=HEADINGS,
        found=of_a_date,
        rows=cells,
        page="event_board",
    )
)
