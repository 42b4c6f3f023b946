import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.db import connections, router
from django.db.models import Model

from home.models import StoryPage
from office.models import User
from privacy.vault.models import Seal

OTHERS = [model for model in apps.get_models() if model._meta.app_label != "vault"]


def test_seals_are_read_from_and_written_to_the_vault() -> None:
    assert (router.db_for_read(Seal), router.db_for_write(Seal)) == ("vault", "vault")


def test_every_other_model_is_read_from_and_written_to_the_main_database() -> None:
    places = {(router.db_for_read(model), router.db_for_write(model)) for model in OTHERS}

    assert places == {("default", "default")}
    assert {User, StoryPage} < set(OTHERS)


@pytest.mark.parametrize(
    ("one", "other", "allowed"),
    [
        (Seal(), User(), False),
        (Group(), Seal(), False),
        (Seal(), Seal(), True),
        (User(), Group(), True),
    ],
)
def test_no_relation_crosses_the_border(one: Model, other: Model, allowed: bool) -> None:
    assert router.allow_relation(one, other) is allowed


def test_tables_are_made_only_on_their_own_side() -> None:
    labels = sorted({model._meta.app_label for model in apps.get_models()} - {"vault"})

    def made_in(database: str) -> list[str]:
        return [label for label in [*labels, "vault"] if router.allow_migrate(database, label)]

    assert (made_in("default"), made_in("vault")) == (labels, ["vault"])


@pytest.mark.django_db(databases=["default", "vault"])
def test_each_database_has_its_own_tables_and_none_of_the_others() -> None:
    in_main = set(connections["default"].introspection.table_names())
    in_vault = set(connections["vault"].introspection.table_names())

    assert in_vault - {"django_migrations"} == {
        "vault_chainend",
        "vault_destroyed",
        "vault_lookup",
        "vault_seal",
        "vault_secret",
    }
    assert not in_vault & in_main - {"django_migrations"}
    assert {"office_user", "home_storypage", "procrastinate_jobs"} < in_main
