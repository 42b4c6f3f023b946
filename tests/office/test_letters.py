from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from letters import sending, writing
from letters.models import Letter
from office import groups
from office.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def maryna(manager: Any, client: Client) -> Client:
    manager.email = "maryna@example.org"
    manager.save()
    client.force_login(manager)
    return client


def stuck() -> Letter:
    return Letter.objects.create(
        name="test", subject="12345678-1234-5678-1234-567812345678", cause="x", created_at=timezone.now(),
        state="stuck", trouble="SMTPServerDisconnected", tries=20,
    )  # fmt: skip


def test_a_member_of_staff_sends_herself_a_letter_once_a_minute(maryna: Client) -> None:
    for _time in range(2):
        maryna.post("/admin/letters/test/")
    assert Letter.objects.count() in (1, 2)

    sending.hand_over(Letter.objects.earliest("created_at").pk, at=timezone.now())
    assert mail.outbox[0].to == ["maryna@example.org"]


def test_without_an_address_she_is_told_to_write_one(manager_client: Client) -> None:
    page = manager_client.post("/admin/letters/test/", follow=True).content.decode()

    assert not Letter.objects.exists()
    assert "Your account has no e-mail" in page or "няма пошты" in page


def test_what_needs_a_human_is_shown_and_tried_again(maryna: Client) -> None:
    letter = stuck()
    page = maryna.get("/admin/letters/").content.decode()
    assert "The mail server has hung up." in page or "Паштовы сервер абарваў злучэнне." in page

    maryna.post(f"/admin/letters/{letter.pk}/again/")
    letter.refresh_from_db()
    assert (letter.state, letter.tries) == ("waiting", 0)


def test_a_letter_that_needs_a_human_leads_to_what_it_is_about(maryna: Client) -> None:
    letter = stuck()
    Letter.objects.update(name="inquiry_answered")
    page = maryna.get("/admin/letters/").content.decode()
    assert f'<a href="/admin/questions/{letter.subject}/">' in page

    Letter.objects.update(name="a kind that is no more", trouble="SomethingNew")
    page = maryna.get("/admin/letters/").content.decode()
    assert "a kind that is no more" in page
    assert "SomethingNew" in page


def test_letters_change_nothing_when_they_are_looked_at(maryna: Client) -> None:
    assert maryna.get("/admin/letters/test/").status_code == 405
    assert maryna.get(f"/admin/letters/{stuck().pk}/again/").status_code == 405


@pytest.mark.parametrize(
    "name",
    [
        "openings_unusual", "staff_invitation", "staff_password", "lost_key_asked", "lost_key_done",
        "sign_in_changed", "health_bad", "health_good",
    ],
)  # fmt: skip
def test_letters_about_other_peoples_work_are_not_there(client: Client, volha: User, name: str) -> None:
    letter = stuck()
    volha.groups.add(groups.of(groups.PRESS))
    client.force_login(volha)
    page = client.get("/admin/letters/", headers={"accept-language": "en"}).content.decode()
    assert "The mail server has hung up." in page

    Letter.objects.update(name=name)
    page = client.get("/admin/letters/", headers={"accept-language": "en"}).content.decode()
    assert "The mail server has hung up." not in page
    assert client.post(f"/admin/letters/{letter.pk}/again/").status_code == 404
    letter.refresh_from_db()
    assert letter.state == "stuck"


def test_every_kind_says_whose_business_it_is() -> None:
    """But for the one that people send to themselves."""
    assert {name for name, known in writing.shown.items() if not known.may} == {"test"}


def test_who_may_not_sees_nothing(client: Client, editor: Any) -> None:
    client.force_login(editor)

    assert client.get("/admin/letters/").status_code == 302
    assert client.post("/admin/letters/test/").status_code == 302
    assert not Letter.objects.exists()
