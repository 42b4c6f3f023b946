"""How long a child is likely to wait: from how the list has moved in the last years. Pure.

Of each month of the last three years we know how far everybody in the list has come, and who was offered a
place. A month to come will be like one of its namesakes, we do not know which; so we follow all of them at
once and say when one of ten, and when nine of ten, would have had an offer: the range that holds for eight of
ten. Where fewer than ten places were given, nothing is said: a number made of nothing would be believed.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from math import sqrt

from school.replay import Said, Snapshot, days

CASES = 10
MONTH = timedelta(days=365.25 / 12)
YEAR, YEARS = 12, 3
HORIZON = 84
"""Months: longer nobody can wait and still be a child of the school."""
SOONER, LATER = 0.1, 0.9
RARE = 1e-6


@dataclass(frozen=True, kw_only=True)
class Passage:
    """What a month made of somebody: how many were before the child, and are now; None: offered a place."""

    before: int
    after: int | None


@dataclass(frozen=True, kw_only=True)
class Past:
    """The passages of past months in the order of places, by how many months from now their namesakes are;
    and how many places were given in all."""

    months: tuple[tuple[tuple[Passage, ...], ...], ...]
    cases: int


@dataclass(frozen=True, kw_only=True)
class Range:
    """In months; `low` 0 means less than one, `high` HORIZON so long or longer."""

    low: int
    high: int

    def holds(self, waited: timedelta) -> bool:
        return self.low <= waited / MONTH <= self.high


def forecast(ahead: int, past: Past, *, is_sure: bool = False) -> Range | None:
    """None: we do not know yet. `is_sure` takes a few years for the whole truth."""
    known = _alike(past)
    if past.cases < CASES or len(known[0]) < 2:
        return None
    done = _offered_by_month(ahead, known)
    sooner, median, later = (_reached(done, share) for share in (SOONER, 0.5, LATER))
    if sooner is None or median is None:
        return Range(low=HORIZON if sooner is None else round(sooner), high=HORIZON)
    wider = 1.0 if is_sure else _widened(median, known)
    low = round(max(0.0, median - (median - sooner) * wider))
    high = round(min(HORIZON, median + ((later or HORIZON) - median) * wider))
    return Range(low=low, high=max(high, low + 1))


Month = tuple[Passage, ...]


def _alike(past: Past) -> list[list[Month]]:
    """The namesakes of each month to come. Where there are not two of each, all months pass for alike."""
    known = [[each for each in month if each] for month in past.months]
    if min(len(month) for month in known) < 2:
        return [[each for month in known for each in month]]
    return known


def _widened(months: float, known: list[list[Month]]) -> float:
    """A few years tell the speed of the list, and how it varies, not exactly: the further off, the less."""
    each, all_of_them = len(known[0]), sum(len(month) for month in known)
    return sqrt((1 + months / all_of_them) * each / (each - 1))


def _offered_by_month(ahead: int, known: list[list[Month]]) -> list[float]:
    """How likely it is that the child was offered a place within none, one, two… months."""
    standing, done = {ahead: 1.0}, [0.0]
    for month in range(HORIZON):
        moved = _moved(standing, known[month % len(known)])
        done.append(done[-1] + moved.pop(None, 0.0))
        standing = {place: share for place, share in moved.items() if place is not None and share > RARE}
        if done[-1] >= LATER:
            break
    return done


def _moved(standing: dict[int, float], alike: list[Month]) -> dict[int | None, float]:
    """Where who stood somewhere stands a month later; None: offered a place."""
    moved: dict[int | None, float] = {}
    for place, share in standing.items():
        for passages in alike:
            after = follow(place, passages)
            moved[after] = moved.get(after, 0.0) + share / len(alike)
    return moved


def follow(place: int, passages: Sequence[Passage]) -> int | None:
    """What the month would have made of a child with so many before it: what it made of the nearest."""
    after = bisect_left(passages, place, key=lambda each: each.before)
    near = min(passages[max(0, after - 1) : after + 1], key=lambda each: abs(each.before - place))
    if near.after is None:
        return None if place <= near.before else place - near.before - 1
    return max(0, near.after + place - near.before)


def _reached(done: Sequence[float], share: float) -> float | None:
    """After how many months; within a month evenly."""
    for month, (before, now) in enumerate(pairwise(done)):
        if now >= share:
            return month + (share - before) / (now - before)
    return None


def past(said: Iterable[Said], *, today: date) -> Past:
    """What the ledger tells of the years before."""
    evenings = [(day, written, snapshot) for day, written, snapshot in days(said) if day <= today]
    offers = [
        (day, each.code) for day, written, _list in evenings for each in written if each.deed == "offered"
    ]
    first = evenings[0][0] if evenings else today
    edges = [today + (back - YEARS * YEAR) * MONTH for back in range(YEARS * YEAR + 1)]
    lines = [_at(evenings, edge) if edge >= first else {} for edge in edges]
    months: list[list[tuple[Passage, ...]]] = [[] for _month in range(YEAR)]
    for number in range(YEARS * YEAR):
        since, until = edges[number], edges[number + 1]
        offered = {code for day, code in offers if since < day <= until}
        months[number % YEAR].append(_passages(lines[number], lines[number + 1], offered))
    given = sum(day > edges[0] for day, _code in offers)
    return Past(months=tuple(tuple(each) for each in months), cases=given)


def _at(evenings: Sequence[tuple[date, list[Said], Snapshot]], edge: date) -> dict[str, int]:
    """How many were before each, on the evening of that day."""
    place = bisect_left(evenings, edge + timedelta(days=1), key=lambda each: each[0])
    ordered = evenings[place - 1][2].line() if place else []
    return {each.code: ahead for ahead, each in enumerate(ordered)}


def _passages(before: dict[str, int], after: dict[str, int], offered: set[str]) -> tuple[Passage, ...]:
    """Who left the list tells nothing of its speed."""
    told = [(ahead, None if code in offered else after.get(code, -1)) for code, ahead in before.items()]
    known = [Passage(before=ahead, after=now) for ahead, now in told if now != -1]
    return tuple(sorted(known, key=lambda each: each.before))


class Growing(StrEnum):
    """Whether a child turns 13 before its turn."""

    NOT = "not"
    MAY = "may"
    WILL = "will"


def growing(grows_out_on: date, expected: Range | None, *, today: date) -> Growing:
    """Where nothing is known of the wait, a year is a reason to speak."""
    if expected is None:
        return Growing.MAY if grows_out_on <= today + YEAR * MONTH else Growing.NOT
    if grows_out_on <= today + expected.low * MONTH:
        return Growing.WILL
    return Growing.MAY if grows_out_on <= today + expected.high * MONTH else Growing.NOT
