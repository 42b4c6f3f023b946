"""The coordinators' first page of the school, who is next, and whom to call."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from office import duties
from office.models import JournalEntry
from school import capacity, overriding
from school.models import Batch, Call, Group, Likeness, Offer, Override
from tests.school import children
from tests.school.desk.conftest import settle, shown
from tests.school.families import whole

pytestmark = pytest.mark.django_db(databases=["default", "vault"])
BOARD = "/admin/school/"


def test_the_board_is_one_click_from_the_morning_page_and_opens_nobody(staff: Client, group_a: Group) -> None:
    child = children.waiting()
    page = shown(staff, BOARD)

    assert f'href="{BOARD}"' in shown(staff, "/admin/")
    assert (child.code in page, "Зорка" in page) == (True, False)
    assert "<strong>0</strong> of 2 places taken" in page
    assert not JournalEntry.objects.filter(deed="opened").exists()


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"opened_at": None}, "Free, because the group is not open."),
        ({"held_back": "The teacher is ill"}, "Free, because no new offers."),
    ],
)
def test_a_free_place_says_why_it_is_free(
    staff: Client, group_a: Group, more: dict[str, Any], why: str
) -> None:
    children.waiting()
    Group.objects.filter(pk=group_a.pk).update(**more)

    assert why in shown(staff, BOARD)
    assert "Offer to the next" not in shown(staff, BOARD)


def test_nobody_whom_it_fits_is_a_reason(staff: Client, group_a: Group) -> None:
    children.waiting(days=(children.TUESDAY,))
    page = " ".join(shown(staff, BOARD).split())

    assert "nobody waits whom it fits" in page or "offers go out from ten in the morning" in page


def test_the_next_child_is_offered_a_place_in_two_clicks(staff: Client, group_a: Group) -> None:
    passed, child = children.waiting(days=(children.TUESDAY,)), children.waiting(month=children.MAY)
    page, address = shown(staff, BOARD), f"{BOARD}groups/{group_a.pk}/next/"
    assert (f'href="{address}"' in page, f"Offer to the next: {whole(child.code)}" in page) == (True, True)

    plan = shown(staff, address)
    turn, passed_over = f"<strong>{whole(child.code)}</strong>", f"{whole(passed.code)}: the days do not suit"
    assert (turn in plan, passed_over in plan) == (True, True)
    assert Offer.objects.count() == 0
    assert staff.post(address).status_code == 302
    assert Offer.objects.get().code == child.code
    assert "There is no free place" not in shown(staff, BOARD)


def test_what_can_not_be_offered_is_told_in_a_sentence(staff: Client, group_a: Group) -> None:
    answer = staff.post(f"{BOARD}groups/{group_a.pk}/next/", follow=True)

    assert "Nobody who waits fits into that group." in answer.content.decode()


def test_whose_offer_ends_soonest_is_called_first(staff: Client, group_a: Group) -> None:
    rows = [children.waiting(children.guardian(phone=f"+48 000 000 00{number}")) for number in (1, 2)]
    settle()
    for number, row in enumerate(rows):
        Offer.objects.filter(code=row.code).update(until=timezone.now() + timedelta(hours=9 - number))
    page = shown(staff, BOARD)

    assert Call.objects.filter(about="school_offered").count() == 2
    assert page.index("Call now") < page.index(rows[1].code) < page.index(rows[0].code)


def test_a_board_of_many_costs_no_more_than_one_of_few(staff: Client, group_a: Group) -> None:
    capacity.hold_back(group_id=group_a.pk, reason="…", at=timezone.now())
    counts = []
    for _round in range(2):
        children.waiting()
        shown(staff, BOARD)
        with CaptureQueriesContext(connections["default"]) as asked:
            shown(staff, BOARD)
        counts.append(len(asked))
        for _each in range(12):
            children.waiting()

    assert counts[0] == counts[1]


def test_an_empty_school_says_how_to_begin(staff: Client) -> None:
    page = shown(staff, BOARD)

    assert "There is no term yet." in page
    assert "Nobody waits." in page


def test_what_waits_is_counted_and_each_line_leads_where_it_is_cleared(
    staff: Client, coordinator: Any, another: Any, editor: Any, group_a: Group
) -> None:
    at = timezone.now()
    capacity.hold_back(group_id=group_a.pk, reason="…", at=at)
    one, other = children.waiting(), children.waiting()
    Call.objects.create(guardian=one.guardians.get(), application=one, about="x", cause="x", made_at=at)
    Likeness.objects.create(first=one, second=other, sign="contact", found_at=at)
    ask = {"application_id": one.pk, "group_id": group_a.pk, "why": Override.Why.SAFETY}
    overriding.ask(**ask, by=another, at=at)
    Batch.objects.create(made_at=at, by=another, pupils=1, waiting=1)
    waiting = duties.waiting(coordinator, at=at)

    ours = {each.kind.name: each.number for each in waiting.counts if each.kind.name.startswith("school")}
    assert ours.items() >= {
        "school_calls": 1, "school_alike": 1, "school_exceptions": 1, "school_untold": 1,
    }.items()  # fmt: skip
    assert {staff.get(duty.url).status_code for duty in waiting.duties} == {200}
    assert not [each for each in duties.waiting(editor, at=at).counts if each.kind.name.startswith("school")]
    told = {each.kind.name: each.number for each in duties.waiting(another, at=at).counts}
    assert "school_exceptions" not in told


def test_a_teacher_more_is_counted_for_those_who_wait(staff: Client, group_a: Group) -> None:
    for _each in range(3):
        children.waiting(days=(children.TUESDAY,))
    page = " ".join(shown(staff, f"{BOARD}what-if/").split())

    assert "One more Tuesday teacher, a new group" in page
    assert "3 children get a place at once" in page
    assert "fewer than 10 places were given in a year" in page
