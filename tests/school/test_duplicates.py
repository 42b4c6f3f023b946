"""One child registered twice: a machine asks, a person decides, and twins are never merged by themselves."""

from contextlib import suppress
from typing import Any

import pytest
from django.db import transaction

from office.models import JournalEntry
from privacy.vault.models import Seal
from school import drawing, duplicates
from school.models import Application, Care, Entry, Guardian, Likeness
from school.refusals import SchoolRefused, Why
from school.states import State
from tests.school.children import DAY, NOW, staff
from tests.school.registering import ZORKA, NewChild, letters, registered, verified

pytestmark = [
    pytest.mark.django_db(databases=["default", "vault"]),
    pytest.mark.usefixtures("nobody_yet", "no_letters"),
]
STAR = NewChild(name="Zorka", born_year=2018, born_month=3)


def pair(**more: Any) -> Likeness:
    """The same child, by the mother and by the father."""
    verified()
    verified(STAR, key="2", email="father@example.org", name="Сяргей", **more)
    duplicates.look(at=NOW)
    return Likeness.objects.get()


def deeds() -> list[str]:
    return list(JournalEntry.objects.order_by("pk").values_list("deed", flat=True))[-1:]


def test_two_who_are_alike_are_shown_once() -> None:
    found = pair()

    assert [(each.first, each.second) for each in duplicates.undecided()] == [(found.first, found.second)]
    assert (found.first.made_at <= found.second.made_at, found.sign, str(found)) == (
        True,
        "child",
        str(found.pk),
    )
    assert duplicates.look(at=NOW + DAY) == 0


def test_the_family_that_has_not_confirmed_is_compared_with_nobody() -> None:
    verified()
    registered(STAR, key="2", email="father@example.org")

    assert (duplicates.look(at=NOW), Likeness.objects.count()) == (0, 0)


def test_children_of_one_form_are_never_asked_about() -> None:
    verified(ZORKA, NewChild(name="Зоркa", born_year=2018, born_month=3))

    assert duplicates.look(at=NOW) == 0


def test_two_children_stay_two() -> None:
    found = pair()
    duplicates.are_two(likeness_id=found.pk, by=staff("maryna"), at=NOW)

    assert (list(duplicates.undecided()), Application.objects.count(), deeds()) == (
        [],
        2,
        ["school_two_children"],
    )


def test_one_child_keeps_the_earlier_application_and_both_grown_ups() -> None:
    found = pair()
    first, second = found.first, found.second
    kept = duplicates.are_one(likeness_id=found.pk, by=staff("maryna"), at=NOW + DAY, asked=True)

    assert Application.objects.get() == kept == first
    assert Care.objects.filter(application=kept).count() == Guardian.objects.count() == 2
    assert [(line.deed, line.code) for line in Entry.objects.order_by("-id")[:1]] == [("erased", second.code)]
    assert (letters().count("school_again"), deeds()) == (1, ["school_one_child"])


def test_who_has_no_contact_in_common_with_the_first_is_told_nothing_and_cares_for_nothing() -> None:
    """He has typed the mother's name: she may have fled from him."""
    verified()
    father = verified(STAR, key="2", email="father@example.org", name="Алена")
    duplicates.look(at=NOW)
    found = Likeness.objects.get()
    assert duplicates.share_a_contact(found) is False
    kept = duplicates.are_one(likeness_id=found.pk, by=staff("maryna"), at=NOW)

    assert (kept.cares.count(), father.cares.count()) == (1, 0)
    assert letters().count("school_again") == 0


def test_once_the_first_was_asked_the_second_may_look_and_not_decide() -> None:
    found = pair()
    kept = duplicates.are_one(likeness_id=found.pk, by=staff("maryna"), at=NOW, asked=True)

    assert list(
        kept.cares.order_by("guardian__made_at", "-may_decide").values_list("may_decide", flat=True)
    ) == [
        True,
        False,
    ]


def test_who_has_the_same_contact_cares_for_it_as_before() -> None:
    verified()
    verified(STAR, key="2", name="Сяргей")
    duplicates.look(at=NOW)
    found = Likeness.objects.get()
    assert (found.sign, duplicates.share_a_contact(found)) == ("contact", True)
    kept = duplicates.are_one(likeness_id=found.pk, by=staff("maryna"), at=NOW)

    assert list(kept.cares.values_list("may_decide", flat=True)) == [True] * 2


def test_the_grown_ups_may_be_kept_from_learning_of_one_another() -> None:
    found = pair()
    duplicates.are_one(likeness_id=found.pk, by=staff("maryna"), at=NOW, hidden=True, asked=True)

    assert list(Care.objects.values_list("is_hidden", flat=True)) == [True, True]


def test_who_has_a_place_stays_whichever_came_first() -> None:
    found = pair()
    Application.objects.filter(pk=found.second_id).update(state=State.PLACED)

    assert duplicates.are_one(likeness_id=found.pk, by=staff("maryna"), at=NOW).pk == found.second_id


def test_two_places_are_not_made_one_by_a_click() -> None:
    found = pair()
    Application.objects.update(state=State.PLACED)
    with pytest.raises(SchoolRefused) as refused:
        duplicates.are_one(likeness_id=found.pk, by=staff("maryna"), at=NOW)

    assert (refused.value.why, Application.objects.count()) == (Why.BOTH_PLACED, 2)
    assert Likeness.objects.get().verdict == ""


def test_twins_of_two_forms_are_drawn_by_one_ticket() -> None:
    verified()
    verified(NewChild(name="Янка", born_year=2018, born_month=3), key="2")
    duplicates.look(at=NOW)
    found = Likeness.objects.get()
    assert (found.sign, duplicates.may_be_twins(found)) == ("month", True)
    duplicates.are_twins(likeness_id=found.pk, by=staff("maryna"), at=NOW)

    one, other = Application.objects.order_by("made_at", "form_key")
    assert (one.ticket_of, other.ticket_of, other.family) == (one.code, one.code, one.family)
    assert Entry.objects.latest("id").facts == {"tier": 3, "round": "2026-11", "ticket_of": one.code}
    assert deeds() == ["school_twins"]


def test_twins_are_said_before_the_list_of_their_month_is_public() -> None:
    found = pair()
    month = found.first.round
    drawing.name(month=month, source="Lotto", source_at=NOW + 30 * DAY, by=staff("maryna"), at=NOW)
    assert duplicates.may_be_twins(found) is True
    drawing.publish(at=NOW + 20 * DAY)

    with pytest.raises(SchoolRefused) as refused:
        duplicates.are_twins(likeness_id=found.pk, by=staff("maryna"), at=NOW + 20 * DAY)
    assert refused.value.why == Why.DRAWN


def test_who_is_drawn_keeps_the_ticket() -> None:
    found = pair()
    Application.objects.update(state=State.WAITING, ticket="f" * 64)
    with pytest.raises(SchoolRefused) as refused:
        duplicates.are_twins(likeness_id=found.pk, by=staff("maryna"), at=NOW)

    assert (refused.value.why, duplicates.may_be_twins(Likeness.objects.get())) == (Why.DRAWN, False)


def test_who_decides_second_is_told() -> None:
    found = pair()
    duplicates.are_two(likeness_id=found.pk, by=staff("maryna"), at=NOW)
    with pytest.raises(SchoolRefused) as refused:
        duplicates.are_one(likeness_id=found.pk, by=staff("alesia"), at=NOW)

    assert (refused.value.why, Application.objects.count()) == (Why.MOVE, 2)


def test_pairs_of_who_has_left_are_nobodys_worry() -> None:
    found = pair()
    Application.objects.filter(pk=found.second_id).update(state=State.WITHDRAWN)

    assert list(duplicates.undecided()) == []


def test_whoever_is_killed_meanwhile_leaves_two_children_as_they_were() -> None:
    """The whole of it, down to the keys."""
    found = pair()
    before = stands()
    with suppress(Killed), transaction.atomic():
        duplicates.are_one(likeness_id=found.pk, by=staff("maryna"), at=NOW + DAY)
        raise Killed

    assert (stands(), list(duplicates.undecided())) == (before, [found])


class Killed(Exception):
    pass


def stands() -> list[tuple[str, str, int]]:
    """Names can be read still."""
    rows = Application.objects.order_by("code")
    return [(row.code, row.child.open().name, row.cares.count()) for row in rows]


def test_the_key_of_the_other_is_destroyed_and_the_ledger_says_by_whom(
    django_capture_on_commit_callbacks: Any,
) -> None:
    found = pair()
    seal = found.second.seal_id
    with django_capture_on_commit_callbacks(execute=True):
        duplicates.are_one(likeness_id=found.pk, by=staff("maryna"), at=NOW + DAY)

    assert not Seal.objects.filter(pk=seal).exists()
    assert Entry.objects.latest("pk").by == "staff"
