"""Places are counted in one row, given in one order, and nobody is passed over silently."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from letters.models import Letter
from school import answering, capacity, leaving, ledger, places
from school.models import Call, Entry, Group, Offer, Term
from school.order import Tier
from school.places import Idle
from school.refusals import SchoolRefused, Why
from tests.school.children import (
    APRIL,
    DAY,
    HOUR,
    MARCH,
    MAY,
    NOW,
    SATURDAY,
    TUESDAY,
    TUESDAYS,
    counters,
    group,
    guardian,
    offer_of,
    opened,
    staff,
    term,
    waiting,
    words,
)

pytestmark = [
    pytest.mark.django_db(databases=["default", "vault"]),
    pytest.mark.usefixtures("nobody_yet"),
]

NIGHT = NOW.replace(hour=23)


def settle(at: Any = NOW) -> None:
    with ledger.held() as head:
        places.settle(head, at=at)


def test_a_group_that_opens_gives_its_places_to_the_first_in_the_line() -> None:
    late, second, first = waiting(month=MAY), waiting(month=MARCH, ticket="b"), waiting(ticket="a")
    of = opened(places=2)

    assert words(first, second, late) == ["offered", "offered", "waiting"]
    assert counters(of) == (2, 2, 0, 0)
    assert [each.code for each in Offer.objects.order_by("number")] == [first.code, second.code]
    assert offer_of(first).until == NOW + 4 * DAY  # 72 hours later it is Saturday, and lessons.


def test_everybody_who_cares_for_the_child_is_told_by_letter_or_by_a_call() -> None:
    phone = waiting(guardian(phone="+48 000 000 001"))
    email = waiting(ticket="b")
    opened(places=2)

    assert Call.objects.get(about="school_offered").application_id == phone.pk
    assert Letter.objects.get(name="school_offered").subject == email.cares.get().pk


def test_brothers_and_sisters_get_one_of_three_places_in_a_row() -> None:
    everyone = [waiting(ticket=ticket) for ticket in "abcd"]
    sisters = [waiting(month=MAY, ticket=ticket, tier=Tier.SIBLING) for ticket in "ab"]
    opened(places=4)

    offered = list(Offer.objects.order_by("number").values_list("code", "tier"))
    assert offered == [
        (sisters[0].code, Tier.SIBLING),
        (everyone[0].code, Tier.EVERYONE),
        (everyone[1].code, Tier.EVERYONE),
        (sisters[1].code, Tier.SIBLING),
    ]


def test_whom_the_place_does_not_fit_stays_first_and_it_is_written_down_why() -> None:
    small = waiting(ticket="a", born=(2022, 1))
    tuesdays = waiting(ticket="b", days=(TUESDAY,))
    speaks_not = waiting(ticket="c", level="new")
    fits = waiting(ticket="d")
    of = opened(places=1, level="speak")

    assert words(small, tuesdays, speaks_not, fits) == ["waiting", "waiting", "waiting", "offered"]
    passed = {small.code: "too young", tuesdays.code: "days", speaks_not.code: "level"}
    said = Entry.objects.get(deed="offered")
    assert said.facts == {"number": 1, "tier": 3, "passed": list(passed), "override": False}
    assert said.inside == {"group": "A", "passed": passed}

    opened(of.term, name="B", rule=TUESDAYS, places=1)
    assert words(small, tuesdays) == ["waiting", "offered"]


def test_at_night_nobody_is_asked_and_in_the_morning_who_is_next() -> None:
    child = waiting()
    of = opened(places=1, at=NIGHT)

    assert words(child) == ["waiting"]
    assert (places.idle(of, at=NIGHT), places.is_due(at=NIGHT)) == (Idle.NIGHT, False)
    morning = (NIGHT + DAY).replace(hour=10)
    assert places.is_due(at=morning)
    settle(morning)
    assert words(child) == ["offered"]


def stays_first(of: Term) -> None:
    of.asks_from = (NOW - 2 * DAY).date()
    of.starts_on = (NOW + 30 * DAY).date()
    of.save()


REASONS: dict[Idle, Any] = {
    Idle.CLOSED: lambda of: Group.objects.filter(pk=of.pk).update(opened_at=None),
    Idle.HELD_BACK: lambda of: capacity.hold_back(group_id=of.pk, reason="a teacher is ill", at=NOW),
    Idle.STAYING: lambda of: stays_first(of.term),
    Idle.ENDING: lambda of: Term.objects.filter(pk=of.term_id).update(ends_on=(NOW + 13 * DAY).date()),
}


@pytest.mark.parametrize("reason", list(REASONS))
def test_a_free_place_that_is_offered_to_nobody_says_why(reason: Idle) -> None:
    of = opened(places=1)
    assert places.idle(of, at=NOW) is Idle.NOBODY
    REASONS[reason](of)
    child = waiting()
    settle()

    of = Group.objects.select_related("term").get(pk=of.pk)
    assert places.idle(of, at=NOW) is reason
    assert words(child) == ["waiting"]


def test_a_full_group_needs_no_reason() -> None:
    waiting()
    of = opened(places=1)

    assert places.idle(of, at=NOW) is None


def test_two_who_want_to_come_together_are_asked_together() -> None:
    parents = guardian()
    first = waiting(parents, ticket="a", together=True)
    second = waiting(parents, month=MAY, family=first.family, together=True)
    between = waiting(month=APRIL)
    opened(places=2)

    assert words(first, second, between) == ["offered", "offered", "waiting"]
    assert offer_of(first).bundle == offer_of(second).bundle
    assert (offer_of(first).tier, offer_of(second).tier) == (Tier.EVERYONE, Tier.SIBLING)


def test_where_one_place_is_free_one_of_them_is_asked_and_the_other_follows_as_a_sister() -> None:
    parents = guardian()
    first = waiting(parents, ticket="a", together=True)
    second = waiting(parents, month=MAY, family=first.family, together=True)
    between = waiting(month=APRIL)
    of = opened(places=1)
    assert words(first, second, between) == ["offered", "waiting", "waiting"]

    answering.accept(offer_id=offer_of(first).pk, at=NOW + HOUR)
    second.refresh_from_db()
    assert second.tier == Tier.SIBLING

    Group.objects.filter(pk=of.pk).update(ceiling=2)
    of.meetings.get().room.__class__.objects.update(capacity=2)
    capacity.review(group_id=of.pk, reason="a larger room", by=staff("opener"), at=NOW + 2 * HOUR)
    assert words(second, between) == ["offered", "waiting"]


def test_who_wants_to_come_together_gets_no_place_of_a_group_that_is_held_back() -> None:
    parents = guardian()
    of = term()
    back = group(of, name="B", places=1)
    capacity.open_group(group_id=back.pk, by=staff("opener"), at=NOW)
    capacity.hold_back(group_id=back.pk, reason="a teacher is ill", at=NOW)
    first = waiting(parents, together=True)
    second = waiting(parents, month=MAY, family=first.family, together=True, days=(SATURDAY,))
    opened(of, places=1)

    assert words(first, second) == ["offered", "waiting"]
    assert counters(back) == (1, 0, 0, 0)


def test_a_place_is_held_once_whoever_asks() -> None:
    of = opened(places=1)

    assert [places.take(Group.objects.get(pk=of.pk)) for _try in range(3)] == [True, False, False]


def test_there_is_no_place_for_an_exception_either_where_there_is_none() -> None:
    waiting()
    of, other = opened(places=1), waiting(month=MAY)
    with pytest.raises(SchoolRefused) as refused, ledger.held() as head:
        places.give(head, of, other, tier=Tier.EVERYONE, at=NOW, is_override=True)

    assert refused.value.why is Why.NO_PLACE
    assert words(other) == ["waiting"]


def test_an_exception_does_not_count_among_three_in_a_row() -> None:
    sister = waiting(tier=Tier.SIBLING, month=MAY)
    of = opened(places=1)
    exception = waiting(month=MAY)
    Group.objects.filter(pk=of.pk).update(capacity=2)
    with ledger.held() as head:
        of.refresh_from_db()
        places.give(head, of, exception, tier=Tier.SIBLING, at=NOW, is_override=True)

    assert words(sister, exception) == ["offered", "offered"]
    from school import standings

    assert standings.given() == [Tier.SIBLING]


def test_the_database_refuses_a_place_too_many() -> None:
    of = opened(places=1)

    with pytest.raises(IntegrityError, match="group_is_not_overbooked"), transaction.atomic():
        Group.objects.filter(pk=of.pk).update(held=1, taken=1)


def test_the_database_refuses_a_second_offer_that_is_open() -> None:
    child = waiting()
    of = opened(places=2)
    values = {"application": child, "code": child.code, "group": of, "tier": 3, "made_at": NOW, "until": NOW}

    with pytest.raises(IntegrityError, match="offer_is_one_a_child"), transaction.atomic():
        Offer.objects.create(number=2, **values)


def test_a_counter_that_is_wrong_is_counted_anew() -> None:
    child = waiting()
    of = opened(places=2)
    Group.objects.filter(pk=of.pk).update(held=0)
    settle()

    assert counters(of) == (2, 1, 0, 0)
    assert words(child) == ["offered"]


def test_the_worker_costs_the_same_number_of_questions_for_many_who_wait() -> None:
    """Whom the place fits is found in memory."""
    from django.test.utils import CaptureQueriesContext

    opened(places=1)
    counted = []
    for _more in range(2):
        for _child in range(5):
            waiting(born=(2022, 1))
        with CaptureQueriesContext(connection) as asked:
            settle()
        counted.append(len(asked))

    assert counted[0] == counted[1]


def test_a_term_that_is_over_gives_nothing_and_counts_on() -> None:
    child = waiting()
    of = opened(places=1)
    answering.accept(offer_id=offer_of(child).pk, at=NOW)
    Term.objects.update(ends_on=date(2026, 11, 17))
    leaving.leave(application_id=child.pk, why="moved", at=NOW)  # type: ignore[arg-type]

    assert counters(of) == (1, 0, 0, 0)
    assert places.is_due(at=NOW + timedelta(minutes=1)) is False
