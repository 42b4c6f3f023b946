"""Reads of events used in more than one place: which dates readers may know of, and the pages about them."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import DateTimeField, DurationField, ExpressionWrapper, F, Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.http import HttpRequest
from django.utils.timezone import localdate
from wagtail.models import Locale

from events.models import Activity, EventIndexPage, EventPage, Occurrence
from events.wanted import Wanted
from pages import visibility
from timetable.expansion import moment
from timetable.models import LONGEST

Dates = QuerySet[Occurrence]
DAY = timedelta(days=1)
LONGEST_DATE = timedelta(minutes=LONGEST)


def _lasting(number: str, unit: timedelta) -> Combinable:
    """So many days or minutes, counted by the database."""
    return ExpressionWrapper(F(number) * Value(unit), output_field=DurationField())


def _moment(expression: Any) -> Combinable:
    return ExpressionWrapper(expression, output_field=DateTimeField())


OPENS = _moment(F("start") - _lasting("activity__opens_days_before", DAY))
CLOSES = _moment(F("start") - _lasting("activity__closes_minutes_before", timedelta(minutes=1)))
ENDS = _moment(F("start") + _lasting("minutes", timedelta(minutes=1)))
FITS = Q(least_waiting=None) | Q(least_waiting__gt=F("capacity") - F("taken"))
"""As `opening` says of one date; a test holds them to it."""


def pages_in(locale: Locale, *, at: datetime) -> "QuerySet[EventPage]":
    return visibility.listed(EventPage.objects.filter(locale=locale), at=at)


def index_url(locale: Locale, request: HttpRequest | None, *, at: datetime) -> str:
    index = visibility.readable(EventIndexPage.objects.filter(locale=locale), at=at).first()
    return (index.get_url(request) or "") if index else ""


def known(locale: Locale, *, at: datetime) -> Dates:
    """Of activities with a page in this language; those by invitation are told to nobody.

    Without the words of the page: so the database can take the first few by their start, and need not put
    thousands together to sort them.
    """
    return _public(activity__in=pages_in(locale, at=at).order_by().values("activity"))


def told(locale: Locale, *, at: datetime) -> Dates:
    """The same, each with that page's `title` and `slug`."""
    public = _public(activity__pages__in=pages_in(locale, at=at).order_by().values("pk"))
    with_pages = public.annotate(title=F("activity__pages__title"), slug=F("activity__pages__slug"))
    return with_pages.select_related("activity", "room").defer("activity__rule")


def worded(few: Dates, locale: Locale, *, at: datetime) -> Dates:
    """These few of the `known`, in their order, as they are `told`."""
    return told(locale, at=at).filter(pk__in=few.values("pk")).order_by(*few.query.order_by)


def _public(**of: Any) -> Dates:
    return Occurrence.objects.filter(**of).exclude(activity__policy=Activity.Policy.INVITATION)


def not_over(dates: Dates, *, at: datetime) -> Dates:
    """Those that go on are not over; cancelled ones stand there until they would have been."""
    known = dates.annotate(ends=ENDS)
    return known.filter(start__gt=at - LONGEST_DATE, ends__gt=at).order_by("start", "pk")


def over(dates: Dates, *, at: datetime) -> Dates:
    """Which took place, the latest first."""
    known = dates.annotate(ends=ENDS)
    return known.filter(start__lte=at, ends__lte=at, cancelled_at=None).order_by("-start", "-pk")


def open_to_anybody(dates: Dates, *, at: datetime) -> Dates:
    """Where somebody who decides now gets in: free seats, or no sign-up at all."""
    by_sign_up = Q(FITS, taken__lt=F("capacity"), activity__policy=Activity.Policy.SIGN_UP, closes__gt=at)
    has_begun = Q(opens=None) | Q(opens__lte=at)
    anybody = Q(activity__policy=Activity.Policy.OPEN)
    known = dates.annotate(opens=OPENS, closes=CLOSES)
    return known.filter(by_sign_up & has_begun | anybody, cancelled_at=None, start__gt=at)


def on_days(dates: Dates, *, since: date, until: date) -> Dates:
    """On those days in Warsaw, both included."""
    begin, end = (moment(datetime.combine(day, datetime.min.time())) for day in (since, until + DAY))
    return dates.filter(start__gte=begin, start__lt=end)


def narrowed(dates: Dates, wanted: Wanted, *, at: datetime) -> Dates:
    equal = {
        "activity__kind": wanted.kind,
        "activity__languages__contains": wanted.speaks and [wanted.speaks],
        "activity__for_children": wanted.children,
        "activity": wanted.activity,
    }
    dates = dates.filter(**{name: value for name, value in equal.items() if value})
    if wanted.week:
        dates = in_this_week(dates, at=at)
    return open_to_anybody(dates, at=at) if wanted.free else dates


def in_this_week(dates: Dates, *, at: datetime) -> Dates:
    """Until its Sunday."""
    today = localdate(at)
    return on_days(dates, since=today - DAY, until=today + DAY * (6 - today.weekday()))
