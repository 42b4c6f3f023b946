"""What a coordinator changes of a grown-up on the child's page, having heard her."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from office.models import JournalEntry
from privacy import links
from school import caring
from school.links import SCHOOL
from school.models import Application, Care, Guardian
from tests.school import children, families
from tests.school.families import ORIGIN, text

pytestmark = pytest.mark.django_db(databases=["default", "vault"])


@pytest.fixture
def row(coordinator: Any) -> Application:
    """With a mother who decides."""
    return families.child(children.guardian(email="hanna@example.org"))


def press(staff: Client, row: Application, do: str) -> str:
    return text(staff.post(f"/admin/school/children/{row.pk}/", {"do": do}, follow=True))


def journal() -> list[str]:
    rows = JournalEntry.objects.filter(deed__in=["school_unguarded", "school_entrusted"])
    return list(rows.order_by("pk").values_list("deed", flat=True))


def test_forgotten_digits_are_taken_off(staff: Client, row: Application) -> None:
    mother, care = families.guardian_of(row), row.cares.get()
    caring.guard(guardian_id=mother.pk, digits="4071")
    guarded = Guardian.objects.get(pk=mother.pk).guard
    url = links.issue(SCHOOL, mother.pk, language="be", at=timezone.now(), guarded=guarded)
    assert Client().post(url.removeprefix(ORIGIN)).status_code == 200
    press(staff, row, f"no-digits {care.pk}")

    assert Client().post(url.removeprefix(ORIGIN)).status_code == 302
    assert journal() == ["school_unguarded"]


def test_who_decides_is_changed_and_somebody_is_always_left(staff: Client, row: Application) -> None:
    mothers = row.cares.get()
    fathers = Care.objects.create(guardian=children.guardian(email="ihar@example.org"), application=row)
    press(staff, row, f"looks {mothers.pk}")
    assert deciding(row) == [fathers.pk]
    page = press(staff, row, f"looks {fathers.pk}")
    assert "Somebody must be left who decides about the child." in page
    press(staff, row, f"decides {mothers.pk}")

    assert len(deciding(row)) == 2
    assert journal() == ["school_entrusted"] * 2


def deciding(row: Application) -> list[Any]:
    return list(Care.objects.filter(application=row, may_decide=True).values_list("pk", flat=True))


def test_a_grown_up_of_another_child_is_none_of_this_page(staff: Client, row: Application) -> None:
    other = families.child(children.guardian(email="ihar@example.org"))
    theirs = other.cares.get()
    for do in (f"looks {theirs.pk}", f"no-digits {theirs.pk}", "looks", "looks x"):
        press(staff, row, do)

    assert (deciding(other), journal()) == ([theirs.pk], [])
