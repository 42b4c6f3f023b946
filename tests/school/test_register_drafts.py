"""The form of a family lives in one browser, and is gone from it at once when somebody comes."""

import pytest
from django.test import Client

from tests.journeys.wording import said
from tests.school.form_filling import REST, START, begin, fill, send, text

pytestmark = [
    pytest.mark.django_db(databases=["default", "vault"]),
    pytest.mark.usefixtures("nobody_yet", "no_letters"),
]


def test_it_can_be_gone_on_with_on_another_telephone(client: Client) -> None:
    begin(client)
    page = text(client.post(f"{START}birth/", {"month": "3", "year": "", "do": "keep"}))
    url = page.split('rel="noreferrer">http://localhost:8000')[1].split("<")[0]

    other = Client()
    assert other.post(url).url == f"{START}on/"
    assert other.get(f"{START}on/").url == START
    begun = text(other.get(START))
    assert (f'href="{START}birth/"' in begun, said("Erase it and begin anew", "be") in begun) == (True, True)
    assert 'value="3"' in text(other.get(f"{START}birth/"))
    assert client.get(f"{START}birth/").url == START


def test_a_link_that_a_stranger_has_spread_brings_him_no_answers(client: Client) -> None:
    page = text(begin(client, name="", do="keep"))
    url = page.split('rel="noreferrer">http://localhost:8000')[1].split("<")[0]
    victim = Client()
    victim.post(url)
    victim.post(START, {"name": "Марыйка"})
    for step, answers in REST.items():
        victim.post(f"{START}{step}/", answers)

    assert "Марыйка" in text(victim.get(f"{START}check/"))
    assert client.get(f"{START}check/").url == START
    begin(client, name="Чужы")
    assert client.post(url).status_code == 404
    for each in ("", "you/", "check/"):
        assert "alena" not in text(client.get(f"{START}{each}", follow=True))
    assert "Марыйка" in text(victim.get(f"{START}check/"))


def test_leaving_in_a_hurry_empties_what_was_sent_too(client: Client) -> None:
    fill(client)
    page = text(client.get(send(client).url))
    assert "a•••@example.org" in page
    client.get("/be/leave/")

    assert said("There is nothing here", "be") in text(client.get(f"{START}sent/"))
    assert client.get(f"{START}sent/?anew").url == f"{START}sent/"
    assert "•••" not in text(client.get(f"{START}sent/"))


def test_leaving_in_a_hurry_empties_the_form(client: Client) -> None:
    begin(client)
    client.get("/be/leave/")

    assert "Зорка" not in text(client.get(START))
    assert client.get(f"{START}?anew").url == START
    assert "Зорка" not in text(client.get(START))
