"""A party's dates for its calendar: when, where and what. No name, no contact, no number of the ticket."""

from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import override

from events import faces, wording
from events.models import Booking, Occurrence, Party
from timetable import ical
from timetable.ical import Entry, Method

NAME = "date.ics"
End = Booking.End


def entry(occurrence: Occurrence, *, title: str, place: str) -> Entry:
    return Entry(
        uid=ical.uid(
            of=str(occurrence.activity.key),
            original=occurrence.original,
            host=urlsplit(settings.BASE_URL).hostname or "",
        ),
        sequence=occurrence.sequence,
        start=occurrence.start,
        length=occurrence.length,
        title=title,
        changed=occurrence.changed_at,
        place=place,
        cancelled=occurrence.is_cancelled,
    )


def of_bookings(
    bookings: Iterable[Booking], *, language: str, at: datetime, method: Method = Method.PUBLISH
) -> bytes:
    bookings = list(bookings)
    activities = [each.occurrence.activity for each in bookings]
    with override(language):
        titles, address = faces.faces(activities, language=language, at=at), wording.address()
        entries = [
            entry(
                each.occurrence,
                title=titles[each.occurrence.activity_id].title,
                place=wording.place(each.occurrence, exact=each.state in Booking.SITTING, address=address),
            )
            for each in bookings
        ]
    return ical.calendar(entries, language=language, at=at, method=method)


def of_party(party: Party, *, at: datetime) -> bytes:
    """Where it has seats; and dates that are cancelled, as cancelled: left out they would stay where they
    were."""
    rows = party.bookings.select_related("occurrence__activity", "occurrence__room")
    shown = [each for each in rows if each.state in Booking.SITTING or each.ended_by == End.DATE]
    return of_bookings(shown, language=party.language, at=at)
