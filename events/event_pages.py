"""What stands on the page of an event beside its words: facts, dates, what to do when it is full."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from config.languages import DEFAULT_LANGUAGE
from events import addresses, opening, queries, queue, whats_on, wording, words
from events.models import Activity, EventPage, Occurrence
from events.opening import Standing
from events.seen import SEATS
from events.wanted import Wanted
from pages import caching, locales
from pages.frame import absolute
from pages.menus import Link, home_crumb
from timetable import sentences
from timetable.expansion import moment

SHOWN = 12
OTHERS = 3
OTHERS_LOOKED_AT = 40
"""To find some of different activities among those that come next."""


@dataclass(frozen=True, kw_only=True)
class Chance:
    """One date with what a reader can do about it."""

    date: Occurrence
    standing: str
    kind: str
    words: str
    day: str
    hours: str
    place: str
    moved_from: str
    sign_up_url: str
    """Empty where nobody can sign up now."""


def surroundings(page: EventPage, request: HttpRequest, *, at: datetime) -> dict[str, Any]:
    caching.shows(request, SEATS)
    activity, url = page.activity, queries.index_url(locales.active(), request, at=at)
    dates = list(coming(activity, at=at)[: SHOWN + 1])
    chances = [chance(date, at=at) for date in dates[:SHOWN]]
    every = Wanted(activity=activity.pk).query()
    return {
        "crumbs": [home_crumb(), *([Link(title=_("What’s on"), url=url)] if url else [])],
        "activity": activity,
        "by_invitation": activity.policy == Activity.Policy.INVITATION,
        "facts": facts(activity, at=at),
        "at_center": activity.place_is_public and not activity.place,
        "chances": chances,
        "cancelled": [each for each in chances if each.standing == Standing.CANCELLED][:2],
        "first": next((each for each in chances if each.sign_up_url), None),
        "free_later": _free_later(chances),
        "all_dates_url": f"{url}?{every}" if url and len(dates) > SHOWN else "",
        "calendar_url": whats_on.calendar_url(Wanted(activity=activity.pk)),
        "wish_url": addresses.wish(activity.pk) if activity.takes_bookings else "",
        "rule": published_rule(),
        "events_url": url,
        "others": others(activity, url, at=at) if url else [],
        "share_url": absolute(page.get_url(request) or ""),
    }


def coming(activity: Activity, *, at: datetime) -> queries.Dates:
    """Nothing where one needs an invitation."""
    if activity.policy == Activity.Policy.INVITATION:
        return Occurrence.objects.none()
    dates = Occurrence.objects.filter(activity=activity)
    with_facts = dates.select_related("activity", "room").defer("activity__rule")
    return queries.not_over(with_facts, at=at)


def chance(date: Occurrence, *, at: datetime) -> Chance:
    standing = opening.standing(date, at=at)
    can_sign_up = standing in (Standing.SEATS, Standing.WAITING_LIST)
    return Chance(
        date=date,
        standing=standing,
        kind=words.KINDS.get(standing, words.OFF),
        words=words.full(date, standing, at=at),
        day=words.day(date.start, at=at),
        hours=wording.hours(date),
        place=_elsewhere(date),
        moved_from=_moved_from(date, at=at),
        sign_up_url=addresses.sign_up(date.activity_id, date=date.pk) if can_sign_up else "",
    )


def _elsewhere(date: Occurrence) -> str:
    """Only where it is not the usual place."""
    usual, here = words.place(date.activity), words.place(date)
    return "" if here == usual else here


def _moved_from(date: Occurrence, *, at: datetime) -> str:
    if not date.is_moved:
        return ""
    original = moment(date.original)
    return f"{words.day(original, at=at)}, {date.original_time:%H:%M}"


def _free_later(chances: list[Chance]) -> Chance | None:
    """The next date of the same with seats, where an earlier one has none."""
    full = [each for each in chances if each.standing in (Standing.WAITING_LIST, Standing.FULL)]
    free = [each for each in chances if each.standing == Standing.SEATS]
    return next((each for each in free if full and each.date.start > full[0].date.start), None)


def facts(activity: Activity, *, at: datetime) -> list[tuple[str, str, str]]:
    """A key, a name and what is so; what is not known is not there."""
    known = [
        ("when", _("When"), rule_sentence(activity, at=at)),
        ("where", _("Where"), capfirst(words.place(activity))),
        ("languages", _("Languages"), words.languages(activity)),
        ("whom", _("For whom"), for_whom(activity)),
        ("sign-up", _("Sign-up"), how_to_come(activity)),
    ]
    return [each for each in known if each[2]]


def rule_sentence(activity: Activity, *, at: datetime) -> str:
    language = get_language() or DEFAULT_LANGUAGE
    if activity.policy == Activity.Policy.INVITATION:
        return ""
    said = sentences.sentence(activity.rule, language=language, today=timezone.localdate(at))
    return str(capfirst(said))


def for_whom(activity: Activity) -> str:
    ages = words.ages(activity)
    if not activity.for_children:
        return str(capfirst(ages))
    return _("For children, %(ages)s") % {"ages": ages} if ages else _("For children")


def how_to_come(activity: Activity) -> str:
    if activity.policy == Activity.Policy.OPEN:
        return _("Not needed: just come")
    if activity.policy == Activity.Policy.INVITATION:
        return _("By invitation")
    return _("Under any name, also without a contact")


def published_rule() -> dict[str, int]:
    """The numbers of the rule as the waiting list keeps it."""
    return {
        "hours": int(queue.AT_ONCE_BEFORE.total_seconds() // 3600),
        "answer": int(queue.ANSWER_WITHIN.total_seconds() // 3600),
        "evening": queue.EVENING.hour,
        "morning": queue.MORNING.hour,
    }


def others(activity: Activity, url: str, *, at: datetime) -> list[words.Line]:
    """What comes next of other activities, one date of each."""
    dates = queries.not_over(queries.told(locales.active(), at=at), at=at)
    found = dates.exclude(activity=activity.pk).filter(cancelled_at=None)[:OTHERS_LOOKED_AT]
    first_of = {each.activity_id: each for each in reversed(found)}
    nearest = sorted(first_of.values(), key=lambda each: (each.start, each.pk))
    return [words.line(each, url, at=at) for each in nearest[:OTHERS]]
