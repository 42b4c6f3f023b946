"""Who may answer on the telephone, and what she is told."""

import pytest
from django.test import Client
from django.utils import timezone

from school import telling
from school.models import Application, Call, Care, Group
from tests.school import children
from tests.school.desk.conftest import settle, shown

pytestmark = pytest.mark.django_db(databases=["default", "vault"])
CALLS = "/admin/school/calls/"


def told(about: str, row: Application) -> None:
    telling.tell(about, row, at=timezone.now())


def test_who_may_only_look_decides_nothing_on_the_telephone(staff: Client, group_a: Group) -> None:
    row = children.waiting()
    aunt = children.guardian(phone="+48 000 000 003")
    Care.objects.create(guardian=aunt, application=row, may_decide=False)
    other = children.waiting(aunt, days=(children.TUESDAY,))
    settle()
    told("school_verified", row)
    assert "They take it" not in shown(staff, CALLS)
    answer = staff.post(CALLS, {"guardian": aunt.pk, "offer": children.offer_of(row).pk, "do": "yes"})

    assert (answer.status_code, children.words(row, other)) == (404, ["offered", "waiting"])


def test_families_without_email_are_called_to_hear_their_place_while_they_have_one(staff: Client) -> None:
    row = children.waiting(children.guardian(phone="+48 000 000 003"))
    told("school_drawn", row)
    assert "Their month is drawn: tell them their place in the list." in shown(staff, CALLS)
    Application.objects.filter(pk=row.pk).update(state="withdrawn")

    assert "None. Everybody knows." in shown(staff, CALLS)


def test_who_was_let_go_hears_why_and_no_key_is_shown(staff: Client) -> None:
    row = children.waiting(children.guardian(phone="+48 000 000 003"))
    for about in ("school_outgrown", "school_left"):
        told(about, row)
    page = shown(staff, CALLS)

    assert Call.objects.count() == 2
    assert ("Is the month of birth right?" in page, "as they wished" in page) == (True, False)
    assert "school_outgrown" not in page
