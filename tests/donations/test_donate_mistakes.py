"""Bad input has a sentence each, and makes no gift."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from donations import purposes, refusals
from donations.donate_form import AMOUNT, CURRENCY, EMAIL, PURPOSE, RHYTHM
from donations.models import Gift
from donations.money import Fault
from donations.refusals import SENTENCES, GivingRefused, Why
from tests.donations import visiting
from tests.donations.test_ledger import campaign
from tests.donations.visiting import fresh_stamp, send, text

pytestmark = pytest.mark.django_db(databases=["default", "vault"])


def fault(fault: Fault) -> str:
    return refusals.sentence(fault, currency="pln", language="en").replace("\xa0", " ")


def amount(typed: str, expected: Fault) -> Any:
    return pytest.param({"other": typed}, lambda: fault(expected), id=typed)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        amount("0", Fault.NOT_POSITIVE),
        amount("-5", Fault.NOT_POSITIVE),
        amount("1e400", Fault.UNCLEAR),
        amount("1000000000000", Fault.TOO_MUCH),
        amount("4.99", Fault.TOO_LITTLE),
        amount("12.505 ", Fault.UNCLEAR),
        amount("ten", Fault.UNCLEAR),
        amount("50 €", Fault.OTHER_CURRENCY),
        amount("NaN", Fault.UNCLEAR),
        pytest.param({"other": ""}, lambda: str(AMOUNT), id="no amount"),
        pytest.param({"other": "", "amount_eur": "7"}, lambda: str(AMOUNT), id="an amount in euros"),
        pytest.param({"rhythm": ""}, lambda: str(RHYTHM), id="no rhythm"),
        pytest.param({"rhythm": "weekly"}, lambda: str(RHYTHM), id="a rhythm that is none"),
        pytest.param({"currency": "rub"}, lambda: str(CURRENCY), id="an unknown currency"),
        pytest.param({"purpose": "campaign-999999"}, lambda: str(PURPOSE), id="a campaign that is none"),
        pytest.param({"purpose": "fund-x"}, lambda: str(PURPOSE), id="a fund that is none"),
        pytest.param({"email": "ada@"}, lambda: str(EMAIL), id="no e-mail"),
        pytest.param(
            {"visibility": "name"},
            lambda: "Write what may be shown, or choose to show nothing",
            id="nothing to show",
        ),
        pytest.param(
            {"visibility": "name", "name": "\u200b\u2060\ufeff"},
            lambda: "Write what may be shown, or choose to show nothing",
            id="nothing that anybody sees",
        ),
        pytest.param(
            {"page_language": "be"}, lambda: "Choose the language of the payment page", id="no such page"
        ),
    ],
)  # fmt: skip
def test_each_mistake_has_a_sentence_above_and_beside_and_makes_no_gift(
    counter, client: Client, changes: dict[str, str], sentence: Any
):
    before = Gift.objects.count()
    answer = send(client, "en", **changes)
    page = text(answer)

    assert answer.status_code == 200
    assert page.count(sentence()) >= 2, answer.context["form"].errors
    assert "<title>Error:" in page
    assert (Gift.objects.count(), counter.twin.every("checkout.session")) == (before, [])


def test_mistakes_are_listed_in_the_order_of_the_page(counter, client: Client):
    form = send(client, "en", rhythm="", other="", email="ada@", visibility="name").context["form"]
    places = [place for place, _sentence in form.mistakes]
    assert places == ["id_rhythm", "id_other", "id_name", "id_email"]


def test_a_campaign_that_closed_while_the_form_was_open_is_said_to_be_over(counter, client: Client):
    page = visiting.told_of(campaign(timezone.now() - timedelta(days=1)))
    value = f"campaign-{page.campaign_id}"
    before = text(client.get("/be/donate/"))
    purposes.close(page.campaign, at=timezone.now())
    after = send(client, "en", purpose=value)

    assert f'value="{value}"' in before
    assert str(PURPOSE) in text(after)
    assert counter.twin.every("checkout.session") == []


@pytest.mark.parametrize(
    ("why", "field"), [(Why.CLOSED, "purpose"), (Why.NO_CARDS, "currency"), (Why.NO_ANSWER, "__all__")]
)
def test_what_is_refused_at_the_last_moment_is_told_where_it_belongs(counter, client: Client, why, field):
    form = send(client, "en", other="").context["form"]
    form.refuse(GivingRefused(why))
    assert form.errors[field] == [str(SENTENCES[why])]


def test_html_in_the_words_is_words(counter, client: Client):
    message, name = "<script>alert(1)</script>", "<b>Ada</b>\u202e"
    send(client, visibility="name", name=name, message=message)
    given = Gift.objects.latest("created_at").donor.given.open()
    assert (given.name, given.message) == ("<b>Ada</b>", message)


def test_too_long_words_are_sent_back_whole(counter, client: Client):
    answer = send(client, "en", visibility="name", name="n" * 81, message="m" * 301)
    assert set(answer.context["form"].errors) == {"name", "message"}
    assert "m" * 301 in text(answer)


def test_without_an_answer_of_stripe_the_answers_stay_and_the_next_press_is_the_same_gift(
    counter, client: Client
):
    counter.misbehave(what="lose", times=2, only="/v1/checkout/sessions", method="POST")
    failed = send(client, "en")
    again = send(client, "en")

    assert str(SENTENCES[Why.NO_ANSWER]) in text(failed)
    assert failed.context["form"]["other"].value() == "50"
    assert (again.status_code, len(counter.twin.every("checkout.session"))) == (303, 1)


def test_a_form_that_comes_too_quickly_is_asked_to_come_again(counter, client: Client):
    stamp = fresh_stamp()
    assert send(client, "en", stamp=stamp).status_code == 200
    assert counter.twin.every("checkout.session") == []


def test_whoever_has_left_in_a_hurry_finds_nothing_typed(counter, client: Client):
    client.cookies["left"] = "1"
    page = text(client.get("/en/donate/"))
    assert ('name="rhythm"' in page, "There is nothing here" in page) == (False, True)
