"""Which children may be registered: judged by the term that runs, or else the next."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school import ages
from school.ages import Wrong

TODAY, TERM = date(2026, 11, 18), date(2026, 9, 1)


@pytest.mark.parametrize(
    ("year", "month", "wrong"),
    [
        (2018, 3, None),
        (2026, 12, Wrong.NOT_BORN),
        (2027, 1, Wrong.NOT_BORN),
        (2026, 11, Wrong.TOO_YOUNG),
        (2021, 11, None),
        (2021, 12, Wrong.TOO_YOUNG),
        (2013, 10, None),
        (2013, 9, Wrong.TOO_OLD),
        (1950, 1, Wrong.TOO_OLD),
    ],
)
def test_a_month_of_birth_is_judged(year: int, month: int, wrong: Wrong | None) -> None:
    assert ages.wrong(year=year, month=month, today=TODAY, term=TERM) == wrong


def test_without_a_term_age_is_judged_today() -> None:
    assert ages.wrong(year=2013, month=11, today=TODAY, term=None) is Wrong.TOO_OLD
    assert ages.wrong(year=2013, month=12, today=TODAY, term=None) is None


@given(st.dates(date(2024, 1, 1), date(2040, 1, 1)), st.integers(1, 12))
def test_the_years_that_are_named_are_those_that_pass(today: date, month: int) -> None:
    first, last = ages.years(today=today, term=None)
    passing = {
        year
        for year in range(today.year - 30, today.year + 2)
        for month in range(1, 13)
        if ages.wrong(year=year, month=month, today=today, term=None) is None
    }

    assert (min(passing), max(passing)) == (first, last) or today.month == 12


def test_a_child_may_be_registered_in_the_month_we_name() -> None:
    begins = ages.old_enough_in(year=2022, month=4)

    assert begins == date(2027, 4, 1)
    assert ages.wrong(year=2022, month=4, today=begins, term=None) is None
