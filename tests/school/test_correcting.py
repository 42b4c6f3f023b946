"""A wrong name or month of birth is mended, and who was let go for it comes back."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from office.models import JournalEntry
from school import applying, enrolling, hosting, leaving
from school.models import Application, Draw, Entry
from school.refusals import SchoolRefused, Why
from school.states import State
from tests.school import replay
from tests.school.children import DAY, NOW, opened, staff, term, waiting, words
from tests.school.registering import ZORKA, NewChild, family, of, verified

pytestmark = [
    pytest.mark.django_db(databases=["default", "vault"]),
    pytest.mark.usefixtures("nobody_yet", "no_letters"),
]
RIGHT = {"name": "Зорачка", "born_year": 2018, "born_month": 4}


def correct(row: Application, **more: Any) -> Application:
    said = {**RIGHT, **more}
    return hosting.correct(application_id=row.pk, by=staff("volha"), at=NOW, **said)


def refused(row: Application, **more: Any) -> Why:
    with pytest.raises(SchoolRefused) as refusal:
        correct(row, **more)
    return refusal.value.why


def test_name_and_month_are_sealed_anew_and_written_into_the_journal_alone() -> None:
    row = waiting()
    before = Entry.objects.count()
    correct(row)
    after = Application.objects.get(pk=row.pk)
    child = after.child.open()

    assert (child.name, child.born_year, child.born_month) == ("Зорачка", 2018, 4)
    assert "Зорачка".encode() not in bytes(after.sealed)
    assert (after.code, after.round, after.ticket, after.checked_at) == (
        row.code,
        row.round,
        row.ticket,
        None,
    )
    assert list(JournalEntry.objects.values_list("deed", "kind")) == [
        ("school_corrected", "school.application")
    ]
    assert Entry.objects.count() == before


def again(child: NewChild, key: str) -> Any:
    return applying.register(family=family(child), form_key=UUID(key * 32), at=NOW)


def test_the_right_child_is_the_same_child_and_the_wrong_one_is_another() -> None:
    (row,) = of(verified())
    correct(row)

    assert again(NewChild(**RIGHT), "2") is None
    assert again(ZORKA, "3") is not None


def test_a_contact_that_has_changed_proves_nothing_any_more() -> None:
    (row,) = of(verified())
    Application.objects.filter(pk=row.pk).update(child_hash=b"of another contact")

    assert correct(row).child_hash is None


def test_a_child_that_is_there_already_is_not_made_a_second_time() -> None:
    (row,) = of(verified())
    again(NewChild(**RIGHT), "2")

    assert refused(row) is Why.ALREADY
    assert Application.objects.get(pk=row.pk).child.open().name == "Зорка"


@pytest.mark.parametrize(
    ("born", "why"),
    [
        ((2026, 12), Why.NOT_BORN),
        ((2024, 1), Why.TOO_YOUNG),
        ((1950, 1), Why.TOO_OLD),
        ((2013, 9), Why.TOO_OLD),
    ],
)
def test_a_month_that_can_not_be_is_told(born: tuple[int, int], why: Why) -> None:
    term()

    assert refused(waiting(), born_year=born[0], born_month=born[1]) is why


def test_another_age_may_fit_a_free_place_at_once() -> None:
    opened(places=1, youngest=9)
    row = waiting(born=(2018, 5))
    assert words(row) == ["waiting"]
    correct(row, born_year=2017)

    assert words(row) == ["offered"]


def grown(**more: Any) -> Application:
    row = waiting(born=(2013, 1), **more)
    enrolling.turn_the_page(at=NOW)
    assert words(row) == ["ineligible"]
    return row


def test_who_is_young_enough_again_comes_back_to_its_place_and_nobody_else_does() -> None:
    row = grown()
    with pytest.raises(SchoolRefused) as refusal:
        hosting.resume(application_id=row.pk, by=staff("volha"), at=NOW)
    assert refusal.value.why is Why.TOO_OLD
    correct(row)
    hosting.resume(application_id=row.pk, by=staff("volha"), at=NOW)
    back = Application.objects.get(pk=row.pk)

    assert (back.state, back.round, back.ticket) == (State.WAITING, row.round, row.ticket)
    enrolling.turn_the_page(at=NOW + DAY)
    assert words(row) == ["waiting"]
    assert replay.mistakes(lambda _code, _group: True) == []


@pytest.mark.parametrize("listed", [False, True])
def test_who_was_never_drawn_comes_back_into_a_draw(listed: bool) -> None:
    month = date(2026, 10, 1)
    row = waiting(born=(2013, 1), month=month)
    Application.objects.filter(pk=row.pk).update(state=State.VERIFIED, ticket="")
    enrolling.turn_the_page(at=NOW)
    if listed:
        Draw.objects.create(
            round=month, source="drand", source_at=NOW, named_at=NOW - 40 * DAY, listed_at=NOW - 10 * DAY
        )
    correct(row)
    leaving.resume(application_id=row.pk, at=NOW)
    back = Application.objects.get(pk=row.pk)

    assert (back.state, back.round) == (State.VERIFIED, date(2026, 11, 1) if listed else month)
    line = Entry.objects.filter(code=row.code).latest("pk")
    assert (line.deed, line.facts["round"]) == ("verified", f"{back.round:%Y-%m}")
