import re
from datetime import timedelta
from uuid import uuid4

import pytest

from donations import giving, reconciliation
from donations.models import CheckoutAttempt, Gift
from donations.money import Money
from donations.refusals import GivingRefused, Why
from privacy.documents import Email
from tests.donations.counter import ADA, BACK, THANKS, letters, lines

pytestmark = pytest.mark.django_db(databases=["default", "vault"])


def pages(counter):
    return [(row["status"], row["amount_total"]) for row in counter.twin.every("checkout.session")]


def test_a_gift_is_stored_before_the_payment_page_is_opened(counter):
    gift = counter.promise()
    assert (gift.state, gift.attempts.count(), pages(counter)) == ("draft", 0, [])
    url = giving.open_page(gift.pk, thanks_url=THANKS, back_url=BACK, at=counter.now)
    gift.refresh_from_db()
    attempt = gift.attempts.get()
    assert re.match(counter.twin.address, url)
    assert (gift.state, attempt.state, attempt.url) == ("awaiting-payer", "open", url)
    assert pages(counter) == [("open", 50_00)]


def test_a_gift_that_is_paid_is_received_entered_and_thanked_for(counter):
    gift = counter.given()
    assert (gift.state, lines(gift), letters()) == (
        "received",
        [("charge", 50_00, "pln")],
        ["gift_received"],
    )
    assert gift.entries.get().settlements.get().currency == "pln"


def test_a_double_click_is_one_gift_and_one_page(counter):
    form = uuid4()
    first, second = counter.promise(form), counter.promise(form)
    assert first == second
    assert counter.open(first) == counter.open(second)
    assert pages(counter) == [("open", 50_00)]


def test_another_amount_in_the_same_form_closes_the_page_of_the_first(counter):
    form = uuid4()
    first, second = counter.promise(form), counter.promise(form, amount=Money(80_00, "pln"))
    counter.open(first)
    counter.open(second)
    first.refresh_from_db()
    assert first.state == "withdrawn"
    assert sorted(pages(counter)) == [("expired", 50_00), ("open", 80_00)]


def test_whoever_has_paid_the_first_is_not_asked_for_the_second(counter):
    form = uuid4()
    first, second = counter.promise(form), counter.promise(form, amount=Money(80_00, "pln"))
    counter.pay(session=counter.open(first))
    with pytest.raises(GivingRefused) as refused:
        counter.open(second)
    first.refresh_from_db()
    assert (refused.value.why, first.state, lines()) == (
        Why.PAID,
        "received",
        [("charge", 50_00, "pln")],
    )


def test_back_from_the_payment_page_leads_to_the_same_page(counter):
    gift = counter.promise()
    assert counter.open(gift) == counter.open(gift)


def test_whoever_has_paid_and_presses_again_is_thanked(counter):
    gift = counter.promise()
    counter.pay(session=counter.open(gift))
    with pytest.raises(GivingRefused) as refused:
        giving.open_page(gift.pk, thanks_url=THANKS, back_url=BACK, at=counter.now)
    assert (refused.value.why, lines(gift), letters()) == (
        Why.PAID,
        [("charge", 50_00, "pln")],
        ["gift_received"],
    )


def test_a_page_that_is_over_is_followed_by_a_new_one(counter):
    gift = counter.promise()
    first = counter.open(gift)
    counter.later(hours=1)
    second = counter.open(gift)
    assert first != second
    assert list(gift.attempts.values_list("number", "state")) == [(1, "expired"), (2, "open")]


def test_an_expired_page_can_not_be_paid_and_the_gift_says_so(counter):
    gift = counter.promise()
    session = counter.open(gift)
    counter.later(hours=1)
    counter.settle_down()
    gift.refresh_from_db()
    assert gift.state == "expired"
    with pytest.raises(Exception, match="expired"):
        counter.pay(session=session)


def test_the_same_page_in_two_tabs_is_paid_once(counter):
    session = counter.open(counter.promise())
    counter.pay(session=session)
    with pytest.raises(Exception, match="complete"):
        counter.pay(session=session)
    counter.settle_down()
    assert (lines(), letters()) == ([("charge", 50_00, "pln")], ["gift_received"])


def test_a_lost_answer_is_asked_for_again_and_stays_one_page(counter):
    gift = counter.promise()
    counter.misbehave(what="lose", times=1, only="/v1/checkout/sessions")
    counter.open(gift)
    assert (len(pages(counter)), gift.attempts.count()) == (1, 1)


def test_after_a_failure_that_stripe_repeats_another_page_is_opened_and_only_that_one_can_be_paid(counter):
    gift = counter.promise()
    counter.misbehave(what="error", times=1, only="/v1/checkout/sessions")
    session = counter.open(gift)
    assert list(gift.attempts.values_list("number", "state")) == [(1, "lost"), (2, "open")]
    counter.later(minutes=12)
    reconciliation.compare(since=counter.now - timedelta(days=1), at=counter.now)
    opened = {row["id"] for row in counter.twin.every("checkout.session", status="open")}
    assert opened == {session}


def test_without_any_answer_nothing_is_paid_and_the_next_press_opens_the_same_page(counter):
    gift = counter.promise()
    counter.misbehave(what="lose", times=2, only="/v1/checkout/sessions", method="POST")
    with pytest.raises(GivingRefused) as refused:
        counter.open(gift)
    gift.refresh_from_db()
    assert (refused.value.why, gift.state) == (Why.NO_ANSWER, "opening")
    counter.open(gift)
    assert (len(pages(counter)), gift.attempts.count()) == (1, 1)


def test_a_page_refused_for_good_is_given_up_and_another_is_opened(counter):
    gift = counter.promise()
    counter.misbehave(what="lose", times=2, only="/v1/checkout/sessions", method="POST")
    with pytest.raises(GivingRefused):
        counter.open(gift)
    CheckoutAttempt.objects.update(key=uuid4())
    counter.later(minutes=30)
    counter.open(gift)
    assert list(gift.attempts.values_list("number", "state")) == [(1, "lost"), (2, "open")]


def test_a_message_that_comes_before_our_commit_finds_its_gift(counter):
    gift = counter.promise()
    session = counter.open(gift)
    CheckoutAttempt.objects.filter(gift=gift).update(session=None, url="", state="opening")
    counter.pay(session=session)
    counter.settle_down()
    gift.refresh_from_db()
    assert (gift.state, lines(gift), gift.attempts.get().session) == (
        "received",
        [("charge", 50_00, "pln")],
        session,
    )


def test_a_gift_needs_no_name_and_no_email_and_no_row_of_a_donor(counter):
    gift = counter.given(email=None)
    assert (gift.donor, gift.state, letters()) == (None, "received", [])


def test_a_monthly_gift_needs_an_email(counter):
    from donations.methods import Rhythm

    with pytest.raises(GivingRefused) as refused:
        counter.promise(email=None, rhythm=Rhythm.MONTHLY)
    assert (refused.value.why, Gift.objects.count()) == (Why.NEEDS_EMAIL, 0)


def test_the_database_lets_no_gift_have_two_pages_open(counter):
    from django.db import IntegrityError, transaction

    gift = counter.promise()
    counter.open(gift)
    with pytest.raises(IntegrityError, match="attempt_is_one_at_a_time"), transaction.atomic():
        CheckoutAttempt.objects.create(gift=gift, number=2, asked_at=counter.now, expires_at=counter.now)


def test_an_e_mail_that_is_put_right_in_the_same_form_is_another_gift(counter):
    form = uuid4()
    wrong, right = (counter.promise(form, email=Email(each)) for each in ("adda@example.org", ADA))
    counter.open(wrong)
    counter.open(right)
    wrong.refresh_from_db()
    assert (wrong.state, right.donor.given.open().email) == ("withdrawn", ADA)
    assert [row["customer_email"] for row in counter.twin.every("checkout.session", status="open")] == [ADA]


def of_another_key(gift):
    """As it is when the key of a test was changed for one of real money."""
    gift.attempts.update(session="cs_test_of_another_key")


def test_a_page_that_stripe_does_not_know_is_followed_by_a_new_one(counter):
    gift = counter.promise()
    counter.open(gift)
    of_another_key(gift)
    counter.open(gift)
    assert list(gift.attempts.values_list("number", "state")) == [(1, "lost"), (2, "open")]


def test_such_a_page_is_given_up_with_its_gift_and_asked_for_no_more(counter):
    gift, other = counter.promise(), counter.promise()
    counter.open(gift)
    counter.open(other)
    of_another_key(gift)
    assert reconciliation.open_pages(at=counter.later(minutes=11)) == 2
    assert reconciliation.open_pages(at=counter.now) == 1
    states = [row.state for row in Gift.objects.filter(pk__in=[gift.pk, other.pk])]
    assert sorted(states) == ["awaiting-payer", "expired"]


def test_such_a_page_can_be_left_for_another_choice(counter):
    form = uuid4()
    first, second = counter.promise(form), counter.promise(form, amount=Money(80_00, "pln"))
    counter.open(first)
    of_another_key(first)
    counter.open(second)
    first.refresh_from_db()
    assert first.state == "withdrawn"


def test_while_stripe_does_not_answer_a_page_that_is_open_is_no_mistake_of_ours(counter):
    gift = counter.promise()
    counter.pay(session=counter.open(gift))
    counter.misbehave(what="refuse", times=99, only="/v1/refunds")
    with pytest.raises(GivingRefused) as refused:
        counter.open(gift)
    assert refused.value.why is Why.NO_ANSWER


def test_a_page_that_our_key_may_not_look_at_is_no_error_before_the_donor_and_opens_again(counter):
    gift = counter.promise()
    session = counter.open(gift)
    counter.misbehave(what="forbid", times=1, only="/v1/checkout/sessions", method="GET")
    with pytest.raises(GivingRefused) as refused:
        counter.open(gift)
    assert refused.value.why is Why.NO_ANSWER
    assert counter.open(gift) == session


def test_a_gift_whose_page_never_opened_is_over_after_ten_minutes(counter):
    gift = counter.promise()
    counter.misbehave(what="error", times=9, only="/v1/checkout/sessions", method="POST")
    with pytest.raises(GivingRefused):
        counter.open(gift)
    counter.behave()
    states = []
    for minutes in (9, 2):
        reconciliation.open_pages(at=counter.later(minutes=minutes))
        states.append(Gift.objects.get().state)
    assert states == ["opening", "expired"]
