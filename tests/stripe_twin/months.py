"""A month later by the calendar: on the same day, or on the month's last."""

import calendar
from datetime import UTC, datetime


def month_after(at: int, *, anchor: int) -> int:
    """`anchor` remembers the day that a short month has cut off."""
    day = datetime.fromtimestamp(anchor, UTC).day
    then = datetime.fromtimestamp(at, UTC)
    year, month = (then.year + 1, 1) if then.month == 12 else (then.year, then.month + 1)
    last = calendar.monthrange(year, month)[1]
    return int(then.replace(year=year, month=month, day=min(day, last)).timestamp())
