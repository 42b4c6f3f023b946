"""Why a child stands where it stands in the list, and what has moved it there. Pure.

Who stands before a child came in an earlier month, was drawn before it in the same one, is a brother or
sister of a pupil, or comes back after illness or flight. There is nothing else.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from school.order import Standing, Tier
from school.replay import Said, Snapshot, days

LATELY = 12
"""Days with a movement that are looked back at."""


@dataclass(frozen=True, kw_only=True)
class Why:
    position: int
    of: int
    round: date
    earlier: int
    """From months before."""
    drawn: int
    """Of the same month, by the draw."""
    siblings: int
    returning: int

    @property
    def ahead(self) -> int:
        return self.position - 1


def why(code: str, ordered: Sequence[Standing]) -> Why | None:
    """`ordered` is the whole line; None for a code that is not in it."""
    codes = [each.code for each in ordered]
    if code not in codes:
        return None
    place = codes.index(code)
    mine, ahead = ordered[place], Counter(_reason(each, ordered[place]) for each in ordered[:place])
    return Why(
        position=place + 1,
        of=len(ordered),
        round=mine.round,
        earlier=ahead["earlier"],
        drawn=ahead["drawn"],
        siblings=ahead["siblings"],
        returning=ahead["returning"],
    )


def _reason(other: Standing, mine: Standing) -> str:
    if other.tier != mine.tier and other.tier < Tier.SIBLING:
        return "returning"
    if other.tier != mine.tier and other.tier == Tier.SIBLING:
        return "siblings"
    return "earlier" if other.round < mine.round else "drawn"


class Cause(StrEnum):
    """What brings a child forward or back."""

    DRAWN = "drawn"
    """Itself: its month was drawn."""
    RESUMED = "resumed"
    """Itself: it waits again."""
    OFFERED = "offered"
    LEFT = "left"
    PAUSED = "paused"
    UNFIT = "unfit"
    SIBLING = "sibling"
    RETURNING = "returning"
    CAME_BACK = "came back"
    """Somebody who was paused, or whose offer was a mistake, waits again at the place kept for them."""
    NO_SIBLING = "no sibling"
    """Somebody’s brother or sister is no pupil any more."""
    KIN = "kin"
    """Itself: it is a brother or sister of a pupil now."""
    NO_KIN = "no kin"
    """Itself: it is none any more."""
    REDRAWN = "redrawn"
    RULE = "rule"
    """One of three places in a row, at most, goes to a brother or sister: somebody's turn by that rule."""


FORWARD: Mapping[str, Cause] = {
    "offered": Cause.OFFERED,
    "withdrawn": Cause.LEFT,
    "erased": Cause.LEFT,
    "paused": Cause.PAUSED,
    "unfit": Cause.UNFIT,
    "drawn": Cause.REDRAWN,
    "tier": Cause.NO_SIBLING,
}
BACK: Mapping[str, Cause] = {"resumed": Cause.CAME_BACK, "revoked": Cause.CAME_BACK, "tier": Cause.SIBLING}


@dataclass(frozen=True, kw_only=True)
class Movement:
    day: date
    position: int
    before: int | None
    """None on the day on which it began to wait."""
    causes: tuple[tuple[Cause, int], ...]
    """Each with how many children."""


def movements(code: str, said: Iterable[Said], *, lately: int = LATELY) -> list[Movement]:
    """The newest first. Days on which nothing changed before the child are left out."""
    evenings: list[tuple[date, list[Said], Snapshot]] = []
    for day, written, snapshot in days(said):
        if any(each.code == code for each in snapshot.waiting):
            evenings.append((day, written, snapshot))
        elif evenings and any(each.code == code for each in written):
            evenings.clear()
    known = [(day, written, _ahead(code, snapshot)) for day, written, snapshot in evenings[-lately * 3 :]]
    moved = [
        _moved(day, written, before, now, _own(code, written))
        for (_d, _w, before), (day, written, now) in pairwise(known)
    ]
    found = [each for each in moved if each.causes]
    if known and len(known) == len(evenings):
        day, written, now = known[0]
        found.insert(0, _first(code, day, written, now))
    return found[: -lately - 1 : -1]


def _ahead(code: str, snapshot: Snapshot) -> dict[str, Standing]:
    ordered = snapshot.line()
    place = next(place for place, each in enumerate(ordered) if each.code == code)
    return {each.code: each for each in ordered[:place]}


def _first(code: str, day: date, written: list[Said], now: Mapping[str, Standing]) -> Movement:
    own = {each.deed for each in written if each.code == code}
    cause = Cause.DRAWN if "drawn" in own else Cause.RESUMED
    return Movement(day=day, position=len(now) + 1, before=None, causes=((cause, 1),))


def _own(code: str, written: list[Said]) -> Cause:
    """What has moved the child itself that day, or else the rule."""
    tiers = [each.facts["tier"] for each in written if each.code == code and each.deed == "tier"]
    if not tiers:
        return Cause.RULE
    return Cause.KIN if tiers[-1] == Tier.SIBLING else Cause.NO_KIN


def _moved(
    day: date,
    written: list[Said],
    before: Mapping[str, Standing],
    now: Mapping[str, Standing],
    own: Cause,
) -> Movement:
    last = {each.code: each.deed for each in written if each.deed in FORWARD or each.deed in BACK}
    gone = [FORWARD.get(last.get(code, ""), own) for code in before if code not in now]
    come = [_came(last.get(code, ""), now[code], own) for code in now if code not in before]
    causes = sorted(Counter([*gone, *come]).items())
    return Movement(day=day, position=len(now) + 1, before=len(before) + 1, causes=tuple(causes))


def _came(deed: str, standing: Standing, own: Cause) -> Cause:
    if deed == "drawn":
        if standing.tier < Tier.SIBLING:
            return Cause.RETURNING
        return Cause.SIBLING if standing.tier == Tier.SIBLING else Cause.REDRAWN
    return BACK.get(deed, own)
