import uuid

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from home.models import Inquiry
from privacy import documents, forgetting, keys
from privacy.errors import Forgotten, Tampered
from tests.privacy.people import NOW, asked, inquiry

pytestmark = pytest.mark.django_db(databases=["default", "vault"])


def test_what_was_sealed_opens_as_it_was() -> None:
    words = asked("Аліна Кавалёнак")
    row = inquiry(words)

    assert Inquiry.objects.get(pk=row.pk).asked.open() == words


def test_the_row_itself_holds_no_word() -> None:
    row = inquiry(asked("Alina Kavalenka"))
    held = (
        str(Inquiry.objects.filter(pk=row.pk).values().get()).lower()
        + bytes(row.sealed).decode("latin-1").lower()
    )

    assert not any(word in held for word in ("alina", "kavalenka", "example.org", "hazieta"))


def test_a_hundred_rows_take_two_queries() -> None:
    rows = [inquiry(asked(f"Alina {number}")) for number in range(100)]
    vault = connections["vault"]
    with CaptureQueriesContext(connection) as main, CaptureQueriesContext(vault) as in_vault:
        opened = Inquiry.asked.open_many(Inquiry.objects.all())

    assert (len(main), len(in_vault)) == (1, 1)
    assert {row.pk: row.asked.open() for row in rows} == opened


def test_among_many_the_forgotten_are_missing() -> None:
    kept, forgotten, emptied = (inquiry() for _time in range(3))
    keys.Seal.objects.filter(pk=forgotten.seal_id).delete()
    emptied.seal_id, emptied.sealed = None, b""

    assert set(Inquiry.asked.open_many([kept, forgotten, emptied])) == {kept.pk}


def test_a_document_carried_to_another_row_of_the_same_person_does_not_open() -> None:
    row = inquiry()
    other = inquiry(seal=row.seal_id)
    Inquiry.objects.filter(pk=other.pk).update(sealed=row.sealed)

    with pytest.raises(Tampered):
        Inquiry.objects.get(pk=other.pk).asked.open()


def test_among_many_a_changed_one_is_loud() -> None:
    rows = [inquiry() for _time in range(3)]
    rows[1].sealed = rows[2].sealed

    with pytest.raises(Tampered):
        Inquiry.asked.open_many(rows)


def test_the_key_of_another_person_does_not_open_it() -> None:
    row, other = inquiry(), inquiry()
    row.seal_id = other.seal_id

    with pytest.raises(Tampered):
        row.asked.open()


def test_a_forgotten_person_can_be_neither_read_nor_written() -> None:
    row = inquiry()
    forgetting.erase([row.seal_id], at=NOW)

    with pytest.raises(Forgotten):
        row.asked.open()
    with pytest.raises(Forgotten):
        row.asked.seal(asked(), at=NOW)
    row.seal_id = None
    with pytest.raises(Forgotten):
        row.asked.seal(asked(), at=NOW)


def test_a_model_seals_its_own_document_only() -> None:
    @documents.document
    class Other:
        name: str

    with pytest.raises(TypeError, match="Inquiry seals Asked"):
        inquiry().asked.seal(Other(name="Alina"), at=NOW)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "half", [{"seal_id": None}, {"sealed": b""}, {"seal_id": uuid.uuid4(), "sealed": b""}]
)
def test_half_a_row_is_refused_by_the_database_itself(half: dict[str, object]) -> None:
    row = inquiry()

    with pytest.raises(IntegrityError, match="home_inquiry_is_sealed_or_empty"), transaction.atomic():
        Inquiry.objects.filter(pk=row.pk).update(**half)


def test_sealing_again_leaves_nothing_of_the_former_document() -> None:
    row = inquiry(asked("Alina"))
    before = bytes(row.sealed)
    row.asked.seal(asked("Maryna"), at=NOW)

    assert row.asked.open().name == "Maryna"
    assert before[:40] not in bytes(row.sealed)
