import csv
import io
from typing import Any

import pyrage
import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from office import exports, groups, journal
from office.models import JournalEntry, User
from tests.backups.keys import PRIVATE, PUBLIC
from tests.privacy.people import asked, inquiry

pytestmark = pytest.mark.django_db(databases=["default", "vault"])

QUESTIONS, JOURNAL = "/admin/export/questions/", "/admin/export/journal/"
GIVEN = {"format": "csv", "why": "export_report", "key": ""}


@pytest.fixture
def staff(client: Client, volha: User) -> Client:
    volha.groups.add(groups.of(groups.PRESS))
    client.force_login(volha)
    return client


@pytest.fixture
def question() -> Any:
    return inquiry(asked("=HYPERLINK(1)", question="Колькі дзяцей?"), at=timezone.now())


def lines(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def noted() -> list[tuple[str, str, str, int | None]]:
    rows = JournalEntry.objects.order_by("pk")
    return [(row.deed, row.kind, row.why, row.number) for row in rows]


def test_questions_are_taken_along_with_their_words_and_without_formulas(
    staff: Client, question: Any
) -> None:
    answer = staff.post(QUESTIONS, GIVEN)
    headings, row = lines(answer.content)

    assert len(headings) == len(row) == 12
    assert row[4:7] == ["'=HYPERLINK(1)", "Prykladnaja hazieta", "alina@example.org"]
    assert row[8] == "Колькі дзяцей?"
    assert answer["Content-Disposition"] == f'attachment; filename="questions-{timezone.localdate()}.csv"'
    assert "no-store" in answer["Cache-Control"]


def test_the_journal_knows_each_record_that_was_opened_and_the_file(staff: Client, question: Any) -> None:
    staff.post(QUESTIONS, GIVEN)

    assert noted() == [
        ("opened", "home.inquiry", "", None),
        ("exported", "home.inquiry", "export_report", 1),
    ]


def test_a_workbook_holds_the_same(staff: Client, question: Any) -> None:
    answer = staff.post(QUESTIONS, {**GIVEN, "format": "xlsx"})
    sheet = load_workbook(io.BytesIO(answer.content)).active

    assert sheet is not None
    assert [cell.value for cell in sheet[2]][4:6] == ["'=HYPERLINK(1)", "Prykladnaja hazieta"]
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")


def test_a_locked_file_opens_with_the_private_key_only(staff: Client, question: Any) -> None:
    answer = staff.post(QUESTIONS, {**GIVEN, "key": f" {PUBLIC}\n"})

    assert answer["Content-Disposition"].endswith('.csv.age"')
    assert b"example.org" not in answer.content
    opened = pyrage.decrypt(answer.content, [pyrage.x25519.Identity.from_str(PRIVATE)])
    assert lines(opened)[1][6] == "alina@example.org"
    assert noted()[-1][0] == "exported_locked"


@pytest.mark.parametrize(
    ("slip", "words"),
    [
        ({"why": ""}, "Choose what the file is for"),
        ({"why": "because"}, "Choose one of these reasons."),
        ({"format": "pdf"}, "Choose the kind of file."),
        ({"key": "age1nonsense"}, "That is no public key"),
        ({"key": "x" * 300}, "That is no public key"),
        ({"key": PRIVATE}, "That is a private key"),
    ],
)
def test_a_slip_is_told_in_words_and_nothing_is_opened(
    slip: dict[str, str], words: str, staff: Client, question: Any
) -> None:
    answer = staff.post(QUESTIONS, {**GIVEN, **slip}, headers={"accept-language": "en"})

    assert "Content-Disposition" not in answer
    assert words in answer.content.decode()
    assert PRIVATE not in answer.content.decode()
    assert noted() == []


def test_who_is_forgotten_is_not_in_the_file(staff: Client, question: Any) -> None:
    from privacy import forgetting

    forgetting.erase([question.seal_id], at=timezone.now())

    assert len(lines(staff.post(QUESTIONS, GIVEN).content)) == 1


def test_more_than_one_file_holds_is_refused_before_anything_is_opened(
    staff: Client, question: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "MOST", 0)
    page = staff.post(QUESTIONS, GIVEN, headers={"accept-language": "en"}).content.decode()

    assert "too many for one file" in page
    assert noted() == []


def test_records_are_opened_some_at_a_time_and_each_once(
    staff: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "AT_ONCE", 2)
    for number in range(5):
        inquiry(asked(outlet=f"Outlet {number}"), at=timezone.now())
    rows = lines(staff.post(QUESTIONS, GIVEN).content)[1:]

    assert [row[5] for row in rows] == [f"Outlet {number}" for number in range(5)]
    assert noted()[-1] == ("exported", "home.inquiry", "export_report", 5)


def test_the_form_says_how_many_and_leads_back(staff: Client, question: Any) -> None:
    page = staff.get(QUESTIONS, headers={"accept-language": "en"}).content.decode()

    assert "1 record." in page
    assert 'href="/admin/questions/"' in page
    assert noted() == []


def test_the_journal_is_taken_along_as_it_was_narrowed(manager_client: Client, volha: User) -> None:
    for deed in (journal.ACCEPTED, journal.OPENED):
        journal.note(deed, who=volha, at=timezone.now())
    rows = lines(
        manager_client.post(f"{JOURNAL}?deed=opened", GIVEN, headers={"accept-language": "en"}).content
    )

    assert [row[1:3] for row in rows[1:]] == [["volha", "opened a sealed record"]]
    page = manager_client.get("/admin/journal/?deed=opened").content.decode()
    assert f"{JOURNAL}?deed=opened" in page


def test_a_list_of_other_peoples_work_is_not_there(staff: Client, editor: User) -> None:
    assert staff.get(JOURNAL).status_code == 404
    assert staff.get("/admin/export/nothing/").status_code == 404
    staff.force_login(editor)
    assert [staff.get(QUESTIONS).status_code, staff.post(QUESTIONS, GIVEN).status_code] == [404, 404]
    assert noted() == []


def test_what_can_not_be_noted_is_not_handed_out(staff: Client, question: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE office_journalentry ADD CONSTRAINT full_disk CHECK (deed <> 'exported') NOT VALID"
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        staff.post(QUESTIONS, GIVEN)
