"""A donor is forgotten at her word: the books stay whole, and nothing more is taken."""

from datetime import timedelta

import pytest
from django.test import Client

from donations import changing
from donations.methods import Rhythm
from donations.models import Donor, Gift, LedgerEntry, MonthlyGift
from letters.models import Letter
from letters.sending import hand_over
from office.models import JournalEntry
from privacy import forgetting
from privacy.models import Link
from tests.donations.counter import lines
from tests.donations.her_page import MINE, by_letter, let_in, page, send, text

pytestmark = pytest.mark.django_db(databases=["default", "vault"])
PAID = ("charge", 50_00, "pln")


def test_opening_the_page_erases_nothing(counter):
    gift = counter.given()
    assert "Yes, erase me" in page(let_in(gift.donor), "erase/")
    assert send(let_in(gift.donor), "erase/", do="").status_code == 200
    assert Donor.objects.exists()


def test_everything_under_the_address_goes_and_the_books_stay_whole(counter):
    once = counter.given(name="Alena", visibility="name")
    monthly = counter.given(rhythm=Rhythm.MONTHLY)
    path = by_letter("gift_received", once.pk, at=counter.now)
    receipt = text(send(let_in(monthly.donor), "erase/", do="erase"))
    assert ("Everything is erased" in receipt, "stopped: nothing more is taken" in receipt) == (True, True)
    assert (Donor.objects.count(), lines(), MonthlyGift.objects.get().state) == (0, [PAID, PAID], "stopped")
    once.refresh_from_db()
    assert (once.donor, once.state, once.visibility, once.moderation) == (None, "received", "hidden", "none")
    assert (Link.objects.count(), Client().post(path).status_code) == (0, 404)
    assert JournalEntry.objects.filter(deed="donor_erased").count() == 2


def test_the_receipt_says_stopped_only_when_it_is(counter):
    gift = counter.given(rhythm=Rhythm.MONTHLY)
    counter.misbehave(what="forbid", only="/v1/subscriptions", method="DELETE")
    receipt = text(send(let_in(gift.donor), "erase/", do="erase"))
    assert "stopped: nothing more is taken" not in receipt
    assert MonthlyGift.objects.get().changes.get().state == "waiting"


def test_no_letter_leaves_any_more_and_nothing_is_taken(counter):
    gift = counter.given(rhythm=Rhythm.MONTHLY)
    send(let_in(gift.donor), "erase/", do="erase")
    counter.later(days=62)
    counter.settle_down()
    for letter in Letter.objects.filter(state="waiting"):
        hand_over(letter.pk, at=counter.now)
    assert (set(Letter.objects.values_list("name", "state")), lines()) == (
        {("gift_monthly_received", "dropped")},
        [PAID],
    )


def test_while_stripe_does_not_answer_she_is_forgotten_all_the_same_and_it_is_stopped_later(counter):
    gift = counter.given(rhythm=Rhythm.MONTHLY)
    counter.misbehave(what="refuse", times=9, only="/v1/subscriptions")
    receipt = text(send(let_in(gift.donor), "erase/", do="erase"))
    row = MonthlyGift.objects.get()
    counter.behave()
    changing.try_now(row.changes.get().pk, at=counter.now)
    row.refresh_from_db()
    assert "we ask until it has stopped it" in receipt
    assert (Donor.objects.exists(), row.state) == (False, "stopped")


def test_who_is_forgotten_by_the_clock_is_shown_nowhere_either(counter):
    gift = counter.given(name="Alena", visibility="name")
    forgetting.enforce(at=counter.now + timedelta(days=181))
    gift.refresh_from_db()
    assert (gift.donor, gift.visibility, gift.moderation) == (None, "hidden", "none")


def test_somebody_elses_gifts_stay_hers(counter):
    mine, other = counter.given(), counter.given(email="other@example.org")
    send(let_in(mine.donor), "erase/", do="erase")
    other.refresh_from_db()
    assert (other.donor.given.open().email, LedgerEntry.objects.count()) == ("other@example.org", 2)


def test_the_page_is_closed_afterwards(counter):
    client = let_in(counter.given().donor)
    send(client, "erase/", do="erase")
    assert (client.get(MINE).status_code, Gift.objects.count()) == (404, 1)
