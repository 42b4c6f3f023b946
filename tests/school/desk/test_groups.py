"""Terms, groups, meetings and teachers in the office: what is typed, and a sentence for what can not be."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from office.models import JournalEntry
from school.models import Copy, Group, Meeting, Teacher, Term
from tests.school import children
from tests.school.desk.conftest import day, settle, shown, term
from timetable.models import Lending, Room

pytestmark = pytest.mark.django_db(databases=["default", "vault"])
SCHOOL = "/admin/school/"
RULE = {
    "rule-kind": "weekly", "rule-day": "2026-09-05", "rule-time": "10:00", "rule-every": "1",
    "rule-weekdays": "5", "rule-ends": "never",
}  # fmt: skip


def said(client: Client, address: str, **typed: Any) -> str:
    return client.post(address, typed, follow=True).content.decode()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ((None, 300, None), "Give the first day"),
        ((300, 200, None), "The term ends before it begins."),
        ((100, 300, None), "Another term has some of these days."),
        ((200, 300, 205), "Pupils are asked before the term begins."),
    ],
)
def test_a_term_that_can_not_be_is_told_why(
    staff: Client, group_a: Group, typed: tuple[int | None, ...], sentence: str
) -> None:
    names = ("starts_on", "ends_on", "asks_from")
    days = {name: "" if number is None else day(number) for name, number in zip(names, typed, strict=True)}
    assert sentence in said(staff, f"{SCHOOL}terms/new/", **days)
    assert Term.objects.count() == 1


def test_a_term_is_made_and_changed(staff: Client) -> None:
    staff.post(f"{SCHOOL}terms/new/", {"starts_on": day(0), "ends_on": day(90)})
    made = Term.objects.get()
    staff.post(f"{SCHOOL}terms/{made.pk}/", {"starts_on": day(0), "ends_on": day(80)})

    assert Term.objects.get().ends_on == day(80)


def test_a_group_is_made_given_a_room_and_opened(staff: Client) -> None:
    teacher, of = children.teacher(), term()
    typed = {
        "name": "B", "youngest": 6, "oldest": 8, "level": "any", "languages": ["be"], "per_teacher": 12,
        "teachers": [str(teacher.pk)],
    }  # fmt: skip
    staff.post(f"{SCHOOL}terms/{of.pk}/group/", typed)
    group = Group.objects.get()
    address = f"{SCHOOL}groups/{group.pk}/"
    assert "A group can not open without a day on which it meets." in shown(staff, address)
    assert "A group can not open without a day" in said(staff, address, do="open")

    room = Room.objects.create(name="9", capacity=7)
    staff.post(f"{address}meetings/new/", {**RULE, "minutes": 90, "room": room.pk})
    staff.post(address, {"do": "open"})
    group.refresh_from_db()
    assert (group.capacity, group.is_open) == (7, True)
    assert "Every Saturday at 10:00,\N{NO-BREAK SPACE}9" in shown(staff, SCHOOL)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": ""}, "Give it a letter or a number"),
        ({"languages": []}, "Choose at least one language"),
        ({"youngest": 9, "oldest": 7}, "The lower age is above the upper one."),
        ({"per_teacher": 6, "reason": ""}, "Say why: the number of places depends on what you have changed"),
    ],
)
def test_a_group_that_can_not_be_is_told_why(
    staff: Client, group_a: Group, typed: dict[str, Any], sentence: str
) -> None:
    known = {
        "name": "A", "youngest": 6, "oldest": 12, "level": "any", "languages": ["be"], "per_teacher": 12,
        "teachers": [str(each.pk) for each in group_a.teachers.all()],
    }  # fmt: skip
    assert sentence in said(staff, f"{SCHOOL}groups/{group_a.pk}/change/", **known | typed)


def test_a_group_without_places_does_not_open(staff: Client) -> None:
    group = children.group(term(), ceiling=0)

    assert "A group can not open without places" in said(staff, f"{SCHOOL}groups/{group.pk}/", do="open")
    assert not Group.objects.get().is_open


def test_a_stranger_is_not_let_into_an_open_group(staff: Client, group_a: Group) -> None:
    typed = {
        "name": "A", "youngest": 6, "oldest": 12, "level": "any", "languages": ["be"], "per_teacher": 12,
        "teachers": [str(children.teacher(checked=False).pk)], "reason": "…",
    }  # fmt: skip
    page = said(staff, f"{SCHOOL}groups/{group_a.pk}/change/", **typed)

    assert "A group that is open takes only teachers who are checked" in page


def test_fewer_places_stand_with_their_reason(staff: Client, group_a: Group) -> None:
    known = {
        "name": "A", "youngest": 6, "oldest": 12, "level": "any", "languages": ["be"], "per_teacher": 12,
        "teachers": [str(each.pk) for each in group_a.teachers.all()],
        "ceiling": 1, "reason": "A quiet group",
    }  # fmt: skip
    page = said(staff, f"{SCHOOL}groups/{group_a.pk}/change/", **known)

    assert ("2 → <strong>1</strong> A quiet group" in page, "no more than 1" in page) == (True, True)


def test_a_time_outside_the_term_is_refused_and_one_in_a_full_room_is_shown(
    staff: Client, group_a: Group
) -> None:
    address, room = f"{SCHOOL}groups/{group_a.pk}/", group_a.meetings.get().room
    late = {**RULE, "rule-day": day(200), "minutes": 60, "room": room.pk, "reason": "…"}
    assert "None of these days is within the term" in said(staff, f"{address}meetings/new/", **late)
    assert Meeting.objects.count() == 1

    Lending.objects.create(room=room, initiative="Chess", rule=children.SATURDAYS, minutes=60)
    assert "Two in one room" in shown(staff, address)


def test_another_room_of_an_open_group_needs_a_reason(staff: Client, group_a: Group) -> None:
    meeting, room = group_a.meetings.get(), Room.objects.create(name="large", capacity=9)
    address = f"{SCHOOL}groups/{group_a.pk}/meetings/{meeting.pk}/"
    typed = {**RULE, "minutes": 90, "room": room.pk}
    assert "Say why: the number of places depends on the room" in said(staff, address, **typed)

    staff.post(address, {**typed, "reason": "More of them wait"})
    group_a.refresh_from_db()
    assert group_a.capacity == 9
    assert "A group can not open without a day" in said(staff, address, do="remove")


def test_offers_stop_for_a_reason_and_go_on(staff: Client, group_a: Group) -> None:
    address = f"{SCHOOL}groups/{group_a.pk}/"
    assert "a free place never stands idle without a reason" in said(staff, address, do="hold", reason="")
    assert "No new offers: Painting" in said(staff, address, do="hold", reason="Painting")
    assert "Stop new offers" in said(staff, address, do="go-on")


def test_a_teacher_is_checked_by_somebody_on_a_day(staff: Client, coordinator: Any) -> None:
    address = f"{SCHOOL}teachers/"
    assert "Write the name" in said(staff, address, do="add", name="")
    assert "not checked" in said(staff, address, do="add", name="Hanna")
    teacher = Teacher.objects.get()
    known = {"do": "check", "teacher": str(teacher.pk)}
    assert "That day is still to come" in said(staff, address, **known, on="2199-01-01")
    assert f"by {coordinator}" in said(staff, address, **known, on="2026-11-01")
    assert "Hanna" not in said(staff, address, do="left", teacher=str(teacher.pk))


def test_pupils_stand_by_first_name_and_the_journal_knows_who_looked(staff: Client, group_a: Group) -> None:
    child = children.waiting()
    settle()
    staff.post(f"{SCHOOL}children/{child.pk}/", {"do": "yes"})
    Group.objects.update(opened_at=timezone.now())
    page = shown(staff, f"{SCHOOL}groups/{group_a.pk}/")

    assert ("Зорка" in page, child.code in page, "Буслік" in page) == (True, True, False)
    opened = JournalEntry.objects.filter(deed="opened", kind="school.application", record=str(child.pk))
    assert opened.exists()


def test_families_of_a_group_are_written_to(staff: Client, group_a: Group) -> None:
    address = f"{SCHOOL}groups/{group_a.pk}/write/"
    page = shown(staff, address)
    key = page.partition('name="form_key" value="')[2].partition('"')[0]
    assert "Write the text in one language at least" in said(staff, address, form_key=key)
    assert "It is on its way." in said(staff, address, form_key=key, text_pl="Weźcie nożyczki")
    assert "Weźcie nożyczki" in shown(staff, f"{SCHOOL}groups/{group_a.pk}/")
    assert Copy.objects.count() == 0
