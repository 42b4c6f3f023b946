"""Rules as tests say them, and any rule there can be."""

from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

from hypothesis import strategies as st

from timetable import pattern
from timetable.pattern import LAST, Kind, Pattern
from timetable.rules import Rule

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
EVENING = time(18)


def days(*said: str) -> frozenset[date]:
    return frozenset(map(date.fromisoformat, said))


def at(said: str) -> datetime:
    return datetime.fromisoformat(said)


def once(start: str = "2026-11-12T18:00", **more: Any) -> Rule:
    return Rule(start=at(start), **more)


def weekly(*weekdays: int, start: str = "2026-10-01T18:00", **more: Any) -> Rule:
    return Rule(start=at(start), kind=Kind.WEEKLY, weekdays=frozenset(weekdays or {THURSDAY}), **more)


def by_date(day: int = 15, *, start: str = "2026-10-15T18:00", **more: Any) -> Rule:
    return Rule(start=at(start), kind=Kind.BY_DATE, month_day=day, **more)


def by_weekday(*nths: int, weekday: int = SUNDAY, start: str = "2026-11-01T11:00", **more: Any) -> Rule:
    which = {"weekdays": frozenset({weekday}), "nths": frozenset(nths or {1})}
    return Rule(start=at(start), kind=Kind.BY_WEEKDAY, **which, **more)


PATTERNS = st.one_of(
    st.builds(
        Pattern,
        kind=st.just(Kind.WEEKLY),
        every=st.integers(1, 12),
        weekdays=st.frozensets(st.integers(0, 6), min_size=1),
    ),
    st.builds(
        Pattern,
        kind=st.just(Kind.BY_DATE),
        every=st.integers(1, 12),
        month_day=st.sampled_from([LAST, *range(1, 32)]),
    ),
    st.builds(
        Pattern,
        kind=st.just(Kind.BY_WEEKDAY),
        every=st.integers(1, 12),
        weekdays=st.integers(0, 6).map(lambda day: frozenset({day})),
        nths=st.frozensets(st.sampled_from([1, 2, 3, 4, LAST]), min_size=1),
    ),
)
DATES = st.dates(date(2020, 1, 1), date(2090, 12, 31))
TIMES = st.times().map(lambda when: when.replace(second=0, microsecond=0, fold=0))


@st.composite
def rules(draw: Any) -> Rule:
    said = draw(PATTERNS | st.just(Pattern()))
    start = pattern.first(said, since=draw(DATES))
    assert start
    extra = draw(st.frozensets(DATES, max_size=3))
    about = {"start": datetime.combine(start, draw(TIMES)), "extra": extra}
    if said.kind is Kind.ONCE:
        return Rule(**about)
    ends = draw(st.sampled_from(["never", "until", "count"]))
    near = list(islice(pattern.dates(said, start=start, since=start), 10))
    skipped = draw(st.frozensets(st.sampled_from(near[1:] or near), max_size=3)) - extra
    last = max(skipped, default=start) + timedelta(draw(st.integers(0, 2000)))
    return Rule(
        **vars(said),
        **about,
        until=last if ends == "until" else None,
        count=draw(st.integers(1, 500)) if ends == "count" else None,
        skipped=skipped,
        not_on_holidays=draw(st.booleans()),
    )
