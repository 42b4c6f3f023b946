"""What one more teacher or room would change, counted."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school.what_if import Change, change, pace

TODAY = date(2026, 11, 26)
LINE = ["A", "B", "C", "D"]


def everybody(_code: str) -> bool:
    return True


def test_those_in_front_get_the_places_and_the_others_move_up() -> None:
    """Two places at once, one a month: two wait one and two months less, two wait two months less."""
    assert change(LINE, fits=everybody, places=2, pace=1.0) == Change(places=2, children=2, months=7 / 4)


def test_a_place_goes_to_the_first_whom_it_fits_and_who_stands_before_gains_nothing() -> None:
    assert change(LINE, fits="D".__eq__, places=12, pace=2.0) == Change(places=12, children=1, months=0.5)


def test_the_faster_the_line_the_less_there_is_to_gain() -> None:
    slow, fast = (change(LINE, fits=everybody, places=1, pace=speed).months for speed in (0.5, 2.0))

    assert (slow, fast) == (2.0, 0.5)


def test_of_what_is_not_known_nothing_is_said() -> None:
    assert change(LINE, fits=everybody, places=1, pace=None).months is None
    assert change([], fits=everybody, places=3, pace=1.0) == Change(places=3, children=0, months=None)


@pytest.mark.parametrize(("number", "known"), [(9, None), (10, 10 / 12)])
def test_the_pace_is_known_from_ten_places_on(number: int, known: float | None) -> None:
    days = [TODAY - timedelta(days=365), *(TODAY - timedelta(days=30 * each) for each in range(number))]
    found = pace(days, today=TODAY)

    assert found is None if known is None else found == pytest.approx(known, rel=0.01)


def test_a_young_school_counts_the_months_it_has() -> None:
    days = [TODAY - timedelta(days=10 * each) for each in range(1, 11)]

    assert pace(days, today=TODAY) == pytest.approx(10 / (100 / 30.44), rel=0.01)


@given(st.sets(st.integers(0, 30)), st.integers(0, 12), st.integers(0, 31))
def test_nobody_waits_longer_for_more_places(fitting: set[int], places: int, number: int) -> None:
    line = [str(each) for each in range(number)]
    fits = {str(each) for each in fitting}.__contains__
    fewer, more = (change(line, fits=fits, places=each, pace=1.0) for each in (places, places + 1))

    assert fewer.children <= more.children <= places + 1
    assert (fewer.months or 0) <= (more.months or 0) <= (number + 1) / 2
