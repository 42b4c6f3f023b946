import pytest
from hypothesis import given
from hypothesis import strategies as st

from donations import standing
from donations.models import Gift
from donations.remote import PageState
from donations.standing import Sums

STATES = sorted(state.value for state in Gift.State)


def test_the_table_knows_exactly_the_states_of_a_gift():
    assert sorted({*standing.MOVES, *standing.MONEY_CAME}) == STATES
    assert {*Gift.MONEY_CAME} == standing.MONEY_CAME


@pytest.mark.parametrize("before", STATES)
def test_late_money_always_wins(before):
    assert standing.may_become(before, standing.RECEIVED)


@given(st.sampled_from(sorted(standing.MONEY_CAME)), st.sampled_from(sorted(standing.MOVES)))
def test_what_was_received_never_becomes_unpaid(before, after):
    assert not standing.may_become(before, after)


@pytest.mark.parametrize("after", ["opening", "awaiting-payer", "expired", "withdrawn"])
def test_a_gift_that_waits_for_the_bank_is_not_opened_again(after):
    assert not standing.may_become(standing.SETTLING, after)


@pytest.mark.parametrize(
    ("lines", "lost", "state"),
    [
        ([("charge", 100)], False, "received"),
        ([("charge", 100), ("refund", -40)], False, "partly-refunded"),
        ([("charge", 100), ("refund", -40), ("refund", -60)], False, "refunded"),
        ([("charge", 100), ("refund", -100), ("refund-back", 100)], False, "received"),
        ([("charge", 100), ("dispute", -100)], False, "disputed"),
        ([("charge", 100), ("dispute", -100)], True, "dispute-lost"),
        ([("charge", 100), ("dispute", -100), ("dispute-back", 100)], False, "received"),
        ([("charge", 100), ("dispute", -100), ("dispute-back", 100), ("refund", -100)], False, "refunded"),
    ],
)
def test_the_state_with_money_follows_from_the_lines(lines, lost, state):
    assert standing.with_money(standing.sums(lines), lost=lost) == state


def test_sums_keep_what_was_given_back_apart_from_what_was_disputed():
    lines = [("charge", 100), ("refund", -40), ("dispute", -60), ("dispute-back", 60), ("bank", 5)]
    assert standing.sums(lines) == Sums(charged=105, given_back=-40, disputed=0)


@pytest.mark.parametrize(
    ("page", "failed", "state"),
    [
        (PageState.OPEN, False, "awaiting-payer"),
        (PageState.EXPIRED, False, "expired"),
        (PageState.UNPAID, False, "settling"),
        (PageState.UNPAID, True, "failed"),
    ],
)
def test_without_money_the_page_tells(page, failed, state):
    assert standing.without_money(page, failed=failed) == state
