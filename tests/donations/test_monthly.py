from datetime import timedelta

import pytest

from donations import changing, projecting, reconciliation
from donations.methods import Rhythm
from donations.models import Discrepancy, Donor, Gift, MonthlyChange, MonthlyGift
from donations.money import Money
from donations.refusals import GivingRefused, Why
from donations.remote import TooEarly, Unsure
from donations.story import Cause
from letters import writing
from tests.donations.counter import letters, lines

pytestmark = pytest.mark.django_db(databases=["default", "vault"])
PAID = ("charge", 50_00, "pln")


def begun(counter, **more):
    gift = counter.given(rhythm=Rhythm.MONTHLY, **more)
    return gift, MonthlyGift.objects.get()


def test_the_first_payment_is_the_gift_that_was_promised(counter):
    gift, row = begun(counter)
    assert (gift.state, gift.monthly, row.state, row.amount_minor, row.donor) == (
        "received",
        row,
        "active",
        50_00,
        gift.donor,
    )
    assert (lines(), letters()) == ([PAID], ["gift_monthly_received"])


def test_each_month_is_a_gift_of_its_own_with_the_same_purpose_and_donor(counter):
    gift, row = begun(counter)
    counter.months(2)
    assert [(each.source, each.state, each.donor) for each in row.gifts.order_by("created_at")] == [
        ("form", "received", gift.donor),
        ("monthly", "received", gift.donor),
        ("monthly", "received", gift.donor),
    ]
    assert (lines(), letters()) == ([PAID] * 3, ["gift_monthly_received"] * 3)


def test_messages_in_any_order_and_number_are_one_gift_a_month(counter):
    counter.misbehave(what="reorder", times=8, seed=5)
    counter.misbehave(what="duplicate", times=20, copies=2)
    _gift, row = begun(counter)
    counter.behave()
    counter.settle_down()
    counter.months(1)
    assert (row.gifts.count(), lines(), letters()) == (2, [PAID] * 2, ["gift_monthly_received"] * 2)


def test_while_it_runs_the_clock_does_not_forget_the_donor(counter):
    gift, row = begun(counter)
    running = Donor.objects.get(pk=gift.donor_id).gives_monthly
    change = changing.stop(row, at=counter.now)
    changing.carry_out(change.pk, at=counter.now)
    assert (running, Donor.objects.get(pk=gift.donor_id).gives_monthly) == (True, False)


def test_another_amount_counts_from_the_next_payment_on(counter):
    _gift, row = begun(counter)
    change = changing.change_amount(row, to=Money(70_00, "pln"), at=counter.now)
    changing.carry_out(change.pk, at=counter.now)
    row.refresh_from_db()
    before = (row.amount_minor, lines())
    counter.months(1)
    assert before == (70_00, [PAID])
    assert lines() == [PAID, ("charge", 70_00, "pln")]
    assert "gift_changed" in letters()
    assert not Discrepancy.objects.exists()


def test_in_a_pause_nothing_is_taken_and_afterwards_it_goes_on(counter):
    _gift, row = begun(counter)
    pause = changing.pause(row, until=counter.now + timedelta(days=70), at=counter.now)
    changing.carry_out(pause.pk, at=counter.now)
    row.refresh_from_db()
    state = row.state
    counter.months(2)
    paused = lines()
    counter.months(2)
    row.refresh_from_db()
    assert (state, paused, row.state) == ("paused", [PAID], "active")
    assert len(lines()) > 1


def test_a_pause_can_be_ended_earlier(counter):
    _gift, row = begun(counter)
    for verb in (
        lambda: changing.pause(row, until=counter.now + timedelta(days=70), at=counter.now),
        lambda: changing.resume(row, at=counter.now),
    ):
        changing.carry_out(verb().pk, at=counter.now)
    row.refresh_from_db()
    counter.months(1)
    assert (row.state, lines()) == ("active", [PAID, PAID])


def test_whoever_stops_is_asked_for_nothing_more_and_told_once(counter):
    _gift, row = begun(counter)
    change = changing.stop(row, at=counter.now)
    changing.carry_out(change.pk, at=counter.now)
    counter.months(2)
    row.refresh_from_db()
    assert (row.state, lines(), letters("gift_stopped")) == ("stopped", [PAID], ["gift_stopped"])


def test_stopping_at_stripe_is_seen_here(counter):
    _gift, row = begun(counter)
    counter.cancel(subscription=row.subscription)
    counter.settle_down()
    row.refresh_from_db()
    assert (row.state, letters("gift_stopped")) == ("stopped", ["gift_stopped"])
    with pytest.raises(GivingRefused) as refused:
        changing.stop(row, at=counter.now)
    assert refused.value.why is Why.STOPPED


def test_stopping_what_stripe_has_stopped_meanwhile_is_no_mistake(counter):
    _gift, row = begun(counter)
    counter.cancel(subscription=row.subscription)
    change = changing.carry_out(changing.stop(row, at=counter.now).pk, at=counter.now)
    row.refresh_from_db()
    assert (change.state, row.state) == ("refused", "stopped")


def test_a_stop_that_our_key_may_not_ask_for_is_asked_for_until_it_is_one(counter):
    row = counter.given(rhythm=Rhythm.MONTHLY).monthly
    change = changing.stop(row, at=counter.now)
    counter.misbehave(what="forbid", only="/v1/subscriptions", method="DELETE", times=2)
    states = []
    for _time in range(3):
        changing.try_now(change.pk, at=counter.now)
        change.refresh_from_db()
        row.refresh_from_db()
        states.append((change.state, row.state))
    assert states == [("waiting", "active")] * 2 + [("done", "stopped")]


def test_one_change_at_a_time_but_stopping_always(counter):
    _gift, row = begun(counter)
    changing.change_amount(row, to=Money(70_00, "pln"), at=counter.now)
    with pytest.raises(GivingRefused) as refused:
        changing.resume(row, at=counter.now)
    changing.stop(row, at=counter.now)
    changing.stop(row, at=counter.now)
    assert (refused.value.why, dict(MonthlyChange.objects.values_list("what", "state"))) == (
        Why.BUSY,
        {"amount": "refused", "stop": "waiting"},
    )


@pytest.mark.parametrize("mood", ["lose", "error", "refuse"])
def test_a_change_that_stripe_did_not_answer_is_asked_again(counter, mood):
    _gift, row = begun(counter)
    change = changing.change_amount(row, to=Money(70_00, "pln"), at=counter.now)
    counter.misbehave(what=mood, times=2, only="/v1/subscriptions", method="POST")
    with pytest.raises(Unsure):
        changing.carry_out(change.pk, at=counter.now)
    counter.behave()
    done = changing.carry_out(change.pk, at=counter.now)
    row.refresh_from_db()
    assert (done.state, row.amount_minor, letters("gift_changed")) == ("done", 70_00, ["gift_changed"])


def test_what_lost_its_job_is_picked_up(counter):
    _gift, row = begun(counter)
    changing.stop(row, at=counter.now)
    assert (changing.pick_up(at=counter.now), changing.pick_up(at=counter.now + timedelta(minutes=3))) == (
        0,
        1,
    )


def overdue(counter):
    _gift, row = begun(counter)
    counter.decline(customer=counter.twin.get("subscription", row.subscription)["customer"])
    counter.months(1)
    row.refresh_from_db()
    return row


def mended(counter):
    (unpaid,) = counter.twin.every("invoice", status="open")
    counter.pay_invoice(invoice=unpaid["id"])


def test_a_payment_that_fails_is_told_once_with_a_way_to_mend_it(counter):
    row = overdue(counter)
    assert (row.state, letters("gift_failed"), lines()) == ("overdue", ["gift_failed"], [PAID])
    address = writing.kinds["gift_failed"](row.pk, counter.now)
    assert address is not None
    page = counter.client.get(address.context["url"]).content.decode()
    (unpaid,) = counter.twin.every("invoice", status="open")
    assert counter.twin.shown(unpaid["hosted_invoice_url"]) in page


def test_a_payment_that_was_mended_is_a_gift_and_needs_no_letter_any_more(counter):
    row = overdue(counter)
    url = writing.kinds["gift_failed"](row.pk, counter.now).context["url"]
    mended(counter)
    counter.settle_down()
    row.refresh_from_db()
    assert (row.state, lines()) == ("active", [PAID, PAID])
    assert writing.kinds["gift_failed"](row.pk, counter.now) is None
    assert "Няма чаго плаціць" in counter.client.get(url).content.decode()


def test_while_stripe_does_not_answer_the_page_says_so(counter):
    row = overdue(counter)
    url = writing.kinds["gift_failed"](row.pk, counter.now).context["url"]
    counter.misbehave(what="refuse", times=9)
    assert "адказвае" in counter.client.get(url).content.decode()


def test_a_link_to_mend_that_nobody_has_sent_opens_nothing(counter):
    assert counter.client.get("/be/l/pay/invented/").status_code == 404


def test_a_subscription_that_began_elsewhere_is_adopted_with_its_payments(counter):
    gift, row = begun(counter)
    Gift.objects.filter(pk=gift.pk).update(monthly=None, payment_intent=None, invoice=None)
    MonthlyGift.objects.all().delete()
    subscription = counter.twin.get("subscription", row.subscription)
    with counter.twin.transaction():
        counter.twin.save(subscription, metadata={})
    counter.months(1)
    adopted = MonthlyGift.objects.get()
    assert (adopted.donor, [each.source for each in adopted.gifts.all()]) == (None, ["monthly"])
    assert lines() == [PAID, PAID]


def test_a_payment_whose_invoice_does_not_know_of_it_yet_is_not_adopted(counter):
    gift = counter.given(rhythm=Rhythm.MONTHLY, tell=False)
    (payment,), (charge,) = counter.twin.every("invoice_payment"), counter.twin.every("charge")
    with counter.twin.transaction():
        counter.twin.save(payment, status="open")
    with pytest.raises(TooEarly):
        projecting.look_at_charge(charge["id"], cause=Cause.MESSAGE, at=counter.now)
    compared = reconciliation.compare(since=counter.now - timedelta(days=1), at=counter.now)
    assert (compared.adopted, compared.differences, lines()) == (0, 0, [])
    with counter.twin.transaction():
        counter.twin.save(payment, status="paid")
    counter.settle_down()
    gift.refresh_from_db()
    assert (gift.state, Gift.objects.count(), letters()) == ("received", 1, ["gift_monthly_received"])


def test_a_word_taken_back_at_the_bank_is_told_to_staff(counter):
    counter.capability(name="blik_recurring_payments", status="active")
    from donations import service

    service.look(at=counter.now)
    _gift, row = begun(counter, method="blik", number="123456")
    (mandate,) = counter.twin.every("mandate")
    counter.withdraw(mandate=mandate["id"])
    counter.settle_down()
    row.refresh_from_db()
    assert row.mandate_ended_at is not None
    assert [each.what for each in Discrepancy.objects.all()] == ["consent"]
