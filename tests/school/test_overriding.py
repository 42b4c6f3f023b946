"""Exceptions from the order: two people, a reason, and a number that families may know."""

from datetime import timedelta
from typing import Any

import pytest

from letters.models import Letter
from office.models import JournalEntry
from school import answering, overriding, standings
from school.models import Application, Entry, Group, Offer, Override
from school.refusals import SchoolRefused, Why
from tests.school import children
from tests.school.children import NOW

pytestmark = [
    pytest.mark.django_db(databases=["default", "vault"]),
    pytest.mark.usefixtures("nobody_yet"),
]
LATER = NOW + timedelta(hours=1)


def asked(child: Application, group: Any) -> Override:
    return overriding.ask(
        application_id=child.pk, group_id=group.pk, why=Override.Why.MEDICAL, by=children.staff("a"), at=NOW
    )


def refusal(act: Any) -> Why:
    with pytest.raises(SchoolRefused) as refused:
        act()
    return refused.value.why


def test_another_person_signs_and_the_place_is_offered_out_of_order() -> None:
    group = children.opened(places=1, held_back="…")
    children.waiting(month=children.MARCH)
    last = children.waiting(month=children.MAY)
    row = asked(last, group)
    assert list(overriding.unsigned()) == [row]

    overriding.sign(override_id=row.pk, by=children.staff("b"), at=LATER)
    offer = Offer.objects.get()
    assert (offer.code, offer.is_override) == (last.code, True)
    assert Entry.objects.get(deed="offered").by == "two"
    assert (overriding.given(group.term).count(), list(overriding.unsigned())) == (1, [])
    assert standings.given() == []
    noted = JournalEntry.objects.order_by("pk").values_list("deed", "who__username")
    assert list(noted) == [("school_exception_asked", "a"), ("school_exception_signed", "b")]


def test_nobody_signs_what_she_has_asked_for_herself() -> None:
    group = children.opened(places=1, held_back="…")
    row = asked(children.waiting(), group)

    assert (
        refusal(lambda: overriding.sign(override_id=row.pk, by=children.staff("a"), at=LATER))
        is Why.SAME_PERSON
    )
    assert Offer.objects.count() == 0


def test_a_child_must_wait_and_fit_and_there_must_be_a_place() -> None:
    group = children.opened(places=1, held_back="…")
    small, paused = children.waiting(born=(2023, 1)), children.waiting()
    Application.objects.filter(pk=paused.pk).update(state="paused", pause="wish")

    assert refusal(lambda: asked(small, group)) is Why.UNFIT
    assert refusal(lambda: asked(paused, group)) is Why.MOVE
    one, other = asked(children.waiting(), group), asked(children.waiting(), group)
    overriding.sign(override_id=one.pk, by=children.staff("b"), at=LATER)
    overriding.sign(override_id=other.pk, by=children.staff("b"), at=LATER)
    assert (Offer.objects.count(), list(overriding.awaited())) == (1, [other])


def test_where_no_place_is_free_the_next_one_is_theirs_and_then_the_order_goes_on() -> None:
    months = (children.MARCH, children.APRIL, children.MAY)
    has, first, last = (children.waiting(month=month) for month in months)
    group = children.opened(places=1)
    row = overriding.sign(override_id=asked(last, group).pk, by=children.staff("b"), at=LATER)
    assert (children.words(has, first, last), row.offer) == (["offered", "waiting", "waiting"], None)

    for each in (has, last):
        answering.decline(offer_id=children.offer_of(each).pk, keep=False, at=LATER)

    row.refresh_from_db()
    assert (row.offer, row.offer and row.offer.is_override) == (Offer.objects.get(code=last.code), True)
    assert children.words(first) == ["offered"]
    assert overriding.given(group.term).count() == 1


def test_an_exception_is_over_when_the_child_is_offered_a_place_in_its_turn() -> None:
    taken, child = children.waiting(month=children.MARCH), children.waiting(month=children.MAY)
    full = children.opened(places=1)
    row = overriding.sign(override_id=asked(child, full).pk, by=children.staff("b"), at=LATER)
    large = children.opened(of=full.term, name="B", places=1, at=LATER)

    row.refresh_from_db()
    assert (children.words(taken), children.offer_of(child).group) == (["offered"], large)
    assert (row.offer, children.offer_of(child).is_override) == (children.offer_of(child), False)
    assert (list(overriding.awaited()), overriding.given(full.term).count()) == ([], 0)


def test_an_offer_that_was_a_mistake_is_taken_back_by_two() -> None:
    child = children.waiting()
    group = children.opened(places=1)
    offer = children.offer_of(child)
    Group.objects.filter(pk=group.pk).update(held_back="…")
    row = overriding.ask_back(offer_id=offer.pk, by=children.staff("a"), at=LATER)
    assert overriding.ask_back(offer_id=offer.pk, by=children.staff("c"), at=LATER) == row
    asker = children.staff("a")
    assert refusal(lambda: overriding.sign(override_id=row.pk, by=asker, at=LATER)) is Why.SAME_PERSON

    overriding.sign(override_id=row.pk, by=children.staff("b"), at=LATER)

    offer.refresh_from_db()
    assert (offer.state, children.words(child)) == ("revoked", ["waiting"])
    assert Letter.objects.filter(name="school_revoked").count() == 1
    assert overriding.given(group.term).count() == 0
    assert refusal(lambda: overriding.ask_back(offer_id=offer.pk, by=asker, at=LATER)) is Why.OVER


def test_twice_is_the_same_as_once_and_what_nobody_wants_is_dropped() -> None:
    group = children.opened(places=2, held_back="…")
    child = children.waiting()
    row = asked(child, group)
    assert asked(child, group) == row

    for _each in range(2):
        overriding.sign(override_id=row.pk, by=children.staff("b"), at=LATER)
    assert Offer.objects.count() == 1

    other = asked(children.waiting(), group)
    for _each in range(2):
        overriding.drop(override_id=other.pk, by=children.staff("b"), at=LATER)
    assert list(Override.objects.all()) == [row]
    overriding.drop(override_id=row.pk, by=children.staff("b"), at=LATER)
    assert Override.objects.count() == 1
