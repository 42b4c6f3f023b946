from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from backups import postgres
from backups.errors import BackupError
from backups.postgres import Database

SETTINGS: dict[str, Any] = {
    "NAME": "cbs", "USER": "cbs", "PASSWORD": "hunter2", "HOST": "db.example.org", "PORT": "5433",
    "OPTIONS": {"sslmode": "require", "pool": {"max_size": 8}},
}  # fmt: skip


def test_programs_are_told_where_the_database_is_and_the_password_by_no_argument(tmp_path: Path) -> None:
    told = tmp_path / "told"
    program = tmp_path / "program"
    program.write_text(f'#!/bin/sh\nprintf "%s|%s" "$*" "$PGPASSWORD" > {told}\n')
    program.chmod(0o700)

    Database(SETTINGS).start(program, "--more").communicate()

    assert told.read_text() == (
        "--dbname=dbname=cbs user=cbs host=db.example.org port=5433 sslmode=require --more|hunter2"
    )


def test_a_version_nobody_has_is_named_with_what_to_install() -> None:
    with pytest.raises(BackupError) as refusal:
        postgres.program("pg_dump", version=99)

    assert str(refusal.value) == (
        "There is no pg_dump of PostgreSQL 99 here: install it (Debian: postgresql-client-99)."
    )


def test_the_one_of_the_servers_own_version_is_found() -> None:
    assert postgres.program("pg_restore", version=18).name == "pg_restore"


def test_a_database_that_does_not_answer_is_named_and_its_password_is_not(tmp_path: Path) -> None:
    with pytest.raises(BackupError, match=r"^The database cbs does not answer: ") as refusal:
        Database({**SETTINGS, "HOST": str(tmp_path), "OPTIONS": {}}).connect()

    assert "hunter2" not in str(refusal.value)


@pytest.mark.processes
@pytest.mark.django_db
def test_what_can_not_be_loaded_is_said_in_postgresqls_words_without_a_row() -> None:
    with pytest.raises(BackupError) as refusal, postgres.load(Database(connection.settings_dict)) as sink:
        sink.write(b"no archive at all" * 100)

    assert (
        "could not be loaded: pg_restore: error: input file does not appear to be a valid tar archive"
        in str(refusal.value)
    )
