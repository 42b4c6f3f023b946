"""Gifts by day as bars, one part on the other: where each stands on the paper. Pure; whole numbers only."""

from collections.abc import Sequence
from dataclasses import dataclass

from donations.days import Day

WIDTH, HEIGHT = 720, 200
LEFT, FOOT = 40, 24
"""Room for the numbers beside it and for the days below."""
TOP = 12
STEPS = (1, 2, 5)


@dataclass(frozen=True, kw_only=True)
class Part:
    rhythm: str
    y: int
    height: int


@dataclass(frozen=True, kw_only=True)
class Bar:
    day: Day
    x: int
    width: int
    parts: tuple[Part, ...]


@dataclass(frozen=True, kw_only=True)
class Line:
    y: int
    number: int


@dataclass(frozen=True, kw_only=True)
class Chart:
    bars: tuple[Bar, ...]
    lines: tuple[Line, ...]
    marks: tuple[Bar, ...]
    """Bars whose day is written below."""
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    floor: int = HEIGHT - FOOT


def drawn(days: Sequence[Day]) -> Chart:
    most = max((day.gifts for day in days), default=0)
    step = step_for(most)
    top = max(step * -(-most // step), step)
    bars = tuple(_bar(day, number, len(days), top) for number, day in enumerate(days))
    return Chart(
        bars=bars,
        lines=tuple(Line(y=_y(number, top), number=number) for number in range(0, top + 1, step)),
        marks=bars[:: max(1, len(bars) // 6)] if bars else (),
    )


def step_for(most: int) -> int:
    """Between the lines: 1, 2, 5, 10, 20 …, so that there are at most five."""
    ten = 1
    while True:
        for each in STEPS:
            if each * ten * 5 >= most:
                return each * ten
        ten *= 10


def _y(number: int, top: int) -> int:
    floor = HEIGHT - FOOT
    return floor - number * (floor - TOP) // top


def _bar(day: Day, number: int, of: int, top: int) -> Bar:
    room = WIDTH - LEFT
    x, end = LEFT + number * room // of, LEFT + (number + 1) * room // of
    return Bar(day=day, x=x, width=max(1, end - x - 2), parts=tuple(_parts(day, top)))


def _parts(day: Day, top: int) -> list[Part]:
    found, below = [], 0
    for rhythm, number in (("once", day.once), ("monthly", day.monthly), ("transfer", day.by_transfer)):
        if number:
            y = _y(below + number, top)
            found.append(Part(rhythm=rhythm, y=y, height=_y(below, top) - y))
            below += number
    return found
