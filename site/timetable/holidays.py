"""Days off by Polish law, Easter Sunday and Pentecost among them. Computed here, nobody is asked."""

from datetime import date
from functools import cache

from holidays import country_holidays


def is_holiday(day: date) -> bool:
    return day in _of(day.year)


@cache
def _of(year: int) -> frozenset[date]:
    return frozenset(country_holidays("PL", years=year))
