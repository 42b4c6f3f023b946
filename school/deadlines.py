"""Until when an offer is held: 72 hours, and never so that it ends at night, on a day of lessons or on a
holiday. Pure."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

from timetable.expansion import WARSAW, moment
from timetable.holidays import is_feast, is_holiday

HELD_FOR = timedelta(hours=72)
GRACE = timedelta(minutes=10)
"""Whoever presses the button in the last second is not late: the moment counts at which we hear of it."""
REMIND_AFTER = (timedelta(hours=24), timedelta(hours=60))
MORNING, EVENING = time(10), time(21)
"""Between these an offer may end, and families are written to."""


def held_until(at: datetime, *, is_lesson_day: Callable[[date], bool]) -> datetime:
    """Never sooner than 72 hours from now."""
    local = (at.astimezone(UTC) + HELD_FOR).astimezone(WARSAW)
    day, clock = local.date(), local.time()
    if clock >= EVENING:
        day, clock = day + timedelta(days=1), MORNING
    clock = max(clock, MORNING)
    while is_lesson_day(day) or is_holiday(day) or is_feast(day):
        day += timedelta(days=1)
    return moment(datetime.combine(day, clock))


def is_over(until: datetime, *, at: datetime) -> bool:
    return at >= until + GRACE


def is_night(at: datetime) -> bool:
    return not MORNING <= at.astimezone(WARSAW).time() < EVENING
