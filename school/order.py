"""Who is next for a place. Pure, so that anybody can recompute it; the text that families read is made from
the same names.

The order is (tier, round, ticket). A brother or sister of a pupil goes before everyone else, but at most one
of any three places in a row is given so; for the other two they stand among everyone, neither better nor
worse. Children who re-enrol keep their places and stand in no line.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

VERSION = "1"
IN_A_ROW = 3
"""Of so many places in a row one at most is given to a brother or sister as such."""


class Tier(IntEnum):
    PUPIL = 0
    """Stays at the school: keeps a place, before any is offered."""
    RETURNING = 1
    """Was at the school and left for illness or flight, not more than a year ago."""
    SIBLING = 2
    """A brother or sister of a pupil."""
    EVERYONE = 3


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Somebody in the line."""

    tier: int
    round: date
    ticket: str
    code: str

    @property
    def among_everyone(self) -> tuple[date, str, str]:
        """Twins share a ticket: the code decides between them, for what it is worth."""
        return self.round, self.ticket, self.code


@dataclass(frozen=True, kw_only=True)
class Passed:
    code: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Turn:
    """Whose turn it is and by which tier; who stood before and was passed over, with the reason each."""

    code: str | None
    tier: int
    passed: tuple[Passed, ...]


def line(waiting: Iterable[Standing], *, given: Sequence[int]) -> list[Standing]:
    """All who wait, in the order in which they would get places that fit everybody. `given` are the tiers by
    which places were given so far, the newest last."""
    first, siblings, rest = (deque(each) for each in _parted(waiting))
    recent = deque(given, maxlen=IN_A_ROW - 1)
    ordered: list[Standing] = []
    while first or siblings or rest:
        chosen, tier = _next(first, siblings, rest, is_siblings_turn=Tier.SIBLING not in recent)
        ordered.append(chosen)
        recent.append(tier)
    return ordered


def _next(
    first: deque[Standing], siblings: deque[Standing], rest: deque[Standing], *, is_siblings_turn: bool
) -> tuple[Standing, int]:
    if first:
        return first.popleft(), Tier.RETURNING
    if siblings and is_siblings_turn:
        return siblings.popleft(), Tier.SIBLING
    heads = [each for each in (siblings, rest) if each]
    return min(heads, key=lambda each: each[0].among_everyone).popleft(), Tier.EVERYONE


def _parted(waiting: Iterable[Standing]) -> tuple[list[Standing], list[Standing], list[Standing]]:
    ordered = sorted(waiting, key=lambda each: each.among_everyone)
    return (
        [each for each in ordered if each.tier < Tier.SIBLING],
        [each for each in ordered if each.tier == Tier.SIBLING],
        [each for each in ordered if each.tier > Tier.SIBLING],
    )


def turn(waiting: Iterable[Standing], *, given: Sequence[int], unfit: Callable[[str], str | None]) -> Turn:
    """Who gets the next place: the first in the line whom it fits. `unfit` tells by code why it does not."""
    passed: list[Passed] = []
    for each, tier in _offered_around(waiting, given=given):
        reason = unfit(each.code)
        if reason is None:
            return Turn(code=each.code, tier=tier, passed=tuple(passed))
        passed.append(Passed(code=each.code, reason=reason))
    return Turn(code=None, tier=Tier.EVERYONE, passed=tuple(passed))


def _offered_around(waiting: Iterable[Standing], *, given: Sequence[int]) -> Iterator[tuple[Standing, int]]:
    """The order in which one place is offered, and by which tier each would get it."""
    first, siblings, rest = _parted(waiting)
    yield from ((each, Tier.RETURNING) for each in first)
    if Tier.SIBLING in given[-(IN_A_ROW - 1) :]:
        rest = sorted([*siblings, *rest], key=lambda each: each.among_everyone)
    else:
        yield from ((each, Tier.SIBLING) for each in siblings)
    yield from ((each, Tier.EVERYONE) for each in rest)
