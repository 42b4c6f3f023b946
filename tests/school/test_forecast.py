from datetime import date, timedelta

import pytest

from school import forecast
from school.forecast import MONTH, Growing, Passage, Past, Range
from school.replay import Replay, Said, days
from tests.school import simulated

TODAY = date(2026, 11, 18)
WORLDS = 10


def steady(*, a_month: int, cases: int = 40) -> Past:
    """Every month so many were offered places, and all others came forward by as many."""
    month = tuple(
        Passage(before=before, after=before - a_month if before >= a_month else None) for before in range(60)
    )
    return Past(months=((month,) * 3,) * 12, cases=cases)


@pytest.mark.parametrize(("ahead", "low", "high"), [(0, 0, 1), (13, 6, 7), (40, 20, 21)])
def test_a_list_that_moves_evenly_is_told_exactly(ahead: int, low: int, high: int) -> None:
    assert forecast.forecast(ahead, steady(a_month=2)) == Range(low=low, high=high)


def test_fewer_than_ten_places_given_say_nothing() -> None:
    assert forecast.forecast(3, steady(a_month=2, cases=9)) is None
    assert forecast.forecast(3, steady(a_month=2, cases=10)) is not None


def test_a_list_that_does_not_move_says_that_it_will_not_be_while_the_child_is_one() -> None:
    still = Past(months=(((Passage(before=5, after=5),),) * 3,) * 12, cases=40)
    expected = forecast.forecast(5, still)

    assert expected == Range(low=forecast.HORIZON, high=forecast.HORIZON)
    assert forecast.growing(date(2030, 1, 1), expected, today=TODAY) is Growing.WILL


def test_where_half_of_the_past_would_not_do_the_range_is_open() -> None:
    slow = Past(
        months=(((Passage(before=5, after=5),),) * 9 + ((Passage(before=5, after=None),),),) * 12, cases=40
    )
    expected = forecast.forecast(40, slow)

    assert expected is not None
    assert (expected.low > 12, expected.high) == (True, forecast.HORIZON)


def test_nothing_is_known_of_a_school_without_a_past() -> None:
    assert forecast.forecast(3, forecast.past([], today=TODAY)) is None


def test_what_a_month_made_of_the_nearest_it_would_have_made_of_the_child() -> None:
    month = (Passage(before=2, after=None), Passage(before=10, after=7))

    assert [forecast.follow(place, month) for place in (0, 2, 5, 9, 10, 14)] == [None, None, 2, 6, 7, 11]


def test_on_a_simulated_history_the_range_holds_for_eight_of_ten() -> None:
    """Who began to wait in three years of several worlds, judged by what was known on that day."""
    told = [holds for world in range(WORLDS) for holds in _judged(simulated.history(world, years=9))]

    assert len(told) > 500
    assert 0.75 <= sum(told) / len(told) <= 0.85


def test_a_range_that_knows_too_little_of_itself_holds_less_often() -> None:
    """The twin: as if a few years told the speed of the list exactly."""
    told = [
        holds
        for world in range(WORLDS // 2)
        for holds in _judged(simulated.history(world, years=9), is_sure=True)
    ]

    assert sum(told) / len(told) < 0.75


def _judged(said: list[Said], **how: bool) -> list[bool]:
    offered = {each.code: each.day for each in reversed(said) if each.deed == "offered"}
    found = []
    for day, written, snapshot in days(said):
        drawn = [each.code for each in written if each.deed == "drawn" and each.code in offered]
        if drawn and (day.year, day.month) in QUARTERS:
            past = forecast.past([each for each in said if each.day <= day], today=day)
            ahead = {each.code: place for place, each in enumerate(snapshot.line())}
            ranges = {code: forecast.forecast(ahead[code], past, **how) for code in drawn if code in ahead}
            found += [known.holds(offered[code] - day) for code, known in ranges.items() if known]
    return found


QUARTERS = {(year, month) for year in (2019, 2020, 2021) for month in (1, 4, 7, 10)}


@pytest.mark.parametrize(
    ("months", "expected", "growing"),
    [
        (3, Range(low=4, high=9), Growing.WILL),
        (6, Range(low=4, high=9), Growing.MAY),
        (10, Range(low=4, high=9), Growing.NOT),
        (6, None, Growing.MAY),
        (14, None, Growing.NOT),
    ],
)
def test_a_child_that_turns_thirteen_before_its_turn_is_warned(
    months: int, expected: Range | None, growing: Growing
) -> None:
    assert forecast.growing(TODAY + months * MONTH, expected, today=TODAY) is growing


def test_a_range_holds_from_its_first_to_its_last_month() -> None:
    four_to_nine = Range(low=4, high=9)

    assert [four_to_nine.holds(months * MONTH) for months in (3.9, 4, 9, 9.1)] == [False, True, True, False]
    assert four_to_nine.holds(timedelta(days=150))


def test_a_snapshot_is_the_list_in_the_evening() -> None:
    said = simulated.history(3, years=1)
    replay = Replay()
    for each in said:
        replay.hear(each)

    assert [snapshot.line() for _day, _written, snapshot in days(said)][-1] == replay.snapshot.line()
