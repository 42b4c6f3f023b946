"""A family answers: twice, at the last second, too late, from two telephones."""

from datetime import date, timedelta
from typing import Any

import pytest

from letters.models import Letter
from school import answering, enrolling, ledger, places
from school.deadlines import GRACE
from school.models import Application, Enrolment, Group, Offer, Term
from school.order import Tier
from school.refusals import SENTENCES, SchoolRefused, Why
from tests.school.children import (
    DAY,
    HOUR,
    MAY,
    NOW,
    counters,
    guardian,
    lines,
    offer_of,
    opened,
    term,
    waiting,
    words,
)

pytestmark = [
    pytest.mark.django_db(databases=["default", "vault"]),
    pytest.mark.usefixtures("nobody_yet"),
]


class Asked:
    """One place, offered to the first of two."""

    def __init__(self) -> None:
        self.child, self.next_one = waiting(ticket="a"), waiting(month=MAY)
        self.group = opened(places=1)
        self.offer = offer_of(self.child)

    @property
    def states(self) -> list[str]:
        return words(self.child, self.next_one)


def refused(verb: Any, **arguments: Any) -> Why:
    with pytest.raises(SchoolRefused) as refusal:
        verb(**arguments)
    assert str(refusal.value) == str(SENTENCES[refusal.value.why])
    return refusal.value.why


def test_who_accepts_has_the_place_and_is_told() -> None:
    asked = Asked()
    enrolment = answering.accept(offer_id=asked.offer.pk, at=NOW + HOUR)

    assert (enrolment.application, enrolment.group, enrolment.state) == (asked.child, asked.group, "coming")
    assert (asked.states, counters(asked.group)) == (["placed", "waiting"], (1, 0, 1, 0))
    assert lines(asked.child.code) == ["verified", "drawn", "offered", "accepted"]
    assert Letter.objects.filter(name="school_accepted").count() == 1


def test_accepting_twice_or_on_two_telephones_is_one_place() -> None:
    asked = Asked()
    first = answering.accept(offer_id=asked.offer.pk, at=NOW + HOUR)
    second = answering.accept(offer_id=asked.offer.pk, at=NOW + DAY)

    assert first == second
    assert (Enrolment.objects.count(), Letter.objects.filter(name="school_accepted").count()) == (1, 1)


def test_one_says_yes_and_the_other_no_and_the_first_to_answer_is_right() -> None:
    yes, no = Asked(), None
    answering.accept(offer_id=yes.offer.pk, at=NOW + HOUR)
    assert refused(answering.decline, offer_id=yes.offer.pk, keep=False, at=NOW + HOUR) is Why.OVER
    assert (yes.states, no) == (["placed", "waiting"], None)


def test_who_has_said_no_cannot_say_yes_afterwards() -> None:
    asked = Asked()
    answering.decline(offer_id=asked.offer.pk, keep=True, at=NOW + HOUR)

    assert refused(answering.accept, offer_id=asked.offer.pk, at=NOW + HOUR) is Why.OVER
    assert asked.states == ["paused", "offered"]


def test_the_last_second_counts_and_ten_minutes_more() -> None:
    asked = Asked()
    answering.accept(offer_id=asked.offer.pk, at=asked.offer.until + GRACE - timedelta(seconds=1))

    assert asked.states == ["placed", "waiting"]


def test_after_that_it_is_over_whether_the_worker_has_come_round_or_not() -> None:
    asked = Asked()
    late = asked.offer.until + GRACE
    assert refused(answering.accept, offer_id=asked.offer.pk, at=late) is Why.OVER
    assert refused(answering.decline, offer_id=asked.offer.pk, keep=True, at=late) is Why.OVER

    with ledger.held() as head:
        places.settle(head, at=late)
    assert refused(answering.accept, offer_id=asked.offer.pk, at=late) is Why.OVER
    assert asked.states == ["paused", "offered"]


def test_the_first_silence_pauses_and_the_place_goes_to_who_is_next() -> None:
    asked = Asked()
    with ledger.held() as head:
        places.settle(head, at=asked.offer.until + GRACE)
    child = Application.objects.get(pk=asked.child.pk)

    assert (child.state, child.pause, child.round, child.ticket) == (
        "paused", "silent", asked.child.round, asked.child.ticket,
    )  # fmt: skip
    assert lines(child.code) == ["verified", "drawn", "offered", "expired", "paused"]
    assert asked.states == ["paused", "offered"]


def test_an_offer_that_is_over_is_over_once_however_often_somebody_looks() -> None:
    asked = Asked()
    for minutes in range(3):
        with ledger.held() as head:
            places.settle(head, at=asked.offer.until + GRACE + timedelta(minutes=minutes))

    assert lines(asked.child.code).count("expired") == 1
    assert Letter.objects.filter(name="school_expired").count() == 1


def test_no_for_good_leaves_the_list_and_no_twice_is_no_once() -> None:
    asked = Asked()
    for _twice in range(2):
        answering.decline(offer_id=asked.offer.pk, keep=False, at=NOW + HOUR)

    assert asked.states == ["withdrawn", "offered"]
    assert lines(asked.child.code) == ["verified", "drawn", "offered", "declined", "withdrawn"]


def test_who_keeps_for_the_next_term_waits_again_when_its_places_are_given() -> None:
    asked = Asked()
    spring = term(starts_on=date(2027, 2, 1), ends_on=date(2027, 6, 20), asks_from=date(2027, 1, 11))
    answering.decline(offer_id=asked.offer.pk, keep=True, at=NOW + HOUR)
    child = Application.objects.get(pk=asked.child.pk)
    assert (child.pause, child.resumes_on) == ("term", spring.asks_until)

    enrolling.turn_the_page(at=NOW.replace(year=2027, month=1, day=20))
    assert asked.states[0] == "paused"
    enrolling.turn_the_page(at=NOW.replace(year=2027, month=1, day=21))
    assert asked.states[0] == "waiting"


def test_a_next_term_that_nobody_had_entered_yet_is_found_later() -> None:
    asked = Asked()
    answering.decline(offer_id=asked.offer.pk, keep=True, at=NOW + HOUR)
    assert Application.objects.get(pk=asked.child.pk).resumes_on is None
    enrolling.turn_the_page(at=NOW + 10 * DAY)
    assert asked.states[0] == "paused"

    term(starts_on=date(2027, 2, 1), ends_on=date(2027, 6, 20))
    enrolling.turn_the_page(at=NOW.replace(year=2027, month=2, day=1))
    assert asked.states[0] == "waiting"


def test_what_was_a_mistake_is_taken_back_and_the_child_stands_where_it_stood() -> None:
    asked = Asked()
    answering.revoke(offer_id=asked.offer.pk, at=NOW + HOUR)

    assert asked.states == ["offered", "waiting"]
    assert offer_of(asked.child).number == asked.offer.number + 1


def test_brothers_and_sisters_of_a_new_pupil_go_before_everyone_wherever_they_are_on_the_way() -> None:
    parents = guardian()
    first = waiting(parents, ticket="a")
    rest = [waiting(parents, month=MAY, family=first.family) for _each in range(4)]
    for row, state in zip(rest, ["verified", "waiting", "ineligible", "withdrawn"], strict=True):
        Application.objects.filter(pk=row.pk).update(state=state)
    opened(places=1)
    answering.accept(offer_id=offer_of(first).pk, at=NOW + HOUR)

    tiers = [Application.objects.get(pk=row.pk).tier for row in rest]
    assert tiers == [Tier.SIBLING, Tier.SIBLING, Tier.SIBLING, Tier.EVERYONE]


def test_an_offer_to_a_child_that_is_forgotten_cannot_be_answered() -> None:
    asked = Asked()
    Offer.objects.filter(pk=asked.offer.pk).update(application=None)

    assert refused(answering.accept, offer_id=asked.offer.pk, at=NOW) is Why.OVER


def test_a_place_that_was_offered_is_kept_when_the_group_shrinks_meanwhile() -> None:
    """What was promised holds, as an overhang."""
    asked = Asked()
    Group.objects.update(ceiling=0)
    from school import capacity

    capacity.review(group_id=asked.group.pk, reason="the room is lent", by=None, at=NOW + HOUR)
    assert counters(asked.group) == (0, 1, 0, 1)
    answering.accept(offer_id=asked.offer.pk, at=NOW + DAY)
    assert counters(asked.group) == (0, 0, 1, 1)
    assert Term.objects.count() == 1
