"""The published rule about seats, told once more and as simply as possible: lists in memory, everything
counted anew each time. What `events` does is compared with it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from timetable.expansion import WARSAW

HOUR = timedelta(hours=1)


class Refused(Exception):
    pass


@dataclass
class Line:
    """One party at one date."""

    party: int
    seats: int
    state: str
    until: datetime | None = None
    passed: int = 0

    @property
    def is_over(self) -> bool:
        return self.state == "cancelled"


@dataclass
class Day:
    start: datetime
    capacity: int
    cancelled: bool = False
    by_hand: bool = False
    lines: list[Line] = field(default_factory=list)
    """In the order in which they came; so those who wait are in order too."""

    @property
    def taken(self) -> int:
        return sum(line.seats for line in self.lines if line.state in ("confirmed", "offered"))

    @property
    def free(self) -> int:
        return self.capacity - self.taken

    def waiting(self) -> Iterator[Line]:
        return (line for line in self.lines if line.state == "waiting")

    def of(self, party: int) -> Line:
        """The one that lives, if any does."""
        lines = sorted((line for line in self.lines if line.party == party), key=lambda line: line.is_over)
        return lines[0]

    def alive(self, party: int, *, at: datetime) -> Line:
        line = self.of(party)
        if line.is_over or (line.until and line.until <= at):
            raise Refused
        return line

    def becomes(self, *, start: datetime, capacity: int, at: datetime) -> None:
        if (start, capacity) != (self.start, self.capacity):
            self.start, self.capacity = start, capacity
            for line in self.lines:
                line.until = line.until and min(line.until, start)
            self.settle(at)

    def settle(self, at: datetime) -> None:
        for line in self.lines:
            if line.state == "offered" and line.until and line.until <= at:
                line.state, line.until = "cancelled", None
        if self.cancelled or at >= self.start or is_night(at):
            return
        skipped: list[Line] = []
        for line in list(self.waiting()):
            if line.seats > self.free:
                skipped.append(line)
                continue
            asked = self.start - at <= 24 * HOUR
            line.state = "offered" if asked else "confirmed"
            line.until = answer_by(at, self.start) if asked else None
            for each in skipped:
                each.passed += 1
            skipped = []

    def takes(self, party: int, seats: int, *, at: datetime) -> bool:
        """Newcomers get what nobody who waits could use."""
        for _try in range(2):
            if self.free >= seats and not any(line.seats <= self.free for line in self.waiting()):
                self.lines.append(Line(party, seats, "confirmed"))
                return True
            if not any(line.until and line.until <= at for line in self.lines):
                break
            self.settle(at)
        return False

    def joins(self, party: int, seats: int, *, at: datetime, can_wait: bool) -> None:
        if self.cancelled or at >= self.start:
            raise Refused
        if not self.takes(party, seats, at=at):
            if not can_wait:
                raise Refused
            self.lines.append(Line(party, seats, "waiting"))

    def picture(self) -> Any:
        return [(line.party, line.seats, line.state, line.passed) for line in self.lines]


def is_night(at: datetime) -> bool:
    return at.astimezone(WARSAW).hour < 8 or at.astimezone(WARSAW).hour >= 21


def answer_by(at: datetime, start: datetime) -> datetime:
    """Minute by minute."""
    left, until = 120, at
    while left and until < start:
        until += timedelta(minutes=1)
        left -= not is_night(until - timedelta(minutes=1))
    return until
