"""Public calendars: what is on, in one language, narrowed as the reader likes. Programs for calendars ask
again by themselves; a date that moves or is cancelled does so there too."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Locale

from events import queries, wanted, words
from events.models import Occurrence
from events.wanted import SUBSCRIBED, Wanted
from pages import locales
from pages.caching import public
from pages.frame import absolute
from pages.views import read_only
from timetable import ical
from timetable.ical import Entry

KEPT = timedelta(days=30)
"""What is over stays for so long."""
LARGEST = 1000
"""Dates in one feed, the nearest."""


@read_only
@public
def feed(request: HttpRequest) -> HttpResponse:
    at, locale = timezone.now(), locales.active()
    asked = Wanted().but(**{name: getattr(wanted.read(request.GET), name) for name in SUBSCRIBED})
    calendar = ical.calendar(
        entries(asked, locale, request, at=at), language=locale.language_code, at=at, name=name_of(asked)
    )
    response = HttpResponse(calendar, content_type=ical.CONTENT_TYPE)
    response["Content-Disposition"] = 'inline; filename="events.ics"'
    return response


def name_of(asked: Wanted) -> str:
    name = _("Center for Belarusian Solidarity: events")
    return f"{name} ({_('for children')})" if asked.children else name


def entries(asked: Wanted, locale: Locale, request: HttpRequest, *, at: datetime) -> list[Entry]:
    url = queries.index_url(locale, request, at=at)
    dates = queries.narrowed(queries.told(locale, at=at), asked, at=at).filter(start__gt=at - KEPT)
    told = dates.annotate(lead=F("activity__pages__lead")).order_by("start", "pk")
    return [_entry(each, url) for each in told[:LARGEST]]


def _entry(date: Occurrence, url: str) -> Entry:
    return Entry(
        uid=uid(date),
        sequence=date.sequence,
        start=date.start,
        length=date.length,
        title=date.title,  # type: ignore[attr-defined] # as `queries.told` has it
        changed=date.changed_at,
        place=words.place(date),
        words=date.lead,  # type: ignore[attr-defined] # annotated
        url=absolute(f"{url}{date.slug}/") if url else "",  # type: ignore[attr-defined] # as above
        cancelled=date.is_cancelled,
    )


def uid(date: Occurrence) -> str:
    """The same in every calendar that shows this date."""
    host = urlsplit(settings.BASE_URL).hostname or ""
    return ical.uid(of=str(date.activity.key), original=date.original, host=host)
