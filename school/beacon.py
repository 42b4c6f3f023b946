"""The public random value that is taken when nobody names another: a round of drand, which universities and
companies draw together every three seconds. Which round will be drawn when is known for years ahead; what it
says, to nobody. Pure: people look the value up, the site fetches nothing.
"""

from datetime import UTC, date, datetime, time, timedelta

from school.draw import WARSAW, next_month

CHAIN = "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971"
FIRST_AT, PERIOD = datetime.fromtimestamp(1692803367, UTC), timedelta(seconds=3)
NAME = "drand quicknet"
HOUR = time(12)


def value_at(month: date) -> datetime:
    """At noon of the day after the month, when its list has been public for twelve hours."""
    return datetime.combine(next_month(month), HOUR, tzinfo=WARSAW)


def next_noon(after: datetime) -> datetime:
    """For a month that is over already."""
    day = after.astimezone(WARSAW).date()
    noon = datetime.combine(day, HOUR, tzinfo=WARSAW)
    return noon if noon > after else datetime.combine(day + timedelta(days=1), HOUR, tzinfo=WARSAW)


def round_at(at: datetime) -> int:
    """The first that is drawn then or later."""
    return -((FIRST_AT - at) // PERIOD) + 1


def source(at: datetime) -> str:
    return f"{NAME}, round {round_at(at)}"


def is_drawn_then(named: str, at: datetime) -> bool:
    """A round of drand tells its own moment, and one that is over is known already. Of another value nobody
    but people can say when it is drawn."""
    return "drand" not in named.casefold() or named.strip() == source(at)


def url(source: str) -> str:
    """Where anybody sees the value; nothing for another kind of value."""
    name, _comma, number = source.partition(", round ")
    if name != NAME or not number.isdecimal():
        return ""
    return f"https://api.drand.sh/{CHAIN}/public/{number}"
