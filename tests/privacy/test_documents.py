import json
import traceback
from dataclasses import FrozenInstanceError
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy import documents
from privacy.documents import Email, Phone, document
from privacy.errors import DocumentMismatch


@document
class Child:
    name: str
    born: date | None = None


@document
class Family:
    parent: str
    email: Email | None = None
    phone: Phone | None = None
    children: tuple[Child, ...] = ()
    languages: tuple[str, ...] = ()
    seats: int = 1
    came: bool = False
    at: datetime | None = None


texts = st.text(st.characters(exclude_categories=["Cs"]))
families = st.builds(
    Family,
    parent=texts,
    email=st.none() | texts,
    phone=st.none() | texts,
    children=st.lists(st.builds(Child, name=texts, born=st.none() | st.dates())).map(tuple),
    languages=st.lists(texts).map(tuple),
    seats=st.integers(),
    came=st.booleans(),
    at=st.none() | st.datetimes(timezones=st.just(UTC)),
)


@given(families)
def test_what_is_encoded_comes_back_as_it_was(family: Family) -> None:
    assert documents.decode(Family, documents.encode(family)) == family


@given(families)
def test_the_length_says_little(family: Family) -> None:
    assert len(documents.encode(family)) % documents.BLOCK == 0


def test_short_and_long_names_take_the_same_room() -> None:
    short, long = (len(documents.encode(Child(name=name))) for name in ("Я", "Аляксандра Ўладзіславаўна"))

    assert short == long


def test_nothing_of_it_shows_in_logs_and_tracebacks() -> None:
    family = Family(parent="Alina Kavalenka", email=Email("alina@example.org"))
    try:
        raise ValueError(family)
    except ValueError:
        printed = traceback.format_exc() + repr([family]) + str(family) + f"{family}"

    assert "alina" not in printed.lower()


def test_it_can_not_be_changed_by_the_way() -> None:
    with pytest.raises(FrozenInstanceError):
        Child(name="Alina").name = "Maryna"  # type: ignore[misc]


def stored(**keys: Any) -> bytes:
    return json.dumps(keys).encode()


def test_an_older_document_gets_the_defaults_of_newer_keys() -> None:
    assert documents.decode(Child, stored(name="Alina")) == Child(name="Alina")


def test_a_key_that_is_no_longer_declared_is_no_longer_read() -> None:
    assert documents.decode(Child, stored(name="Alina", passport="MP1234567")) == Child(name="Alina")


@pytest.mark.parametrize(
    ("plain", "complaint"),
    [
        (stored(born="2018-03-01"), "Child lacks name."),
        (stored(name=7), "Child.name is not what is declared."),
        (stored(name=None), "Child.name is not what is declared."),
        (stored(name="Alina", born="in spring"), "Child.born is not what is declared."),
        (b'["Alina"]', "What was sealed as Child is no document."),
        (b"Alina", "What was sealed as Child is no document."),
        (b"\xff", "What was sealed as Child is no document."),
    ],
)
def test_what_is_not_as_declared_is_refused_without_a_word_of_it(plain: bytes, complaint: str) -> None:
    with pytest.raises(DocumentMismatch) as refused:
        documents.decode(Child, plain)

    assert str(refused.value) == complaint
    assert refused.value.__cause__ is None


@pytest.mark.parametrize(
    "kind", [float, bytes, dict[str, str], list[str], tuple[str, int], str | int, object]
)
def test_a_type_that_can_not_be_sealed_is_refused_when_it_is_declared(kind: Any) -> None:
    with pytest.raises(TypeError, match="can not hold"):
        document(type("Wrong", (), {"__annotations__": {"key": kind}}))
