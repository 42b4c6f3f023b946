"""The published order, told once more and as simply as possible: one question asked anew for every place.
What `school.order` says is compared with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Child:
    code: str
    tier: int
    round: date
    ticket: str
    fits: bool = True

    @property
    def months_and_chance(self) -> tuple[date, str, str]:
        return self.round, self.ticket, self.code


def next_one(waiting: Sequence[Child], given: Sequence[int]) -> tuple[Child, int] | None:
    """Who gets a place that is free now, and as what."""
    for as_what in (1, 2, 3):
        if as_what == 2 and 2 in given[-2:]:
            continue
        of_it = [each for each in waiting if each.fits and may_be(each, as_what)]
        if of_it:
            return min(of_it, key=lambda each: each.months_and_chance), as_what
    return None


def may_be(child: Child, as_what: int) -> bool:
    """A brother or sister is also one of everyone; who returns comes first and only so."""
    if as_what == 1:
        return child.tier < 2
    return child.tier == 2 if as_what == 2 else child.tier > 1


def line(waiting: Sequence[Child], given: Sequence[int]) -> list[Child]:
    """Place after place, until nobody is left."""
    left, told, ordered = list(waiting), list(given), []
    while found := next_one(left, told):
        left.remove(found[0])
        ordered.append(found[0])
        told.append(found[1])
    return ordered
