from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from letters import sending, writing
from letters.models import Letter
from office import duties, groups
from office.models import JournalEntry, LostKey, User
from office.sign_in import anew
from tests.office.sign_in import people
from tests.office.sign_in.people import is_in, type_password
from tests.staff import StaffClient

pytestmark = pytest.mark.django_db(databases=["default", "vault"])

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
NEW = "another long phrase"


def account(name: str, **more: Any) -> User:
    return User.objects.create_user(name, f"{name}@example.org", people.PHRASE, **more)


@pytest.fixture
def boss(db: None) -> User:
    User.objects.filter(is_superuser=True).delete()
    return account("boss", is_superuser=True)


@pytest.fixture
def other(boss: User) -> User:
    return account("other", is_superuser=True)


@pytest.fixture
def volha(boss: User) -> User:
    volha = account("volha")
    people.with_app(volha)
    people.with_codes(volha)
    return volha


def deeds() -> list[str]:
    return list(JournalEntry.objects.order_by("pk").values_list("deed", flat=True))


def sent(name: str) -> set[str]:
    """To whom, of the letters of that name."""
    for letter in Letter.objects.filter(name=name, state="waiting"):
        sending.hand_over(letter.pk, at=timezone.now())
    return {address for message in mail.outbox for address in message.to}


def link() -> str:
    found = next(word for word in mail.outbox[-1].body.split() if "/l/" in word)
    return found.removeprefix("http://localhost:8000")


def test_one_manager_asks_and_everybody_is_told(volha: User, boss: User, other: User) -> None:
    anew.ask(volha, by=boss, at=NOW)

    assert Authenticator.objects.filter(user=volha).count() == 2
    assert sent("lost_key_asked") == {"volha@example.org", "boss@example.org", "other@example.org"}
    assert deeds() == ["lost_key_asked"]


def test_asking_twice_is_asking_once(volha: User, boss: User, other: User) -> None:
    first = anew.ask(volha, by=boss, at=NOW)

    assert anew.ask(volha, by=other, at=NOW + timedelta(hours=1)) == first
    assert Letter.objects.count() == 3


def test_a_second_manager_makes_it_happen_at_once(volha: User, boss: User, other: User) -> None:
    anew.approve(anew.ask(volha, by=boss, at=NOW), by=other, at=NOW)
    volha.refresh_from_db()

    assert not Authenticator.objects.filter(user=volha).exists()
    assert (volha.has_usable_password(), volha.signed_out_at) == (False, NOW)
    assert deeds() == ["lost_key_asked", "lost_key_approved", "lost_key_done"]
    assert sent("lost_key_done") == {"volha@example.org"}


def test_nobody_is_two_managers(volha: User, boss: User) -> None:
    lost = anew.ask(volha, by=boss, at=NOW)

    with pytest.raises(anew.Refused):
        anew.approve(lost, by=boss, at=NOW)
    with pytest.raises(anew.Refused):
        anew.approve(lost, by=volha, at=NOW)
    with pytest.raises(anew.Refused):
        anew.ask(boss, by=boss, at=NOW)
    assert Authenticator.objects.filter(user=volha).exists()


def test_the_database_does_not_take_it_either(boss: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        LostKey.objects.create(person=boss, asked_by=boss, asked_at=NOW)


def test_one_manager_and_a_day_are_enough_and_an_hour_less_is_not(volha: User, boss: User) -> None:
    anew.ask(volha, by=boss, at=NOW)
    assert anew.finish_due(at=NOW + timedelta(hours=23)) == 0
    assert Authenticator.objects.filter(user=volha).exists()

    assert anew.finish_due(at=NOW + timedelta(hours=24)) == 1
    assert not Authenticator.objects.filter(user=volha).exists()
    assert anew.finish_due(at=NOW + timedelta(hours=25)) == 0
    assert deeds() == ["lost_key_asked", "lost_key_done"]


def test_the_word_of_one_who_was_shown_the_door_meanwhile_is_not_enough(volha: User, boss: User) -> None:
    anew.ask(volha, by=boss, at=NOW)
    User.objects.filter(pk=boss.pk).update(is_active=False)

    assert anew.finish_due(at=NOW + timedelta(hours=25)) == 0
    assert Authenticator.objects.filter(user=volha).exists()


def test_the_worker_looks_every_few_minutes(volha: User, boss: User) -> None:
    from office import jobs

    anew.ask(volha, by=boss, at=timezone.now() - timedelta(hours=25))
    jobs.finish_lost_keys.func(0)

    assert not LostKey.objects.exists()


def test_she_has_her_keys_and_stops_it(volha: User, boss: User, client: Client) -> None:
    anew.ask(volha, by=boss, at=NOW)
    client.force_login(volha)
    assert "Somebody has asked to remove your keys" in client.get(people.KEYS).content.decode()
    client.post(f"{people.KEYS}stop/")

    assert anew.finish_due(at=NOW + timedelta(days=2)) == 0
    assert Authenticator.objects.filter(user=volha).count() == 2
    assert deeds() == ["lost_key_asked", "lost_key_stopped"]


def test_who_agrees_after_it_was_stopped_changes_nothing(volha: User, boss: User, other: User) -> None:
    lost = anew.ask(volha, by=boss, at=NOW)
    anew.stop(lost, by=other, at=NOW)
    anew.approve(lost, by=other, at=NOW)

    assert Authenticator.objects.filter(user=volha).exists()
    assert deeds() == ["lost_key_asked", "lost_key_stopped"]
    assert writing.kinds["lost_key_asked"](anew.told_to(other, about=lost), NOW) is None


def test_her_sessions_end_and_the_link_lets_her_begin_anew(volha: User, boss: User, other: User) -> None:
    at_work = StaffClient()
    at_work.force_login(volha)
    anew.approve(anew.ask(volha, by=boss, at=timezone.now()), by=other, at=timezone.now())
    assert not is_in(at_work)

    sent("lost_key_done")
    browser, address = Client(), link()
    assert browser.post(address).url == "/be/sign-in/anew/"
    assert browser.post("/be/sign-in/anew/", {"password": NEW}).url == "/be/sign-in/keys/"
    assert browser.get("/admin/").url == "/be/sign-in/keys/"
    assert Client().post(address).status_code == 404


def test_a_forgotten_password_needs_one_manager_and_keeps_the_second_factor(volha: User, boss: User) -> None:
    anew.send_password_link(volha, by=boss, at=timezone.now())
    assert sent("staff_password") == {"volha@example.org"}
    browser = Client()
    browser.post(link())
    assert browser.get("/be/sign-in/anew/").status_code == 200

    assert browser.post("/be/sign-in/anew/", {"password": NEW}).url == "/be/sign-in/"
    assert not is_in(browser)
    assert type_password(browser, volha, NEW).url == "/en/sign-in/second/"
    assert deeds() == ["password_link_sent", "password_changed"]


def test_a_link_to_an_account_that_was_closed_opens_nothing(volha: User, boss: User) -> None:
    anew.send_password_link(volha, by=boss, at=timezone.now())
    sent("staff_password")
    browser = Client()
    browser.post(link())
    User.objects.filter(pk=volha.pk).update(is_active=False)

    assert browser.get("/be/sign-in/anew/").status_code == 404


def test_the_first_account_gets_its_key_by_a_link_of_the_server(db: None) -> None:
    call_command("createsuperuser", "--noinput", "--username=ada", "--email=ada@example.org")
    printed, browser = StringIO(), Client()
    call_command("begin_anew", "ada", stdout=printed)
    browser.post(printed.getvalue().strip().removeprefix("http://localhost:8000"))

    assert browser.post("/be/sign-in/anew/", {"password": NEW}).url == "/be/sign-in/keys/"
    assert browser.get("/be/sign-in/keys/app/").status_code == 200


def test_on_the_server_the_only_manager_gets_a_link(boss: User, client: Client) -> None:
    people.with_app(boss)
    printed = StringIO()
    call_command("begin_anew", "boss", stdout=printed)
    client.post(printed.getvalue().strip().removeprefix("http://localhost:8000"))

    assert client.post("/be/sign-in/anew/", {"password": NEW}).url == "/be/sign-in/keys/"
    assert deeds() == ["lost_key_done", "password_changed"]
    with pytest.raises(CommandError, match="no open account of the name nobody"):
        call_command("begin_anew", "nobody")


def test_managers_do_it_on_one_page(volha: User, boss: User, other: User) -> None:
    asking, agreeing, page = StaffClient(), StaffClient(), f"/admin/users/{volha.pk}/sign-in/"
    asking.force_login(boss)
    agreeing.force_login(other)
    assert page in asking.get("/admin/users/").content.decode()

    asking.post(page, {"do": "lost"})
    assert 'value="approve"' not in asking.get(page).content.decode()
    assert 'value="approve"' in agreeing.get(page).content.decode()
    waiting = [duty.url for duty in duties.waiting(other, at=NOW).duties]
    assert page in waiting
    agreeing.post(page, {"do": "approve"})
    assert not Authenticator.objects.filter(user=volha).exists()


@pytest.mark.parametrize("do", ["approve", "stop", "nonsense", "lost"])
def test_what_can_not_be_done_is_told_in_words(boss: User, do: str) -> None:
    client = StaffClient()
    client.force_login(boss)
    answer = client.post(f"/admin/users/{boss.pk}/sign-in/", {"do": do}, follow=True)

    assert answer.status_code == 200
    assert any(message.level_tag == "error" for message in answer.context["messages"])
    assert not LostKey.objects.exists()


def test_without_an_address_no_link_is_promised(boss: User) -> None:
    nobody = User.objects.create_user("nobody")
    client = StaffClient()
    client.force_login(boss)
    client.post(f"/admin/users/{nobody.pk}/sign-in/", {"do": "password"})

    assert not Letter.objects.exists()


@pytest.fixture
def manager_of_the_office(boss: User) -> Client:
    ada = account("ada")
    ada.groups.add(groups.of(groups.MANAGERS))
    client = StaffClient()
    client.force_login(ada)
    return client


@pytest.mark.parametrize("do", ["password", "lost", "approve"])
def test_an_account_made_on_the_server_is_helped_there(
    manager_of_the_office: Client, boss: User, other: User, do: str
) -> None:
    people.with_app(boss)
    if do == "approve":
        anew.ask(boss, by=other, at=NOW)
    page = f"/admin/users/{boss.pk}/sign-in/"
    manager_of_the_office.post(page, {"do": do})

    assert Authenticator.objects.filter(user=boss).exists()
    assert "password_link_sent" not in deeds()
    assert LostKey.objects.exists() == (do == "approve")
    shown = manager_of_the_office.get(page, headers={"accept-language": "en"}).content.decode()
    assert f'value="{do}"' not in shown
    assert page not in manager_of_the_office.get("/admin/users/").content.decode()


def test_who_has_no_key_yet_is_offered_the_link_alone(boss: User, client: Client) -> None:
    newcomer = account("newcomer")
    client.force_login(boss)
    shown = client.get(
        f"/admin/users/{newcomer.pk}/sign-in/", headers={"accept-language": "en"}
    ).content.decode()

    assert "adds the first key" in shown
    assert 'value="lost"' not in shown


def test_but_every_manager_may_stop_it(manager_of_the_office: Client, boss: User, other: User) -> None:
    anew.ask(boss, by=other, at=NOW)
    manager_of_the_office.post(f"/admin/users/{boss.pk}/sign-in/", {"do": "stop"})

    assert not LostKey.objects.exists()


def test_editors_help_nobody(client: Client, editor: User, volha: User) -> None:
    client.force_login(editor)

    assert client.post(f"/admin/users/{volha.pk}/sign-in/", {"do": "lost"}).status_code == 302
    assert not LostKey.objects.exists()
