from typing import Any

import pytest
from django.test import Client

from events import tried_words
from events.models import Booking, Occurrence, Party
from tests.events.dates import state
from tests.events.visiting import in_days, send, signed_up, soon
from tests.journeys.wording import said

pytestmark = [
    pytest.mark.django_db(databases=["default", "vault"]),
    pytest.mark.usefixtures("nobody_yet"),
]
TICKET, FOUND = "/be/sign-up/ticket/", "/be/sign-up/ticket/found/"


@pytest.fixture
def on(client: Client) -> Occurrence:
    made = soon()
    send(client, made)
    return made


@pytest.fixture
def words(on: Occurrence) -> str:
    return Party.objects.get().signed.open().words


def typed(words: str, *, days: int = 7, client: Client | None = None) -> Any:
    return (client or Client()).post(TICKET, {"day": in_days(days).date().isoformat(), "words": words})


def text(answer: Any) -> str:
    return str(answer.content.decode()).replace("\xa0", " ")


def test_two_words_show_the_ticket_and_cancel_it_and_that_is_all(words: str) -> None:
    other = Client()
    assert typed(f"  {words.upper()} ", client=other).url == FOUND
    page = text(other.get(FOUND))
    assert (Party.objects.get().reference in page, "Бусел" in page) == (True, False)
    for do in ("move", "shrink", "erase", "accept", ""):
        other.post(FOUND, {"do": do, "to": "1"})
    assert state(Party.objects.get()) == ["confirmed"]
    assert other.get("/be/sign-up/mine/").status_code == 404

    for _time in range(2):
        assert other.post(FOUND, {"do": "cancel"}).url == FOUND
    assert state(Party.objects.get()) == ["cancelled"]
    assert said("You have cancelled", "be") in text(other.get(FOUND))


def test_only_days_on_which_somebody_comes_so_are_offered(client: Client, on: Occurrence) -> None:
    signed_up(soon(days=9))
    page = text(client.get(TICKET))
    assert [in_days(days).date().isoformat() in page for days in (7, 9)] == [True, False]
    assert "Wreaths" not in page


def test_wrong_words_another_day_and_too_many_tries_look_alike(words: str) -> None:
    send(Client(), soon(days=9), key="2")
    wrong = text(typed("зялёны човен"))
    another_day = text(typed(words, days=9))
    for _time in range(4):
        typed("зялёны човен")
    too_often = text(typed(words))

    sentence = said(
        "There is no such ticket on that day, or it was tried too often. Try in an hour, or call us", "be"
    )
    for page in (wrong, another_day, too_often):
        assert page.count(sentence) == 2
    assert typed(words, days=9).status_code == 200


def test_the_ceiling_holds_for_all_networks_together(words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tried_words, "MOST", tried_words.limits.Most(from_network=5, from_contact=6))
    for number in range(6):
        Client(REMOTE_ADDR=f"203.0.{number}.1").post(
            TICKET, {"day": in_days(7).date().isoformat(), "words": "a b"}
        )
    assert typed(words, client=Client(REMOTE_ADDR="203.0.99.1")).status_code == 200


@pytest.mark.parametrize(
    "given", [{}, {"day": "2026-13-45", "words": "a b"}, {"day": "x", "words": ""}, {"words": "Ы" * 500}]
)
def test_what_makes_no_sense_is_told(client: Client, on: Occurrence, given: dict[str, str]) -> None:
    page = text(client.post(TICKET, given))
    assert 'class="mistakes__link"' in page


def test_a_name_with_an_e_mail_has_no_words(client: Client) -> None:
    signed_up(soon())
    assert Booking.objects.get().words_hash is None
    assert client.get(FOUND).status_code == 404
