"""Days off by Polish law, Easter Sunday and Pentecost among them, and feasts of the Orthodox year that
families keep. Computed here, nobody is asked."""

from datetime import date, timedelta
from functools import cache

from dateutil.easter import EASTER_ORTHODOX, easter  # type: ignore[import-untyped]
from holidays import country_holidays


def is_holiday(day: date) -> bool:
    return day in _of(day.year)


@cache
def _of(year: int) -> frozenset[date]:
    return frozenset(country_holidays("PL", years=year))


def is_feast(day: date) -> bool:
    """Orthodox Christmas, Easter with its Monday, and Radunica, when people visit their dead."""
    sunday = easter(day.year, EASTER_ORTHODOX)
    feasts = {sunday, sunday + timedelta(days=1), sunday + timedelta(days=9), date(day.year, 1, 7)}
    return day in feasts
