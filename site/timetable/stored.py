"""A rule as it lies in the database: the lines of RFC 5545, written and read by django-recurrence.

Times are floating (no zone, no UTC), so what is stored is the time on the wall itself: neither a change of
clocks, nor of the law on them, nor a zone that somebody has activated can move it. What RFC 5545 has no
word for is a line of our own, which other readers pass over.

Back comes only what we write. A text is first held against the shape of ours, then read, then written anew:
if that is not the same text, it is refused. So nobody's `FREQ=SECONDLY` is ever expanded.
"""

import re
from datetime import UTC, date, datetime
from typing import Any

import recurrence
from django.utils import timezone

from timetable.faults import BadRule, Fault
from timetable.pattern import Kind
from timetable.rules import MOST_DATES, Rule

HOLIDAYS = "X-NOT-ON-HOLIDAYS:PL"
LONGEST = 200 + 2 * MOST_DATES * len("EXDATE:20270328T180000\n")
MOMENT = r"\d{8}T\d{6}"
SHAPE = re.compile(
    rf"DTSTART:{MOMENT}"
    r"(\nRRULE:FREQ=(WEEKLY|MONTHLY)(;INTERVAL=\d{1,2})?"
    rf"(;COUNT=\d{{1,3}}|;UNTIL={MOMENT})?"
    r"(;BYDAY=(-1|\d)?[A-Z]{2}(,(-1|\d)?[A-Z]{2})*)?(;BYMONTHDAY=(-1|\d{1,2}))?)?"
    rf"(\nRDATE:{MOMENT})*(\nEXDATE:{MOMENT})*(\n{HOLIDAYS})?",
    re.ASCII,
)
IN_UTC = re.compile(rf"({MOMENT})Z", re.ASCII)


def written(rule: Rule) -> str:
    with timezone.override(UTC):  # As if the wall were in Greenwich: what is written then is what was said.
        text = recurrence.serialize(to_recurrence(rule))
    return IN_UTC.sub(r"\1", text) + (f"\n{HOLIDAYS}" if rule.not_on_holidays else "")


def read(text: str) -> Rule:
    """Raises `BadRule` for everything that `written` would not have made."""
    if len(text) > LONGEST or not SHAPE.fullmatch(text):
        raise BadRule(Fault.TEXT)
    try:
        rule = from_recurrence(recurrence.deserialize(text), not_on_holidays=text.endswith(HOLIDAYS))
    except (ValueError, OverflowError, recurrence.RecurrenceError):
        raise BadRule(Fault.TEXT) from None
    if written(rule) != text:
        raise BadRule(Fault.TEXT)
    return rule


def to_recurrence(rule: Rule) -> recurrence.Recurrence:
    """Without the holidays, and with RFC 5545's COUNT, in which what is skipped counts: expand by
    `expansion`."""
    return recurrence.Recurrence(
        dtstart=rule.start,
        rrules=[_rrule(rule)] if rule.kind is not Kind.ONCE else [],
        rdates=[_at(rule, day) for day in sorted(rule.extra)],
        exdates=[_at(rule, day) for day in sorted(rule.skipped)],
    )


def _at(rule: Rule, day: date) -> datetime:
    return datetime.combine(day, rule.start.time())


def _rrule(rule: Rule) -> recurrence.Rule:
    nths: list[int | None] = [*rule.nths_in_order] or [None]
    return recurrence.Rule(
        recurrence.WEEKLY if rule.kind is Kind.WEEKLY else recurrence.MONTHLY,
        interval=rule.every,
        count=rule.count,
        until=_at(rule, rule.until) if rule.until else None,
        byday=[recurrence.Weekday(day, nth) for day in sorted(rule.weekdays) for nth in nths],
        bymonthday=[rule.month_day] if rule.month_day else [],
    )


def from_recurrence(kept: recurrence.Recurrence, *, not_on_holidays: bool = False) -> Rule:
    """Of those that `to_recurrence` makes."""
    return Rule(
        start=kept.dtstart,
        extra=frozenset(at.date() for at in kept.rdates),
        skipped=frozenset(at.date() for at in kept.exdates),
        not_on_holidays=not_on_holidays,
        **(_pattern(kept.rrules[0]) if kept.rrules else {}),
    )


def _pattern(kept: recurrence.Rule) -> dict[str, Any]:
    nths = frozenset(day.index for day in kept.byday if day.index)
    monthly = Kind.BY_WEEKDAY if nths else Kind.BY_DATE
    return {
        "kind": Kind.WEEKLY if kept.freq == recurrence.WEEKLY else monthly,
        "every": kept.interval,
        "count": kept.count,
        "until": kept.until.date() if kept.until else None,
        "weekdays": frozenset(day.number for day in kept.byday),
        "nths": nths,
        "month_day": kept.bymonthday[0] if kept.bymonthday else None,
    }
