import pytest

from launch.backoff import Backoff


def after_deaths(*lives: float) -> Backoff:
    backoff = Backoff()
    for lived in lives:
        backoff = backoff.after_death(lived=lived)
    return backoff


def test_quick_deaths_double_the_delay_up_to_half_a_minute() -> None:
    delays = [after_deaths(*[1.0] * deaths).delay for deaths in range(10)]

    assert delays == [0.0, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 30.0, 30.0]


def test_a_thousand_deaths_are_not_too_many_to_count() -> None:
    assert after_deaths(*[0.0] * 1000).delay == 30.0


def test_a_long_life_starts_the_count_anew() -> None:
    assert after_deaths(1.0, 1.0, 1.0, 60.0) == Backoff(deaths=1)


@pytest.mark.parametrize(("deaths", "keeps_dying"), [(0, False), (2, False), (3, True), (4, True)])
def test_the_third_quick_death_in_a_row_is_worth_a_complaint(deaths: int, keeps_dying: bool) -> None:
    assert Backoff(deaths).keeps_dying is keeps_dying
