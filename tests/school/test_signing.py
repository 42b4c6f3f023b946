from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from letters.models import Letter
from school import draw, drawing, leaving, ledger
from school.draw_refusals import Why
from school.ledger import By, Deed
from school.models import Application, Draw, Entry, Head
from school.order import Tier
from school.states import State
from tests.school import children
from tests.school.drawn import (
    DECEMBER,
    DRAWN,
    LATER,
    NOVEMBER,
    VALUE,
    confirmed,
    listed,
    refused,
    signed,
    valued,
)

pytestmark = [pytest.mark.django_db(databases=["default", "vault"]), pytest.mark.usefixtures("nobody_yet")]


def test_a_dry_run_changes_nothing() -> None:
    child = confirmed()
    row = valued()

    result = drawing.dry_run(row)

    child.refresh_from_db()
    assert [each.code for each in result.drawn] == [child.code]
    assert (result.joins, result.moves, result.gone) == ({child.code}, set(), set())
    assert (child.state, child.ticket, Letter.objects.count()) == (State.VERIFIED, "", 0)


def test_signing_gives_tickets_and_places_in_the_line() -> None:
    first, second = confirmed(), confirmed()
    row = signed()

    for each in (first, second):
        each.refresh_from_db()
        assert (each.state, each.ticket) == (State.WAITING, draw.ticket(VALUE, each.code))
    said = Entry.objects.filter(deed=Deed.DRAWN, facts__draw=1).order_by("id")
    expected = [each.code for each in draw.drawn(row.listing, VALUE)]
    assert [each.code for each in said] == expected
    assert said[0].facts == {
        "round": "2026-11",
        "draw": 1,
        "tier": Tier.EVERYONE,
        "ticket": draw.ticket(VALUE, expected[0]),
    }
    assert Head.objects.get().last == Entry.objects.count()


def test_families_are_told_once_however_often_the_worker_begins() -> None:
    confirmed()
    row = signed()

    drawing.tell(draw_id=row.pk, at=LATER)
    drawing.tell(draw_id=row.pk, at=LATER)

    assert list(Letter.objects.values_list("name", flat=True)) == ["school_drawn"]


def test_whoever_typed_first_does_not_sign() -> None:
    row = valued()

    assert (
        refused(lambda: drawing.sign(draw_id=row.pk, by=children.staff("ala"), at=LATER)) is Why.SAME_PERSON
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Draw.objects.filter(pk=row.pk).update(signed_by=children.staff("ala"), signed_at=LATER)


def test_what_is_signed_is_signed_once() -> None:
    row = signed()

    assert refused(lambda: drawing.sign(draw_id=row.pk, by=children.staff("bahdan"), at=LATER)) is Why.ALREADY


def test_nothing_is_signed_before_two_have_typed_the_value() -> None:
    row = listed()

    assert (
        refused(lambda: drawing.sign(draw_id=row.pk, by=children.staff("bahdan"), at=LATER)) is Why.NO_VALUE
    )


def test_who_leaves_after_the_list_keeps_the_ticket_and_gains_nothing() -> None:
    child = confirmed()
    row = valued()
    Application.objects.filter(pk=child.pk).update(state=State.WITHDRAWN)

    result = drawing.sign(draw_id=row.pk, by=children.staff("bahdan"), at=LATER)

    child.refresh_from_db()
    assert result.gone == {child.code}
    assert (child.state, child.ticket) == (State.WITHDRAWN, draw.ticket(VALUE, child.code))


def test_who_leaves_after_the_list_and_comes_back_waits_for_the_draw_of_the_later_month() -> None:
    child = confirmed()
    row = valued()
    for act in (leaving.withdraw, leaving.return_to_list):
        act(application_id=child.pk, at=LATER)

    result = drawing.sign(draw_id=row.pk, by=children.staff("bahdan"), at=LATER)

    child.refresh_from_db()
    assert (result.joins, result.moves, result.gone) == (frozenset(), frozenset(), {child.code})
    assert (child.state, child.round) == (State.VERIFIED, DECEMBER)
    assert child.ticket == draw.ticket(VALUE, child.code)
    assert not Entry.objects.filter(deed=Deed.DRAWN, code=child.code, facts__draw=row.number).exists()


def test_who_has_come_back_with_a_ticket_keeps_it_though_the_first_month_is_drawn_again() -> None:
    child = confirmed()
    signed()
    leaving.withdraw(application_id=child.pk, at=LATER)
    row = valued(at=LATER, source_at=DRAWN + timedelta(days=3), reason="Забылі пра дзіця")
    leaving.return_to_list(application_id=child.pk, at=LATER)
    before = Application.objects.get(pk=child.pk).ticket

    drawing.sign(draw_id=row.pk, by=children.staff("bahdan"), at=DRAWN + timedelta(days=4))

    child.refresh_from_db()
    assert (child.ticket, child.state) == (before, State.VERIFIED)


def test_a_second_draw_mends_the_first_and_the_first_stays_where_it_is() -> None:
    child, forgotten = confirmed(), confirmed(month=children.MAY)
    first = signed()
    Application.objects.filter(pk=forgotten.pk).update(round=NOVEMBER)
    later = DRAWN + timedelta(days=3)

    second = signed(at=LATER, source_at=later, source="Lotto, 4.12.2026", reason="Забылі пра дзіця")

    for each in (child, forgotten):
        each.refresh_from_db()
        assert (each.state, each.ticket) == (State.WAITING, draw.ticket(VALUE, each.code))
    first.refresh_from_db()
    assert (first.listing, second.listing.splitlines()) == (
        child.code,
        sorted([child.code, forgotten.code]),
    )
    assert (
        refused(lambda: drawing.type_value(draw_id=first.pk, value="1", by=children.staff("vera"), at=later))
        is Why.NOT_THE_LAST
    )


def test_who_was_drawn_before_in_another_month_keeps_that_ticket_in_a_second_draw() -> None:
    back = confirmed()
    Application.objects.filter(pk=back.pk).update(ticket="7" * 64)
    signed()

    second = listed(at=LATER, source_at=DRAWN + timedelta(days=3), reason="Памылка")

    assert second.listing == ""
    back.refresh_from_db()
    assert back.ticket == "7" * 64


def test_a_paused_child_that_is_drawn_again_does_not_wait_for_it() -> None:
    child = confirmed()
    signed()
    Application.objects.filter(pk=child.pk).update(state=State.PAUSED, pause="wish")

    signed(at=LATER, source_at=DRAWN + timedelta(days=3), reason="Памылка")

    child.refresh_from_db()
    assert child.state == State.PAUSED
    assert Entry.objects.filter(code=child.code).latest("id").facts["waits"] is False


def test_a_month_in_which_nobody_was_confirmed_has_nothing_to_draw() -> None:
    row = listed()

    assert row.is_empty
    assert draw.drawn(row.listing, VALUE) == []


def test_many_lines_at_once_are_the_same_as_one_by_one() -> None:
    lines = [("K7-M2P", {"tier": 3}), ("H3-X6C", {"tier": 2})]
    with ledger.held() as head:
        ledger.write_all(head, Deed.DRAWN, lines, by=By.TWO, at=LATER)
        ledger.write(head, Deed.PAUSED, "K7-M2P", by=By.FAMILY, at=LATER, reason="wish")

    digest = ""
    for entry in Entry.objects.order_by("id"):
        digest = ledger.digest(digest, entry)
        assert entry.digest == digest
    assert (Head.objects.get().last, Head.objects.get().digest) == (3, digest)
