from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from letters import sending
from letters.models import Letter
from office import groups
from office.models import Invitation, JournalEntry, User
from office.sign_in import invitations
from privacy import forgetting
from privacy.models import Link
from tests.office.sign_in.people import PHRASE

pytestmark = pytest.mark.django_db(databases=["default", "vault"])

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
GIVEN = {"name": "Вольга Прыкладная", "username": "volha", "password": PHRASE}
JOIN = "/pl/sign-in/join/"


@pytest.fixture
def invitation(manager: User) -> Invitation:
    return invitations.invite(
        email="volha@example.org",
        groups=[groups.of(groups.EDITORS)],
        language="pl",
        by=manager,
        at=timezone.now(),
    )


def link(*, at: datetime | None = None) -> str:
    """As it stands in the letter."""
    sending.hand_over(
        Letter.objects.get(name="staff_invitation", state="waiting").pk, at=at or timezone.now()
    )
    found = next(word for word in mail.outbox[-1].body.split() if "/l/" in word)
    return found.removeprefix("http://localhost:8000")


def deeds() -> list[str]:
    return list(JournalEntry.objects.order_by("pk").values_list("deed", flat=True))


def test_opening_the_link_changes_nothing_and_pressing_the_button_leads_to_the_form(
    invitation: Invitation, client: Client
) -> None:
    address = link()
    assert [client.get(address).status_code for _each in range(3)] == [200] * 3
    assert not User.objects.filter(email="volha@example.org").exists()

    assert client.post(address).url == JOIN
    assert "Witamy w\xa0biurze" in client.get(JOIN).content.decode()


def test_who_joins_has_her_groups_her_language_and_no_way_into_the_office_yet(
    invitation: Invitation, client: Client
) -> None:
    client.post(link())
    assert client.post(JOIN, GIVEN).url == "/pl/sign-in/keys/"

    volha = User.objects.get(username="volha")
    assert (volha.email, volha.get_full_name()) == ("volha@example.org", "Вольга Прыкладная")
    assert [group.name for group in volha.groups.all()] == [groups.EDITORS.name]
    assert volha.wagtail_userprofile.preferred_language == "pl"
    assert client.get("/admin/").url.endswith("/sign-in/keys/")
    assert deeds() == ["staff_invited", "staff_joined"]


def test_the_link_makes_one_account(invitation: Invitation, client: Client) -> None:
    address = link()
    client.post(address)
    client.post(JOIN, GIVEN)

    assert client.post(address).status_code == 404
    assert client.get(JOIN).status_code == 404
    with pytest.raises(invitations.Closed):
        invitations.accept(
            invitation_id=invitation.pk, name="A", username="a", password="b", at=timezone.now()
        )


def test_a_second_press_of_a_slow_hand_makes_no_second_account(
    invitation: Invitation, client: Client
) -> None:
    client.post(link())
    other = Client(cookies=client.cookies)
    other.cookies = client.cookies.copy()
    client.post(JOIN, GIVEN)

    assert other.post(JOIN, {**GIVEN, "username": "other"}).status_code == 404
    assert not User.objects.filter(username="other").exists()


def test_only_a_hash_of_the_token_is_kept(invitation: Invitation) -> None:
    token = link().rstrip("/").rpartition("/")[2]

    assert len(bytes(Link.objects.get(subject=invitation.pk).digest)) == 32
    assert token not in str(list(Link.objects.values()))


def test_after_seven_days_it_does_not_open_and_the_address_is_erased(
    invitation: Invitation, client: Client
) -> None:
    address = link()
    Link.objects.update(expires_at=timezone.now())
    assert client.post(address).status_code == 404

    Invitation.objects.update(created_at=NOW)
    assert not invitations.is_open(invitation.pk, at=NOW + timedelta(days=7))
    forgetting.enforce(at=NOW + timedelta(days=7))
    assert not Invitation.objects.exists()


def test_taking_it_back_closes_the_link(invitation: Invitation, client: Client, manager: User) -> None:
    address = link()
    invitations.withdraw(invitation, by=manager, at=NOW)

    assert client.post(address).status_code == 404
    assert deeds() == ["staff_invited", "staff_invitation_withdrawn"]


def test_what_a_manager_has_sent_closes_with_her_account(
    invitation: Invitation, client: Client, manager: User
) -> None:
    client.post(link())
    User.objects.filter(pk=manager.pk).update(is_active=False)

    assert client.get(JOIN).status_code == 404
    assert client.post(JOIN, GIVEN).status_code == 404


def test_inviting_again_replaces_the_former_link(
    invitation: Invitation, manager: User, client: Client
) -> None:
    former = link()
    invitations.invite(email="Volha@example.org", language="be", by=manager, at=timezone.now())

    assert client.post(former).status_code == 404
    assert client.post(link()).url == "/be/sign-in/join/"


def test_the_database_keeps_one_invitation_an_address(invitation: Invitation) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.create(email="VOLHA@example.org", created_at=NOW)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"name": ""}, "Wpisz to tutaj"),
        ({"username": "a b"}, "Tylko litery, cyfry"),
        ({"username": "MARYNA"}, "Tej nazwy używa już ktoś z zespołu"),
        ({"username": "ＭARYNA"}, "Tej nazwy używa już ktoś z zespołu"),
        ({"password": "abc"}, "To hasło jest za krótkie"),
        ({"username": "volhaprykladnaja", "password": "VolhaPrykladnaja"}, "jest zbyt podobne do"),
    ],
)
def test_what_is_wrong_is_told_in_words(
    invitation: Invitation, client: Client, editor: User, wrong: dict[str, str], told: str
) -> None:
    client.post(link())
    page = client.post(JOIN, {**GIVEN, **wrong}).content.decode()

    assert told in page
    assert Invitation.objects.exists()


def test_managers_invite_from_the_list_of_staff(manager_client: Client) -> None:
    assert '/admin/users/new/"' in manager_client.get("/admin/users/").content.decode()
    page = manager_client.get("/admin/users/new/").content.decode()
    assert 'name="email"' in page
    assert "password" not in page

    editors_group = groups.of(groups.EDITORS)
    manager_client.post(
        "/admin/users/new/", {"email": "ada@example.org", "language": "en", "groups": [editors_group.pk]}
    )
    ada = Invitation.objects.get()
    assert (ada.email, list(ada.groups.all())) == ("ada@example.org", [editors_group])
    assert "ada@example.org" in manager_client.get("/admin/users/new/").content.decode()

    manager_client.post(f"/admin/users/invite/{ada.pk}/")
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("email", ["", "ada", "ada@"])
def test_an_address_that_is_none_is_refused(manager_client: Client, email: str) -> None:
    answer = manager_client.post("/admin/users/new/", {"email": email, "language": "en"})

    assert answer.status_code == 200
    assert not Invitation.objects.exists()


def test_editors_invite_nobody(client: Client, editor: User) -> None:
    client.force_login(editor)

    assert client.get("/admin/users/new/").status_code == 302
    assert (
        client.post("/admin/users/invite/", {"email": "ada@example.org", "language": "en"}).status_code == 302
    )
    assert not Invitation.objects.exists()


def test_a_manager_sets_nobodys_password(manager_client: Client, editor: Any) -> None:
    assert "password1" not in manager_client.get(f"/admin/users/edit/{editor.pk}/").content.decode()
