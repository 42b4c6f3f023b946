"""What a passkey has to be to open the door; how a browser uses one is in `journeys.test_passkey`."""

import json
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.test import Client
from fido2.utils import websafe_encode

from office.models import User
from privacy import limits
from tests.office.sign_in.people import DOOR, KEYS, is_in
from tests.office.sign_in.soft_key import SoftKey

pytestmark = pytest.mark.django_db(databases=["default", "vault"])

SUBDOMAIN = "http://somebody-elses.localhost:8000"


def add(client: Client, key: SoftKey, **more: Any) -> Any:
    asked = json.loads(client.get(f"{KEYS}passkey/").context["asked"])["publicKey"]
    credential = json.dumps(key.made(asked, **more))
    return client.post(f"{KEYS}passkey/", {"name": "", "credential": credential})


@pytest.fixture
def key(client: Client, editor: User) -> SoftKey:
    """Of the editor, who has gone home."""
    client.force_login(editor)
    key = SoftKey()
    add(client, key)
    client.post(f"{DOOR}out/")
    return key


def riddle(browser: Client) -> dict[str, Any]:
    told = browser.get(f"{DOOR}passkey/", headers={"accept": "application/json"}).json()
    return dict(told["request_options"]["publicKey"])


def show(browser: Client, answer: dict[str, Any]) -> bool:
    """Whether the office opens to it."""
    browser.post(f"{DOOR}passkey/", {"credential": json.dumps(answer)})
    return is_in(browser)


def test_it_opens_the_office_by_itself(key: SoftKey) -> None:
    browser = Client()

    assert show(browser, key.signed(riddle(browser)))


@pytest.mark.parametrize(
    "wrong",
    [
        {"verified": False},
        {"origin": SUBDOMAIN},
        {"origin": "https://example.org"},
        {"owner": websafe_encode(b"999999")},
    ],
    ids=["no finger shown", "asked by a subdomain", "asked elsewhere", "somebody else's name"],
)
def test_it_does_not(key: SoftKey, wrong: dict[str, Any]) -> None:
    browser = Client()

    assert not show(browser, key.signed(riddle(browser), **wrong))


def test_an_answer_is_good_once_and_for_one_browser(key: SoftKey) -> None:
    browser, other = Client(), Client()
    answer = key.signed(riddle(browser))
    riddle(other)
    assert not show(other, answer)
    assert show(browser, answer)

    browser.post(f"{DOOR}out/")
    assert not show(browser, answer)


def test_strangers_fill_no_table_with_riddles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "RIDDLES", 2)
    answers = [
        Client().get(f"{DOOR}passkey/", headers={"accept": "application/json"}).status_code for _ in range(4)
    ]

    assert answers == [200, 200, 429, 429]
    assert Session.objects.count() == 2


def test_another_key_does_not_speak_for_her(key: SoftKey) -> None:
    browser, stranger = Client(), SoftKey()
    stranger.number = key.number

    assert not show(browser, stranger.signed(riddle(browser), owner=key.owner))


def test_it_does_not_open_a_closed_account(key: SoftKey, editor: User) -> None:
    User.objects.filter(pk=editor.pk).update(is_active=False)
    browser = Client()

    assert not show(browser, key.signed(riddle(browser)))


def test_none_is_added_for_a_page_of_a_subdomain(client: Client, editor: User) -> None:
    client.force_login(editor)

    assert "could not be read" in add(client, SoftKey(), origin=SUBDOMAIN).content.decode()
    assert not Authenticator.objects.exists()
