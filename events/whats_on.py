"""What “What's on” shows: an agenda by months, one month as a table, or what is over."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from math import ceil
from typing import Any

from django.db.models import Count, F, Subquery, Value, Window
from django.db.models.functions import RowNumber, TruncDate
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from config.languages import LANGUAGES
from events import queries, wanted, words
from events.models import Activity, EventIndexPage
from events.seen import SEATS
from events.wanted import NARROWING, SUBSCRIBED, Wanted
from events.words import Line
from pages import caching, locales
from pages.blocks import SPOKEN
from pages.frame import absolute
from pages.menus import Link, home_crumb
from timetable.expansion import WARSAW

ON_PAGE = 30
ON_HOME = 3
DIGITS = 5
"""Of the number of a page that anybody could mean."""
IN_A_DAY = 4
"""Of a day in the table; the others are one tap away, so that a full month costs no more than a quiet one."""
MONTHS_BACK, MONTHS_AHEAD = 24, 12
"""Where the links from month to month end."""


@dataclass(frozen=True, kw_only=True)
class Day:
    day: date
    in_month: bool
    lines: list[Line]
    number: int
    more_url: str = ""

    @property
    def more(self) -> int:
        return self.number - len(self.lines)

    @property
    def anchor(self) -> str:
        return str(self.day.day)


@dataclass(frozen=True, kw_only=True)
class Pages:
    """As the pager asks of Django's own page; counted together with the rows."""

    number: int
    num_pages: int

    @property
    def paginator(self) -> "Pages":
        return self

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def has_next(self) -> bool:
        return self.number < self.num_pages

    @property
    def has_other_pages(self) -> bool:
        return self.num_pages > 1

    @property
    def previous_page_number(self) -> int:
        return self.number - 1

    @property
    def next_page_number(self) -> int:
        return self.number + 1


def for_home(request: HttpRequest, *, at: datetime) -> dict[str, Any]:
    """The next few, whatever they are."""
    caching.shows(request, SEATS)
    locale = locales.active()
    url = queries.index_url(locale, request, at=at)
    coming = queries.not_over(queries.told(locale, at=at), at=at).filter(cancelled_at=None)
    return {
        "events": [words.line(each, url, at=at) for each in coming[:ON_HOME]] if url else [],
        "events_url": url,
    }


def listing(index: EventIndexPage, request: HttpRequest, *, at: datetime) -> dict[str, Any]:
    caching.shows(request, SEATS)
    asked = wanted.read(request.GET)
    # Its address in the reader's language, also where the page is the original's.
    url = request.path
    shown, dates = (_month, queries.told) if asked.is_month else (_agenda, queries.known)
    narrowed = queries.narrowed(dates(locales.active(), at=at), asked, at=at)
    return {
        "wanted": asked,
        "views": _views(asked, url),
        "narrowing": _choices(asked),
        "calendar_url": calendar_url(asked),
        "webcal_url": subscription_url(calendar_url(asked)),
        "past_url": "" if asked.past else f"{url}?past=1",
        "all_url": url,
        "today": timezone.localdate(at),
        "crumbs": [home_crumb(), *([Link(title=index.title, url=url)] if request.GET else [])],
        **shown(narrowed, asked, url, page=request.GET.get("page", ""), at=at),
    }


def calendar_url(asked: Wanted) -> str:
    """Of the feed, narrowed as far as a calendar can be."""
    query = asked.query(*SUBSCRIBED)
    return f"{reverse('event_calendar')}?{query}" if query else reverse("event_calendar")


def subscription_url(url: str) -> str:
    """Opens in a program for calendars, which asks again by itself."""
    return f"webcal://{absolute(url).partition('://')[2]}"


def _views(asked: Wanted, url: str) -> list[Link]:
    narrowing = asked.query(*NARROWING)
    month = f"view=month&{narrowing}" if narrowing else "view=month"
    return [
        Link(title=_("Agenda"), url=f"{url}?{narrowing}" if narrowing else url, current=not asked.is_month),
        Link(title=_("Calendar"), url=f"{url}?{month}", current=asked.is_month),
    ]


def _choices(asked: Wanted) -> dict[str, Any]:
    """The form: each choice with whether it is made."""
    spoken = dict(SPOKEN)
    return {
        "kinds": [(value, capfirst(label), value == asked.kind) for value, label in Activity.Kind.choices],
        "languages": [(code, capfirst(spoken[code]), code == asked.speaks) for code, _name in LANGUAGES],
    }


def _agenda(dates: queries.Dates, asked: Wanted, url: str, *, page: str, at: datetime) -> dict[str, Any]:
    if asked.day:
        dates = queries.on_days(dates, since=asked.day, until=asked.day).order_by("start", "pk")
    elif asked.past:
        dates = queries.over(dates, at=at)
    else:
        dates = queries.not_over(dates, at=at)
    rows, pages = _paged(dates, page, at=at)
    lines = [words.line(each, url, at=at) for each in rows]
    return {
        "months": [(_month_title(first, at=at), found) for first, found in _by_month(lines)],
        "page_obj": pages,
        "query": asked.but(view="", month=None).query(),
        "day_title": _day_title(asked.day, at=at),
        "activity_title": lines[0].title if lines and asked.activity else "",
    }


def _paged(dates: queries.Dates, page: str, *, at: datetime) -> tuple[list[Any], Pages]:
    """In one question: each row brings the number of all. An address beyond the last page shows the first."""
    in_all = dates.order_by().values(one=Value(1)).annotate(number=Count("pk")).values("number")
    number = max(1, int(page)) if page.isascii() and page.isdigit() and len(page) <= DIGITS else 1
    few = dates[(number - 1) * ON_PAGE : number * ON_PAGE]
    rows = list(queries.worded(few, locales.active(), at=at).annotate(in_all=Subquery(in_all)))
    if not rows and number > 1:
        return _paged(dates, "1", at=at)
    counted = rows[0].in_all if rows else 0
    return rows, Pages(number=number, num_pages=max(1, ceil(counted / ON_PAGE)))


def _by_month(lines: Iterable[Line]) -> Iterable[tuple[date, list[Line]]]:
    for first, found in groupby(lines, key=lambda line: timezone.localdate(line.start).replace(day=1)):
        yield first, list(found)


def _month_title(first: date, *, at: datetime) -> str:
    near = first.year == timezone.localdate(at).year
    return str(capfirst(date_format(first, "F" if near else "YEAR_MONTH_FORMAT")))


def _day_title(day: date | None, *, at: datetime) -> str:
    return str(capfirst(date_format(day, "l, j E Y"))) if day else ""


def _month(dates: queries.Dates, asked: Wanted, url: str, *, page: str, at: datetime) -> dict[str, Any]:
    today = timezone.localdate(at)
    first = asked.month or today.replace(day=1)
    last = _next(first) - timedelta(days=1)
    weeks = _weeks(_of_month(dates, first, last), asked, url, at=at)
    days = [day for week in weeks for day in week if day.lines]
    return {
        "month": first,
        "month_title": capfirst(date_format(first, "YEAR_MONTH_FORMAT")),
        "weekdays": [(WEEKDAYS[number], WEEKDAYS_ABBR[number]) for number in range(7)],
        "weeks": weeks,
        "days": days,
        "earlier": _link_to(_before(first), asked, url, today=today),
        "later": _link_to(_next(first), asked, url, today=today),
    }


def _of_month(dates: queries.Dates, first: date, last: date) -> list[Any]:
    """The first few of each day, each with how many there are on its day."""
    ranked = queries.on_days(dates, since=first, until=last).annotate(
        day=TruncDate("start", tzinfo=WARSAW),
        of_day=Window(Count("pk"), partition_by=[F("day")]),
        place_in_day=Window(RowNumber(), partition_by=[F("day")], order_by=["start", "pk"]),
    )
    return list(ranked.filter(place_in_day__lte=IN_A_DAY).order_by("start", "pk"))


def _weeks(rows: Iterable[Any], asked: Wanted, url: str, *, at: datetime) -> list[list[Day]]:
    first = asked.month or timezone.localdate(at).replace(day=1)
    found = {day: list(of_day) for day, of_day in groupby(rows, key=lambda row: row.day)}
    monday = first - timedelta(days=first.weekday())
    length = ceil((_next(first) - monday).days / 7)
    days = [monday + timedelta(days=number) for number in range(length * 7)]
    made = [_day(day, found.get(day, []), first, asked, url, at=at) for day in days]
    return [made[number : number + 7] for number in range(0, len(made), 7)]


def _day(day: date, rows: list[Any], first: date, asked: Wanted, url: str, *, at: datetime) -> Day:
    there = asked.but(view="", month=None, day=day, past=False).query()
    return Day(
        day=day,
        in_month=day.month == first.month,
        lines=[words.line(row, url, at=at) for row in rows],
        number=rows[0].of_day if rows else 0,
        more_url=f"{url}?{there}",
    )


def _next(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def _before(first: date) -> date:
    return (first - timedelta(days=1)).replace(day=1)


def _link_to(first: date, asked: Wanted, url: str, *, today: date) -> Link | None:
    """To the month around, as far as there may be something."""
    away = (first.year - today.year) * 12 + first.month - today.month
    if not -MONTHS_BACK <= away <= MONTHS_AHEAD:
        return None
    query = asked.but(view="month", month=None, day=None, past=False).query()
    return Link(title=str(capfirst(date_format(first, "F Y"))), url=f"{url}?{query}&month={first:%Y-%m}")
