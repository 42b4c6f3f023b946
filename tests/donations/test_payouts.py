from datetime import timedelta

import pytest

from donations import reconciliation
from donations.models import Discrepancy, LedgerEntry, Payout, Settlement
from donations.money import Money

pytestmark = pytest.mark.django_db(databases=["default", "vault"])


def compared(counter):
    reconciliation.compare(since=counter.now - timedelta(days=30), at=counter.now)


def test_a_payout_that_is_on_its_way_for_long_is_counted_when_it_has_come(counter):
    counter.given()
    counter.later(days=10)
    counter.settle_down()
    Payout.objects.update(status="in_transit", verdict="unread")
    counter.later(days=6)
    compared(counter)
    assert [(row.status, row.verdict) for row in Payout.objects.all()] == [("paid", "fits")]


def test_a_payout_adds_up_to_the_grosz(counter):
    gift, _other = counter.given(), counter.given()
    counter.refund(charge=gift.entries.get().remote_id, amount=20_00)
    counter.settle_down()
    counter.later(days=10)
    counter.settle_down()
    payout = Payout.objects.get()
    assert (payout.verdict, payout.amount_minor) == (
        "fits",
        sum(payout.settlements.values_list("net_minor", flat=True)),
    )


def test_a_payout_enters_what_nobody_has_told_of_before_it_is_counted(counter):
    given_back, disputed, _kept = (counter.given(amount=Money(20_00, "usd")) for _gift in range(3))
    for what in ("charge", "refund"):
        counter.misbehave(what="drop", times=99, only=what)
    counter.refund(charge=given_back.entries.get().remote_id, amount=5_00)
    counter.dispute(charge=disputed.entries.get().remote_id)
    counter.settle_down()
    before = LedgerEntry.objects.count()
    counter.later(days=6)
    counter.settle_down()
    settled = Settlement.objects.exclude(entry=None).values_list("entry__kind", flat=True)
    assert (before, sorted(settled)) == (3, ["charge", "charge", "charge", "dispute", "refund"])
    assert set(Payout.objects.filter(status="paid").values_list("verdict", flat=True)) == {"fits"}


@pytest.mark.parametrize("is_told", [True, False])
def test_a_payout_that_our_bank_sends_back_is_told_and_the_next_one_adds_up(counter, is_told):
    counter.given()
    counter.later(days=10)
    counter.settle_down()
    if not is_told:
        counter.misbehave(what="drop", times=99, only="payout")
    (payout,) = counter.twin.every("payout")
    counter.fail_payout(payout=payout["id"])
    counter.settle_down()
    compared(counter)
    assert list(Discrepancy.objects.values_list("what", "about")) == [("payout-back", payout["id"])]
    counter.later(days=10)
    counter.settle_down()
    compared(counter)
    assert sorted(Payout.objects.values_list("status", "verdict")) == [("failed", "fits"), ("paid", "fits")]
    assert Discrepancy.objects.count() == 1


def test_a_payout_that_does_not_add_up_is_found(counter):
    gift = counter.given(tell=False)
    charge = counter.twin.every("charge")[0]
    Settlement.objects.create(
        txn=charge["balance_transaction"],
        kind="charge",
        gross_minor=50_00,
        fee_minor=0,
        net_minor=50_00,
        currency="pln",
        occurred_at=gift.created_at,
    )
    counter.later(days=10)
    counter.settle_down()
    assert Payout.objects.get().verdict == "differs"
    assert Discrepancy.objects.filter(what="payout").exists()
