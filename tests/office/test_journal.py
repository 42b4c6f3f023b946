import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import DatabaseError, IntegrityError, connection, transaction

from home import inquiries
from home.models import Inquiry
from office import groups, journal
from office.models import JournalEntry, JournalLink, User
from tests.privacy.people import asked, inquiry

pytestmark = pytest.mark.django_db(databases=["default", "vault"])

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def lines() -> list[tuple[str | None, str, str, str]]:
    """In the order of writing: who, what, number of the record, why."""
    rows = JournalEntry.objects.select_related("who").order_by("pk")
    return [(str(row.who) if row.who else None, row.deed, row.record, row.why) for row in rows]


def test_what_staff_do_with_a_question_is_noted_in_its_order(volha: User) -> None:
    row = inquiry(asked(), at=NOW)
    inquiries.take(inquiry_id=row.pk, user=volha, at=NOW)
    inquiries.give_back(inquiry_id=row.pk, user=volha, at=NOW)
    inquiries.answer(inquiry_id=row.pk, text="60", user=volha, at=NOW)
    inquiries.erase(inquiry_id=row.pk, at=NOW)

    assert lines() == [
        ("volha", "inquiry_taken", str(row.pk), ""),
        ("volha", "inquiry_given_back", str(row.pk), ""),
        ("volha", "inquiry_answered", str(row.pk), ""),
        (None, "inquiry_erased", str(row.pk), "asked_for"),
    ]


def test_what_fails_is_not_noted(volha: User) -> None:
    row = inquiry(asked(), at=NOW)
    inquiries.withdraw(inquiry_id=row.pk, at=NOW)
    with pytest.raises(inquiries.InquiryError):
        inquiries.take(inquiry_id=row.pk, user=volha, at=NOW)

    assert [deed for _who, deed, _record, _why in lines()] == ["inquiry_withdrawn"]


def test_each_record_that_is_opened_has_a_line_before_it_is_shown(volha: User) -> None:
    rows = [inquiry(asked(outlet=f"Outlet {number}"), at=NOW) for number in range(3)]
    words = journal.opened(Inquiry.asked, rows, by=volha, at=NOW)

    assert [words[row.pk].outlet for row in rows] == ["Outlet 0", "Outlet 1", "Outlet 2"]
    assert lines() == [("volha", "opened", str(row.pk), "") for row in rows]


def test_looking_again_at_once_is_one_look_and_later_is_another(volha: User, django_user_model: Any) -> None:
    row = inquiry(asked(), at=NOW)
    for at in (NOW, NOW + 9 * MINUTE, NOW + 20 * MINUTE):
        journal.opened(Inquiry.asked, [row], by=volha, at=at)
    journal.opened(Inquiry.asked, [row], by=django_user_model.objects.create_user("alena"), at=NOW)

    assert [who for who, *_rest in lines()] == ["volha", "volha", "alena"]


def test_what_can_not_be_written_down_is_not_opened(volha: User) -> None:
    row = inquiry(asked(), at=NOW)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE office_journalentry ADD CONSTRAINT full_disk CHECK (false) NOT VALID")
        with pytest.raises(IntegrityError), transaction.atomic():
            journal.opened(Inquiry.asked, [row], by=volha, at=NOW)
        cursor.execute("ALTER TABLE office_journalentry DROP CONSTRAINT full_disk")


@pytest.mark.parametrize("model", [JournalEntry, JournalLink])
@pytest.mark.parametrize("change", ["UPDATE {} SET {}", "DELETE FROM {}"])
def test_the_database_refuses_every_change(model: Any, change: str, volha: User) -> None:
    journal.note(journal.ACCEPTED, who=volha, at=NOW)
    JournalLink.objects.create(position=1, entry=1, digest=b"x")
    column = {JournalEntry: "deed = 'other'", JournalLink: "entry = 2"}[model]
    with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
        connection.cursor().execute(change.format(model._meta.db_table, column))

    assert (JournalEntry.objects.count(), JournalLink.objects.count()) == (1, 1)


@pytest.mark.parametrize("model", [JournalEntry, JournalLink])
def test_the_database_refuses_to_empty_it(model: Any) -> None:
    """Which tests may do after themselves: they switch this trigger off (see ground.py)."""
    table = model._meta.db_table
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER journal_is_not_emptied")
        with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
            cursor.execute(f"TRUNCATE {table}")
        transaction.set_rollback(True)


@pytest.mark.parametrize("field", ["deed", "kind", "record", "why"])
@pytest.mark.parametrize("words", ["Ганна", "anna@example.org", "two words", "+48 600"])
def test_the_database_takes_no_words_about_anybody(field: str, words: str) -> None:
    given = {"deed": "opened", field: words}
    with pytest.raises(IntegrityError, match="journal_holds_no_words"), transaction.atomic():
        JournalEntry.objects.create(at=NOW, **given)


def test_a_deed_or_a_reason_nobody_has_declared_is_an_error_of_ours() -> None:
    with pytest.raises(KeyError):
        journal.note(journal.Deed(name="invented", label=""), who=None, at=NOW)
    with pytest.raises(KeyError):
        journal.note(journal.ACCEPTED, who=None, why="because", at=NOW)


def test_lines_outlive_the_account(volha: User) -> None:
    number = volha.pk
    journal.note(journal.ACCEPTED, who=volha, at=NOW)
    volha.delete()

    assert JournalEntry.objects.get().who_id == number
    assert lines() == [(None, "chain_accepted", "", "")]


STAFFS_DOORWAY = re.compile(r"^from wagtail\.admin", re.MULTILINE)
OPENS_BY_ITSELF = re.compile(r"\.open_many\(|\.asked\.open\(")


def past_the_journal(source: str) -> bool:
    return bool(STAFFS_DOORWAY.search(source) and OPENS_BY_ITSELF.search(source))


def test_no_page_of_the_office_opens_a_record_past_the_journal() -> None:
    sources = [
        path for folder in ("site", "home", "search") for path in (settings.ROOT / folder).rglob("*.py")
    ]

    assert [path.name for path in sources if past_the_journal(path.read_text())] == []
    assert past_the_journal("from wagtail.admin.auth import x\nInquiry.asked.open_many(rows)")


def test_only_managers_read_it_and_nobody_has_a_right_to_change_it() -> None:
    rights = Permission.objects.filter(content_type__app_label="office", codename__contains="journal")

    assert list(rights.values_list("codename", flat=True)) == ["view_journalentry"]
    assert list(Group.objects.filter(permissions__in=rights)) == [groups.of(groups.MANAGERS)]


def test_what_is_done_to_many_records_is_one_line_with_their_number(volha: User) -> None:
    journal.note_many(journal.OPENED, who=volha, kind=Inquiry, number=12, why=journal.ASKED_FOR, at=NOW)

    assert lines() == [("volha", "opened", "", "asked_for")]
    assert JournalEntry.objects.get().number == 12
