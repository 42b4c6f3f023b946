"""A change of the list is news to pages that show numbers of the school; a change of hours is news to all."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from pages.models import ContentChange
from school import answering, capacity, leaving, ledger, places
from school.models import Application, Group, Meeting, Term
from school.seen import NUMBERS
from tests.school import children
from tests.school.children import NOW

pytestmark = [
    pytest.mark.django_db(databases=["default", "vault"]),
    pytest.mark.usefixtures("nobody_yet"),
]


def noticed(change: Callable[[], Any]) -> set[str]:
    """What is said to have changed: "" is content."""
    ContentChange.objects.all().delete()
    change()
    return set(ContentChange.objects.values_list("of", flat=True))


def settled() -> None:
    with ledger.held() as head:
        places.settle(head, at=NOW)


def withdrawn(row: Application) -> None:
    leaving.withdraw(application_id=row.pk, at=NOW)


def accepted(row: Application) -> None:
    settled()
    ContentChange.objects.all().delete()
    answering.accept(offer_id=children.offer_of(row).pk, at=NOW)


CHANGES: dict[str, tuple[Callable[[Application], Any], set[str]]] = {
    "a place offered": (lambda row: settled(), {NUMBERS}),
    "a place taken": (accepted, {NUMBERS}),
    "somebody withdrawn": (withdrawn, {NUMBERS}),
    "another ceiling": (lambda row: Group.objects.update(ceiling=3), {""}),
    "offers stopped": (
        lambda row: capacity.hold_back(group_id=Group.objects.get().pk, reason="x", at=NOW), {"", NUMBERS}),
    "a meeting moved": (lambda row: Meeting.objects.update(minutes=60), {""}),
    "another last day": (lambda row: Term.objects.update(ends_on="2027-01-30"), {""}),
    "a note about a child": (
        lambda row: Application.objects.filter(pk=row.pk).update(days=[5]), set()),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_each_change_is_news_to_those_who_show_it(name: str):
    change, expected = CHANGES[name]
    children.opened(places=1)
    row = children.waiting()

    assert noticed(lambda: change(row)) == expected


def test_without_its_trigger_nobody_would_hear_of_the_list():
    children.opened(places=1)
    row = children.waiting()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ("school_head", "school_group"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER pages_counts_changed")

    assert noticed(lambda: withdrawn(row)) == set()
