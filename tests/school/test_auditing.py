"""Each look finds what it is for, and a school where everything is right has no findings."""

import logging
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from letters.models import Letter
from school import answering, auditing, draw, leaving
from school.models import Application, Draw, Finding, Group, Offer
from school.models.findings import Finding as Row
from school.states import State
from tests.school import children, drawn
from tests.school.children import DAY, NOW

pytestmark = [pytest.mark.django_db(databases=["default", "vault"]), pytest.mark.usefixtures("nobody_yet")]

Wrong = Row.Wrong


def found(*, at: Any = NOW) -> list[tuple[str, str]]:
    return sorted((each.subject, str(each.wrong)) for each in auditing.examine(at=at))


@pytest.fixture
def group() -> Group:
    """Two places, and one family that has been offered one of them."""
    children.waiting(ticket="1")
    return children.opened(places=2)


def test_a_school_in_order_has_no_findings(group: Group) -> None:
    child, other = children.waiting(ticket="2"), children.waiting(ticket="3", days=(children.TUESDAY,))
    leaving.pause(application_id=other.pk, at=NOW)
    leaving.withdraw(application_id=child.pk, at=NOW)
    answering.accept(offer_id=Offer.objects.earliest("number").pk, at=NOW)

    assert found() == []


def test_a_draw_is_recomputed_by_the_program() -> None:
    for _child in range(2):
        drawn.confirmed()
    row = drawn.signed()
    assert found(at=drawn.LATER) == []

    first = draw.drawn(row.listing, row.value)[0].code
    Application.objects.filter(code=first).update(ticket="f" * 64)

    assert found(at=drawn.LATER) == [("", Wrong.ORDER), ("2026-11/1", Wrong.DRAW)]


def test_a_list_that_was_changed_after_its_fingerprint_is_found() -> None:
    drawn.confirmed()
    row = drawn.signed()

    Draw.objects.filter(pk=row.pk).update(listing=f"{row.listing}\nX9-X9X")

    assert found(at=drawn.LATER) == [("2026-11/1", Wrong.DRAW)]


def test_a_line_of_the_ledger_that_was_changed_is_found(group: Group) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE school_entry SET facts = facts || '{\"tier\": 1}' WHERE deed = 'verified'")
        cursor.execute("SET LOCAL session_replication_role = origin")

    assert found() == [("", Wrong.CHAIN)]


@pytest.mark.parametrize("change", [{"tier": 2}, {"ticket": "0" * 64}, {"state": State.WAITING}])
def test_a_list_that_was_changed_beside_the_ledger_is_found(change: dict[str, Any]) -> None:
    children.waiting(ticket="1")
    last = children.waiting(ticket="9")
    if "state" in change:
        leaving.withdraw(application_id=last.pk, at=NOW)

    Application.objects.filter(pk=last.pk).update(**change)

    assert found() == [("", Wrong.ORDER)]


def test_counters_that_are_wrong_are_found(group: Group) -> None:
    Group.objects.filter(pk=group.pk).update(held=0, taken=2)

    assert found() == [(f"group {group.pk}", Wrong.HELD), (f"group {group.pk}", Wrong.TAKEN)]


def test_children_above_the_capacity_that_are_counted_wrongly_are_found(group: Group) -> None:
    """The database itself lets the overhang be wrong only together with what it is counted from."""
    Group.objects.filter(pk=group.pk).update(taken=3, held=0, overhang=1)

    assert (f"group {group.pk}", Wrong.OVERHANG) in found()


def test_a_free_place_that_nobody_gave_is_found(group: Group) -> None:
    late = children.waiting(ticket="5")

    assert found() == [(f"group {group.pk}", Wrong.IDLE)]
    leaving.pause(application_id=late.pk, at=NOW)
    assert found() == []


@pytest.mark.parametrize("reason", ["night", "held back", "does not fit"])
def test_a_free_place_with_a_reason_is_not(group: Group, reason: str) -> None:
    children.waiting(ticket="5", days=(children.TUESDAY,) if reason == "does not fit" else (1, 5))
    if reason == "held back":
        Group.objects.filter(pk=group.pk).update(held_back="Хварэе настаўніца")
    at = NOW.replace(hour=23) if reason == "night" else NOW

    assert found(at=at) == []


def test_an_offer_that_is_long_over_is_found(group: Group) -> None:
    offer = Offer.objects.get()

    assert found(at=offer.until + timedelta(minutes=20)) == []
    assert (offer.code, Wrong.LATE) in found(at=offer.until + timedelta(minutes=41))


def test_an_offer_of_which_no_letter_tells_is_found(group: Group) -> None:
    Letter.objects.filter(name="school_offered").delete()

    assert found() == [(Offer.objects.get().code, Wrong.UNTOLD)]


def test_a_family_with_a_telephone_alone_is_told_by_a_call() -> None:
    children.waiting(children.guardian(phone="+48600000001"))
    children.opened(places=1)

    assert found() == []


def test_what_is_mended_is_no_finding_any_more_and_what_stays_keeps_its_moment(group: Group) -> None:
    Group.objects.filter(pk=group.pk).update(held=0, taken=1)
    auditing.examine(at=NOW)
    Group.objects.filter(pk=group.pk).update(held=1)

    auditing.examine(at=NOW + DAY)

    assert list(Finding.objects.values_list("wrong", "found_at")) == [(Wrong.TAKEN, NOW)]


def test_what_is_found_is_in_the_log(group: Group, caplog: pytest.LogCaptureFixture) -> None:
    Group.objects.filter(pk=group.pk).update(held=0)

    with caplog.at_level(logging.ERROR):
        auditing.shout(auditing.examine(at=NOW))

    assert caplog.messages == [
        f"The school does not add up: held group {group.pk}",
        "1 findings about the school: run audit_school",
    ]


def test_the_command_says_what_is_wrong_and_settles_it(capsys: Any) -> None:
    now = timezone.now()
    term = children.term(starts_on=now.date() - 30 * DAY, ends_on=now.date() + 60 * DAY)
    group = children.opened(term, places=2, at=now)
    call_command("audit_school")
    Group.objects.filter(pk=group.pk).update(held=1)

    with pytest.raises(CommandError, match=r"The school does not add up: \d findings?"):
        call_command("audit_school")
    call_command("audit_school", "--settle")

    assert capsys.readouterr().out.splitlines()[-1] == "The list and all places add up."
