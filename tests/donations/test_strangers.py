"""People who come to do harm: to find out who gives, to be in donors' way, to try out stolen cards."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import timezone

from donations import calm, gift_keys
from donations.donate_form import EMAIL
from donations.methods import Rhythm
from donations.models import Donor, Gift, MonthlyGift
from donations.models.gifts import KEPT_UNPAID
from privacy import alike, forgetting, jobs, keys
from tests.donations import planting
from tests.donations.counter import letters, lines
from tests.donations.her_page import MINE, let_in, send, text
from tests.donations.visiting import path
from tests.donations.visiting import send as give
from tests.home.test_inquiry_forms import old_stamp

pytestmark = pytest.mark.django_db(databases=["default", "vault"])
FLOOD = "Too much came from here this hour."


def once_more(client, key="a"):
    given = {"currency": "pln", "amount": "12,50", "page_language": "pl", "stamp": old_stamp(key * 32)}
    return send(client, "more/", **given)


# --- Payment pages ----------------------------------------------------------------------------------------


def test_one_network_can_not_use_up_what_is_there_for_all(counter, monkeypatch):
    monkeypatch.setitem(calm.PAGES, calm.Budget.EVERYBODY, calm.PAGES[calm.Budget.NETWORK] + 1)
    stranger, donor = Client(REMOTE_ADDR="198.51.100.7"), Client(REMOTE_ADDR="203.0.113.7")
    sent = [give(stranger).status_code for _page in range(15)]
    assert (sent.count(303), sent.count(200)) == (10, 5)
    assert give(donor, key="2").status_code == 303


def test_whoever_has_a_link_is_not_kept_back_by_what_others_do(counter, monkeypatch):
    monkeypatch.setitem(calm.PAGES, calm.Budget.EVERYBODY, 0)
    monkeypatch.setitem(calm.PAGES, calm.Budget.NETWORK, 0)
    assert once_more(let_in(counter.given().donor)).status_code == 303


def test_a_link_opens_only_so_many_pages_an_hour_those_where_a_card_is_left_too(counter, monkeypatch):
    monkeypatch.setitem(calm.PAGES, calm.Budget.DONOR, 2)
    mine = let_in(counter.given(rhythm=Rhythm.MONTHLY).donor)
    opened = [send(mine, "1/pay/", page_language="pl").status_code for _page in range(2)]
    refused = [text(send(mine, "1/pay/", page_language="pl")), text(once_more(mine))]
    assert (opened, [FLOOD in each for each in refused]) == ([303, 303], [True, True])


# --- Somebody else's address ------------------------------------------------------------------------------


def ask_for_a_link(email="ada@example.org"):
    jobs.send_new_links.func(keys.digest_of(alike.email(email)).hex())


def test_an_address_written_into_a_form_and_not_paid_for_gets_no_letter(counter):
    counter.open(counter.promise())
    ask_for_a_link()
    assert letters() == []


def test_nor_does_it_get_more_of_them_in_an_hour_when_she_gives_herself(counter):
    at = timezone.now()
    planting.received("en", at=at)
    for _form in range(3):
        planting.promised("en", at=at + timedelta(minutes=1))
        ask_for_a_link()
    assert letters("gift_link") == ["gift_link"]


def test_it_is_forgotten_after_three_days_and_what_was_paid_is_not(counter):
    at = timezone.now()
    unpaid = planting.promised("en", at=at, name="Alena", visibility="name")
    paid = Gift.objects.get(pk=planting.received("en", at=at))
    monthly = planting.monthly("en", at=at, state="stopped", next_at=None, ended_at=at)
    open_still = counter.promise()
    counter.open(open_still)
    forgetting.enforce(at=at + KEPT_UNPAID - timedelta(minutes=1))
    before = Donor.objects.count()
    forgetting.enforce(at=at + KEPT_UNPAID)
    unpaid.refresh_from_db()
    kept = {paid.donor_id, monthly.donor_id, open_still.donor_id}
    assert (before, set(Donor.objects.values_list("pk", flat=True))) == (4, kept)
    assert (unpaid.donor, unpaid.visibility) == (None, "hidden")


def test_a_letter_that_only_looks_like_one_of_ours_makes_no_address(counter):
    answer = give(Client(), "en", email="mi\N{KELVIN SIGN}e@example.org")
    assert (str(EMAIL) in text(answer), Gift.objects.exists()) == (True, False)


# --- Pages that are nobody else's -------------------------------------------------------------------------


def test_the_page_of_a_gift_that_stays_in_a_browsers_history_closes_after_a_month(counter):
    gift = counter.given(email=None)
    there = path(gift_keys.page_url(gift))
    opens = Client().get(there).status_code
    Gift.objects.filter(pk=gift.pk).update(created_at=timezone.now() - gift_keys.OPENS_FOR)
    assert (opens, Client().get(there).status_code) == (200, 404)


@pytest.mark.parametrize("which", ["1" * 5000, "0", "-1", "²", "١", ""])
def test_a_button_that_there_is_none_of_does_nothing(counter, which):
    mine = let_in(planting.monthly("en", at=timezone.now()).donor)
    assert send(mine, do=f"resume {which}").status_code == 302


# --- Forgotten while the payment page is open -------------------------------------------------------------


def begin_a_monthly_gift(counter):
    known = counter.given().donor
    return known, counter.open(counter.promise(rhythm=Rhythm.MONTHLY))


def test_whoever_is_forgotten_leaves_no_payment_page_open(counter):
    known, session = begin_a_monthly_gift(counter)
    send(let_in(known), "erase/", do="erase")
    with pytest.raises(Exception, match="expired"):
        counter.pay(session=session)


def test_a_gift_paid_at_that_moment_is_stopped_too(counter):
    known, session = begin_a_monthly_gift(counter)
    mine = let_in(known)
    counter.pay(session=session)
    send(mine, "erase/", do="erase")
    counter.settle_down()
    assert (MonthlyGift.objects.get().state, MonthlyGift.objects.get().donor) == ("stopped", None)


def test_where_the_page_could_not_be_closed_what_begins_on_it_is_stopped(counter):
    known, session = begin_a_monthly_gift(counter)
    counter.misbehave(what="refuse", times=9, only="/v1/checkout/sessions")
    send(let_in(known), "erase/", do="erase")
    counter.behave()
    counter.pay(session=session)
    counter.settle_down()
    row = MonthlyGift.objects.get()
    assert [(each.what, each.state) for each in row.changes.all()] == [("stop", "waiting")]
    from donations import changing

    changing.try_now(row.changes.get().pk, at=counter.now)
    row.refresh_from_db()
    assert (row.state, row.donor, len(lines())) == ("stopped", None, 2)


# --- Other people's words in our addresses ----------------------------------------------------------------


@pytest.mark.parametrize("header", ["HTTP_X_FORWARDED_HOST", "HTTP_X_HOST", "HTTP_FORWARDED"])
def test_nobody_else_says_where_the_payment_page_leads_back_to(counter, header):
    give(Client(**{header: "evil.example"}))
    (session,) = counter.twin.every("checkout.session")
    assert {session["success_url"], session["cancel_url"]} == {gift_keys.page_url(Gift.objects.get())}


def test_a_form_of_another_site_makes_no_gift(counter):
    for where in ("/be/donate/", f"{MINE}erase/", f"{MINE}1/stop/"):
        assert Client(enforce_csrf_checks=True).post(where, {}).status_code == 403
    assert not Gift.objects.exists()


@pytest.mark.parametrize("word", ["\x00", "9" * 5000, "campaign-²", "https://evil.example/", "ž.ž.ž"])
def test_whatever_stands_in_an_address_it_breaks_nothing(counter, word):
    client = Client()
    asked = [f"/be/donate/?{name}={quote(word)}" for name in ("campaign", "again", "next", "anew")]
    asked.append(f"/be/donate/transfer/?campaign={quote(word)}")
    answers = [client.get(each) for each in asked]
    assert {answer.status_code for answer in answers} == {200}
    assert not any('="https://evil.example' in text(answer) for answer in answers)
