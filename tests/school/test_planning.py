"""Terms, groups, meetings and teachers: places follow, and the journal knows who did it."""

from datetime import date, timedelta
from typing import Any

import pytest

from office.models import JournalEntry
from school import planning
from school.models import CapacityChange, Group, Meeting, Offer, Teacher, Term
from school.refusals import SchoolRefused, Why
from tests.school import children
from tests.school.children import NOW, SATURDAYS, TUESDAYS
from timetable.models import Room

pytestmark = [
    pytest.mark.django_db(databases=["default", "vault"]),
    pytest.mark.usefixtures("nobody_yet"),
]


@pytest.fixture
def who() -> dict[str, Any]:
    return {"by": children.staff("volha"), "at": NOW}


def deeds() -> list[str]:
    return list(JournalEntry.objects.order_by("pk").values_list("deed", flat=True))


def test_from_a_term_to_an_open_group_that_gives_places(who: dict[str, Any]) -> None:
    term = planning.save_term(Term(starts_on=date(2026, 9, 1), ends_on=date(2027, 1, 31)), **who)
    teacher = planning.add_teacher(name="Ганна", **who)
    group = planning.make_group(Group(term=term, name="A", languages=["be"]), teachers=[teacher], **who)
    child = children.waiting()
    room = Room.objects.create(name="9", capacity=8)
    planning.set_meeting(Meeting(group=group, rule=SATURDAYS, minutes=90, room=room), reason="", **who)
    with pytest.raises(SchoolRefused) as refused:
        planning.open_group(group_id=group.pk, **who)
    assert refused.value.why is Why.UNCHECKED
    assert Offer.objects.count() == 0

    planning.check_teacher(teacher_id=teacher.pk, on=date(2026, 11, 1), **who)
    opened = planning.open_group(group_id=group.pk, **who)
    assert (opened.capacity, opened.held) == (8, 1)
    assert Offer.objects.get().code == child.code
    assert deeds() == [
        "school_term_made", "school_teacher_added", "school_group_made", "school_meeting_set",
        "school_teacher_checked", "school_group_opened",
    ]  # fmt: skip


def test_a_change_of_facts_leaves_the_counters_and_gives_a_reason(who: dict[str, Any]) -> None:
    group = children.opened(places=4)
    stale = Group.objects.get(pk=group.pk)
    for _each in range(3):
        children.waiting()
    planning.hold_back(group_id=group.pk, reason="", **who)
    stale.ceiling = 3
    planning.change_group(stale, teachers=list(group.teachers.all()), reason="Ціха", **who)

    assert children.counters(group) == (3, 3, 0, 0)
    change = CapacityChange.objects.latest("pk")
    assert (change.was, change.now, change.reason, change.by) == (4, 3, "Ціха", who["by"])


def test_nobody_unchecked_comes_into_an_open_group(who: dict[str, Any]) -> None:
    group = children.opened(places=4)
    stranger = children.teacher(checked=False)
    with pytest.raises(SchoolRefused) as refused:
        planning.change_group(group, teachers=[*group.teachers.all(), stranger], reason="…", **who)

    assert refused.value.why is Why.UNCHECKED
    assert stranger not in group.teachers.all()


def test_a_smaller_room_throws_nobody_out(who: dict[str, Any]) -> None:
    group = children.opened(places=4)
    for _each in range(4):
        children.waiting()
    planning.hold_back(group_id=group.pk, reason="", **who)
    meeting = group.meetings.get()
    meeting.room = Room.objects.create(name="small", capacity=2)
    planning.set_meeting(meeting, reason="Іншы пакой", **who)

    assert children.counters(group) == (2, 4, 0, 2)


def test_a_held_group_gives_nothing_until_it_goes_on(who: dict[str, Any]) -> None:
    group = children.opened(places=4)
    planning.hold_back(group_id=group.pk, reason="Настаўніца хварэе", **who)
    children.waiting()
    assert planning.hold_back(group_id=group.pk, reason="Усё яшчэ", **who).held == 0

    assert planning.hold_back(group_id=group.pk, reason="", **who).held == 1
    assert deeds()[-1] == "school_group_let_on"


def test_a_teacher_who_leaves_takes_her_places_along(who: dict[str, Any]) -> None:
    group = children.opened(places=30, per_teacher=6)
    other = children.teacher()
    planning.change_group(group, teachers=[*group.teachers.all(), other], reason="Яшчэ адна", **who)
    group.refresh_from_db()
    assert group.capacity == 12

    for _each in range(2):
        planning.let_teacher_go(teacher_id=other.pk, **who)
    group.refresh_from_db()
    assert group.capacity == 6
    assert deeds().count("school_teacher_left") == 1
    assert Teacher.objects.get(pk=other.pk).left_at == NOW


def test_an_open_group_keeps_a_day_on_which_it_meets(who: dict[str, Any]) -> None:
    group = children.opened(places=4)
    first = group.meetings.get()
    second = Meeting(group=group, rule=TUESDAYS, minutes=60, room=first.room)
    planning.set_meeting(second, reason="", **who)
    planning.remove_meeting(meeting_id=first.pk, **who)

    with pytest.raises(SchoolRefused) as refused:
        planning.remove_meeting(meeting_id=second.pk, **who)
    assert refused.value.why is Why.NO_DAYS
    assert list(group.meetings.all()) == [second]


def test_a_later_asking_of_pupils_holds_places_back(who: dict[str, Any]) -> None:
    group = children.opened(children.term(starts_on=date(2026, 12, 1)), places=4)
    term = group.term
    term.asks_from = NOW.date() - timedelta(days=2)
    planning.save_term(term, **who)
    children.waiting()
    planning.hold_back(group_id=group.pk, reason="", **who)

    assert children.counters(group)[1] == 0
    assert deeds()[0] == "school_term_changed"
