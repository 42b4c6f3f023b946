"""A person's own keys, but for passkeys: those need a browser (`journeys.test_passkey`)."""

import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.utils import timezone

from config.languages import LANGUAGES
from letters import sending
from letters.models import Letter
from office.models import JournalEntry, User
from office.sign_in import factors
from tests import staff
from tests.office.sign_in import people
from tests.office.sign_in.people import KEYS, code, is_in, type_password

pytestmark = pytest.mark.django_db(databases=["default", "vault"])


@pytest.fixture
def newcomer(editor: User) -> Client:
    """By a link, as everybody comes who has no key yet."""
    client = Client()
    client.force_login(editor)
    staff.remember(client, with_factor=False)
    return client


def deeds() -> list[str]:
    return list(JournalEntry.objects.order_by("pk").values_list("deed", flat=True))


def shown_secret(client: Client) -> str:
    page = client.get(f"{KEYS}app/").content.decode()
    return "".join(re.findall(r"<li>([A-Z2-7]{4})</li>", page))


def enrolled(client: Client) -> Any:
    return client.post(f"{KEYS}app/", {"code": code(shown_secret(client))})


def test_an_app_is_added_the_codes_are_shown_and_the_office_opens(newcomer: Client) -> None:
    assert enrolled(newcomer).url == f"{KEYS}codes/"
    page = newcomer.get(f"{KEYS}codes/").content.decode()

    assert len(set(re.findall(r"<li>(\d{8})</li>", page))) == 10
    assert is_in(newcomer)
    assert deeds() == ["code_app_added"]


def test_the_code_that_adds_an_app_opens_no_door(newcomer: Client, editor: User) -> None:
    typed = code(shown_secret(newcomer))
    newcomer.post(f"{KEYS}app/", {"code": typed})
    browser = Client()
    type_password(browser, editor)

    assert "was used already" in browser.post("/en/sign-in/second/", {"code": typed}).content.decode()


def test_recovery_codes_are_shown_once(newcomer: Client) -> None:
    enrolled(newcomer)
    shown = [
        re.findall(r"<li>(\d{8})</li>", newcomer.get(f"{KEYS}codes/").content.decode()) for _ in range(2)
    ]
    assert [len(each) for each in shown] == [10, 0]

    newcomer.post(f"{KEYS}codes/new/")
    new = re.findall(r"<li>(\d{8})</li>", newcomer.get(f"{KEYS}codes/").content.decode())
    assert len(new) == 10
    assert not set(new) & set(shown[0])


@pytest.mark.parametrize("typed", ["", "000000", "a code"])
def test_a_wrong_code_adds_nothing_and_is_told_in_words(newcomer: Client, typed: str) -> None:
    shown_secret(newcomer)
    page = newcomer.post(f"{KEYS}app/", {"code": typed}).content.decode()

    assert "Write it here" in page or "This code is not right" in page
    assert not Authenticator.objects.exists()
    assert not is_in(newcomer)


@pytest.mark.parametrize("credential", ["", "no json", "[]", "{}", '{"id": "AA", "response": {}}'])
def test_what_is_no_passkey_is_not_added(newcomer: Client, credential: str) -> None:
    newcomer.get(f"{KEYS}passkey/")
    page = newcomer.post(f"{KEYS}passkey/", {"name": "", "credential": credential}).content.decode()

    assert "The browser’s answer could not be read" in page
    assert not Authenticator.objects.exists()


def test_secrets_lie_in_the_database_under_a_key_of_the_vault(editor: User) -> None:
    secret, codes = people.with_app(editor), people.with_codes(editor)
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))

    assert secret not in kept
    assert not [each for each in codes if each in kept]


def test_the_last_factor_stays(client: Client, editor: User) -> None:
    people.with_app(editor)
    people.with_codes(editor)
    client.force_login(editor)
    only = Authenticator.objects.get(type="totp")
    page = client.post(f"{KEYS}{only.pk}/remove/").content.decode()

    assert "It is your last one" in page
    assert Authenticator.objects.filter(pk=only.pk).exists()
    with pytest.raises(factors.LastFactor):
        factors.remove(only, at=timezone.now())


def test_one_of_two_goes_and_she_gets_a_letter(client: Client, editor: User) -> None:
    people.with_app(editor)
    key = Authenticator.objects.create(
        user=editor, type="webauthn", data={"name": "Тэлефон", "credential": {}}
    )
    client.force_login(editor)

    assert "Тэлефон" in client.get(f"{KEYS}{key.pk}/remove/").content.decode()
    assert client.post(f"{KEYS}{key.pk}/remove/").url == KEYS
    assert deeds() == ["passkey_removed"]
    assert Letter.objects.get().name == "sign_in_changed"


def test_nobody_removes_anothers_key(client: Client, editor: User, manager: User) -> None:
    people.with_app(editor)
    client.force_login(manager)

    assert client.post(f"{KEYS}{Authenticator.objects.get().pk}/remove/").status_code == 404


def test_a_new_password_ends_sessions_elsewhere_and_not_this_one(client: Client, editor: User) -> None:
    client.force_login(editor)
    elsewhere = staff.StaffClient()
    elsewhere.force_login(editor)
    assert client.post(f"{KEYS}password/", {"password": "another long phrase"}).url == KEYS

    assert [is_in(each) for each in (client, elsewhere)] == [True, False]
    assert deeds() == ["password_changed"]


def test_a_weak_password_is_refused_in_words(client: Client, editor: User) -> None:
    client.force_login(editor)

    assert "too short" in client.post(f"{KEYS}password/", {"password": "abc"}).content.decode()


@pytest.mark.parametrize("path", ["passkey/", "app/", "codes/", "codes/new/", "password/"])
def test_keys_are_changed_only_by_who_has_just_shown_who_she_is(
    client: Client, editor: User, path: str
) -> None:
    people.with_codes(editor)
    client.force_login(editor)
    staff.remember(client, began=timezone.now() - timedelta(minutes=16), active=timezone.now())

    assert "Is it you?" in client.get(f"{KEYS}{path}").content.decode()


def test_the_letter_says_what_has_changed_and_where_to_look(newcomer: Client, editor: User) -> None:
    editor.email = "maryna@example.org"
    editor.save()
    enrolled(newcomer)
    for letter in Letter.objects.all():
        sending.hand_over(letter.pk, at=timezone.now())

    assert [message.to for message in mail.outbox] == [["maryna@example.org"]]
    assert "/sign-in/keys/" in mail.outbox[0].body


@pytest.mark.parametrize("language", [code for code, _name in LANGUAGES])
@pytest.mark.parametrize("path", ["", "passkey/", "app/", "codes/", "codes/new/", "password/"])
def test_the_whole_way_speaks_four_languages(client: Client, editor: User, language: str, path: str) -> None:
    people.with_codes(editor)
    client.force_login(editor)
    answer = client.get(f"/{language}/sign-in/keys/{path}")

    assert answer.status_code == 200
    assert f'<html lang="{language}"' in answer.content.decode()
    assert {"no-store", "private"} <= set(answer["Cache-Control"].split(", "))
