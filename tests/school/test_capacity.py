"""How many places: as many as rooms hold and teachers can look after. A group without them can not open."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from school import answering, capacity
from school.models import CapacityChange, Entry, Group
from school.refusals import SENTENCES, SchoolRefused, Why
from tests.school.children import (
    HOUR,
    MAY,
    NOW,
    counters,
    group,
    offer_of,
    opened,
    staff,
    teacher,
    term,
    waiting,
    words,
)

pytestmark = [
    pytest.mark.django_db(databases=["default", "vault"]),
    pytest.mark.usefixtures("nobody_yet"),
]


def review(of: Group, **values: Any) -> Group:
    Group.objects.filter(pk=of.pk).update(**values)
    return capacity.review(group_id=of.pk, reason="for a reason", by=staff("opener"), at=NOW + HOUR)


def unchecked(of: Group) -> None:
    of.teachers.add(teacher(checked=False))


def roomless(of: Group) -> None:
    Group.objects.filter(pk=of.pk).update(ceiling=0)


MISSING: dict[Why, Any] = {
    Why.NO_DAYS: lambda of: of.meetings.all().delete(),
    Why.NO_TEACHER: lambda of: of.teachers.clear(),
    Why.UNCHECKED: unchecked,
    Why.NO_ROOM: roomless,
}


@pytest.mark.parametrize("why", list(MISSING))
def test_a_group_can_not_open_and_says_why(why: Why) -> None:
    of = group(term())
    MISSING[why](of)
    with pytest.raises(SchoolRefused) as refused:
        capacity.open_group(group_id=of.pk, by=staff("opener"), at=NOW)

    assert (refused.value.why, str(refused.value)) == (why, str(SENTENCES[why]))
    of.refresh_from_db()
    assert (of.is_open, of.capacity) == (False, 0)


def test_places_are_what_the_smallest_room_holds_and_teachers_can_look_after() -> None:
    of = opened(places=20)
    assert of.capacity == 12

    of.teachers.add(teacher())
    assert review(of).capacity == 20
    assert review(of, ceiling=9).capacity == 9
    assert review(of, ceiling=None, per_teacher=4).capacity == 8


def test_a_teacher_who_is_not_checked_looks_after_nobody() -> None:
    of = opened(places=20)
    of.teachers.add(teacher(checked=False))

    assert review(of).capacity == 12


def test_each_change_is_written_down_with_its_reason() -> None:
    of = review(opened(places=12), ceiling=5)

    rows = CapacityChange.objects.order_by("pk").values_list("group", "was", "now", "reason", "by__username")
    assert list(rows) == [(of.pk, 0, 12, "", "opener"), (of.pk, 12, 5, "for a reason", "opener")]
    facts = Entry.objects.filter(deed="places").order_by("pk").values_list("facts", flat=True)
    assert [each["places"] for each in facts] == [12, 5]


def test_what_has_not_changed_is_not_written_down() -> None:
    review(opened(places=12))

    assert CapacityChange.objects.count() == 1


def test_more_places_are_offered_at_once() -> None:
    first, second = waiting(ticket="a"), waiting(month=MAY)
    of = opened(places=2, ceiling=1)
    assert words(first, second) == ["offered", "waiting"]

    review(of, ceiling=None)
    assert words(first, second) == ["offered", "offered"]


def test_fewer_places_throw_nobody_out_and_stop_offers_until_there_is_room() -> None:
    children = [waiting(ticket=ticket) for ticket in "abcd"]
    of = opened(places=3)
    for child in children[:2]:
        answering.accept(offer_id=offer_of(child).pk, at=NOW)
    review(of, ceiling=1)
    assert counters(of) == (1, 1, 2, 2)

    answering.decline(offer_id=offer_of(children[2]).pk, keep=False, at=NOW)
    assert counters(of) == (1, 0, 2, 1)
    assert words(*children) == ["placed", "placed", "withdrawn", "waiting"]


def test_no_place_at_all_is_a_number_too() -> None:
    child = waiting()
    of = review(opened(places=2), ceiling=0)

    assert counters(of) == (0, 1, 0, 1)
    answering.decline(offer_id=offer_of(child).pk, keep=False, at=NOW)
    assert counters(of) == (0, 0, 0, 0)


def test_a_group_that_is_held_back_gives_nothing_until_it_is_let_go_on() -> None:
    of = opened(places=1)
    capacity.hold_back(group_id=of.pk, reason="a teacher is ill", at=NOW)
    child = waiting()
    capacity.review(group_id=of.pk, reason="", by=None, at=NOW)
    assert words(child) == ["waiting"]

    capacity.hold_back(group_id=of.pk, reason="", at=NOW)
    assert words(child) == ["offered"]


def test_opening_twice_is_opening_once() -> None:
    of = opened(places=1)
    again = capacity.open_group(group_id=of.pk, by=staff("opener"), at=NOW + HOUR)

    assert (again.opened_at, CapacityChange.objects.count()) == (NOW, 1)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"youngest": 5}, "greater than or equal to 6"),
        ({"oldest": 13}, "less than or equal to 12"),
        ({"youngest": 9, "oldest": 8}, "The lower age is above the upper one."),
        ({"per_teacher": 0}, "greater than or equal to 1"),
    ],
)
def test_a_group_that_makes_no_sense_is_refused_in_words(values: dict[str, int], sentence: str) -> None:
    with override("en"), pytest.raises(ValidationError, match=sentence):
        Group(**{"term": term(), "name": "A", "languages": ["be"]} | values).full_clean()
