"""Dates and places in words, in the language that is switched on."""

from datetime import date

from django.utils import dateformat
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from events.models import Occurrence
from pages.models import SiteSettings
from timetable.expansion import WARSAW

DAYS = {"en": "l j F"}
WEEKDAY_AND_DAY = "l, j E"
EN_DASH = "\N{EN DASH}"


def day(occurrence: Occurrence) -> str:
    """«субота, 5 снежня»: all dates that are spoken of are within half a year."""
    return of_day(occurrence.start.astimezone(WARSAW).date())


def of_day(day: date) -> str:
    language = get_language() or ""
    said = dateformat.format(day, DAYS.get(language, WEEKDAY_AND_DAY))
    return said if language == "en" else said.lower()


def hour(occurrence: Occurrence) -> str:
    return f"{occurrence.start.astimezone(WARSAW):%H:%M}"


def hours(occurrence: Occurrence) -> str:
    return f"{hour(occurrence)}{EN_DASH}{occurrence.end.astimezone(WARSAW):%H:%M}"


def start(occurrence: Occurrence) -> str:
    return f"{day(occurrence)}, {hour(occurrence)}"


def when(occurrence: Occurrence) -> str:
    return f"{day(occurrence)}, {hours(occurrence)}"


def address() -> str:
    """Of the Center."""
    return str(SiteSettings.load().address)


def place(occurrence: Occurrence, *, exact: bool, address: str) -> str:
    """Where it is, as much of it as the reader may know; `address` is that of the Center."""
    if not (exact or occurrence.activity.place_is_public):
        return _("We tell the exact place to those who have seats")
    if occurrence.place:
        return occurrence.place
    room = _("room: %(room)s") % {"room": occurrence.room} if occurrence.room else ""
    return ", ".join(filter(None, [address, room]))


def seats(number: int) -> str:
    return ngettext("%(number)d seat", "%(number)d seats", number) % {"number": number}
