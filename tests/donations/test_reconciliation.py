from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from procrastinate.contrib.django import app

from donations import jobs, reconciliation, service
from donations.methods import Rhythm
from donations.models import (
    CheckoutAttempt,
    Discrepancy,
    Gift,
    LedgerEntry,
    MonthlyGift,
    PaymentService,
    Settlement,
    Transition,
)
from donations.money import Money
from tests.donations.counter import letters, lines

pytestmark = pytest.mark.django_db(databases=["default", "vault"])
PAID = ("charge", 50_00, "pln")


def compared(counter, **much):
    return reconciliation.compare(since=counter.now - timedelta(**much or {"days": 3}), at=counter.now)


def outcome(matched, adopted, differences):
    return reconciliation.Outcome(matched=matched, adopted=adopted, differences=differences)


def forget(gift):
    CheckoutAttempt.objects.filter(gift=gift).delete()
    Transition.objects.filter(gift=gift).delete()
    gift.delete()


def test_what_matches_is_counted(counter):
    counter.given()
    counter.given()
    assert compared(counter) == outcome(2, 0, 0)


def test_a_gift_of_which_no_message_came_is_entered_and_thanked_for(counter):
    gift = counter.given(tell=False)
    assert compared(counter) == outcome(1, 1, 0)
    gift.refresh_from_db()
    assert (gift.state, lines(), letters()) == ("received", [PAID], ["gift_received"])
    assert compared(counter) == outcome(1, 0, 0)


def test_what_fails_about_one_gift_is_left_to_a_person_and_the_others_are_compared(counter):
    gift, _other = counter.given(tell=False), counter.given(tell=False)
    charge = next(each for each in counter.twin.every("charge") if each["metadata"]["gift"] == str(gift.pk))
    counter.twin.save(charge, amount_captured=10**20)
    assert compared(counter).adopted == 1
    about = {charge["id"], gift.attempts.get().session}
    assert set(Discrepancy.objects.values_list("what", "about")) == {("unreadable", each) for each in about}


def test_paid_money_without_a_record_is_adopted(counter):
    forget(counter.given(tell=False))
    compared(counter)
    assert [(gift.source, gift.state) for gift in Gift.objects.all()] == [("adopted", "received")]
    assert compared(counter) == outcome(1, 0, 0)


def test_open_pages_are_looked_at_after_ten_minutes(counter):
    gift = counter.given(tell=False)
    early = reconciliation.open_pages(at=counter.now)
    assert (early, reconciliation.open_pages(at=counter.later(minutes=11))) == (0, 1)
    gift.refresh_from_db()
    assert (gift.state, lines()) == ("received", [PAID])


def test_a_page_we_never_heard_of_again_is_given_up_and_closed(counter):
    gift = counter.promise()
    counter.open(gift)
    CheckoutAttempt.objects.filter(gift=gift).update(session=None, url="", state="opening")
    reconciliation.open_pages(at=counter.later(minutes=11))
    gift.refresh_from_db()
    assert (gift.state, gift.attempts.get().state) == ("expired", "lost")
    compared(counter)
    assert [row["status"] for row in counter.twin.every("checkout.session")] == ["expired"]


def test_the_clock_brings_each_of_them_round(counter):
    crons = {each.task.name: each.cron for each in app.periodic_registry.periodic_tasks.values()}
    assert [crons[each.name] for each in (jobs.look_after_pages, jobs.ask_what_was_missed)] == [
        "*/10 * * * *",
        "17 * * * *",
    ]
    assert crons[jobs.compare_with_stripe.name] == "33 1 * * *"
    left = counter.given(tell=False)
    CheckoutAttempt.objects.update(asked_at=timezone.now() - timedelta(minutes=11))
    jobs.look_after_pages.func(0)
    missed = counter.given(tell=False)
    jobs.ask_what_was_missed.func(0)
    counter.work()
    nobodys = counter.given(tell=False)
    jobs.compare_with_stripe.func(0)
    states = Gift.objects.filter(pk__in=[left.pk, missed.pk, nobodys.pk]).values_list("state", flat=True)
    assert (list(states), PaymentService.now().looked_at is not None) == (["received"] * 3, True)


def test_events_that_were_not_delivered_are_asked_for(counter):
    gift = counter.given(tell=False)
    reconciliation.undelivered(at=counter.now)
    counter.work()
    gift.refresh_from_db()
    assert (gift.state, lines(), letters()) == ("received", [PAID], ["gift_received"])


def test_refunds_and_disputes_of_old_gifts_are_found(counter):
    old, other = counter.given(), counter.given()
    counter.later(days=60)
    counter.refund(charge=old.entries.get().remote_id)
    counter.dispute(charge=other.entries.get().remote_id)
    compared(counter)
    states = Gift.objects.filter(pk__in=[old.pk, other.pk]).values_list("state", flat=True)
    assert sorted(states) == ["disputed", "refunded"]


def test_a_refund_that_failed_unheard_is_found(counter):
    gift = counter.given()
    counter.later(days=60)
    refund = counter.refund(charge=gift.entries.get().remote_id)
    counter.settle_down()
    counter.misbehave(what="drop", times=99)
    counter.fail_refund(refund=refund["id"])
    compared(counter)
    gift.refresh_from_db()
    assert (gift.state, lines(gift)[-1]) == ("received", ("refund-back", 50_00, "pln"))


def test_a_dispute_that_was_lost_unheard_is_found_however_long_it_took(counter):
    gift = counter.given()
    dispute = counter.dispute(charge=gift.entries.get().remote_id)
    counter.settle_down()
    counter.misbehave(what="drop", times=99)
    counter.later(days=5)
    counter.lose(dispute=dispute["id"])
    compared(counter)
    gift.refresh_from_db()
    assert gift.state == "dispute-lost"


def test_what_a_bank_has_refused_stays_refused_at_night(counter):
    gift = counter.promise(amount=Money(20_00, "eur"))
    counter.pay(session=counter.open(gift), method="sepa_debit", number="AT861904300235473202")
    counter.later(days=7)
    counter.settle_down()
    compared(counter, days=9)
    gift.refresh_from_db()
    assert (gift.state, gift.transitions.filter(after="settling").count()) == ("failed", 0)


def test_a_subscription_that_names_no_amount_does_not_end_the_night(counter):
    counter.given(rhythm=Rhythm.MONTHLY, tell=False)
    (subscription,) = counter.twin.every("subscription")
    price = subscription["items"]["data"][0]["price"]
    with counter.twin.transaction():
        price["unit_amount"] = 0
        counter.twin.save(subscription)
    assert compared(counter).adopted == 1
    assert (MonthlyGift.objects.count(), lines()) == (0, [PAID])


def test_a_monthly_gift_that_was_stopped_unheard_is_found(counter):
    counter.given(rhythm=Rhythm.MONTHLY)
    counter.cancel(subscription=MonthlyGift.objects.get().subscription)
    compared(counter)
    assert MonthlyGift.objects.get().state == "stopped"


def test_months_of_which_nobody_told_us_are_entered(counter):
    counter.given(rhythm=Rhythm.MONTHLY)
    counter.later(days=31, hours=2)
    assert compared(counter, days=5) == outcome(0, 1, 0)
    assert Gift.objects.filter(source="monthly").count() == 1
    assert lines() == [PAID, PAID]


def in_the_books_by_hand(gift, *, remote_id, amount):
    """As nobody can through the site."""
    LedgerEntry.objects.create(
        kind="charge",
        remote_id=remote_id,
        gift=gift,
        amount_minor=amount,
        currency="pln",
        occurred_at=gift.created_at,
        entered_at=gift.created_at,
    )


def test_a_line_with_another_amount_is_found_and_not_mended(counter):
    gift = counter.given(tell=False)
    charge = counter.twin.every("charge")[0]["id"]
    in_the_books_by_hand(gift, remote_id=charge, amount=40_00)
    assert compared(counter).differences == 1
    found = Discrepancy.objects.get(what="differs")
    assert (found.about, found.ours_minor, found.theirs_minor, lines()) == (
        charge,
        40_00,
        50_00,
        [("charge", 40_00, "pln")],
    )


def test_a_line_that_stripe_does_not_know_is_found(counter):
    gift = counter.given()
    in_the_books_by_hand(gift, remote_id="ch_invented", amount=10_00)
    compared(counter)
    assert Discrepancy.objects.get(what="not-there").about == "ch_invented"


def test_a_fee_that_was_not_known_yet_is_asked_for(counter):
    gift = counter.given(tell=False)
    in_the_books_by_hand(gift, remote_id=counter.twin.every("charge")[0]["id"], amount=50_00)
    reconciliation.waiting_for_banks(at=counter.later(minutes=30))
    assert Settlement.objects.get().entry.gift == gift


def test_a_gift_that_waits_for_its_bank_is_asked_about(counter):
    iban = "DE89370400440532013000"
    gift = counter.given(amount=Money(20_00, "eur"), method="sepa_debit", number=iban)
    counter.later(days=8)
    reconciliation.waiting_for_banks(at=counter.now)
    gift.refresh_from_db()
    assert gift.state == "received"


def test_when_stripe_does_not_answer_the_comparing_stops(counter):
    for _gift in range(3):
        counter.given(tell=False)
    counter.misbehave(what="refuse", times=99)
    assert reconciliation.open_pages(at=counter.later(minutes=11)) == 3
    assert lines() == []


def test_the_command_says_how_many_differences_there_are(counter):
    counter.given()
    out = StringIO()
    call_command("reconcile", stdout=out)
    assert out.getvalue() == "Matched: 1. Entered now: 0.\nDifferences: 0.\n"


def test_the_command_says_that_stripe_does_not_answer(counter):
    counter.misbehave(what="refuse", times=99)
    with pytest.raises(CommandError, match="does not answer"):
        call_command("reconcile")


def test_a_key_that_may_not_ask_ends_the_night_and_nothing_is_put_on_the_gifts(counter):
    counter.given(tell=False)
    counter.misbehave(what="forbid", times=99, only="/v1/charges")
    with pytest.raises(CommandError, match="has not the rights"):
        call_command("reconcile")
    assert not Discrepancy.objects.exists()


def test_the_command_ends_with_an_error_where_the_books_differ(counter):
    gift = counter.given()
    in_the_books_by_hand(gift, remote_id="ch_invented", amount=10_00)
    told = StringIO()
    with pytest.raises(CommandError, match="differ"):
        call_command("reconcile", stdout=StringIO(), stderr=told)
    assert "ch_invented" in told.getvalue()


def test_the_command_says_that_there_is_nothing_to_compare_with(db, settings):
    settings.STRIPE_SECRET_KEY = ""
    with pytest.raises(CommandError, match="No key"):
        call_command("reconcile")


def test_what_the_account_can_do_is_seen(counter):
    service.look(at=counter.now)
    before = PaymentService.now()
    counter.capability(name="blik_recurring_payments", status="active")
    service.look(at=counter.now)
    assert (before.blik_monthly, before.endpoint_works) == (False, True)
    assert PaymentService.now().blik_monthly
