"""Restoring: into empty databases and folders, and only from backups that are whole.

Who is forgotten stays forgotten: what either database remembers and what the list beside the backups
remembers is forgotten again before anybody can look.
"""

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connections

from backups import age, checking, files, folders, forgotten, postgres
from backups.age import Identities
from backups.errors import BackupError
from backups.making import ALIASES, DATABASE, FILES, INSIDE, KINDS, database_of, folders_of
from backups.postgres import Database
from privacy import forgetting

NO_LIST = (
    "There is no list of forgotten people beside these backups: people who were forgotten after both were"
    " made would come back. Give the folder it lies in, or say that you accept this."
)
USED = "somebody is using the database {name}: stop the site and its workers first."


@dataclass(frozen=True, kw_only=True)
class Result:
    """What was found out about the restored site."""

    again: int
    """Rows of people who had come back and are forgotten again."""
    over: int
    """Rows whose time was over."""
    problems: list[str]


def restore(
    backups: dict[str, Path],
    *,
    identities: Identities,
    remembered: forgotten.Forgotten | None,
    replace: bool,
    at: datetime,
    say: Callable[[str], object],
) -> Result:
    """Raises BackupError before anything is touched where that can be known before."""
    if remembered is None:
        raise BackupError(NO_LIST)
    say("Examining the backups …")
    told = {kind: examined(backups[kind], kind, identities=identities) for kind in KINDS}
    make_room(replace=replace)
    problems = []
    for kind in KINDS:
        say(f"Restoring the {kind} database …")
        problems += _load(backups[kind], kind, counts=told[kind]["counts"], identities=identities)
    say("Forgetting again who is forgotten …")
    again, over = _forget(remembered, at=at)
    say("Checking …")
    return Result(again=again, over=over, problems=[*problems, *checking.problems()])


def remembered_in(places: list[Path]) -> forgotten.Forgotten | None:
    """All that any list knows; None where there is no list at all."""
    lists = [place for place in places if (place / forgotten.NAME).exists()]
    known: forgotten.Forgotten = {}
    for place in lists:
        known |= forgotten.read(place)
    return known if lists else None


def examined(backup: Path, kind: str, *, identities: Identities) -> dict[str, Any]:
    """What is told inside; by then every byte is known to be there and the private key to fit."""
    manifest = folders.read(backup, kind=kind)
    folders.examine(backup, manifest.parts)
    inside = io.BytesIO()
    age.unlock(backup / INSIDE, inside, identities=identities)
    return dict(json.loads(inside.getvalue()))


def make_room(*, replace: bool) -> None:
    databases = [database_of(kind) for kind in KINDS]
    own = folders_of(KINDS[0])
    connections.close_all()
    for alias in ALIASES.values():
        pooled: Any = connections[alias]
        pooled.close_pool()
    if not replace:
        _refuse_full(databases, own)
    for database in databases:
        if postgres.in_use(database):
            raise BackupError(USED.format(name=database.name).capitalize())
    for database in databases:
        postgres.clear(database)


def _refuse_full(databases: list[Database], own: files.Folders) -> None:
    full = [database.name for database in databases if not postgres.is_empty(database)]
    full += [str(folder) for name, folder in own.items() if not files.is_empty({name: folder})]
    if full:
        raise BackupError(
            f"Something is there already: {', '.join(full)}. Say --replace to put the backup in its place."
        )


def _load(backup: Path, kind: str, *, counts: dict[str, int], identities: Identities) -> list[str]:
    database = database_of(kind)
    with postgres.load(database) as sink:
        age.unlock(backup / DATABASE, sink, identities=identities)
    if own := folders_of(kind):
        with files.unpacked(own) as stream:
            age.unlock(backup / FILES, stream, identities=identities)
    with database.connect() as connection:
        found = postgres.counts(connection)
    return [
        f"{table} has {found.get(table, 0)} rows instead of {expected}."
        for table, expected in counts.items()
        if found.get(table) != expected
    ]


def _forget(remembered: forgotten.Forgotten, *, at: datetime) -> tuple[int, int]:
    for alias in ALIASES.values():
        call_command("migrate", database=alias, verbosity=0, interactive=False)
    forgotten.remember(remembered)
    again = forgetting.after_restore(at=at)
    return again, sum(forgetting.enforce(at=at).values())
