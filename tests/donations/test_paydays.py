from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from donations import paydays


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


MOMENTS = st.datetimes(at("2024-01-01").replace(tzinfo=None), at("2028-12-31").replace(tzinfo=None)).map(
    lambda each: each.replace(tzinfo=UTC)
)


@pytest.mark.parametrize(
    ("coming", "months", "meant", "there"),
    [
        ("2026-12-05", 1, 5, "2027-01-05"),
        ("2026-01-31", 1, 31, "2026-02-28"),
        ("2026-02-28", 1, 31, "2026-03-31"),
        ("2028-01-30", 1, 30, "2028-02-29"),
        ("2026-11-05", 14, 5, "2028-01-05"),
    ],
)
def test_months_are_counted_by_the_day_that_is_meant(coming, months, meant, there):
    assert paydays.later(at(coming), months, meant=meant) == at(there)


def test_a_day_that_a_short_month_has_cut_is_known_from_the_beginning():
    assert paydays.anchor(at("2026-02-28"), at("2025-10-31")) == 31
    assert paydays.anchor(at("2026-02-27"), at("2025-10-31")) == 27
    assert paydays.anchor(at("2026-04-30"), at("2025-10-03")) == 30


def test_one_payment_left_out_is_a_pause_until_the_day_before_the_next_but_one():
    found = paydays.rest(1, coming=at("2026-12-05"), began=at("2026-02-05"), at=at("2026-11-26"))
    assert found == paydays.Rest(until=at("2027-01-04"), then=at("2027-01-05"))


def test_a_next_payment_that_is_over_by_now_is_not_the_one_left_out():
    found = paydays.rest(1, coming=at("2026-12-05"), began=at("2026-02-05"), at=at("2026-12-06"))
    assert found.then == at("2027-02-05")


@given(began=MOMENTS, wait=st.integers(0, 70), payments=st.sampled_from([1, 3, 6]))
def test_a_pause_leaves_out_as_many_payments_as_it_says(began, wait, payments):
    coming = paydays.later(began, 1, meant=began.day)
    now = coming - timedelta(days=wait)
    found = paydays.rest(payments, coming=coming, began=began, at=now)
    days = [paydays.later(coming, number, meant=began.day) for number in range(12)]
    left_out = [day for day in days if now <= day < found.until]
    assert (len(left_out), found.then) == (payments, days[days.index(left_out[-1]) + 1])
    assert found.until < found.then
