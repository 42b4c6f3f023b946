"""When groups meet, as a table: a row for each kind of group, a column for each day of the week."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from config.languages import DEFAULT_LANGUAGE
from pages.blocks import SPOKEN
from school import shown
from school.models import Group, Meeting, Term
from timetable import sentences
from timetable.pattern import Kind
from timetable.rules import Rule

WEEK = timedelta(weeks=1)


@dataclass(frozen=True, kw_only=True)
class Cell:
    label: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Row:
    head: str
    cells: list[Cell]


@dataclass(frozen=True, kw_only=True)
class Timetable:
    columns: list[str]
    rows: list[Row]
    off: list[str]
    """Days without lessons that are still to come."""
    not_on_holidays: bool


@dataclass(frozen=True, kw_only=True)
class _Week:
    """What is needed to say whether a meeting is “every Saturday”, and no more."""

    term: Term
    today: date
    off: frozenset[date]

    def is_plain(self, rule: Rule) -> bool:
        """Every week of the term that is still to come, and on the days that all groups have off not."""
        since = max(self.today, self.term.starts_on)
        return (
            rule.kind is Kind.WEEKLY
            and rule.every == 1
            and not rule.extra
            and rule.count is None
            and rule.day < since + WEEK
            and (rule.until is None or rule.until > self.term.ends_on - WEEK)
            and _ahead(rule, self.today) <= self.off
        )


def timetable(groups: Sequence[Group], term: Term, *, today: date) -> Timetable:
    rules = [meeting.rule for group in groups for meeting in group.meetings.all()]
    off = frozenset.intersection(*(_ahead(rule, today) for rule in rules)) if rules else frozenset()
    week = _Week(term=term, today=today, off=off)
    days = sorted({day for rule in rules if week.is_plain(rule) for day in rule.weekdays})
    names = [str(capfirst(WEEKDAYS[day])) for day in days]
    other = [_("Also")] if not all(map(week.is_plain, rules)) else []
    labels = [*names, *other, _("Languages"), _("Places")]
    language = get_language() or DEFAULT_LANGUAGE
    return Timetable(
        columns=[_("Group"), *labels],
        rows=_rows(groups, week, days, labels, has_other=bool(other)),
        off=[sentences.day(day, language=language, today=today) for day in sorted(off)],
        not_on_holidays=bool(rules) and all(rule.not_on_holidays for rule in rules),
    )


def _rows(
    groups: Sequence[Group], week: _Week, days: list[int], labels: list[str], *, has_other: bool
) -> list[Row]:
    """Groups of which readers would be told the same stand in one row, with the places of all."""

    def told(group: Group) -> tuple[str, ...]:
        meetings = list(group.meetings.all())
        hours = [_hours(meetings, day, week) for day in days]
        other = [_other(meetings, week)] if has_other else []
        return (name(group), *hours, *other, _languages(group))

    return [
        Row(
            head=head,
            cells=[
                Cell(label=label, text=text)
                for label, text in zip(labels, [*texts, free(_free(alike, week))], strict=True)
            ],
        )
        for (head, *texts), alike in ((key, list(each)) for key, each in groupby(groups, key=told))
    ]


def _free(alike: Iterable[Group], week: _Week) -> int:
    return sum(shown.free_in(each, today=week.today) for each in alike)


def _ahead(rule: Rule, today: date) -> frozenset[date]:
    return frozenset(day for day in rule.skipped if day >= today)


def name(group: Group) -> str:
    ages = ages_of(group.youngest, group.oldest)
    return ages if group.level == Group.Level.ANY else f"{ages}, {group.get_level_display()}"


def ages_of(youngest: int, oldest: int) -> str:
    if youngest == oldest:
        return ngettext("%(age)d year", "%(age)d years", oldest) % {"age": oldest}
    between = ngettext("%(from)d–%(to)d year", "%(from)d–%(to)d years", oldest)
    return between % {"from": youngest, "to": oldest}


def _hours(meetings: Iterable[Meeting], day: int, week: _Week) -> str:
    on = [each for each in meetings if week.is_plain(each.rule) and day in each.rule.weekdays]
    return ", ".join(hours(each) for each in sorted(on, key=lambda each: each.rule.start.time()))


def hours(meeting: Meeting) -> str:
    start: datetime = meeting.rule.start
    return f"{start:%H:%M}–{start + meeting.length:%H:%M}"


def _other(meetings: Iterable[Meeting], week: _Week) -> str:
    language = get_language() or DEFAULT_LANGUAGE
    rules = [each.rule for each in meetings if not week.is_plain(each.rule)]
    said = [sentences.sentence(rule, language=language, today=week.today) for rule in rules]
    return str(capfirst("; ".join(said)))


def _languages(group: Group) -> str:
    known = dict(SPOKEN)
    return str(capfirst(", ".join(str(known[code]).lower() for code in group.languages if code in known)))


def free(number: int) -> str:
    said = ngettext("%(number)d free", "%(number)d free", number)
    return said % {"number": number} if number else pgettext("free places", "none")
