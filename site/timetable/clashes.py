"""Which uses of the same room overlap. Pure. Clashes are shown to people, who decide; nothing is refused.

One that ends when the next begins is no clash.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Use:
    """Somebody is in a room. `source` and `record` say whose row it is; nobody's name belongs here."""

    room: int
    start: datetime
    end: datetime
    label: str
    source: str
    record: int

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError("A use of a room ends after it has begun")

    @property
    def order(self) -> tuple[datetime, datetime, str, int]:
        return self.start, self.end, self.source, self.record


@dataclass(frozen=True, kw_only=True)
class Clash:
    """Two that want the same room from `start` to `end`; the one that begins sooner stands first."""

    first: Use
    second: Use

    @property
    def start(self) -> datetime:
        return self.second.start

    @property
    def end(self) -> datetime:
        return min(self.first.end, self.second.end)


def clashes(uses: Iterable[Use]) -> list[Clash]:
    """Every pair, in the order in which they begin to overlap."""
    rooms: defaultdict[int, list[Use]] = defaultdict(list)
    for use in uses:
        rooms[use.room].append(use)
    found = [clash for each in rooms.values() for clash in _in_one_room(each)]
    return sorted(found, key=lambda clash: (clash.start, clash.second.room, clash.first.order))


def _in_one_room(uses: list[Use]) -> Iterator[Clash]:
    present: list[Use] = []
    for use in sorted(uses, key=lambda use: use.order):
        present = [other for other in present if other.end > use.start]
        yield from (Clash(first=other, second=use) for other in present)
        present.append(use)
