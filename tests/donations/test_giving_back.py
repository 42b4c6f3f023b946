from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from donations import gateway, giving_back, projecting
from donations.models import CheckoutAttempt, Discrepancy, Refund
from donations.money import Money
from donations.refusals import GivingRefused, Why
from donations.remote import Unsure
from donations.story import Cause
from office.models import JournalEntry, User
from tests.donations import planting
from tests.donations.counter import letters, lines

pytestmark = pytest.mark.django_db(databases=["default", "vault"])
PAID, BACK = ("charge", 50_00, "pln"), ("refund", -50_00, "pln")
ASKED = Refund.Reason.ASKED
NOW = datetime(2026, 11, 20, 11, tzinfo=UTC)


@pytest.fixture
def hanna(db):
    return User.objects.create_user("hanna")


@pytest.fixture
def maryna(db):
    return User.objects.create_user("maryna")


def why(call):
    with pytest.raises(GivingRefused) as refused:
        call()
    return refused.value.why


def test_a_small_gift_is_given_back_by_one_person_with_a_reason(counter, hanna):
    gift = counter.given()
    row = giving_back.ask(gift, amount=50_00, reason=ASKED, by=hanna, at=counter.now)
    row = giving_back.carry_out(row.pk, at=counter.now)
    counter.settle_down()
    gift.refresh_from_db()
    assert (row.state, gift.state, lines(gift)) == ("sent", "refunded", [PAID, BACK])
    assert sorted(letters()) == ["gift_received", "gift_refunded"]
    entry = JournalEntry.objects.get(deed="refund_asked")
    assert (entry.who, entry.record, entry.why) == (hanna, str(row.pk), "refund_asked")


def test_a_large_one_waits_for_another_person(counter, hanna, maryna):
    gift = counter.given(amount=Money(600_00, "pln"))
    row = giving_back.ask(gift, amount=600_00, reason=ASKED, by=hanna, at=counter.now)
    giving_back.carry_out(row.pk, at=counter.now)
    assert (row.state, lines(gift)) == ("asked", [("charge", 600_00, "pln")])
    assert why(lambda: giving_back.agree(row, by=hanna, at=counter.now)) is Why.SAME_PERSON
    giving_back.agree(row, by=maryna, at=counter.now)
    assert giving_back.carry_out(row.pk, at=counter.now).state == "sent"
    assert why(lambda: giving_back.refuse(row, by=maryna, at=counter.now)) is Why.DECIDED


def test_a_large_one_is_not_given_back_by_one_person_in_small_parts(counter, hanna):
    gift = counter.given(amount=Money(600_00, "pln"))
    first = giving_back.ask(gift, amount=300_00, reason=ASKED, by=hanna, at=counter.now)
    giving_back.carry_out(first.pk, at=counter.now)
    second = giving_back.ask(gift, amount=200_01, reason=ASKED, by=hanna, at=counter.now)
    assert (first.state, second.state) == ("waiting", "asked")


def test_another_person_may_refuse(counter, hanna, maryna):
    gift = counter.given(amount=Money(600_00, "pln"))
    row = giving_back.ask(gift, amount=600_00, reason=ASKED, by=hanna, at=counter.now)
    giving_back.refuse(row, by=maryna, at=counter.now)
    row.refresh_from_db()
    assert (row.state, giving_back.left(gift)) == ("refused", 600_00)


def test_no_more_is_given_back_than_came_in(counter, hanna):
    gift = counter.given()

    def ask(amount):
        return lambda: giving_back.ask(gift, amount=amount, reason=ASKED, by=hanna, at=counter.now)

    assert [why(ask(amount)) for amount in (50_01, 0, -5)] == [Why.NOT_MORE] * 3
    row = ask(20_00)()
    assert why(ask(10_00)) is Why.ONE_AT_A_TIME
    giving_back.carry_out(row.pk, at=counter.now)
    assert why(ask(30_01)) is Why.NOT_MORE
    giving_back.carry_out(ask(30_00)().pk, at=counter.now)
    assert why(ask(1)) is Why.NOTHING_LEFT


@pytest.mark.parametrize("mood", ["lose", "error", "refuse"])
def test_however_stripe_fails_it_is_given_back_once(counter, hanna, mood):
    gift = counter.given()
    row = giving_back.ask(gift, amount=50_00, reason=ASKED, by=hanna, at=counter.now)
    counter.misbehave(what=mood, times=2, only="/v1/refunds", method="POST")
    with pytest.raises(Unsure):
        giving_back.carry_out(row.pk, at=counter.now)
    counter.behave()
    for _again in range(2):
        giving_back.carry_out(row.pk, at=counter.now)
    counter.settle_down()
    assert (lines(gift), len(counter.twin.every("refund"))) == ([PAID, BACK], 1)
    assert Refund.objects.get().state == "sent"


def test_what_stripe_refuses_is_told_as_failed(counter, hanna):
    gift = counter.given()
    row = giving_back.ask(gift, amount=50_00, reason=ASKED, by=hanna, at=counter.now)
    counter.refund(charge=row.charge)
    assert giving_back.carry_out(row.pk, at=counter.now).state == "failed"
    gift.refresh_from_db()
    assert (gift.state, lines(gift)) == ("refunded", [PAID, BACK])
    assert not Discrepancy.objects.exists()


def test_one_that_fails_later_at_the_bank_is_told_as_failed(counter, hanna):
    gift = counter.given()
    row = giving_back.ask(gift, amount=50_00, reason=ASKED, by=hanna, at=counter.now)
    row = giving_back.carry_out(row.pk, at=counter.now)
    counter.fail_refund(refund=row.remote_id)
    counter.settle_down()
    row.refresh_from_db()
    gift.refresh_from_db()
    assert (row.state, gift.state, giving_back.left(gift)) == ("failed", "received", 50_00)


def test_sent_twice_it_is_given_back_once_even_when_stripe_was_quick(counter, hanna):
    gift, number = counter.given(), uuid4()
    for _pressed_twice in range(2):
        row = giving_back.ask(gift, amount=20_00, reason=ASKED, by=hanna, at=counter.now, number=number)
        giving_back.carry_out(row.pk, at=counter.now)
    assert (row.pk, lines(gift)) == (number, [PAID, ("refund", -20_00, "pln")])


@pytest.fixture
def twice(counter):
    """A gift of two payments."""
    gift = counter.promise()
    first = counter.open(gift)
    CheckoutAttempt.objects.filter(gift=gift).update(state="lost")
    for session in (first, counter.open(gift)):
        counter.pay(session=session)
        counter.settle_down()
    gift.refresh_from_db()
    return gift


def test_of_a_gift_paid_twice_one_payment_goes_back_at_a_time(counter, hanna, twice):
    def ask(amount):
        return giving_back.ask(twice, amount=amount, reason=Refund.Reason.TWICE, by=hanna, at=counter.now)

    assert why(lambda: ask(60_00)) is Why.PAID_IN_PARTS
    rows = [giving_back.carry_out(ask(amount).pk, at=counter.now) for amount in (50_00, 20_00, 30_00)]
    twice.refresh_from_db()
    assert ([row.state for row in rows], twice.state) == (["sent"] * 3, "refunded")
    assert {row.charge for row in rows} == {row.remote_id for row in twice.entries.filter(kind="charge")}


def test_what_stripe_refuses_although_the_money_is_here_waits_for_a_person(counter, hanna, twice):
    row = giving_back.ask(twice, amount=50_00, reason=ASKED, by=hanna, at=counter.now)
    counter.refund(charge=row.charge)
    assert giving_back.carry_out(row.pk, at=counter.now).state == "failed"
    found = Discrepancy.objects.get(what="refund-back")
    assert (found.gift, found.about, found.theirs_minor) == (twice, str(row.pk), 50_00)


@pytest.mark.parametrize(
    ("amount", "state"),
    [
        (Money(500_00, "pln"), "waiting"),
        (Money(500_01, "pln"), "asked"),
        (Money(120_00, "eur"), "waiting"),
        (Money(120_01, "eur"), "asked"),
        (Money(120_01, "usd"), "asked"),
    ],
)
def test_above_which_sum_a_second_person_is_asked_depends_on_the_currency(hanna, amount, state):
    gift = planting.promised("be", at=NOW, amount=amount)
    planting.paid(gift, at=NOW)
    row = giving_back.ask(gift, amount=amount.minor, reason=ASKED, by=hanna, at=NOW)
    assert row.state == state


def test_what_lost_its_job_is_picked_up(counter, hanna):
    gift = counter.given()
    giving_back.ask(gift, amount=50_00, reason=ASKED, by=hanna, at=counter.now)
    moments = counter.now, counter.now + timedelta(minutes=3)
    assert [giving_back.pick_up(at=at) for at in moments] == [0, 1]


def test_a_refund_that_came_back_is_not_told_as_sent_by_what_was_learned_before(counter, hanna):
    gift = counter.given()
    row = giving_back.ask(gift, amount=50_00, reason=ASKED, by=hanna, at=counter.now)
    row = giving_back.carry_out(row.pk, at=counter.now)
    older = list(gateway.refunds(charge_id=row.charge))
    counter.fail_refund(refund=row.remote_id)
    counter.settle_down()
    projecting._enter(gift.pk, gateway.charge(row.charge), older, [], cause=Cause.LOOK, at=counter.now)
    row.refresh_from_db()
    assert row.state == "failed"


def test_what_stripe_does_not_know_any_more_is_failed_and_no_mistake_of_ours(counter, hanna):
    gift = counter.given()
    row = giving_back.ask(gift, amount=50_00, reason=ASKED, by=hanna, at=counter.now)
    Refund.objects.update(charge="ch_of_another_key")
    giving_back.try_now(row.pk, at=counter.now)
    row.refresh_from_db()
    assert row.state == "failed"
