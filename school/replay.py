"""The list as it stood at any moment, told again from the ledger. Pure.

What families read about their way through the list comes from here; `school/proof` tells the same a second
time, without knowing this module.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from school.order import IN_A_ROW, Standing, Tier, line

WARSAW = ZoneInfo("Europe/Warsaw")
WAITS = frozenset({"drawn", "resumed", "revoked"})
WAITS_NOT = frozenset(
    {
        *("verified", "paused", "unfit", "offered", "declined", "expired", "accepted"),
        *("withdrawn", "enrolled", "stayed", "left", "graduated", "erased"),
    }
)
TELLS = frozenset({"verified", "drawn", "tier"})
"""What says by which tier, month or ticket a code stands."""
UNKNOWN: dict[str, Any] = {"tier": int(Tier.EVERYONE), "round": date.max, "ticket": ""}


@dataclass(frozen=True, kw_only=True)
class Said:
    """A line of the ledger."""

    at: datetime
    deed: str
    code: str
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def day(self) -> date:
        return self.at.astimezone(WARSAW).date()


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    waiting: tuple[Standing, ...]
    given: tuple[int, ...]

    def line(self) -> list[Standing]:
        return line(self.waiting, given=self.given)


@dataclass(kw_only=True)
class Replay:
    known: dict[str, Standing] = field(default_factory=dict)
    """Everybody of whom anything was said, whether they wait or not."""
    waiting: dict[str, Standing] = field(default_factory=dict)
    given: dict[int, int] = field(default_factory=dict)
    """Tiers by the number of their offer."""

    def hear(self, said: Said) -> None:
        if said.deed == "offered" and not said.facts.get("override"):
            self.given[said.facts["number"]] = said.facts["tier"]
        if said.deed == "revoked":
            self.given.pop(said.facts["number"], None)
        if said.code:
            self._follow(said)

    def _follow(self, said: Said) -> None:
        code = said.code
        waits = code in self.waiting
        if said.deed in TELLS:
            self.known[code] = _told(self.known.get(code) or Standing(**UNKNOWN, code=code), said.facts)
        if said.deed in WAITS:
            waits = said.facts.get("waits", True)
        elif said.deed in WAITS_NOT:
            waits = False
        self.waiting.pop(code, None)
        if waits:
            self.waiting[code] = self.known[code]

    @property
    def snapshot(self) -> Snapshot:
        given = tuple(self.given[number] for number in sorted(self.given)[1 - IN_A_ROW :])
        return Snapshot(waiting=tuple(self.waiting.values()), given=given)


def _told(standing: Standing, facts: dict[str, Any]) -> Standing:
    month = facts.get("round")
    return Standing(
        tier=facts.get("tier", standing.tier),
        round=date.fromisoformat(f"{month[:7]}-01") if month else standing.round,
        ticket=facts.get("ticket", standing.ticket),
        code=standing.code,
    )


def days(said: Iterable[Said]) -> Iterator[tuple[date, list[Said], Snapshot]]:
    """Each day on which something was written: what, and the list in the evening."""
    replay = Replay()
    for day, some in groupby(said, key=lambda each: each.day):
        written = list(some)
        for each in written:
            replay.hear(each)
        yield day, written, replay.snapshot
