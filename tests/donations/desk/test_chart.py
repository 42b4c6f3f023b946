from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from donations.days import Day
from donations.desk import chart

FIRST = date(2026, 11, 1)
COUNTS = st.integers(min_value=0, max_value=5_000)


def days(*counts: tuple[int, int, int]) -> list[Day]:
    return [
        Day(day=FIRST + timedelta(days=number), once=once, monthly=monthly, by_transfer=transfer)
        for number, (once, monthly, transfer) in enumerate(counts)
    ]


@pytest.mark.parametrize(
    ("most", "step"), [(0, 1), (5, 1), (6, 2), (10, 2), (11, 5), (25, 5), (26, 10), (3_000, 1_000)]
)
def test_between_the_lines_is_a_round_number_and_there_are_at_most_five(most: int, step: int) -> None:
    assert chart.step_for(most) == step


def test_once_stands_below_and_every_month_on_it() -> None:
    bar = chart.drawn(days((3, 2, 0))).bars[0]
    once, monthly = bar.parts

    assert (once.rhythm, monthly.rhythm) == ("once", "monthly")
    assert once.y + once.height == chart.HEIGHT - chart.FOOT
    assert monthly.y + monthly.height == once.y


@given(st.lists(st.tuples(COUNTS, COUNTS, COUNTS), max_size=90))
def test_every_bar_is_on_the_paper_and_as_high_as_its_parts(counts: list[tuple[int, int, int]]) -> None:
    made = chart.drawn(days(*counts))

    assert len(made.bars) == len(counts)
    for bar in made.bars:
        assert chart.LEFT <= bar.x < bar.x + bar.width <= chart.WIDTH
        assert all(chart.TOP <= part.y <= part.y + part.height <= made.floor for part in bar.parts)
        assert sum(part.height for part in bar.parts) == made.floor - min(
            (part.y for part in bar.parts), default=made.floor
        )


def test_without_a_gift_there_are_lines_and_no_bars() -> None:
    made = chart.drawn(days((0, 0, 0), (0, 0, 0)))
    assert [bar.parts for bar in made.bars] == [(), ()]
    assert [line.number for line in made.lines] == [0, 1]
