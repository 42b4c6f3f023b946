import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from config.headers import PUBLIC_POLICY, header
from donations import calm, gift_keys, methods, purposes
from donations.models import Donor, Fund, Gift
from tests.donations import visiting
from tests.donations.counter import letters
from tests.donations.test_ledger import campaign
from tests.donations.test_sums import answer_to
from tests.donations.visiting import path, send, text
from tests.journeys.wording import said

pytestmark = pytest.mark.django_db(databases=["default", "vault"])
LANGUAGES = ["be", "ru", "pl", "en"]
WHO_LEARNS = (
    "We need neither a name nor an e-mail. But the payment service asks for an e-mail on its page, and it and"
    " the bank know who pays."
)


def made() -> Gift:
    return Gift.objects.latest("created_at")


def sessions(counter) -> list[dict[str, Any]]:
    return counter.twin.every("checkout.session")


def checked(page: str) -> list[tuple[str, str]]:
    """Names and values of what is chosen already."""
    found = re.findall(r'<input type="radio" name="(\w+)" value="([^"]+)"[^>]* checked', page)
    return [*found, *re.findall(r'<option value="()([^"]+)" selected', page)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_has_an_address_in_each_language(counter, client: Client, language: str):
    answer = client.get(f"/{language}/donate/")
    page = text(answer)

    assert answer.status_code == 200
    assert said("Are you in Belarus?", language) in page
    assert said(WHO_LEARNS, language) in page
    assert f'<link rel="canonical" href="http://localhost:8000/{language}/donate/">' in page
    assert page.count('rel="alternate" hreflang') == 5
    assert ("X-Robots-Tag" in answer, "noindex" in page) == (False, False)


def test_the_warning_stands_before_everything_one_can_fill_in(counter, client: Client):
    page = text(client.get("/be/donate/"))
    assert page.index(said("Are you in Belarus?", "be")) < page.index('name="rhythm"')


def test_neither_once_nor_monthly_nor_an_amount_is_chosen_beforehand(counter, client: Client):
    page = text(client.get("/en/donate/"))
    assert checked(page) == [
        ("currency", "pln"), ("purpose", "need"), ("visibility", "hidden"), ("", "en"),
    ]  # fmt: skip


@pytest.mark.parametrize(("language", "chosen"), [("be", "pl"), ("ru", "ru"), ("pl", "pl"), ("en", "en")])
def test_the_payment_page_never_turns_russian_by_itself(counter, client: Client, language, chosen):
    page = text(client.get(f"/{language}/donate/"))
    hint = said(
        "It does not speak Belarusian yet. Choose what suits you; it does not switch by itself.", "be"
    )
    assert ("", chosen) in checked(page)
    assert 'aria-describedby="id_page_language_helptext"' in page
    assert (hint in page) == (language == "be")


def test_no_script_of_stripe_is_on_the_page(counter, client: Client):
    page = text(client.get("/be/donate/"))
    assert re.findall(r'(?:src|href)="https?://(?!localhost|www\.wikipedia|t\.me|example)[^"]+"', page) == []


def test_the_policy_lets_this_form_lead_to_the_payment_page_and_no_other_form(
    counter, client: Client, settings
):
    here = client.get("/be/donate/")["Content-Security-Policy"]
    settings.STRIPE_API_BASE = ""
    real = client.get("/be/donate/")["Content-Security-Policy"]

    twin = {**PUBLIC_POLICY, "form-action": ["'self'", counter.twin.address]}
    stripe = {**PUBLIC_POLICY, "form-action": ["'self'", "https://checkout.stripe.com"]}
    assert (here, real) == (header(twin), header(stripe))
    for other in ("/be/", "/be/donate/transfer/", "/be/press/ask/"):
        assert client.get(other)["Content-Security-Policy"] == header(PUBLIC_POLICY)


def test_a_mistake_is_shown_under_the_same_policy(counter, client: Client):
    answer = send(client, rhythm="")
    assert counter.twin.address in answer["Content-Security-Policy"]


def test_a_gift_is_stored_and_the_donor_is_sent_to_its_page_by_303(counter, client: Client):
    answer = send(client)
    gift = made()

    assert (answer.status_code, answer["Location"]) == (303, gift.attempts.get().url)
    assert (gift.state, gift.amount_minor, gift.currency, gift.rhythm) == (
        "awaiting-payer",
        50_00,
        "pln",
        "once",
    )
    assert (gift.language, gift.page_language, gift.donor) == ("be", "pl", None)
    session = sessions(counter)[-1]
    assert (session["locale"], session["mode"]) == ("pl", "payment")
    assert session["success_url"] == session["cancel_url"] == gift_keys.page_url(gift)
    assert "no-store" in answer["Cache-Control"]


def test_what_was_paid_is_thanked_for_without_any_message_of_stripe(counter, client: Client):
    send(client, email="ada@example.org")
    gift = made()
    counter.pay(session=gift.attempts.get().session, method="card")
    page = text(client.get(path(gift_keys.page_url(gift))))

    gift.refresh_from_db()
    assert said("Thank you. The money has arrived", "be") in page
    assert (gift.state, letters("gift_received")) == ("received", ["gift_received"])


def test_a_monthly_gift_needs_an_e_mail_and_opens_a_subscription(counter, client: Client):
    without = text(send(client, "pl", rhythm="monthly"))
    answer = send(client, "pl", rhythm="monthly", email="ada@example.org")

    sentence = said("Leave an e-mail for a monthly gift: every letter has the link that stops it.", "pl")
    assert without.count(sentence) == 2
    assert answer.status_code == 303
    assert sessions(counter)[-1]["mode"] == "subscription"
    assert made().donor.given.open().email == "ada@example.org"


def test_sent_twice_it_is_one_gift_and_one_page(counter, client: Client):
    first, second = send(client), send(client)
    assert first["Location"] == second["Location"]
    assert (
        Gift.objects.filter(form="1" * 8 + "-1111-1111-1111-" + "1" * 12).count(),
        len(sessions(counter)),
    ) == (1, 1)


@pytest.mark.parametrize("corrected", ["ada@example.org", ""])
def test_an_e_mail_put_right_on_the_way_back_is_the_one_that_counts(counter, client: Client, corrected: str):
    send(client, email="ada@exmaple.org")
    first = made()
    send(client, email=corrected)
    second, again = made(), send(client, email=corrected)
    first.refresh_from_db()

    assert (second.donor.given.open().email if second.donor else "") == corrected
    assert (first.state, second.state) == ("withdrawn", "awaiting-payer")
    assert (made(), again["Location"]) == (second, second.attempts.get().url)


def test_another_amount_in_the_same_form_takes_the_place_of_the_first(counter, client: Client):
    send(client)
    first = made()
    send(client, other="80")
    first.refresh_from_db()
    assert (first.state, made().amount_minor) == ("withdrawn", 80_00)


def test_who_has_paid_and_sends_the_form_again_is_led_to_the_thanks(counter, client: Client):
    send(client)
    gift = made()
    counter.pay(session=gift.attempts.get().session, method="card")
    again, otherwise = send(client), send(client, other="80")
    assert [again["Location"], otherwise["Location"]] == [gift_keys.page_url(gift)] * 2


def test_back_from_the_payment_page_the_form_is_taken_up_with_what_was_chosen(counter, client: Client):
    send(client, "en", rhythm="monthly", email="ada@example.org", currency="eur", other="12.50")
    gift = made()
    back = text(client.get(path(gift_keys.page_url(gift))))
    again = client.get(f"/en/donate/?again={gift_keys.key_of(gift)}")
    form = again.context["form"]

    assert said("Nothing has been paid yet", "en") in back
    assert f"/en/donate/?again={gift_keys.key_of(gift)}" in back
    assert {("rhythm", "monthly"), ("currency", "eur"), ("purpose", "need")} <= set(checked(text(again)))
    assert form["other"].value() == "€12.50"
    assert "ada@example.org" not in text(again)
    send(
        client,
        "en",
        stamp=form["stamp"].value(),
        rhythm="monthly",
        email="ada@example.org",
        currency="eur",
        other="€12.50",
    )
    assert (made(), len(sessions(counter))) == (gift, 1)


@pytest.mark.parametrize("again", ["", "x", "AAAA.BBBB"])
def test_a_made_up_key_takes_nothing_up(counter, client: Client, again: str):
    assert client.get(f"/en/donate/?again={again}").context["form"]["rhythm"].value() is None


def test_a_gift_that_is_paid_is_not_taken_up(counter, client: Client):
    key = gift_keys.key_of(counter.given())
    assert client.get(f"/en/donate/?again={key}").context["form"]["rhythm"].value() is None


def test_the_campaign_whose_button_was_pressed_is_chosen(counter, client: Client):
    page = visiting.told_of()
    value = f"campaign-{page.campaign_id}"
    assert ("purpose", value) in checked(text(client.get(f"/be/donate/?campaign={page.campaign_id}")))
    send(client, purpose=value)
    assert made().campaign == page.campaign


def test_the_campaign_somebody_has_come_for_is_the_one_beside_the_form(counter, client: Client):
    now = timezone.now()
    earlier = visiting.told_of(campaign(now - timedelta(days=2)), title="Ранейшы", slug="a")
    latest = visiting.told_of(campaign(now - timedelta(days=1)), title="Апошні", slug="b")
    pages = [client.get("/be/donate/"), client.get(f"/be/donate/?campaign={earlier.campaign_id}")]
    pages.append(send(client, rhythm="", purpose=f"campaign-{earlier.campaign_id}"))
    assert [each.context["campaign"].campaign for each in pages] == [
        latest.campaign, earlier.campaign, earlier.campaign,
    ]  # fmt: skip


def test_a_campaign_that_nobody_can_read_about_is_not_offered(counter, client: Client):
    polish = visiting.told_of(language="pl")
    closed = visiting.told_of(campaign(timezone.now() - timedelta(days=2)), slug="inny")
    purposes.close(closed.campaign, at=timezone.now() - timedelta(days=1))
    page = text(client.get("/be/donate/"))
    assert [each for each in (polish, closed) if f'value="campaign-{each.campaign_id}"' in page] == []


@pytest.mark.parametrize("is_open", [True, False])
def test_a_fund_is_offered_in_the_readers_words_while_it_is_open(counter, client: Client, is_open: bool):
    names = {f"name_{code}": f"Жырандолі {code}" for code in LANGUAGES}
    lines = {f"about_{code}": f"свечкі {code}" for code in LANGUAGES}
    fund = Fund.objects.create(slug="zyrandoli", is_open=is_open, **names, **lines)
    page = text(client.get("/pl/donate/"))
    answer = send(client, "pl", purpose=f"fund-{fund.pk}")
    shown = "Жырандолі pl" in page, "свечкі pl" in page
    assert (*shown, answer.status_code) == ((True, True, 303) if is_open else (False, False, 200))
    assert Gift.objects.filter(fund=fund).exists() == is_open


@pytest.mark.parametrize("currency", ["pln", "eur", "usd"])
def test_what_an_amount_does_is_the_editors_word(counter, client: Client, currency: str):
    amounts = [{"type": "amount", "value": {"currency": currency, "amount": 41, "does": "жырандоля"}}]
    index = visiting.index()
    index.amounts = amounts
    index.save_revision().publish()
    page = text(client.get("/be/donate/"))
    send(client, currency=currency, other="", **{f"amount_{currency}": "41"})

    assert "жырандоля" in page
    assert (made().amount_minor, made().currency) == (41_00, currency)


def test_a_name_is_kept_only_if_it_may_be_shown(counter, client: Client):
    send(client, key="1", name="Бусел", message="Трымайцеся")
    hidden = made()
    send(client, key="2", name="Бусел", message="Трымайцеся", visibility="name")
    shown = made()

    def told(gift: Gift) -> tuple[str, ...]:
        given = gift.donor.given.open()
        return (given.name, given.message, gift.visibility, gift.moderation)

    assert told(hidden) == ("", "Трымайцеся", "hidden", "none")
    assert told(shown) == ("Бусел", "Трымайцеся", "name", "waiting")


def test_who_tells_nothing_is_no_row(counter, client: Client):
    before = Donor.objects.count()
    send(client)
    assert Donor.objects.count() == before


def test_past_the_budget_of_pages_a_question_is_asked_and_its_answer_leads_on(
    counter, client: Client, monkeypatch
):
    monkeypatch.setitem(calm.PAGES, calm.Budget.NETWORK, 0)
    asked = send(client, "en")
    first = asked.context["form"].asks
    wrong = send(client, "en", question=first.token, answer="1")
    second = wrong.context["form"].asks
    right = send(client, "en", question=second.token, answer=answer_to(second))

    assert "Answer this, so that we see that you are a person" in text(asked)
    assert 'aria-describedby="id_answer_error id_answer_asked"' in text(asked)
    assert [each.text in text(page) for each, page in ((first, asked), (second, wrong))] == [True, True]
    assert second.token != first.token
    assert right["Location"] == made().attempts.get().url


def test_in_calm_mode_the_page_says_so_and_offers_what_works(counter, client: Client, django_user_model):
    calm.begin(by=django_user_model.objects.create_user("hanna"), at=timezone.now())
    page = text(client.get("/en/donate/"))
    dollars = text(send(client, "en", currency="usd"))

    assert "Cards are not taken at the moment" in page
    assert "once: BLIK, Przelewy24" in page
    assert dollars.count("Cards are not taken at the moment. Give once, in zlotys: by BLIK, Przelewy24") == 2
    assert send(client).status_code == 303


def test_monthly_blik_is_named_once_the_account_can_do_it(counter, client: Client, monkeypatch):
    before = text(client.get("/en/donate/"))
    monkeypatch.setattr(calm, "circumstances", lambda: methods.Circumstances(blik_monthly=True))
    after = text(client.get("/en/donate/"))
    assert ("every month: BLIK, card" in before, "every month: BLIK, card" in after) == (False, True)


def test_without_stripe_only_a_transfer_is_offered(client: Client):
    page = text(client.get("/be/donate/"))
    assert said("Cards and BLIK are not taken here at the moment", "be") in page
    assert ('name="rhythm"' in page, "/be/donate/transfer/" in page) == (False, True)
    assert send(client).status_code == 200
