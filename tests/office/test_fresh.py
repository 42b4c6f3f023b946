from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from home.models import Inquiry
from office import groups
from office.models import JournalEntry, User
from tests import staff
from tests.office.sign_in import people
from tests.privacy.people import inquiry

pytestmark = pytest.mark.django_db(databases=["default", "vault"])

BOARD = "/admin/questions/"
AGAIN = "/en/sign-in/again/"
TO = {"fresh-next": BOARD}
ENGLISH = {"accept-language": "en"}


@pytest.fixture
def volha(django_user_model: type[User]) -> User:
    volha = django_user_model.objects.create_user("volha", password=people.PHRASE)
    volha.groups.add(Group.objects.get(name=groups.PRESS.name))
    return volha


@pytest.fixture
def secret(volha: User) -> str:
    return people.with_app(volha)


@pytest.fixture
def tired(client: Client, volha: User, secret: str) -> Client:
    """At work for sixteen minutes."""
    client.force_login(volha)
    staff.remember(client, began=timezone.now() - timedelta(minutes=16), active=timezone.now())
    return client


def opened() -> int:
    return JournalEntry.objects.filter(deed="opened").count()


def test_sealed_records_stay_shut_until_she_has_shown_who_she_is(tired: Client, secret: str) -> None:
    inquiry()
    page = tired.get(BOARD, headers=ENGLISH).content.decode()
    assert "Is it you?" in page
    assert opened() == 0

    answer = tired.post(AGAIN, {**TO, "fresh-way": "code", "fresh-code": people.code(secret)})
    assert answer.url == BOARD
    assert "Is it you?" not in tired.get(BOARD, headers=ENGLISH).content.decode()
    assert opened() == 1


def test_the_twin_who_has_just_come_in_is_not_asked(client: Client, volha: User) -> None:
    client.force_login(volha)

    assert "Is it you?" not in client.get(BOARD, headers=ENGLISH).content.decode()


def test_a_wrong_code_opens_nothing(tired: Client) -> None:
    page = tired.post(AGAIN, {**TO, "fresh-way": "code", "fresh-code": "000000"}).content.decode()

    assert "This code is not right" in page
    assert f'name="fresh-next" value="{BOARD}"' in page
    assert "Is it you?" in tired.get(BOARD, headers=ENGLISH).content.decode()


def test_what_was_written_goes_on_with_the_answer(tired: Client, secret: str) -> None:
    row = inquiry(at=timezone.now())
    path = f"{BOARD}{row.pk}/"
    page = tired.post(path, {"do": "answer", "text": "Доўгі <адказ>"}, headers=ENGLISH).content.decode()
    assert '<input type="hidden" name="text" value="Доўгі &lt;адказ&gt;">' in page
    assert Inquiry.objects.get().state == Inquiry.State.NEW

    kept = {"do": "answer", "text": "Доўгі <адказ>", "fresh-way": "code"}
    assert tired.post(path, {**kept, "fresh-code": people.code(secret)}).url == BOARD
    assert Inquiry.objects.get().state == Inquiry.State.ANSWERED


@pytest.mark.parametrize("way", ["demo", "key", "nonsense", ""])
def test_no_other_way_goes_past_the_question(tired: Client, way: str) -> None:
    answer = {"fresh-way": way, "fresh-credential": "{}"}

    assert "Is it you?" in tired.post(AGAIN, {**TO, **answer}).content.decode()
    assert "Is it you?" in tired.get(BOARD, headers=ENGLISH).content.decode()


@pytest.mark.parametrize("to", ["https://example.org/", "//example.org/", ""])
def test_the_answer_leads_nowhere_else(tired: Client, secret: str, to: str) -> None:
    answer = {"fresh-next": to, "fresh-way": "code", "fresh-code": people.code(secret)}

    assert tired.post(AGAIN, answer).url == "/en/sign-in/keys/"


def test_the_demo_has_a_button_for_it_where_it_is_a_demo(tired: Client, settings: object) -> None:
    staff.remember(tired, began=timezone.now() - timedelta(minutes=16), active=timezone.now(), of_demo=True)
    press = {**TO, "fresh-way": "demo"}
    settings.DEMO = False  # type: ignore[attr-defined]
    assert "Is it you?" in tired.post(AGAIN, press).content.decode()

    settings.DEMO = True  # type: ignore[attr-defined]
    assert tired.post(AGAIN, press).url == BOARD


def test_nobody_keeps_the_page_with_the_question(tired: Client) -> None:
    assert "no-store" in tired.get(BOARD)["Cache-Control"]


def test_by_a_password_alone_nobody_is_asked_a_second_time(
    client: Client, django_user_model: type[User]
) -> None:
    """On the way to a first key: she signs in again."""
    client.force_login(django_user_model.objects.create_user("new"))
    staff.remember(
        client, began=timezone.now() - timedelta(minutes=16), active=timezone.now(), with_factor=False
    )

    assert client.get(f"{people.KEYS}app/").url == f"{people.DOOR}?next={people.KEYS}app/"
    assert "_auth_user_id" not in client.session
