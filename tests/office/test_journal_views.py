from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from office import groups, journal, openings
from office.models import JournalEntry, User

pytestmark = pytest.mark.django_db(databases=["default", "vault"])

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
FIRST, SECOND = "11111111-1111-1111-1111-111111111111", "22222222-2222-2222-2222-222222222222"


@pytest.fixture
def volha(volha: User) -> User:
    """She has opened a record, and a journalist has erased another."""
    volha.first_name = "Вольга"
    volha.save()
    JournalEntry.objects.create(at=NOW, who=volha, deed=journal.OPENED.name, record=FIRST)
    JournalEntry.objects.create(at=NOW, who=None, deed="inquiry_erased", record=SECOND, why=journal.ASKED_FOR)
    return volha


def page(client: Client, query: str = "") -> str:
    return client.get(f"/admin/journal/{query}", headers={"accept-language": "en"}).content.decode()


def test_a_manager_reads_who_did_what_and_why(client: Client, volha: User, editor: User) -> None:
    editor.groups.set([groups.of(groups.MANAGERS)])
    client.force_login(editor)
    shown = page(client)

    assert ("Вольга" in shown, FIRST in shown, SECOND in shown) == (True, True, True)
    assert "13:00" in shown


def test_the_journal_is_narrowed_by_person_deed_day_and_record(manager_client: Client, volha: User) -> None:
    queries = [f"?who={volha.pk}", "?deed=opened", f"?record={FIRST}", "?at_from=2026-11-20&deed=opened"]
    found = [page(manager_client, query) for query in queries]

    assert [(FIRST in each, SECOND in each) for each in found] == [(True, False)] * 4
    assert FIRST not in page(manager_client, "?at_to=2026-11-19")


def test_an_account_that_is_gone_keeps_its_number(manager_client: Client, volha: User) -> None:
    number = volha.pk
    volha.delete()

    assert str(number) in page(manager_client, f"?record={FIRST}")


def test_who_may_not_is_turned_away(client: Client, editor: User) -> None:
    client.force_login(editor)

    assert client.get("/admin/journal/").status_code == 302
    assert client.post("/admin/journal/looked-at/").status_code == 302
    assert "/admin/journal/" not in client.get("/admin/").content.decode()


def test_the_button_stands_there_only_when_there_is_something_to_look_at(
    manager_client: Client, volha: User
) -> None:
    assert "looked-at" not in page(manager_client)

    journal.note(openings.ALERTED, who=None, record=volha, at=NOW)
    assert "/admin/journal/looked-at/" in page(manager_client)


def test_a_page_of_the_journal_costs_the_same_whatever_its_length(
    manager_client: Client, volha: User, django_assert_max_num_queries: Any
) -> None:
    JournalEntry.objects.bulk_create(
        JournalEntry(at=NOW, who=volha, deed="opened", record=str(number)) for number in range(200)
    )
    page(manager_client)
    with django_assert_max_num_queries(20):
        page(manager_client)
