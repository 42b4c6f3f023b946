"""Erasing at a family's word: at once, with a receipt, and nothing left but a code in the ledger."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import OperationalError, connections
from django.test import Client
from django.utils import timezone
from psycopg.errors import LockNotAvailable

from office.models import JournalEntry
from privacy import forgetting
from privacy.errors import Forgotten
from privacy.vault.models import Seal
from school import erasing, first_days, ledger, places
from school.models import (
    Application,
    Care,
    Enrolment,
    Entry,
    FirstDay,
    FirstDayAnswers,
    Group,
    Guardian,
    Health,
)
from school.states import State
from tests.journeys.wording import said
from tests.school import children, families
from tests.school.families import MINE, let_in, letters, text

pytestmark = [
    pytest.mark.django_db(databases=["default", "vault"]),
    pytest.mark.usefixtures("nobody_yet", "no_letters"),
]


@pytest.fixture
def hanna(client: Client) -> Guardian:
    made = children.guardian(email="hanna@example.org")
    let_in(client, made)
    return made


def pupil(by: Guardian) -> Application:
    row, group = families.child(by), families.shut_group()
    Application.objects.filter(pk=row.pk).update(state=State.PLACED)
    Enrolment.objects.create(application=row, term=group.term, group=group, made_at=timezone.now())
    with ledger.held():
        places.recount(group)
    return Application.objects.get(pk=row.pk)


def keys_left() -> int:
    return Seal.objects.count()


def test_a_child_is_erased_with_everything_told_of_it_and_the_place_becomes_free(
    client: Client, hanna: Guardian
) -> None:
    row = pupil(hanna)
    before = keys_left()
    at = timezone.now()
    first_days.tell(care=row.cares.get(), answers=FirstDayAnswers(name="Бабуля"), at=at)
    first_days.tell_health(care=row.cares.get(), words="Астма", at=at)
    page = text(client.post(f"{MINE}1/leave/", {"answer": "erase"}))

    assert (Application.objects.count(), FirstDay.objects.count(), Health.objects.count()) == (0, 0, 0)
    assert Group.objects.get().taken == 0
    assert keys_left() == before - 1
    assert [word in page for word in (said("Everything is erased", "be"), row.code)] == [True, True]
    gone = (at + forgetting.VAULT_BACKUPS).astimezone(timezone.get_current_timezone())
    assert (f"{gone:%Y}" in page, said("In backups", "be") in page) == (True, True)
    assert Entry.objects.filter(code=row.code).last().deed == "erased"
    assert JournalEntry.objects.filter(deed="school_erased").count() == 1


def test_the_last_letter_is_a_receipt_and_the_address_follows_within_the_hour(
    client: Client, hanna: Guardian
) -> None:
    families.child(hanna)
    client.post(f"{MINE}1/leave/", {"answer": "erase"})
    erasing.tell_of_clock(at=timezone.now())
    assert letters() == ["school_erased"]
    families.delivered("school_erased")
    assert mail.outbox[-1].to == ["hanna@example.org"]
    assert said("This is our last letter: your address is erased within two hours as well.", "be") in (
        " ".join(mail.outbox[-1].body.split())
    )
    assert client.get(MINE).status_code == 404

    forgetting.enforce(at=timezone.now() + timedelta(hours=2))
    assert Guardian.objects.count() == 0


def test_one_of_two_children_is_erased_and_the_page_of_the_other_stays(
    client: Client, hanna: Guardian
) -> None:
    first, second = families.child(hanna), families.child(hanna)
    client.post(f"{MINE}1/leave/", {"answer": "erase"})
    page = text(client.get(MINE))

    assert (first.code in page, second.code in page) == (False, True)
    assert Guardian.objects.get().ends_at is None


def test_a_grown_up_goes_alone_where_another_decides_too(client: Client, hanna: Guardian) -> None:
    row = families.child(hanna)
    father = children.guardian(email="ihar@example.org")
    Care.objects.create(guardian=father, application=row)
    seal_id = hanna.seal_id
    page = text(client.post(f"{MINE}forget/", {"do": "erase"}))

    assert said("Everything is erased", "be") in page
    assert list(Guardian.objects.values_list("pk", flat=True)) == [father.pk]
    assert Application.objects.get().state == State.WAITING
    assert not Seal.objects.filter(pk=seal_id).exists()
    assert (letters(), client.get(MINE).status_code) == ([], 404)


def test_a_child_with_nobody_else_goes_with_the_grown_up(client: Client, hanna: Guardian) -> None:
    row = families.child(hanna)
    looks_only = children.guardian(email="teta@example.org")
    Care.objects.create(guardian=looks_only, application=row, may_decide=False)
    page = text(client.post(f"{MINE}forget/", {"do": "erase"}))

    assert row.code in page
    assert Application.objects.count() == 0
    assert Guardian.objects.get(pk=looks_only.pk).ends_at is not None


def test_nothing_is_erased_by_looking(client: Client, hanna: Guardian) -> None:
    families.child(hanna)
    for path in ("forget/", "1/leave/"):
        assert client.get(f"{MINE}{path}").status_code == 200
    client.post(f"{MINE}forget/", {"do": "something else"})

    assert (Application.objects.count(), Guardian.objects.count()) == (1, 1)


def test_no_word_is_left_in_any_table(client: Client, hanna: Guardian) -> None:
    """Neither sealed nor open: a stolen backup of that moment says a code."""
    row = pupil(hanna)
    first_days.tell_health(care=row.cares.get(), words="Астма", at=timezone.now())
    health = Health.objects.get()
    client.post(f"{MINE}1/leave/", {"answer": "erase"})

    with pytest.raises(Forgotten):
        health.told.open()
    tables = connections["default"].introspection.table_names()
    with connections["default"].cursor() as cursor:
        for table in (each for each in tables if each.startswith("school_")):
            cursor.execute(f'SELECT t::text FROM "{table}" t')  # noqa: S608 - a table of ours
            assert not any("Зорка" in line or "Астма" in line for (line,) in cursor.fetchall())


def busy(*_given: object, **_more: object) -> None:
    """Somebody else holds the list for longer than we wait."""
    raise OperationalError("lock timeout") from LockNotAvailable()


def test_a_list_that_is_busy_keeps_nobody_from_being_erased(
    client: Client, hanna: Guardian, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = families.child(hanna)
    with monkeypatch.context() as held:
        held.setattr(ledger, "write", busy)
        page = text(client.post(f"{MINE}1/leave/", {"answer": "erase"}))
    assert (said("Everything is erased", "be") in page, row.code in page) == (True, True)
    assert not Seal.objects.filter(pk=row.seal_id).exists()
    assert (Application.objects.count(), letters()) == (1, [])

    forgetting.reapply(at=timezone.now())
    erasing.tell_of_clock(at=timezone.now())
    assert (Application.objects.count(), letters()) == (0, ["school_erased"])


def test_who_erases_herself_while_the_list_is_busy_is_gone(
    client: Client, hanna: Guardian, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = families.child(hanna)
    with monkeypatch.context() as held:
        held.setattr(ledger, "write", busy)
        page = text(client.post(f"{MINE}forget/", {"do": "erase"}))
    assert (said("Everything is erased", "be") in page, Guardian.objects.count()) == (True, 0)
    forgetting.reapply(at=timezone.now())

    assert not Application.objects.filter(pk=row.pk).exists()
