"""The page behind the link of a letter: looking changes nothing, the button confirms."""

from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone
from psycopg.errors import LockNotAvailable

from privacy import links
from privacy.models import Link
from school import moving
from school.confirming import CONFIRM
from school.ledger import Deed
from school.models import Application, Entry, Guardian
from school.refusals import SchoolRefused, Why
from school.states import State
from tests.journeys.wording import said
from tests.school.form_filling import delivered, fill, link, send, text
from tests.school.registering import of, registered

pytestmark = [
    pytest.mark.django_db(databases=["default", "vault"]),
    pytest.mark.usefixtures("nobody_yet", "no_letters"),
]


def asked(language: str = "be") -> tuple[Guardian, str]:
    """Whose link it is, and its address."""
    guardian = registered(at=timezone.now(), language=language)
    url = links.issue(CONFIRM, guardian.pk, language=language, at=timezone.now())
    return guardian, url.removeprefix("http://localhost:8000")


def test_the_whole_way_from_the_form_to_the_page_of_the_family(client: Client) -> None:
    fill(client)
    send(client)
    url = link(delivered())

    assert client.post(url).url == url
    row = Application.objects.get()
    assert (row.state, row.round) == (State.VERIFIED, timezone.localdate().replace(day=1))
    assert client.post(url, {"do": "open"}).url == "/be/school/mine/"
    assert client.get("/be/school/mine/").status_code in (200, 302)


@pytest.mark.parametrize("language", ["be", "ru", "pl", "en"])
def test_the_page_shows_codes_and_no_name(client: Client, language: str) -> None:
    guardian, url = asked(language)
    page = text(client.get(url))

    assert (of(guardian)[0].code in page, "Зорка" in page, "Алена" in page) == (True, False, False)
    assert said("Confirm", language) in page


def test_a_scanner_that_opens_it_a_hundred_times_confirms_nothing(client: Client) -> None:
    guardian, url = asked()
    answers = {client.get(url).status_code for _time in range(50)} | {
        client.head(url).status_code for _time in range(50)
    }

    assert (answers, of(guardian)[0].state, Entry.objects.count()) == ({200}, State.RECEIVED, 0)


def test_pressed_twice_it_is_confirmed_once(client: Client) -> None:
    guardian, url = asked()
    for _time in range(2):
        client.post(url)

    assert (of(guardian)[0].state, Entry.objects.filter(deed=Deed.VERIFIED).count()) == (State.VERIFIED, 1)
    assert said("It is confirmed", "be") in text(client.get(url))


def test_a_link_of_yesterday_does_not_open(client: Client) -> None:
    _guardian, url = asked()
    Link.objects.update(expires_at=timezone.now())

    assert (client.get(url).status_code, client.post(url).status_code) == (404, 404)


def test_it_is_too_late_for_what_has_lapsed(client: Client) -> None:
    _guardian, url = asked()
    Application.objects.update(state=State.LAPSED)

    assert (client.get(url).status_code, client.post(url).status_code) == (404, 404)


def test_no_page_is_opened_before_it_is_confirmed(client: Client) -> None:
    guardian, url = asked()
    client.post(url, {"do": "open"})

    assert (of(guardian)[0].state, client.cookies.keys() & {"school"}) == (State.VERIFIED, set())


def test_who_has_chosen_four_digits_is_asked_for_them(client: Client) -> None:
    _guardian, url = asked()
    client.post(url)
    Guardian.objects.update(guard=links.guarding("1234"))
    answer = client.post(url, {"do": "open"})

    assert said("Your page asks for your four digits", "be") in text(answer)
    assert "school" not in client.cookies


def test_a_busy_list_asks_for_patience(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_given: Any, **_more: Any) -> None:
        raise OperationalError("lock timeout") from LockNotAvailable()

    guardian, url = asked()
    monkeypatch.setattr(moving, "move", busy)
    answer = client.post(url)

    assert (answer.status_code, str(SchoolRefused(Why.BUSY)) in text(answer)) == (200, True)
    assert of(guardian)[0].state == State.RECEIVED
