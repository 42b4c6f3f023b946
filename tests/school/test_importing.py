"""The list there was before is taken in with its dates; nobody is told, and nobody gets a place, before a
second yes."""

import json
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from letters.models import Letter
from office.models import JournalEntry
from school import hosting, import_reading, importing, ledger, places, standings, still
from school.importing import Plan
from school.models import Application, Batch, Call, Care, Enrolment, Entry, Group, Guardian, Offer
from school.order import Tier
from school.places import Idle
from school.proof import line as independent
from tests.school import children
from tests.school.children import NOW

pytestmark = [
    pytest.mark.django_db(databases=["default", "vault"]),
    pytest.mark.usefixtures("nobody_yet"),
]
TODAY = NOW.date()
LIST = """child;born;guardian;contact;language;state;group;sibling;since
Bus;03.2018;Alena;alena@example.org;be;pupil;A;;01.09.2025
Lasta;05.2019;Alena;alena@example.org;be;waiting;;;14.06.2026
Zosia;05.2019;Jan;+48 000 000 001;pl;waiting;;;02.06.2026
Ada;05.2019;Jan;+48 000 000 001;pl;waiting;;;02.06.2026
Max;01.2017;Iryna;iryna@example.org;ru;waiting;;yes;30.05.2026
Leon;01.2017;Ewa;ewa@example.org;pl;waiting;;;14.06.2026
"""


def taken_in(text: str = LIST, *, key: UUID | None = None) -> Batch:
    read = import_reading.read(text, today=TODAY)
    return importing.take_in(read, key=key or uuid4(), by=children.staff("volha"), at=NOW)


def planned(text: str = LIST) -> Plan:
    return importing.plan(import_reading.read(text, today=TODAY), today=TODAY)


def names(*applications: Application) -> list[str]:
    return [row.child.open().name for row in applications]


def in_line() -> list[str]:
    codes = [each.code for each in standings.in_line()]
    return names(*(Application.objects.get(code=code) for code in codes))


def test_on_trial_everything_is_counted_and_nothing_is_written() -> None:
    children.opened(places=1)
    plan = planned()

    assert (len(plan.pupils), len(plan.waiting), plan.families, plan.twins) == (1, 5, 4, 1)
    assert plan.is_ready
    assert [each.child for each in plan.waiting] == ["Max", "Zosia", "Ada", "Lasta", "Leon"]
    assert (Application.objects.count(), Guardian.objects.count()) == (0, 0)


def test_the_old_order_holds_but_for_the_rule_of_brothers_and_sisters() -> None:
    """Max says so, and Lasta's brother is in the list: one of three places in a row is for them. Zosia and
    Ada are twins."""
    children.opened(places=1)
    taken_in()
    line = in_line()

    assert [line[0], sorted(line[1:3]), *line[3:]] == ["Max", ["Ada", "Zosia"], "Lasta", "Leon"]
    assert sorted(names(*Application.objects.filter(tier=Tier.SIBLING))) == ["Lasta", "Max"]


def test_real_dates_months_twins_and_grown_ups_are_kept() -> None:
    children.opened(places=1)
    taken_in()
    rows = {row.child.open().name: row for row in Application.objects.all()}

    assert rows["Max"].round == date(2026, 5, 1)
    assert rows["Zosia"].verified_at.date() == date(2026, 6, 2)
    assert rows["Ada"].ticket == rows["Zosia"].ticket
    assert {rows["Ada"].ticket_of, rows["Zosia"].ticket_of} <= {rows["Ada"].code, rows["Zosia"].code}
    assert rows["Bus"].family == rows["Lasta"].family != rows["Max"].family
    assert Guardian.objects.count() == 4
    assert sorted(Guardian.objects.values_list("language", "reached_by")) == [
        ("be", "email"), ("pl", "email"), ("pl", "phone"), ("ru", "email"),
    ]  # fmt: skip


def test_pupils_sit_in_their_group_even_if_it_is_too_full() -> None:
    group = children.opened(places=1)
    taken_in(LIST + "Nina;02.2018;Ola;ola@example.org;be;pupil;A;;01.09.2025\n")

    assert children.counters(group) == (1, 0, 2, 1)
    assert set(Enrolment.objects.values_list("state", flat=True)) == {"learning"}


def test_nobody_hears_of_it_and_nobody_gets_a_place_before_the_second_yes() -> None:
    group = children.opened(places=3)
    batch = taken_in()
    later = children.opened(of=group.term, name="B", places=1)
    assert (Letter.objects.count(), Call.objects.count(), Offer.objects.count()) == (0, 0, 0)
    assert [places.idle(each, at=NOW) for each in (group, later)] == [Idle.UNTOLD, Idle.UNTOLD]

    importing.tell(key=batch.pk, by=children.staff("volha"), at=NOW)
    letters = Letter.objects.filter(name="school_imported").values_list("subject", flat=True)
    told = set(Guardian.objects.filter(reached_by="email").values_list("pk", flat=True))
    assert set(letters) == told
    assert list(
        Call.objects.filter(about="school_imported").values_list("guardian__language", flat=True)
    ) == ["pl"]
    assert Offer.objects.count() == 3


def test_nobody_is_asked_whether_she_still_waits_before_she_knows_of_it() -> None:
    children.opened(places=1)
    batch = taken_in(LIST.replace("02.06.2026", "02.01.2026"))
    assert still.ask(at=NOW) == 0
    lasta = next(row for row in Application.objects.all() if row.child.open().name == "Lasta")
    hosting.pause(application_id=lasta.pk, by=children.staff("volha"), at=NOW)
    hosting.withdraw(application_id=lasta.pk, by=children.staff("volha"), at=NOW)
    assert Letter.objects.count() == 0

    importing.tell(key=batch.pk, by=children.staff("volha"), at=NOW)
    assert set(Letter.objects.values_list("name", flat=True)) == {"school_imported"}


def test_twice_is_the_same_as_once() -> None:
    children.opened(places=9)
    key = uuid4()
    first, second = taken_in(key=key), taken_in(key=key)
    again = planned()
    for _each in range(2):
        importing.tell(key=key, by=children.staff("volha"), at=NOW)

    assert first == second
    assert Application.objects.count() == 6
    assert (again.new, again.there, again.is_ready) == ([], [2, 3, 4, 5, 6, 7], False)
    assert Letter.objects.filter(name="school_imported").count() == 3
    deeds = JournalEntry.objects.filter(deed__in=["school_list_taken_in", "school_list_told"])
    assert deeds.count() == 2


def test_a_child_more_of_a_known_grown_up_is_hers() -> None:
    children.opened(places=9)
    taken_in()
    taken_in(LIST + "Nina;02.2018;Alena;alena@example.org;be;waiting;;;01.11.2026\n")
    nina = next(row for row in Application.objects.all() if row.child.open().name == "Nina")

    assert Guardian.objects.count() == 4
    assert Care.objects.filter(guardian=nina.guardians.get()).count() == 3


def test_nothing_is_taken_in_while_a_line_is_wrong() -> None:
    Group.objects.create(term=children.term(), name="B", languages=["be"])
    plan = planned()

    assert [(wrong.number, wrong.fault) for wrong in plan.wrong] == [(2, "unknown group")]
    with pytest.raises(ValueError, match="wrong"):
        taken_in()
    assert Application.objects.count() == 0


def test_the_independent_program_tells_the_same_order() -> None:
    children.opened(places=1)
    taken_in()
    waiting, given = independent.replay(_lines())

    assert independent.order(waiting, given) == [each.code for each in standings.in_line()]


def test_a_month_is_written_as_everywhere_in_the_ledger() -> None:
    children.opened(places=1)
    taken_in()
    months = {line["round"] for line in _lines() if "round" in line}

    assert sorted(months) == ["2026-05", "2026-06"]


def _lines() -> list[dict[str, Any]]:
    return [json.loads(ledger.text(entry)) for entry in Entry.objects.order_by("id")]
