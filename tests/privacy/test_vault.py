from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import ProgrammingError

from privacy.vault.models import ChainEnd, Destroyed, LookUp, Seal, Secret
from tests.privacy.people import NOW

pytestmark = pytest.mark.django_db(databases=["default", "vault"])


def made(wrapped: bytes) -> Seal:
    return Seal.objects.create(wrapped_key=wrapped, master="0123456789abcdef", used_at=NOW)


def test_a_seal_lies_in_the_vault() -> None:
    seal = made(b"\x00wrapped\xff")

    assert seal._state.db == "vault"
    kept = Seal.objects.using("vault").get(pk=seal.pk)
    assert (type(kept.pk), bytes(kept.wrapped_key), str(kept)) == (UUID, b"\x00wrapped\xff", str(seal.pk))


def test_the_main_database_has_no_place_for_one() -> None:
    with pytest.raises(ProgrammingError, match="vault_seal"), transaction.atomic("default"):
        Seal.objects.using("default").count()


def test_a_seal_without_a_key_is_refused_by_the_database_itself() -> None:
    with pytest.raises(IntegrityError, match="seal_has_a_key"), transaction.atomic("vault"):
        made(b"")


def test_a_seal_without_a_key_is_refused_with_a_sentence() -> None:
    with pytest.raises(ValidationError) as refused:
        Seal(wrapped_key=b"").validate_constraints()

    assert refused.value.messages == ["Пячатцы патрэбны ключ."]


def test_a_destroyed_seal_is_gone() -> None:
    seal = made(b"wrapped")
    Seal.objects.filter(pk=seal.pk).delete()

    assert list(Seal.objects.all()) == []


def test_migrations_make_the_table_in_the_vault_as_the_model_has_it() -> None:
    """The tests' own vault is made from the models: so the migration is run here, and taken back."""
    vault = connections["vault"]
    with vault.schema_editor() as editor:
        for model in (LookUp, Seal, Secret, Destroyed, ChainEnd):
            editor.delete_model(model)
    executor = MigrationExecutor(vault)
    executor.migrate(executor.loader.graph.leaf_nodes("vault"))

    tables = {"vault_seal", "vault_secret", "vault_lookup", "vault_destroyed", "vault_chainend"}
    assert set(vault.introspection.table_names()) == tables | {"django_migrations"}
    with pytest.raises(IntegrityError, match="seal_has_a_key"), transaction.atomic("vault"):
        made(b"")
