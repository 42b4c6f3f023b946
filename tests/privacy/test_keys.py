from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connections, transaction

from privacy import alike, keys, masters
from privacy.errors import Forgotten, MasterKeyMissing, Tampered
from privacy.vault.models import LookUp, Seal, Secret
from tests.privacy.people import NOW

pytestmark = pytest.mark.django_db(databases=["default", "vault"])

ALINA = alike.email("alina@example.org")
ALINA_BY_PHONE = alike.phone("600 100 200")
ANOTHER_MASTER = "YW5vdGhlciBtYXN0ZXIga2V5IG9mIDMyIGJ5dGVzISE="


def test_a_seal_opens_again_and_lies_wrapped() -> None:
    seal = keys.new_seal(at=NOW)
    key = keys.for_reading([seal])[seal]

    row = Seal.objects.get(pk=seal)
    assert (len(key), row.master) == (32, masters.current().name)
    assert key not in bytes(row.wrapped_key)


def test_a_person_is_found_by_any_of_her_contacts_however_spelt() -> None:
    seal = keys.new_seal(ALINA, ALINA_BY_PHONE, at=NOW)
    keys.new_seal(alike.email("maryna@example.org"), at=NOW)

    assert keys.find(alike.email(" ALINA@example.org")) == {seal}
    assert keys.find(alike.phone("+48600100200")) == {seal}
    assert keys.find(alike.email("nobody@example.org")) == set()


def test_a_family_may_share_a_telephone() -> None:
    seals = {keys.new_seal(ALINA_BY_PHONE, at=NOW) for _time in range(2)}

    assert keys.find(ALINA_BY_PHONE) == seals


def test_contacts_are_added_once_and_replaced_whole() -> None:
    seal = keys.new_seal(ALINA, at=NOW)
    keys.note(seal, ALINA, ALINA_BY_PHONE)
    assert LookUp.objects.filter(seal=seal).count() == 2

    keys.replace_known(seal, ALINA_BY_PHONE)

    assert (keys.find(ALINA), keys.find(ALINA_BY_PHONE)) == (set(), {seal})


def test_nothing_is_noted_of_a_forgotten_person() -> None:
    with pytest.raises(Forgotten):
        keys.note(uuid4(), ALINA)
    with pytest.raises(Forgotten):
        keys.for_writing(uuid4(), at=NOW)


def test_the_vault_holds_no_contact_that_could_be_guessed_at() -> None:
    """A plain hash of an address can be found by trying addresses; this one needs the key of the index."""
    keys.new_seal(ALINA, at=NOW)
    held = bytes(LookUp.objects.get().digest)
    index = keys.secret(keys.INDEX)

    assert index not in bytes(Secret.objects.get(pk=keys.INDEX).wrapped_key)
    assert b"alina" not in held
    assert len(held) == 32


def test_using_a_key_marks_it() -> None:
    seal = keys.new_seal(at=NOW)
    keys.for_writing(seal, at=NOW + timedelta(hours=3))

    assert Seal.objects.get(pk=seal).used_at == NOW + timedelta(hours=3)


def test_uniqueness_holds_in_one_scope_and_can_be_compared_in_no_other() -> None:
    here, there = "occurrence 1", "occurrence 2"

    assert keys.unique_hash(ALINA, scope=here) == keys.unique_hash(
        alike.email("Alina@Example.org"), scope=here
    )
    assert keys.unique_hash(ALINA, scope=here) != keys.unique_hash(ALINA, scope=there)
    assert keys.unique_hash(ALINA, scope=here) != keys.unique_hash(ALINA_BY_PHONE, scope=here)


def test_without_its_salt_a_hash_can_not_be_made_again() -> None:
    before = keys.unique_hash(ALINA, scope="occurrence 1")
    keys.destroy_salt(scope="occurrence 1")

    assert keys.unique_hash(ALINA, scope="occurrence 1") != before


def test_a_secret_is_made_once() -> None:
    assert keys.secret("salt of x") == keys.secret("salt of x")
    assert keys.secret("salt of x") != keys.secret("salt of y")


def test_another_master_key_is_a_loud_and_named_failure(settings: Any) -> None:
    seal = keys.new_seal(at=NOW)
    mine = masters.current().name
    settings.MASTER_KEYS = [ANOTHER_MASTER]

    with pytest.raises(MasterKeyMissing) as refused:
        keys.for_reading([seal])
    assert str(refused.value) == (
        f"A key is wrapped under the master key {mine}; this process has {masters.current().name}."
    )


def test_a_key_carried_to_another_persons_row_does_not_open() -> None:
    one, other = (Seal.objects.get(pk=keys.new_seal(at=NOW)) for _time in range(2))
    Seal.objects.filter(pk=one.pk).update(wrapped_key=other.wrapped_key)

    with pytest.raises(Tampered):
        keys.for_reading([one.pk])


@pytest.mark.django_db(databases=["default", "vault"], transaction=True)
def test_a_key_commits_first_and_alone() -> None:
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic("vault"):
        keys.new_seal(at=NOW)

    made = []

    def fail_afterwards() -> None:
        with transaction.atomic():
            made.append(keys.new_seal(ALINA, at=NOW))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_afterwards()
    connections["vault"].close()
    assert Seal.objects.filter(pk__in=made).exists()
    Seal.objects.all().delete()
    Secret.objects.all().delete()
