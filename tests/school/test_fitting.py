from datetime import date

import pytest

from school.fitting import Learner, Room, Unfit, age_on, grows_out_on, unfit

SEPTEMBER = date(2026, 9, 1)
TUESDAY, SATURDAY = 1, 5
ROOM = Room(starts_on=SEPTEMBER, youngest=6, oldest=12, days={SATURDAY}, level="")
CASES = {
    "six in the month in which the term begins": ((2020, 9), {}, None),
    "six a month later": ((2020, 10), {}, Unfit.TOO_YOUNG),
    "twelve until the term has begun": ((2013, 10), {}, None),
    "thirteen when the term begins": ((2013, 9), {}, Unfit.TOO_OLD),
    "born in 1950": ((1950, 1), {}, Unfit.TOO_OLD),
    "not born yet": ((2027, 1), {}, Unfit.TOO_YOUNG),
    "only on Tuesdays": ((2018, 5), {"days": {TUESDAY}}, Unfit.DAYS),
    "on no day": ((2018, 5), {"days": set()}, Unfit.DAYS),
    "speaks, where any level will do": ((2018, 5), {"level": "speak"}, None),
}


def child(born: tuple[int, int], **more: object) -> Learner:
    known: dict[str, object] = {"days": {TUESDAY, SATURDAY}, "level": ""}
    return Learner(born_year=born[0], born_month=born[1], **known | more)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", CASES)
def test_a_child_fits_or_there_is_a_reason(name: str) -> None:
    born, more, reason = CASES[name]

    assert unfit(child(born, **more), ROOM) == reason


def test_a_group_of_both_days_needs_both_and_a_level_that_is_asked_for_must_be_it() -> None:
    both = Room(starts_on=SEPTEMBER, youngest=6, oldest=12, days={TUESDAY, SATURDAY}, level="speak")

    assert unfit(child((2018, 5)), both) is None
    assert unfit(child((2018, 5), days={SATURDAY}), both) is Unfit.DAYS
    assert unfit(child((2018, 5), level="new"), both) is Unfit.LEVEL
    assert unfit(child((2018, 5), level="speak"), both) is None


def test_a_child_grows_out_in_the_month_of_its_thirteenth_birthday() -> None:
    grown = grows_out_on(year=2013, month=9)

    assert grown == SEPTEMBER
    assert age_on(grown, year=2013, month=9) == 13
    assert age_on(date(2026, 8, 31), year=2013, month=9) == 12


def test_a_child_does_not_say_who_it_is() -> None:
    assert "2018" not in repr(child((2018, 5)))
