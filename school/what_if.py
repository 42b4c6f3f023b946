"""What one more teacher or one more room would change for those who wait. Pure.

Places become free at a pace, and the line moves up by one with each of them: the seventh waits for seven.
Places that are there at once go to the first whom they fit, and all behind them move up.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

ENOUGH = 10
"""Of fewer places that were given nothing is foretold."""
REMEMBERED = timedelta(days=365)
MONTH = 365.25 / 12
"""Days."""


@dataclass(frozen=True, kw_only=True)
class Change:
    places: int
    children: int
    """Who would get a place at once."""
    months: float | None
    """So much less all who wait would wait, on average; None: too little is known."""


def pace(given: Sequence[date], *, today: date) -> float | None:
    """Places a month in the last year, or since the first; `given` are the days on which they were given."""
    recent = [day for day in given if today - REMEMBERED < day <= today]
    if len(recent) < ENOUGH:
        return None
    days = min(REMEMBERED.days, (today - min(given)).days)
    return len(recent) / max(1.0, days / MONTH)


def change(line: Sequence[str], *, fits: Callable[[str], bool], places: int, pace: float | None) -> Change:
    """`line` are the codes of all who wait, in their order."""
    taken = set(islice((number for number, code in enumerate(line) if fits(code)), places))
    return Change(
        places=places,
        children=len(taken),
        months=_less(len(line), taken) / pace if pace and line else None,
    )


def _less(number: int, taken: set[int]) -> float:
    """Places fewer to wait for, on average."""
    saved = ahead = 0
    for each in range(number):
        if each in taken:
            saved += each + 1
            ahead += 1
        else:
            saved += ahead
    return saved / number
