"""Refunds, disputes, payouts: whatever happens, the lines of the balance add up."""

from typing import Any

import pytest
import stripe
from hypothesis import given
from hypothesis import strategies as some

from tests.stripe_twin.balance import price_of
from tests.stripe_twin.conftest import Counter
from tests.stripe_twin.running import Disobeyed

DAY = 86_400


def lines(counter: Counter, **of: Any) -> list[tuple[str, int, int]]:
    found = counter.v1.balance_transactions.list({"limit": 100} | of)
    return [(each.type, each.amount, each.net) for each in found][::-1]


def test_a_refund_in_parts_and_no_more_than_was_given(counter: Counter) -> None:
    charge = counter.charge(counter.paid())
    refund = counter.v1.refunds.create(
        {"charge": charge.id, "amount": 2000, "reason": "requested_by_customer"}
    )
    counter.v1.refunds.create({"payment_intent": charge.payment_intent})

    found = counter.v1.charges.retrieve(charge.id, {"expand": ["refunds"]})
    assert (refund.status, found.amount_refunded, found.refunded) == ("succeeded", 5000, True)
    assert [each.amount for each in found.refunds] == [3000, 2000]
    assert lines(counter) == [("charge", 5000, 4737), ("refund", -2000, -2000), ("refund", -3000, -3000)]
    with pytest.raises(stripe.InvalidRequestError) as caught:
        counter.v1.refunds.create({"charge": charge.id})
    assert caught.value.code == "charge_already_refunded"


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (5001, "greater than unrefunded"),
        (0, "greater than or equal to 1"),
        (-5, "greater than or equal to 1"),
    ],
)
def test_a_senseless_refund_is_refused(counter: Counter, amount: int, said: str) -> None:
    charge = counter.charge(counter.paid())

    with pytest.raises(stripe.InvalidRequestError, match=said):
        counter.v1.refunds.create({"charge": charge.id, "amount": amount})
    assert counter.books()["refunded"] == {"pln": 0}


def test_a_refund_by_bank_takes_a_day(counter: Counter) -> None:
    charge = counter.charge(counter.paid(method="blik", number="123456"))
    refund = counter.v1.refunds.create({"charge": charge.id})
    counter.clock(ahead=DAY)

    assert (refund.status, counter.v1.refunds.retrieve(refund.id).status) == ("pending", "succeeded")
    assert counter.told("refund.created", "refund.updated") == ["refund.created", "refund.updated"]


def test_a_refund_that_fails_brings_the_money_back(counter: Counter) -> None:
    charge = counter.charge(counter.paid(number="4000000000005126"))
    refund = counter.v1.refunds.create({"charge": charge.id})
    counter.clock(ahead=DAY)

    found = counter.v1.refunds.retrieve(refund.id)
    assert (refund.status, found.status) == ("succeeded", "failed")
    assert found.failure_balance_transaction
    assert counter.v1.charges.retrieve(charge.id).amount_refunded == 0
    assert lines(counter)[-1] == ("refund_failure", 5000, 5000)
    assert counter.told("refund.failed") == ["refund.failed"]


def test_nothing_fails_twice(counter: Counter) -> None:
    """And what has failed by command does not succeed by the clock."""
    charge = counter.charge(counter.paid(method="blik", number="123456"))
    refund = counter.v1.refunds.create({"charge": charge.id})
    counter.fail_refund(refund=refund.id)
    with pytest.raises(Disobeyed, match="failed already"):
        counter.fail_refund(refund=refund.id)
    counter.clock(ahead=5 * DAY)
    (payout,) = counter.v1.payouts.list().data
    counter.fail_payout(payout=payout.id)
    with pytest.raises(Disobeyed, match="failed already"):
        counter.fail_payout(payout=payout.id)

    assert counter.v1.refunds.retrieve(refund.id).status == "failed"
    assert counter.books()["net"] == {"pln": 4820}
    with pytest.raises(Disobeyed, match="no bank is to answer"):
        counter.settle(intent=charge.payment_intent)


def test_what_has_become_senseless_by_the_clock_stops_nothing(counter: Counter) -> None:
    charge = counter.charge(counter.paid(number="4000000000000259"))
    counter.v1.refunds.create({"charge": charge.id})
    counter.clock(ahead=60)

    assert counter.v1.disputes.list().data == []


def test_przelewy24_gives_back_within_180_days(counter: Counter) -> None:
    charge = counter.charge(counter.paid(method="p24", number="ing"))
    counter.clock(ahead=181 * DAY)

    with pytest.raises(stripe.InvalidRequestError, match="180 days"):
        counter.v1.refunds.create({"charge": charge.id})


def test_a_dispute_takes_the_money_and_a_fee(counter: Counter) -> None:
    charge = counter.charge(counter.paid(number="4000000000000259"))
    counter.clock(ahead=60)

    (dispute,) = counter.v1.disputes.list({"charge": charge.id}).data
    assert (dispute.status, dispute.reason, dispute.amount) == ("needs_response", "fraudulent", 5000)
    assert lines(counter)[-1] == ("adjustment", -5000, -13_500)
    with pytest.raises(stripe.InvalidRequestError) as caught:
        counter.v1.refunds.create({"charge": charge.id})
    assert caught.value.code == "charge_disputed"


@pytest.mark.parametrize(("words", "end"), [("winning_evidence", "won"), ("losing_evidence", "lost")])
def test_evidence_decides_a_dispute(counter: Counter, words: str, end: str) -> None:
    charge = counter.charge(counter.paid())
    dispute = counter.dispute(charge=charge.id, reason="general")
    counter.v1.disputes.update(dispute["id"], {"evidence": {"uncategorized_text": words}})
    counter.clock(ahead=3 * DAY)

    found = counter.v1.disputes.retrieve(dispute["id"])
    assert found.status == end
    assert len(found.balance_transactions) == (2 if end == "won" else 1)
    assert counter.books()["net"] == {"pln": 4737 if end == "won" else 4737 - 13_500}
    assert counter.told()[-1] == "charge.dispute.closed"


def test_a_dispute_without_an_answer_is_lost(counter: Counter) -> None:
    charge = counter.charge(counter.paid())
    dispute = counter.dispute(charge=charge.id)
    counter.clock(ahead=7 * DAY)

    assert counter.v1.disputes.retrieve(dispute["id"]).status == "lost"


def test_a_returned_direct_debit_is_lost_at_once(counter: Counter) -> None:
    session = counter.paid(currency="eur", method="sepa_debit", number="AT591904300235473203")
    counter.clock(ahead=6 * DAY)

    (dispute,) = counter.v1.disputes.list({"payment_intent": session["payment_intent"]}).data
    assert dispute.status == "lost"


def test_what_is_free_by_night_goes_to_the_bank_in_one_transfer(counter: Counter) -> None:
    for currency in ("pln", "pln", "eur"):
        counter.paid(currency=currency)
    counter.clock(ahead=5 * DAY)

    payouts = {each.currency: each for each in counter.v1.payouts.list()}
    assert {name: each.amount for name, each in payouts.items()} == {"pln": 2 * 4737, "eur": 4812}
    assert {each.status for each in payouts.values()} == {"paid"}
    parts = counter.v1.balance_transactions.list({"payout": payouts["pln"].id})
    assert [(each.type, each.net) for each in parts] == [
        ("payout", -9474),
        ("charge", 4737),
        ("charge", 4737),
    ]
    assert [each.amount for each in counter.v1.balance.retrieve().available] == [0, 0]


def test_a_debt_waits_for_more_money(counter: Counter) -> None:
    charge = counter.charge(counter.paid())
    counter.clock(ahead=5 * DAY)
    counter.v1.refunds.create({"charge": charge.id})
    counter.clock(ahead=5 * DAY)
    assert len(counter.v1.payouts.list().data) == 1

    counter.paid(amount=10_000)
    counter.clock(ahead=5 * DAY)

    newest = counter.v1.payouts.list().data[0]
    assert newest.amount == (10_000 - 425) - 5000
    assert sum(each.net for each in counter.v1.balance_transactions.list({"payout": newest.id})) == 0


def test_a_payout_that_the_bank_sends_back_is_paid_out_again(counter: Counter) -> None:
    counter.paid()
    counter.clock(ahead=5 * DAY)
    (payout,) = counter.v1.payouts.list().data
    counter.fail_payout(payout=payout.id)
    counter.clock(ahead=2 * DAY)

    assert [(each.status, each.amount) for each in counter.v1.payouts.list()] == [
        ("paid", 4737),
        ("failed", 4737),
    ]
    assert counter.books()["paid_out"] == {"pln": 4737}


@given(some.integers(200, 99_999_999), some.sampled_from(["card", "blik", "p24"]))
def test_a_fee_is_whole_and_below_the_gift(amount: int, kind: str) -> None:
    fee = price_of({"type": kind, "card": {"country": "PL"}}, amount, "pln")

    assert isinstance(fee, int)
    assert 100 < fee < amount
