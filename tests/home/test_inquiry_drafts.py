"""A journalist whom somebody calls in the middle of a sentence."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from home.models import Inquiry
from privacy.models import Draft
from tests.home.test_inquiry_forms import old_stamp
from tests.home.test_inquiry_views import answers
from tests.journeys.wording import said

pytestmark = pytest.mark.django_db(databases=["default", "vault"])

HALF = {"name": "Аліна", "languages": ["be", "pl"], "question": "Колькі дзя", "contact": "", "do": "keep"}


def keep(client: Client, **changes: Any) -> str:
    return client.post("/be/press/ask/", answers(**HALF | changes)).content.decode()


def test_half_a_form_is_kept_without_a_word_of_its_mistakes(client: Client) -> None:
    page = keep(client)

    assert "<title>Захавана — Цэнтр беларускай салідарнасці</title>" in page
    assert "mistakes" not in page
    assert Draft.objects.count() == 1
    assert not Inquiry.objects.exists()


def test_in_the_same_browser_the_form_opens_with_it(client: Client) -> None:
    keep(client)
    page = client.get("/be/press/ask/").content.decode()

    assert "Колькі дзя</textarea>" in page
    assert 'value="Аліна"' in page
    assert re.findall(r'value="(\w\w)"[^>]* checked', page) == ["be", "pl"]
    assert said("Erase it and begin anew", "be") in page
    assert "Колькі дзя" not in Client().get("/be/press/ask/").content.decode()


def test_elsewhere_it_opens_by_its_link(client: Client) -> None:
    address = re.search(r"http://localhost:8000(/be/l/[\w-]+/)", keep(client))
    assert address is not None
    elsewhere = Client()

    assert "Колькі дзя" not in elsewhere.get(address[1]).content.decode()
    assert elsewhere.post(address[1]).url == "/be/press/ask/"
    assert "Колькі дзя</textarea>" in elsewhere.get("/be/press/ask/").content.decode()


def link_in(page: str) -> str:
    found = re.search(r"http://localhost:8000(/be/l/[\w-]+/)", page)
    assert found is not None
    return found[1]


def test_what_a_victim_types_behind_a_link_that_was_spread_comes_to_nobody_else(client: Client) -> None:
    """Who has begun it has nothing of it from then on: by his cookie, his form or another link of his."""
    first = link_in(keep(client, name="", question=""))
    second = link_in(keep(client, name="", question=""))
    victim = Client()
    victim.post(second)
    keep(victim, stamp=stamp_of(victim.get("/be/press/ask/").content.decode()), question="Таемнае пытанне")
    for page in (client.get("/be/press/ask/"), client.post("/be/press/ask/", answers(**HALF))):
        assert "Таемнае" not in page.content.decode()

    assert (client.post(first).status_code, client.post(second).status_code) == (404, 404)
    assert "Таемнае" not in client.get("/be/press/ask/").content.decode()
    assert "Таемнае" in victim.get("/be/press/ask/").content.decode()


@pytest.mark.parametrize("language", ["be", "ru", "pl", "en"])
def test_the_form_says_when_it_was_begun_and_that_it_can_be_begun_anew(client: Client, language: str) -> None:
    keep(client)
    page = client.get(f"/{language}/press/ask/").content.decode()
    words = said("Begun on %(begun)s", language).split("%(begun)s")[0]
    begun = date_format(timezone.localtime(Draft.objects.get().begun_at), "H:i")

    assert [each in page for each in (words, begun, said("Erase it and begin anew", language))] == [True] * 3


def test_sent_from_two_browsers_it_is_one_question_and_the_draft_is_erased(client: Client) -> None:
    address = re.search(r"http://localhost:8000(/be/l/[\w-]+/)", keep(client))
    assert address is not None
    elsewhere = Client()
    elsewhere.post(address[1])
    stamps = [stamp_of(each.get("/be/press/ask/").content.decode()) for each in (client, elsewhere)]
    keys = {each.rpartition(":")[0].rpartition(":")[0] for each in stamps}
    for each in (client, elsewhere):
        each.post("/be/press/ask/", answers())

    assert len(keys) == 2
    assert Inquiry.objects.count() == 1
    assert not Draft.objects.exists()
    assert "Колькі дзя" not in client.get("/be/press/ask/").content.decode()


def stamp_of(page: str) -> str:
    found = re.search(r'name="stamp" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def test_at_a_word_it_is_erased(client: Client) -> None:
    keep(client)

    assert client.post("/be/press/ask/", {"do": "discard draft"}).url == "/be/press/ask/"
    assert not Draft.objects.exists()
    assert "Колькі дзя" not in client.get("/be/press/ask/").content.decode()


def test_leaving_closes_it_in_this_browser(client: Client) -> None:
    keep(client)
    client.get("/be/leave/")

    assert "Колькі дзя" not in client.get("/be/press/ask/").content.decode()


@pytest.mark.parametrize("change", [{"stamp": "forged"}, {"homepage": "https://x"}])
def test_machines_keep_nothing(client: Client, change: dict[str, str]) -> None:
    page = keep(client, **change)

    assert not Draft.objects.exists()
    assert "Колькі дзя</textarea>" in page
    assert "Трэба паправіць 1 адказ" in page


def test_a_network_keeps_so_many_an_hour(client: Client) -> None:
    for number in range(8):
        assert "Захавана" in keep(client, stamp=old_stamp(f"{number:032x}"))

    assert "Зашмат прыйшло адсюль" in keep(client, stamp=old_stamp(f"{9:032x}"))
    assert Draft.objects.count() == 8


def test_no_page_of_it_is_stored_or_tells_the_way_by_its_title(client: Client) -> None:
    answer = client.post("/be/press/ask/", answers(**HALF))

    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("private, no-store", "noindex")
    cookie = answer.cookies["inquiry_draft"]
    assert (cookie["max-age"], cookie["httponly"]) == (timedelta(hours=24).total_seconds(), True)


def test_a_button_nobody_drew_sends_nothing(client: Client) -> None:
    client.post("/be/press/ask/", answers(do="whatever"))

    assert not Inquiry.objects.exists()
    assert not Draft.objects.exists()
