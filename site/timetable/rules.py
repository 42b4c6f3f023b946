"""The language in which the house says when something happens. Pure: no database, no clock, no zone.

A rule speaks of dates and a time on the wall in Warsaw, never of instants: summer time is not its business.
It begins on a date of its own pattern, so that the week or month of its start is what fortnights are
counted from.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime
from itertools import takewhile

from timetable import pattern
from timetable.faults import BadRule, Fault
from timetable.pattern import LAST, LATEST, Kind, Pattern

EARLIEST = date(2020, 1, 1)
MOST_TIMES = 500
MOST_DATES = 100
"""Skipped ones, and extra ones."""
LONGEST_STRIDE = 12
NTHS = frozenset({1, 2, 3, 4, LAST})
SURE_DAYS = 28
"""Every month has so many."""

USED = {
    Kind.ONCE: set(),
    Kind.WEEKLY: {"weekdays"},
    Kind.BY_DATE: {"month_day"},
    Kind.BY_WEEKDAY: {"weekdays", "nths"},
}
"""What describes the pattern of each kind."""
DESCRIBING = {"weekdays", "nths", "month_day"}
REPEATING = {"every", "until", "count", "skipped", "not_on_holidays"}
"""What only a rule that repeats can say."""


@dataclass(frozen=True, kw_only=True)
class Rule(Pattern):
    """`count` is of the dates that take place: one skipped is made up for at the end. Extra dates come on
    top and take place on holidays too."""

    start: datetime
    until: date | None = None
    """The last date that can be one."""
    count: int | None = None
    skipped: frozenset[date] = frozenset()
    extra: frozenset[date] = frozenset()
    not_on_holidays: bool = False

    def __post_init__(self) -> None:
        for check in (_times_and_years, _shape, _numbers, _ends, _lists):
            check(self)

    @property
    def day(self) -> date:
        return self.start.date()

    @property
    def nths_in_order(self) -> list[int]:
        """The last comes last."""
        return sorted(self.nths, key=lambda nth: (nth == LAST, nth))

    @property
    def skips_months(self) -> bool:
        """The 31st does not come every month."""
        return self.month_day is not None and self.month_day > SURE_DAYS

    def pattern_dates(self, *, since: date) -> Iterator[date]:
        last = self.until or LATEST
        return takewhile(lambda day: day <= last, pattern.dates(self, start=self.day, since=since))

    def fits(self, day: date) -> bool:
        return next(self.pattern_dates(since=day), None) == day


NOTHING_SAID = {field.name: field.default for field in fields(Rule)}


def _refuse(fault: Fault, *, when: bool, day: date | None = None) -> None:
    if when:
        raise BadRule(fault, day)


def _times_and_years(rule: Rule) -> None:
    for day in (rule.day, *sorted(rule.skipped | rule.extra), *([rule.until] if rule.until else [])):
        _refuse(Fault.YEARS, when=not EARLIEST <= day <= LATEST, day=day)
    start = rule.start
    _refuse(Fault.MINUTES, when=bool(start.second or start.microsecond or start.tzinfo or start.fold))


def _shape(rule: Rule) -> None:
    said = {name for name, nothing in NOTHING_SAID.items() if getattr(rule, name) != nothing}
    _refuse(Fault.SHAPE, when=rule.kind is Kind.ONCE and bool(said & REPEATING))
    _refuse(Fault.SHAPE, when=(said & DESCRIBING) != USED[rule.kind])


def _numbers(rule: Rule) -> None:
    _refuse(Fault.EVERY, when=not 1 <= rule.every <= LONGEST_STRIDE)
    _refuse(Fault.WEEKDAYS, when=not rule.weekdays <= frozenset(range(7)))
    _refuse(Fault.WEEKDAYS, when=rule.kind is Kind.BY_WEEKDAY and len(rule.weekdays) != 1)
    _refuse(Fault.NTHS, when=not rule.nths <= NTHS)
    _refuse(Fault.MONTH_DAY, when=rule.month_day not in {None, LAST, *range(1, 32)})


def _ends(rule: Rule) -> None:
    _refuse(Fault.TWO_ENDS, when=rule.until is not None and rule.count is not None)
    _refuse(Fault.TIMES, when=rule.count is not None and not 1 <= rule.count <= MOST_TIMES)
    _refuse(Fault.UNTIL, when=rule.until is not None and rule.until < rule.day)


def _lists(rule: Rule) -> None:
    _refuse(Fault.MANY_DATES, when=max(len(rule.skipped), len(rule.extra)) > MOST_DATES)
    _refuse(Fault.START, when=not rule.fits(rule.day), day=rule.day)
    for day in sorted(rule.skipped & rule.extra):
        raise BadRule(Fault.BOTH_WAYS, day)
    for day in sorted(rule.skipped):
        _refuse(Fault.NOTHING_TO_SKIP, when=not rule.fits(day), day=day)
