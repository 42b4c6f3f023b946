from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.formats import date_format

from home import inquiries, inquiry_board
from home.models import Inquiry
from letters.models import Letter
from office import groups
from tests.privacy.people import asked, closed, inquiry

pytestmark = pytest.mark.django_db(databases=["default", "vault"])


@pytest.fixture
def staff(client: Client, django_user_model: Any) -> Client:
    user = django_user_model.objects.create_user("volha", password=None)
    user.groups.add(groups.of(groups.PRESS))
    client.force_login(user)
    return client


def shown(client: Client, path: str = "") -> str:
    return client.get(f"/admin/questions/{path}").content.decode()


def test_staff_see_what_is_due_first(staff: Client) -> None:
    now = timezone.now()
    inquiry(asked(outlet="Пазней"), deadline=now + timezone.timedelta(days=3), at=now)
    inquiry(asked(outlet="Раней"), deadline=now - timezone.timedelta(hours=1), at=now)
    page = shown(staff)

    assert page.index("Раней") < page.index("Пазней")
    assert page.count("board__row--late") == 1
    assert page.count("Overdue:") + page.count("Спазненне на") == 1


def test_what_was_closed_last_stands_first_with_the_day_it_is_erased(staff: Client) -> None:
    now = timezone.now()
    for days, outlet in ((9, "Раней"), (1, "Пазней")):
        closed(words=asked(outlet=outlet), at=now - timezone.timedelta(days=days))
    page = shown(staff)

    assert page.index("Пазней") < page.index("Раней")
    assert date_format(timezone.localtime(now + timezone.timedelta(days=89)), "DATE_FORMAT") in page


def test_a_question_is_taken_on_the_board_and_then_lies_open(staff: Client) -> None:
    row = inquiry(asked(), at=timezone.now())
    assert 'value="take"' in shown(staff)

    assert staff.post(f"/admin/questions/{row.pk}/", {"do": "take"}).url == f"/admin/questions/{row.pk}/"
    assert 'value="take"' not in shown(staff)


def test_more_than_the_board_holds_is_said(staff: Client) -> None:
    for number in range(inquiry_board.SHOWN + 1):
        inquiry(asked(outlet=f"Outlet {number}"), at=timezone.now())
    page = shown(staff)

    assert page.count('class="board__row"') == inquiry_board.SHOWN
    assert f'<span class="board__count">{inquiry_board.SHOWN + 1}</span>' in page
    assert f"Only the first {inquiry_board.SHOWN} " in page or f"першыя {inquiry_board.SHOWN}" in page


def test_who_was_slower_than_a_colleague_keeps_her_words(staff: Client, editor: Any) -> None:
    row = inquiry(at=timezone.now())
    inquiries.decline(inquiry_id=row.pk, text="Не", user=editor, at=timezone.now())
    page = staff.post(f"/admin/questions/{row.pk}/", {"do": "answer", "text": "Доўгі адказ"}).content.decode()

    assert "Доўгі адказ" in page
    assert "closed already" in page or "ўжо закрыта" in page


def test_a_full_board_takes_one_query_of_the_vault(staff: Client) -> None:
    for number in range(30):
        inquiry(asked(outlet=f"Outlet {number}"), at=timezone.now())
    shown(staff)
    with CaptureQueriesContext(connections["vault"]) as in_vault:
        page = shown(staff)

    assert "Outlet 29" in page
    assert len(in_vault) <= 2


def test_a_question_is_taken_answered_by_letter_and_closed(staff: Client) -> None:
    row = inquiry(asked(), at=timezone.now())
    address = f"/admin/questions/{row.pk}/"

    staff.post(address, {"do": "take"})
    row.refresh_from_db()
    assert (row.state, str(row.taken_by)) == ("taken", "volha")
    assert staff.post(address, {"do": "answer", "text": ""}).status_code == 200
    assert staff.post(address, {"do": "answer", "text": "60"}).url == "/admin/questions/"
    row.refresh_from_db()
    assert (row.state, row.asked.open().answer) == ("answered", "60")
    assert Letter.objects.get().name == "inquiry_answered"
    assert "60" in shown(staff, f"{row.pk}/")


def test_what_is_forgotten_is_not_found(staff: Client) -> None:
    row = inquiry(at=timezone.now())
    Inquiry.objects.all().delete()

    assert staff.get(f"/admin/questions/{row.pk}/", follow=True).status_code == 404


def test_editors_see_nothing_of_it(client: Client, editor: Any) -> None:
    row = inquiry(at=timezone.now())
    client.force_login(editor)

    board = client.get("/admin/questions/")
    assert (board.status_code, board.url) == (302, "/admin/")
    assert client.get(f"/admin/questions/{row.pk}/").status_code == 404
    assert "/admin/questions/" not in client.get("/admin/").content.decode()


def test_no_browser_keeps_the_board(staff: Client) -> None:
    assert "no-store" in staff.get("/admin/questions/")["Cache-Control"]
