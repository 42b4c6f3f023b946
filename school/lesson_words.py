"""When a group meets, in words: on which days, at what hour, and for the first time."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext

from config.languages import DEFAULT_LANGUAGE
from pages.models import SiteSettings
from school.models import Group, Meeting
from timetable import expansion, sentences
from timetable.expansion import WARSAW, moment

EN_DASH = "\N{EN DASH}"


@dataclass(frozen=True, kw_only=True)
class Lessons:
    """Of one group, for a family."""

    ages: str
    hours: list[str]
    """«Субота, 10:00–15:30»."""
    first: str
    """«субота, 5 снежня, 10:00»: the next one that a child can come to."""
    places: int

    @property
    def place(self) -> str:
        """For letters; a page has it in its frame."""
        return str(SiteSettings.load().address)


def lessons(group: Group, *, at: datetime) -> Lessons:
    meetings = list(group.meetings.all())
    return Lessons(
        ages=ages(group.youngest, group.oldest),
        hours=[said for each in meetings for said in hours(each)],
        first=first(group, meetings, at=at),
        places=group.capacity,
    )


def ages(youngest: int, oldest: int) -> str:
    if youngest == oldest:
        return ngettext("%(age)d year", "%(age)d years", oldest) % {"age": oldest}
    between = ngettext("%(from)d–%(to)d year", "%(from)d–%(to)d years", oldest)
    return between % {"from": youngest, "to": oldest}


def hours(meeting: Meeting) -> list[str]:
    start = meeting.rule.start
    clock = f"{start:%H:%M}{EN_DASH}{start + meeting.length:%H:%M}"
    return [f"{capfirst(str(WEEKDAYS[day]))}, {clock}" for day in sorted(meeting.rule.weekdays)]


def first(group: Group, meetings: Iterable[Meeting], *, at: datetime) -> str:
    """Empty where it does not meet again in its term."""
    since = max(at, moment(datetime.combine(group.term.starts_on, time())))
    starts = [next(expansion.starts(each.rule, since=since), None) for each in meetings]
    coming = min((each.at for each in starts if each), default=None)
    if coming is None or coming.astimezone(WARSAW).date() > group.term.ends_on:
        return ""
    return moment_of(coming, today=at)


def moment_of(at: datetime, *, today: datetime) -> str:
    local = at.astimezone(WARSAW)
    return f"{day(local.date(), today=today)}, {local:%H:%M}"


def day(on: date, *, today: datetime) -> str:
    language = get_language() or DEFAULT_LANGUAGE
    return sentences.day(on, language=language, today=today.astimezone(WARSAW).date())


def weekdays(days: Collection[int]) -> str:
    """«аўторак, субота»."""
    return ", ".join(
        str(WEEKDAYS[each]).lower() if get_language() != "en" else str(WEEKDAYS[each])
        for each in sorted(days)
    )
