"""What readers are told of a date: where, and whether there is room. One place, so that it is said alike on
every page."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events import opening, wording
from events.models import Activity, Occurrence
from events.opening import Standing
from pages.blocks import SPOKEN

OPEN, LIMITED, OFF = "open", "limited", "off"
KINDS = {
    Standing.SEATS: OPEN,
    Standing.NO_SIGN_UP: OPEN,
    Standing.WAITING_LIST: LIMITED,
}


@dataclass(frozen=True, kw_only=True)
class Line:
    """A date as a row of a list."""

    pk: int
    start: datetime
    title: str
    url: str
    hours: str
    place: str
    standing: str
    kind: str
    words: str


def line(date: Occurrence, base: str, *, at: datetime) -> Line:
    """A date as `queries.told` reads it, on a page of the index whose address is `base`."""
    standing = opening.standing(date, at=at)
    return Line(
        pk=date.pk,
        start=date.start,
        title=date.title,  # type: ignore[attr-defined] # as `queries.told` has it
        url=f"{base}{date.slug}/",  # type: ignore[attr-defined] # as above
        hours=wording.hours(date),
        place=place(date),
        standing=standing,
        kind=KINDS.get(standing, OFF),
        words=short(date, standing, at=at),
    )


def short(date: Occurrence, standing: Standing, *, at: datetime) -> str:
    """For lists, where there is little room."""
    if standing == Standing.SEATS:
        return wording.seats(opening.seats_for_anybody(date))
    if standing == Standing.NOT_YET and (opens := opening.opens_at(date)):
        return _("Sign-up from %(day)s") % {"day": date_format(timezone.localtime(opens), "MONTH_DAY_FORMAT")}
    return _plain(date, standing, at=at)


def full(date: Occurrence, standing: Standing, *, at: datetime) -> str:
    """For the page of the event itself."""
    if standing == Standing.SEATS:
        number = opening.seats_for_anybody(date)
        counted = ngettext("%(number)d seat of %(all)d", "%(number)d seats of %(all)d", number)
        return counted % {"number": number, "all": date.capacity}
    if standing == Standing.NOT_YET and (opens := opening.opens_at(date)):
        local = timezone.localtime(opens)
        day, time = date_format(local, "MONTH_DAY_FORMAT"), time_format(local, "TIME_FORMAT")
        return _("Sign-up opens on %(day)s, %(time)s") % {"day": day, "time": time}
    if standing == Standing.WAITING_LIST and date.waiting:
        waits = ngettext("No seats, %(number)d waits", "No seats, %(number)d wait", date.waiting)
        return waits % {"number": date.waiting}
    if standing == Standing.WAITING_LIST:
        return _("No seats, nobody waits yet")
    return _plain(date, standing, at=at)


def _plain(date: Occurrence, standing: Standing, *, at: datetime) -> str:
    if standing == Standing.OVER:
        return _("Goes on now") if at < date.end else _("Is over")
    sentences = {
        Standing.CANCELLED: _("Cancelled"),
        Standing.NO_SIGN_UP: _("Without sign-up"),
        Standing.NOT_YET: _("Sign-up has not begun"),
        Standing.CLOSED: _("Sign-up is closed"),
        Standing.WAITING_LIST: _("There is a waiting list"),
        Standing.FULL: _("No seats"),
    }
    return sentences[standing]


def day(moment: datetime, *, at: datetime) -> str:
    """With its year only where it is not this one."""
    local = timezone.localtime(moment)
    near = local.year == timezone.localtime(at).year
    return date_format(local, "MONTH_DAY_FORMAT" if near else "DATE_FORMAT")


def place(of: Occurrence | Activity) -> str:
    """The exact one only where everybody may know it."""
    activity = of.activity if isinstance(of, Occurrence) else of
    if not activity.place_is_public:
        return _("Warsaw; the exact place is told to people with a seat")
    if of.place:
        return of.place
    if of.room is None:
        return _("at the Center")
    return _("room %(name)s") % {"name": of.room.name} if of.room.name.isdigit() else of.room.name


def ages(activity: Activity) -> str:
    """Empty: for everybody."""
    bounds = {"from": activity.youngest, "to": activity.oldest}
    if activity.youngest is not None and activity.oldest is not None:
        return _("from %(from)d to %(to)d years of age") % bounds
    if activity.youngest is not None:
        return _("from %(from)d years of age") % bounds
    return _("up to %(to)d years of age") % bounds if activity.oldest is not None else ""


def languages(activity: Activity) -> str:
    known = dict(SPOKEN)
    return capfirst(", ".join(str(known[code]).lower() for code in activity.languages if code in known))
