"""What becomes of money at Stripe, and what stands here afterwards."""

import pytest

from donations import gateway, looking, projecting
from donations.methods import Rhythm
from donations.models import CheckoutAttempt, Discrepancy, Gift, LedgerEntry, Transition
from donations.money import Money
from donations.story import Cause
from tests.donations.counter import letters, lines

pytestmark = pytest.mark.django_db(databases=["default", "vault"])
PAID = ("charge", 50_00, "pln")


def charge_of(gift):
    return LedgerEntry.objects.get(gift=gift, kind="charge").remote_id


def found():
    return list(Discrepancy.objects.order_by("pk").values_list("what", flat=True))


def test_every_step_of_a_gift_is_written_down(counter):
    gift = counter.given()
    assert list(Transition.objects.filter(gift=gift).values_list("before", "after", "cause")) == [
        ("draft", "opening", "donor"),
        ("opening", "awaiting-payer", "donor"),
        ("awaiting-payer", "received", "message"),
    ]


def test_the_same_message_again_and_again_is_one_line_and_one_letter(counter):
    counter.misbehave(what="duplicate", times=20, copies=3)
    gift = counter.given()
    for _again in range(3):
        looking.look(f"charge {charge_of(gift)}", at=counter.now)
    assert (lines(), letters()) == ([PAID], ["gift_received"])


def test_a_card_that_is_refused_leaves_the_page_open_and_nothing_in_the_books(counter):
    gift = counter.promise()
    session = counter.open(gift)
    with pytest.raises(Exception, match="declined"):
        counter.pay(session=session, number="4000000000000002")
    counter.settle_down()
    gift.refresh_from_db()
    assert (gift.state, lines()) == ("awaiting-payer", [])
    counter.pay(session=session)
    counter.settle_down()
    gift.refresh_from_db()
    assert (gift.state, lines()) == ("received", [PAID])


def sepa(counter):
    gift = counter.promise(amount=Money(20_00, "eur"))
    counter.pay(session=counter.open(gift), method="sepa_debit", number="DE89370400440532013000")
    counter.settle_down()
    gift.refresh_from_db()
    return gift


def test_a_bank_that_takes_days_makes_a_gift_wait_and_then_be_received(counter):
    gift = sepa(counter)
    assert (gift.state, lines(), letters()) == ("settling", [], [])
    counter.later(days=7)
    counter.settle_down()
    gift.refresh_from_db()
    assert (gift.state, lines(), letters()) == (
        "received",
        [("charge", 20_00, "eur")],
        ["gift_received"],
    )


def test_whose_bank_refuses_days_later_may_pay_again_and_is_thanked_once(counter):
    gift = counter.promise(amount=Money(20_00, "eur"))
    first = counter.open(gift)
    counter.pay(session=first, method="sepa_debit", number="AT861904300235473202")
    counter.later(days=7)
    counter.settle_down()
    gift.refresh_from_db()
    failed = (gift.state, lines(), letters())
    counter.pay(session=counter.open(gift))
    counter.settle_down()
    gift.refresh_from_db()
    assert failed == ("failed", [], [])
    assert (gift.state, lines(), letters(), gift.attempts.count()) == (
        "received",
        [("charge", 20_00, "eur")],
        ["gift_received"],
        2,
    )


def test_a_part_and_then_the_rest_is_given_back(counter):
    gift = counter.given()
    counter.refund(charge=charge_of(gift), amount=20_00)
    counter.settle_down()
    gift.refresh_from_db()
    part = (gift.state, lines(gift))
    counter.refund(charge=charge_of(gift))
    counter.settle_down()
    gift.refresh_from_db()
    assert part == ("partly-refunded", [PAID, ("refund", -20_00, "pln")])
    assert (gift.state, lines(gift)[2:]) == ("refunded", [("refund", -30_00, "pln")])
    assert letters() == ["gift_received", "gift_refunded", "gift_refunded"]


def test_giving_back_that_fails_stands_in_the_books_out_and_in_and_is_told_to_staff(counter):
    gift = counter.given()
    refund = counter.refund(charge=charge_of(gift), amount=20_00)
    counter.settle_down()
    counter.fail_refund(refund=refund["id"])
    counter.settle_down()
    gift.refresh_from_db()
    assert (gift.state, lines(gift), found()) == (
        "received",
        [PAID, ("refund", -20_00, "pln"), ("refund-back", 20_00, "pln")],
        ["refund-back"],
    )


def test_a_dispute_takes_the_money_and_winning_it_brings_it_back(counter):
    gift = counter.given()
    dispute = counter.dispute(charge=charge_of(gift))
    counter.settle_down()
    gift.refresh_from_db()
    assert (gift.state, lines(gift)[1:], found()) == (
        "disputed",
        [("dispute", -50_00, "pln")],
        ["dispute"],
    )
    counter.win(dispute=dispute["id"])
    counter.settle_down()
    gift.refresh_from_db()
    assert (gift.state, sum(amount for _kind, amount, _currency in lines(gift))) == ("received", 50_00)


def test_a_dispute_that_is_lost_leaves_nothing(counter):
    gift = counter.given()
    dispute = counter.dispute(charge=charge_of(gift))
    counter.lose(dispute=dispute["id"])
    counter.settle_down()
    gift.refresh_from_db()
    assert (gift.state, sum(amount for _kind, amount, _currency in lines(gift))) == ("dispute-lost", 0)
    looking.look(f"charge {charge_of(gift)}", at=counter.now)
    gift.refresh_from_db()
    assert gift.state == "dispute-lost"


def test_late_money_for_a_gift_that_had_failed_is_received(counter):
    gift = counter.promise()
    session = counter.open(gift)
    counter.pay(session=session)
    Gift.objects.filter(pk=gift.pk).update(state="failed")
    counter.settle_down()
    gift.refresh_from_db()
    assert (gift.state, lines()) == ("received", [PAID])


@pytest.mark.parametrize(
    "tampered", [{"amount_minor": 40_00}, {"amount_minor": 50_00, "currency": "eur"}], ids=str
)
def test_another_amount_or_currency_than_promised_is_entered_as_it_came_and_told(counter, tampered):
    gift = counter.promise()
    counter.pay(session=counter.open(gift))
    Gift.objects.filter(pk=gift.pk).update(**tampered)
    counter.settle_down()
    gift.refresh_from_db()
    assert (gift.state, lines(), found()) == ("received", [PAID], ["amount"])


def test_a_gift_paid_twice_is_entered_twice_told_and_thanked_for_once(counter):
    gift = counter.promise()
    first = counter.open(gift)
    CheckoutAttempt.objects.filter(gift=gift).update(state="lost")
    second = counter.open(gift)
    for session in (first, second):
        counter.pay(session=session)
        counter.settle_down()
    gift.refresh_from_db()
    assert (gift.state, lines(gift), found(), letters()) == (
        "received",
        [PAID, PAID],
        ["twice"],
        ["gift_received"],
    )


def test_of_a_gift_paid_twice_staff_is_told_once_however_often_it_is_looked_at(counter):
    gift = counter.promise()
    first = counter.open(gift)
    CheckoutAttempt.objects.filter(gift=gift).update(state="lost")
    for session in (first, counter.open(gift)):
        counter.pay(session=session)
        counter.settle_down()
    for charge in gift.entries.values_list("remote_id", flat=True):
        looking.look(f"charge {charge}", at=counter.now)
    assert found() == ["twice"]


def test_an_earlier_page_that_has_failed_says_nothing_of_a_payment_that_is_on_its_way(counter):
    refused, good = "AT861904300235473202", "DE89370400440532013000"
    gift = counter.promise(amount=Money(20_00, "eur"))
    first = counter.open(gift)
    counter.pay(session=first, method="sepa_debit", number=refused)
    counter.later(days=7)
    counter.settle_down()
    counter.pay(session=counter.open(gift), method="sepa_debit", number=good)
    counter.settle_down()
    projecting.look_at_page(first, cause=Cause.LOOK, at=counter.now)
    gift.refresh_from_db()
    assert gift.state == "settling"


def test_what_was_learned_before_a_dispute_was_lost_does_not_open_it_again(counter):
    """Two look at one charge; the one who has asked first writes last."""
    gift = counter.given()
    charge = charge_of(gift)
    dispute = counter.dispute(charge=charge)
    older = list(gateway.disputes(charge_id=charge))
    counter.lose(dispute=dispute["id"])
    counter.settle_down()
    projecting._enter(gift.pk, gateway.charge(charge), [], older, cause=Cause.LOOK, at=counter.now)
    gift.refresh_from_db()
    assert gift.state == "dispute-lost"


def test_money_of_a_dispute_that_was_won_comes_on_the_day_it_comes(counter):
    gift = counter.given()
    dispute = counter.dispute(charge=charge_of(gift))
    counter.later(days=5)
    counter.win(dispute=dispute["id"])
    counter.settle_down()
    days = {row.kind: (row.occurred_at - gift.created_at).days for row in gift.entries.all()}
    assert days == {"charge": 0, "dispute": 0, "dispute-back": 5}


def test_a_card_issued_in_belarus_is_told_to_staff(counter):
    gift = counter.promise()
    counter.pay(session=counter.open(gift), number="4000001120000005")
    counter.settle_down()
    assert found() == ["by-card"]


def test_a_warning_of_fraud_is_told_to_staff(counter):
    gift = counter.given()
    counter.warn(charge=charge_of(gift))
    counter.settle_down()
    assert list(Discrepancy.objects.values_list("what", "gift")) == [("fraud", gift.pk)]


def test_money_that_is_nobodys_gift_is_adopted(counter):
    gift = counter.promise()
    counter.pay(session=counter.open(gift))
    CheckoutAttempt.objects.all().delete()
    Transition.objects.all().delete()
    gift.delete()
    counter.settle_down()
    projecting.look_at_charge(counter.twin.every("charge")[0]["id"], cause=Cause.LOOK, at=counter.now)
    adopted = Gift.objects.get()
    assert (adopted.source, adopted.state, adopted.rhythm, adopted.amount_minor, lines(adopted)) == (
        "adopted",
        "received",
        Rhythm.ONCE,
        50_00,
        [PAID],
    )


def test_adopting_twice_is_adopting_once(counter):
    gift = counter.promise()
    counter.pay(session=counter.open(gift))
    CheckoutAttempt.objects.all().delete()
    Transition.objects.all().delete()
    gift.delete()
    for _again in range(2):
        projecting.look_at_charge(counter.twin.every("charge")[0]["id"], cause=Cause.LOOK, at=counter.now)
    assert (Gift.objects.count(), lines()) == (1, [PAID])
