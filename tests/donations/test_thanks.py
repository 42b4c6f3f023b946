import re
from datetime import timedelta

import pytest
from django.test import Client

from donations import gift_keys, giving_back, thanks
from donations.models import Fund, Gift, Refund
from tests.donations import visiting
from tests.donations.counter import lines
from tests.donations.her_page import MINE, let_in
from tests.donations.test_ledger import campaign
from tests.donations.visiting import path, text
from tests.journeys.wording import said

pytestmark = pytest.mark.django_db(databases=["default", "vault"])
TITLES = {
    "paid": "Thank you. The money has arrived",
    "waits": "Your bank is still thinking",
    "failed": "The payment did not go through",
    "open": "Nothing has been paid yet",
    "back": "This gift was given back",
}


def seen(client: Client, gift: Gift, language: str = "en") -> str:
    url = path(gift_keys.page_url(gift))
    return text(client.get(url.replace("/be/", f"/{language}/", 1)))


def how(page: str) -> str:
    return next(name for name, title in TITLES.items() if f">{title}<" in page)


def test_whoever_is_still_on_the_payment_page_is_told_that_nothing_is_paid(counter, client: Client):
    gift = counter.promise()
    counter.open(gift)
    assert how(seen(client, gift)) == "open"


def test_a_payment_is_seen_before_any_message_of_it_comes(counter, client: Client):
    gift = counter.promise()
    counter.pay(session=counter.open(gift))
    pages = [how(seen(client, gift)) for _time in range(2)]
    assert (pages, lines(gift)) == (["paid", "paid"], [("charge", 50_00, "pln")])


def test_a_bank_that_takes_days_is_waited_for_and_nobody_pays_twice(counter, client: Client):
    from donations.money import Money

    gift = counter.promise(amount=Money(20_00, "eur"))
    counter.pay(session=counter.open(gift), method="sepa_debit", number="DE89370400440532013000")
    waits = seen(client, gift)
    counter.later(days=8)
    assert (how(waits), "You need not pay again." in waits, how(seen(client, gift))) == (
        "waits",
        True,
        "paid",
    )


def test_a_bank_that_says_no_later_is_told_with_what_can_be_done(counter, client: Client):
    from donations.money import Money

    gift = counter.promise(amount=Money(20_00, "eur"))
    counter.pay(session=counter.open(gift), method="sepa_debit", number="AT861904300235473202")
    counter.later(days=8)
    page = seen(client, gift)
    assert how(page) == "failed"
    assert f"/en/donate/?again={gift_keys.key_of(gift)}" in page
    assert "/en/donate/transfer/" in page


def test_a_page_that_closed_unpaid_is_told_so(counter, client: Client):
    gift = counter.promise()
    counter.open(gift)
    counter.later(hours=1)
    page = seen(client, gift)
    gift.refresh_from_db()
    assert (how(page), gift.state) == ("open", "expired")


def test_a_gift_that_was_given_back_is_told_so(counter, client: Client, django_user_model):
    gift = counter.given()
    by = django_user_model.objects.create_user("hanna")
    refund = giving_back.ask(gift, amount=50_00, reason=Refund.Reason.ASKED, by=by, at=counter.now)
    giving_back.try_now(refund.pk, at=counter.now)
    counter.settle_down()
    assert how(seen(client, gift)) == "back"


def test_when_stripe_does_not_answer_we_tell_what_we_know(counter, client: Client):
    gift = counter.promise()
    counter.pay(session=counter.open(gift))
    counter.misbehave(what="lose", times=9, only="/v1/")
    assert how(seen(client, gift)) == "open"


def test_stripe_is_asked_only_so_often_for_one_gift(counter, client: Client, monkeypatch):
    monkeypatch.setattr(thanks, "ASKED_AT_MOST", 1)
    gift = counter.promise()
    session = counter.open(gift)
    seen(client, gift)
    counter.pay(session=session)
    assert how(seen(client, gift)) == "open"
    counter.settle_down()
    assert how(seen(client, gift)) == "paid"


def test_nothing_is_taken_from_the_address(counter, client: Client):
    gift = counter.promise()
    counter.open(gift)
    url = path(gift_keys.page_url(gift))
    assert (
        how(text(client.get(f"{url}?session_id=cs_paid&paid=1&amount=1".replace("/be/", "/en/")))) == "open"
    )


def test_a_key_that_was_changed_opens_nothing(counter, client: Client):
    key = gift_keys.key_of(counter.given())
    number, _dot, signature = key.partition(".")
    other = gift_keys.key_of(counter.given()).partition(".")
    tried = [
        key[:-1] + ("A" if key[-1] != "A" else "B"),
        number,
        f"{other[0]}.{signature}",
        "x" * 66,
        f"{key}/x",
    ]
    assert {client.get(f"/be/l/gift/{each}/").status_code for each in tried} == {404}


def test_the_address_is_the_same_whenever_it_is_made_and_is_not_the_number_stripe_knows(counter):
    gift = counter.given()
    assert gift_keys.page_url(gift) == gift_keys.page_url(Gift.objects.get(pk=gift.pk))
    assert str(gift.pk) not in gift_keys.page_url(gift)


def test_whose_page_there_is_is_told_of_it_and_only_her_own_browser_is_led_there(counter, client: Client):
    with_letter, without = counter.given(), counter.given(email=None)
    stranger = seen(client, with_letter)
    hers = seen(let_in(with_letter.donor), with_letter)
    other = seen(let_in(with_letter.donor), without)
    told = [
        ("the link to your own page" in each, f'href="{MINE}"' in each) for each in (stranger, hers, other)
    ]
    assert told == [(True, False), (True, True), (False, False)]


def test_a_fund_that_was_chosen_is_the_transfers_too(counter, client: Client):
    names = {f"name_{code}": "Жырандолі" for code in ("be", "ru", "pl", "en")}
    gift = counter.promise(fund=Fund.objects.create(slug="zyrandoli", **names))
    assert f"/en/donate/transfer/?for=fund-{gift.fund_id}" in seen(client, gift)


def test_the_page_is_nobody_elses_business(counter, client: Client):
    answer = client.get(path(gift_keys.page_url(counter.given(name="Ада", email="ada@example.org"))))
    page = text(answer)
    assert (answer["X-Robots-Tag"], "no-store" in answer["Cache-Control"]) == ("noindex", True)
    assert ("Ада" in page, "ada@example.org" in page) == (False, False)
    assert re.search(r"<title>(.+)</title>", page)[1].startswith(said("Your page", "be"))


@pytest.mark.parametrize("language", ["be", "ru", "pl", "en"])
def test_the_campaign_shows_how_far_it_has_come_with_this_gift(counter, client: Client, language: str):
    page = visiting.told_of(campaign(counter.now - timedelta(days=1), goal_minor=100_00), language=language)
    told = seen(client, counter.given(campaign=page.campaign), language)
    assert page.title in told
    assert 'width="50%"' in told
    assert said("Together with yours.", language) in told


def test_the_number_to_tell_us_finds_the_gift_and_opens_nothing(counter, client: Client):
    gift = counter.given()
    number = gift_keys.number_of(gift)
    assert number in seen(client, gift)
    assert gift.pk.hex.upper().startswith(number.replace("-", ""))
    assert client.get(f"/be/l/gift/{number}/").status_code == 404
