"""Out of the list and out of the school, for a while or for good, and back."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils.translation import override

from letters.models import Letter
from privacy import forgetting
from school import answering, family_words, leaving, places
from school.models import Application, Enrolment, Entry, Guardian
from school.order import Tier
from school.refusals import SchoolRefused, Why
from school.states import State
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
    waiting,
    words,
)

pytestmark = [
    pytest.mark.django_db(databases=["default", "vault"]),
    pytest.mark.usefixtures("nobody_yet"),
]
Away = Application.Away


def refused(verb: Any, **arguments: Any) -> Why:
    with pytest.raises(SchoolRefused) as refusal:
        verb(**arguments)
    return refusal.value.why


def pupil(**more: Any) -> Application:
    """With the only place of a group."""
    row = waiting(ticket="0", **more)
    opened(places=1)
    answering.accept(offer_id=offer_of(row).pk, at=NOW)
    row.refresh_from_db()
    return row


def test_who_leaves_the_list_gives_the_place_that_was_offered_to_who_is_next() -> None:
    first, second = waiting(ticket="a"), waiting(month=MAY)
    opened(places=1)
    for _twice in range(2):
        leaving.withdraw(application_id=first.pk, at=NOW + HOUR)

    assert words(first, second) == ["withdrawn", "offered"]
    assert lines(first.code) == ["verified", "drawn", "offered", "declined", "withdrawn"]
    assert Letter.objects.filter(name="school_left").count() == 1


def test_a_pause_keeps_month_and_ticket_and_leads_back_to_the_same_place() -> None:
    first, second, third = waiting(ticket="a"), waiting(ticket="b"), waiting(ticket="c")
    leaving.pause(application_id=first.pk, at=NOW)
    opened(places=1)
    assert words(first, second, third) == ["paused", "offered", "waiting"]

    leaving.resume(application_id=first.pk, at=NOW + HOUR)
    leaving.withdraw(application_id=second.pk, at=NOW + HOUR)
    assert words(first, third) == ["offered", "waiting"]


def test_who_is_paused_while_asked_gives_the_place_on() -> None:
    first, second = waiting(ticket="a"), waiting(month=MAY)
    opened(places=1)
    leaving.pause(application_id=first.pk, at=NOW + HOUR)

    assert words(first, second) == ["paused", "offered"]


def test_who_lets_a_place_go_at_night_does_not_get_it_again_in_the_morning() -> None:
    first, second = waiting(ticket="a"), waiting(month=MAY)
    opened(places=1)
    night = NOW.replace(hour=23)
    leaving.pause(application_id=first.pk, at=night)
    assert refused(leaving.resume, application_id=first.pk, at=night) is Why.TOMORROW

    places.tidy(at=NOW + DAY - HOUR)
    assert words(first, second) == ["paused", "offered"]
    leaving.resume(application_id=first.pk, at=night + DAY)
    assert words(first, second) == ["waiting", "offered"]


def test_nobody_comes_back_who_was_not_away() -> None:
    """One who is asked would otherwise hold a place and stand in the line at once."""
    first, second = waiting(ticket="a"), waiting(month=MAY)
    opened(places=1)
    assert words(first, second) == ["offered", "waiting"]

    assert refused(leaving.resume, application_id=first.pk, at=NOW) is Why.MOVE
    assert refused(leaving.resume, application_id=second.pk, at=NOW) is Why.MOVE
    assert words(first, second) == ["offered", "waiting"]


def test_nobody_comes_past_the_draw() -> None:
    child = waiting()
    leaving.withdraw(application_id=child.pk, at=NOW)
    leaving.return_to_list(application_id=child.pk, at=NOW)
    Application.objects.filter(pk=child.pk).update(state="ineligible", ticket="")
    leaving.resume(application_id=child.pk, at=NOW)

    assert words(child) == ["verified"]


@pytest.mark.parametrize(
    ("state", "verb"),
    [
        ("placed", "withdraw"),
        ("placed", "pause"),
        ("graduated", "return_to_list"),
        ("waiting", "return_to_list"),
    ],
)
def test_what_is_no_move_is_refused_and_changes_nothing(state: str, verb: str) -> None:
    child = waiting()
    Application.objects.filter(pk=child.pk).update(state=state)
    before = Entry.objects.count()

    assert refused(getattr(leaving, verb), application_id=child.pk, at=NOW) is Why.MOVE
    assert (words(child), Entry.objects.count()) == ([state], before)


def test_who_has_left_the_list_comes_back_into_this_month_with_the_ticket_it_had() -> None:
    child = waiting()
    leaving.withdraw(application_id=child.pk, at=NOW)
    back = leaving.return_to_list(application_id=child.pk, at=NOW + DAY)

    assert (back.state, back.round, back.ticket, back.tier) == (
        "verified", NOW.date().replace(day=1), child.ticket, Tier.EVERYONE,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("why", "days", "tier"),
    [
        (Away.ILL, 364, Tier.RETURNING),
        (Away.FLIGHT, 364, Tier.RETURNING),
        (Away.ILL, 366, Tier.EVERYONE),
        (Away.MOVED, 10, Tier.EVERYONE),
        (Away.OTHER, 10, Tier.EVERYONE),
    ],
)
def test_who_was_ill_or_had_to_flee_comes_back_before_the_others_for_a_year(
    why: Away, days: int, tier: Tier
) -> None:
    child = pupil()
    left = NOW + leaving.LEARNED
    leaving.leave(application_id=child.pk, why=why, at=left)

    assert leaving.return_to_list(application_id=child.pk, at=left + days * DAY).tier == tier


def test_nobody_comes_before_the_list_by_taking_a_place_and_leaving_it() -> None:
    child = pupil()
    left = NOW + leaving.LEARNED - DAY
    leaving.leave(application_id=child.pk, why=Away.FLIGHT, at=left)

    assert leaving.return_to_list(application_id=child.pk, at=left).tier == Tier.EVERYONE


def test_a_pupil_who_leaves_frees_the_place_once() -> None:
    child, second = pupil(), waiting(month=MAY)
    for _twice in range(2):
        leaving.leave(application_id=child.pk, why=Away.MOVED, at=NOW + HOUR)

    assert words(child, second) == ["left", "offered"]
    assert Enrolment.objects.get().state == "withdrawn"
    assert counters(offer_of(second).group) == (1, 1, 0, 0)


def test_a_child_that_was_registered_anew_does_not_come_back_twice() -> None:
    child = waiting(child_hash=b"the same child")
    leaving.withdraw(application_id=child.pk, at=NOW)
    waiting(child_hash=b"the same child")

    assert refused(leaving.return_to_list, application_id=child.pk, at=NOW) is Why.ALREADY
    assert words(child) == ["withdrawn"]


def test_who_is_forgotten_frees_the_place_and_leaves_the_code_alone() -> None:
    child, second = pupil(), waiting(month=MAY)
    parents = Guardian.objects.get(children=child)
    forgetting.erase([child.seal_id], at=NOW + HOUR)

    assert not Application.objects.filter(pk=child.pk).exists()
    assert words(second) == ["offered"]
    assert lines(child.code)[-1] == "erased"
    parents.refresh_from_db()
    assert parents.ends_at == NOW + HOUR


def test_a_parent_of_another_child_is_not_forgotten_with_the_first() -> None:
    parents = guardian()
    first, second = waiting(parents), waiting(parents)
    forgetting.erase([first.seal_id], at=NOW)
    parents.refresh_from_db()

    assert parents.ends_at is None
    assert words(second) == ["waiting"]


def test_who_was_asked_and_is_forgotten_frees_the_place() -> None:
    first, second = waiting(ticket="a"), waiting(month=MAY)
    opened(places=1)
    forgetting.erase([first.seal_id], at=NOW + HOUR)

    assert words(second) == ["offered"]
    assert lines(first.code) == ["verified", "drawn", "offered", "declined", "erased"]


def test_a_key_that_is_gone_while_its_row_is_still_there_passes_the_place_on() -> None:
    """Killed between the two databases: nobody can be asked of whom nothing can be read."""
    from privacy.vault.models import Seal

    first, second = waiting(ticket="a"), waiting(month=MAY)
    Seal.objects.filter(pk=first.seal_id).delete()
    opened(places=1)

    assert words(first, second) == ["waiting", "offered"]
    assert Entry.objects.get(deed="offered").inside["passed"] == {first.code: "forgotten"}


@pytest.mark.parametrize(("days", "by"), [(1, "family"), (31, "clock")])
def test_the_ledger_says_who_has_erased(days: int, by: str) -> None:
    """The family by its button, or the clock a month after it has left the list."""
    child = waiting()
    leaving.withdraw(application_id=child.pk, at=NOW)
    at = NOW + days * DAY
    if by == "clock":
        forgetting.enforce(at=at)
    else:
        forgetting.erase([child.seal_id], at=at)

    assert Entry.objects.filter(code=child.code, deed="erased").values_list("by", flat=True)[0] == by


@pytest.mark.parametrize("verb", [leaving.pause, leaving.resume, leaving.withdraw, leaving.return_to_list])
def test_what_is_done_for_a_child_that_was_forgotten_a_moment_ago_is_refused_in_a_sentence(verb: Any) -> None:
    child = waiting()
    forgetting.erase([child.seal_id], at=NOW)

    assert refused(verb, application_id=child.pk, at=NOW) is Why.MOVE


@pytest.mark.parametrize(("since", "first"), [(leaving.LEARNED, True), (leaving.LEARNED - DAY, False)])
def test_who_has_left_is_told_of_the_way_back_what_is_kept(since: timedelta, first: bool) -> None:
    child = pupil()
    left = leaving.leave(application_id=child.pk, why=Away.ILL, at=NOW + since)

    with override("en"):
        assert ("comes before the others" in family_words.meaning(left, State.LEFT)) is first
