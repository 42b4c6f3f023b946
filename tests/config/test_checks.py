"""Whether a database can hold the site, asked of real ones."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.backends.postgresql.base import DatabaseWrapper

from config import checks

NAME = "DATABASE_URL names"


@pytest.mark.parametrize(
    ("version", "encoding", "folds", "fault"),
    [
        (14, "UTF8", True, f"{NAME} a PostgreSQL older than 15: upgrade it."),
        (0, "UTF8", True, f"{NAME} a PostgreSQL older than 15: upgrade it."),
        (15, "LATIN2", True, f"{NAME} a database in LATIN2: make it anew with the encoding UTF8."),
        (
            18,
            "UTF8",
            False,
            f"{NAME} a database to which ШКОЛА and школа differ: make it anew, see docs/running.md.",
        ),
    ],
)
def test_each_fault_is_a_sentence_that_names_the_variable(
    version: int, encoding: str, folds: bool, fault: str
) -> None:
    assert checks.faults("DATABASE_URL", version=version, encoding=encoding, folds=folds) == [fault]


def test_postgresql_15_will_do() -> None:
    assert checks.faults("DATABASE_URL", version=15, encoding="UTF8", folds=True) == []


@pytest.mark.django_db(databases=["default", "vault"])
def test_the_databases_of_the_tests_are_good() -> None:
    assert checks.databases_can_hold_the_site(databases=["default", "vault"]) == []
    assert checks.databases_can_hold_the_site() == []


@pytest.fixture
def made(db: None) -> Iterator[Callable[[str], Any]]:
    """A database of its own, made with these words; gone afterwards."""
    settings = connection.settings_dict
    name = f"{settings['NAME']}_odd"
    odd = DatabaseWrapper({**settings, "NAME": name, "OPTIONS": {}}, "default")

    def make(words: str) -> DatabaseWrapper:
        run(f'CREATE DATABASE "{name}" TEMPLATE template0 {words}')
        return odd

    yield make
    odd.close()
    run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def run(statement: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("ENCODING 'SQL_ASCII' LOCALE 'C'", f"{NAME} a database in SQL_ASCII: make it anew with the"),
        (
            "ENCODING 'UTF8' LOCALE_PROVIDER libc LOCALE 'C'",
            f"{NAME} a database to which ШКОЛА and школа differ",
        ),
    ],
)
def test_a_database_that_does_not_know_our_letters_is_refused(
    words: str, fault: str, made: Callable[[str], Any]
) -> None:
    (found,) = checks.faults_in(made(words), "DATABASE_URL")

    assert found.startswith(fault)
