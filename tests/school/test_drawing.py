from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from office.models import JournalEntry
from school import beacon, draw, drawing, draws_due
from school.draw_refusals import Why
from school.draws_due import Step
from school.models import Application, Draw
from tests.school import children
from tests.school.drawn import DRAWN, LATER, NAMED, NOVEMBER, OVER, VALUE, confirmed, listed, named, refused
from timetable.expansion import WARSAW

pytestmark = [pytest.mark.django_db(databases=["default", "vault"]), pytest.mark.usefixtures("nobody_yet")]


def test_a_value_is_named_before_the_month_is_over() -> None:
    row = named()

    assert (row.number, row.source, row.source_at, row.rules) == (1, "Lotto, 1.12.2026", DRAWN, "1")
    assert JournalEntry.objects.filter(deed="draw_named", record=str(row.pk)).count() == 1


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"source": "  "}, Why.EMPTY),
        ({"month": date(2027, 1, 1)}, Why.NOT_A_MONTH),
        ({"month": date(2026, 11, 5)}, Why.NOT_A_MONTH),
        ({"source_at": NAMED + timedelta(days=1)}, Why.TOO_SOON),
        ({"source_at": OVER + timedelta(hours=5)}, Why.TOO_SOON),
        ({"source": "drand quicknet, round 1000000"}, Why.ANOTHER_MOMENT),
        ({"at": OVER}, Why.NEEDS_REASON),
    ],
)
def test_what_can_not_be_named_is_refused_in_a_sentence(wrong: dict[str, Any], why: Why) -> None:
    assert refused(lambda: named(**wrong)) is why
    assert Draw.objects.count() == 0


def test_a_month_may_be_named_before_it_begins() -> None:
    source_at = datetime(2027, 1, 1, 12, tzinfo=WARSAW)

    assert named(month=date(2026, 12, 1), source_at=source_at).round == date(2026, 12, 1)


def test_a_second_value_needs_a_reason_and_stands_beside_the_first() -> None:
    first = named()

    assert refused(named) is Why.NEEDS_REASON
    second = named(reason="Лічбу не апублікавалі")
    first.refresh_from_db()
    assert (first.number, first.source, second.number) == (1, "Lotto, 1.12.2026", 2)


def test_three_days_before_the_end_the_worker_names_what_nobody_has_named() -> None:
    ends = draw.closes_at(NOVEMBER)

    assert drawing.name_by_default(at=ends - timedelta(days=3, minutes=1)) is None
    row = drawing.name_by_default(at=ends - timedelta(days=3))
    assert row
    assert (row.source, row.source_at) == (beacon.source(DRAWN), DRAWN)
    assert drawing.name_by_default(at=ends - timedelta(days=2)) is None


def test_what_somebody_has_named_the_worker_leaves() -> None:
    named()

    assert drawing.name_by_default(at=draw.closes_at(NOVEMBER) - timedelta(days=1)) is None


def test_the_list_is_public_when_the_month_is_over_and_not_before() -> None:
    row, child, other = named(), confirmed(), confirmed(month=children.MAY)

    assert drawing.publish(at=OVER - timedelta(minutes=6)) == []
    assert [each.pk for each in drawing.publish(at=OVER)] == [row.pk]
    assert drawing.publish(at=OVER + timedelta(hours=1)) == []
    row.refresh_from_db()
    assert (row.listing, row.fingerprint, row.listed_at) == (child.code, draw.fingerprint(child.code), OVER)
    assert other.code not in row.listing


def test_a_list_that_is_late_for_its_value_is_never_public() -> None:
    row = named()

    assert drawing.publish(at=DRAWN) == []
    with pytest.raises(IntegrityError), transaction.atomic():
        Draw.objects.filter(pk=row.pk).update(listed_at=DRAWN)
    assert [each.step for each in draws_due.due(at=DRAWN)] == [Step.NAME_AGAIN]


def test_twins_who_are_drawn_together_and_who_comes_back_stand_so_in_the_list() -> None:
    first = confirmed()
    twin = confirmed(ticket_of=first.code)
    back = confirmed()
    Application.objects.filter(pk=back.pk).update(ticket="7" * 64)

    assert listed().listing.splitlines() == sorted(
        [first.code, f"{twin.code} {first.code}", f"{back.code} {'7' * 64}"]
    )


def test_a_twin_of_a_child_drawn_before_has_the_ticket_of_that_one() -> None:
    first = children.waiting()
    twin = confirmed(ticket_of=first.code)

    assert listed().listing == f"{twin.code} {first.ticket}"


def test_the_value_is_typed_by_two_people_alike_once_it_exists() -> None:
    ala, bahdan = children.staff("ala"), children.staff("bahdan")
    confirmed()
    row = named()
    typed: Any = {"draw_id": row.pk, "value": VALUE}

    assert refused(lambda: drawing.type_value(**typed, by=ala, at=LATER)) is Why.NOT_LISTED
    drawing.publish(at=OVER)
    soon = DRAWN - timedelta(seconds=1)
    assert refused(lambda: drawing.type_value(**typed, by=ala, at=soon)) is Why.NOT_DRAWN_YET
    nothing = {**typed, "value": " "}
    assert refused(lambda: drawing.type_value(**nothing, by=ala, at=LATER)) is Why.EMPTY
    drawing.type_value(**typed, by=ala, at=LATER)
    assert refused(lambda: drawing.type_value(**typed, by=ala, at=LATER)) is Why.SAME_PERSON
    other = {**typed, "value": VALUE[::-1]}
    assert refused(lambda: drawing.type_value(**other, by=bahdan, at=LATER)) is Why.DIFFERENT
    drawing.type_value(**typed, by=bahdan, at=LATER)
    assert refused(lambda: drawing.type_value(**typed, by=bahdan, at=LATER)) is Why.ALREADY


def test_what_was_mistyped_first_is_forgotten() -> None:
    row, ala = listed(), children.staff("ala")
    drawing.type_value(draw_id=row.pk, value="1 2 3", by=ala, at=LATER)

    drawing.begin_anew(draw_id=row.pk, by=children.staff("bahdan"), at=LATER)
    drawing.type_value(draw_id=row.pk, value=VALUE, by=ala, at=LATER)
    drawing.type_value(draw_id=row.pk, value=VALUE, by=children.staff("bahdan"), at=LATER)

    assert refused(lambda: drawing.begin_anew(draw_id=row.pk, by=ala, at=LATER)) is Why.ALREADY
