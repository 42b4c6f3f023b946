from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connections

from privacy import drafts, forgetting, links
from privacy.models import DRAFT_LIFE, Draft, Link, Tombstone
from privacy.vault.models import Seal
from tests.privacy.people import NOW

pytestmark = pytest.mark.django_db(databases=["default", "vault"])

KIND = drafts.Kind(name="test", to="new_link")
WORDS = {"name": ["Аліна"], "languages": ["be", "pl"], "question": [""]}


def kept(**more: object) -> Draft:
    return drafts.keep(KIND, WORDS, **{"key": uuid4(), "at": NOW} | more)  # type: ignore[arg-type]


def test_what_was_typed_comes_back_as_it_was() -> None:
    row = kept()

    assert drafts.typed(Draft.objects.get(pk=row.pk)) == WORDS


def test_the_same_form_kept_again_is_one_draft_and_its_day_begins_anew() -> None:
    key = uuid4()
    kept(key=key)
    drafts.keep(KIND, {"name": ["Аліна Каваленка"]}, key=key, at=NOW + timedelta(hours=5))
    row = Draft.objects.get()

    assert drafts.typed(row) == {"name": ["Аліна Каваленка"]}
    assert row.until == NOW + timedelta(hours=29)
    assert Seal.objects.count() == 1


def test_a_draft_is_found_for_a_day_by_its_own_form() -> None:
    row = kept()
    other = drafts.Kind(name="other", to="new_link")

    assert drafts.find(KIND, row.pk, at=NOW + DRAFT_LIFE - timedelta(seconds=1)) == row
    assert drafts.find(KIND, row.pk, at=NOW + DRAFT_LIFE) is None
    assert drafts.find(other, row.pk, at=NOW) is None
    links.purposes.pop(other.purpose.name)


def test_after_a_day_the_worker_forgets_it_with_its_links() -> None:
    row = kept()
    links.issue(KIND.purpose, row.pk, language="be", at=NOW)

    assert forgetting.enforce(at=NOW + DRAFT_LIFE - timedelta(seconds=1)) == {}
    assert forgetting.enforce(at=NOW + DRAFT_LIFE) == {"privacy.Draft": 1}
    assert (Draft.objects.count(), Seal.objects.count(), Link.objects.count()) == (0, 0, 0)


def test_discarding_forgets_at_once_and_twice_is_once() -> None:
    row = kept()
    for _time in range(2):
        drafts.discard(row.pk, at=NOW)

    assert (Draft.objects.count(), Seal.objects.count(), Tombstone.objects.count()) == (0, 0, 1)


def test_one_who_opens_it_while_it_is_erased_finds_nothing() -> None:
    row = kept()
    Seal.objects.all().delete()

    assert drafts.typed(row) == {}


def test_it_is_sealed() -> None:
    kept()
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT t::text FROM privacy_draft t")
        stored = str(cursor.fetchall())

    assert "Аліна" not in stored
    assert "Аліна".encode().hex() not in stored


def test_a_flood_of_words_is_cut() -> None:
    row = kept()
    many = {f"field {number}": ["x" * 30_000] * 40 for number in range(70)}
    drafts.keep(KIND, many, key=row.pk, at=NOW)
    typed = drafts.typed(Draft.objects.get())

    assert len(typed) == drafts.MOST_ANSWERS
    assert {len(values) for values in typed.values()} == {drafts.MOST_VALUES}
    assert {len(each) for values in typed.values() for each in values} == {drafts.LONGEST_ANSWER}
