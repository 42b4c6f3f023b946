from datetime import timedelta
from typing import Any

import pytest

from events import opening
from events.models import Activity, Occurrence
from events.opening import Standing
from events.refusals import Why
from tests.events.dates import AT_SIX, DAY, HOUR, NOW
from timetable.expansion import moment

pytestmark = pytest.mark.django_db

START = moment(AT_SIX)
MINUTE = timedelta(minutes=1)


def date(*, capacity: int = 2, taken: int = 0, least: int | None = None, **activity: Any) -> Occurrence:
    return Occurrence(
        activity=Activity(name="Wreaths", minutes=120, **activity),
        start=START,
        minutes=120,
        capacity=capacity,
        taken=taken,
        waiting=1 if least else 0,
        least_waiting=least,
    )


@pytest.mark.parametrize(
    ("row", "at", "standing", "refusal"),
    [
        (date(), NOW, Standing.SEATS, None),
        (date(taken=2), NOW, Standing.WAITING_LIST, None),
        (date(taken=2, has_waiting_list=False), NOW, Standing.FULL, None),
        (date(taken=1, least=1), NOW, Standing.WAITING_LIST, None),
        (date(taken=1, least=2), NOW, Standing.SEATS, None),
        (date(policy="open"), NOW, Standing.NO_SIGN_UP, Why.NO_SIGN_UP),
        (date(opens_days_before=3), START - 3 * DAY - MINUTE, Standing.NOT_YET, Why.NOT_YET),
        (date(opens_days_before=3), START - 3 * DAY, Standing.SEATS, None),
        (date(closes_minutes_before=60), START - HOUR - MINUTE, Standing.SEATS, None),
        (date(closes_minutes_before=60), START - HOUR, Standing.CLOSED, Why.CLOSED),
        (date(), START - MINUTE, Standing.SEATS, None),
        (date(), START, Standing.OVER, Why.PAST),
    ],
)
def test_exactly_one_thing_is_true_of_a_date(
    row: Occurrence, at: Any, standing: Standing, refusal: Why | None
) -> None:
    assert opening.standing(row, at=at) is standing
    assert opening.refusal(row, at=at) == refusal


def test_a_cancelled_date_is_cancelled_whatever_else_it_is() -> None:
    row = date(taken=2, policy="open")
    row.cancelled_at = NOW

    assert {opening.standing(row, at=at) for at in (NOW, START, START + DAY)} == {Standing.CANCELLED}
    assert opening.refusal_for_staff(row, at=NOW) is Why.CANCELLED


@pytest.mark.parametrize(
    ("at", "refusal"),
    [(START - 9 * DAY, None), (START, None), (START + 2 * HOUR - MINUTE, None), (START + 2 * HOUR, Why.PAST)],
)
def test_staff_write_down_who_calls_early_and_who_stands_at_the_door(at: Any, refusal: Why | None) -> None:
    row = date(opens_days_before=3, closes_minutes_before=60)

    assert opening.refusal_for_staff(row, at=at) == refusal


def test_free_seats_that_fit_somebody_who_waits_are_nobody_elses() -> None:
    rows = [date(capacity=4, taken=2, least=least) for least in (None, 1, 2, 3)]

    assert [opening.seats_for_anybody(row) for row in rows] == [2, 0, 0, 2]
