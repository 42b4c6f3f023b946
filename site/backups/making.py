"""Making backups: of the main database with the files, and of the vault, each by itself.

The main database comes first: every row in it has its key in a vault that is copied later.
"""

import io
import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connections
from django.utils.translation import gettext_lazy as _

from backups import age, files, folders, forgotten, postgres
from backups.age import Part
from backups.errors import BackupError
from backups.folders import MANIFEST, Manifest
from backups.postgres import Database
from config.routers import VAULT
from launch.errors import LaunchError
from launch.exclusive import exclusive
from office import journal
from privacy.forgetting import VAULT_BACKUPS

MAIN = "main"
DATABASE, FILES, INSIDE = "database.age", "files.age", "inside.age"
ALIASES = {MAIN: "default", VAULT: VAULT}
KINDS = tuple(ALIASES)
DEEDS = {
    MAIN: journal.deed("backed_up_main", _("made a backup of the main database and the files")),
    VAULT: journal.deed("backed_up_vault", _("made a backup of the vault")),
}
BUSY = "A backup is being made already."
NO_KEY = "BACKUP_RECIPIENTS is not set: it says to whose keys backups are locked. See .env.example."


def place_of(kind: str) -> Path:
    return Path(settings.BACKUP_DIR if kind == MAIN else settings.VAULT_BACKUP_DIR)


def places() -> list[Path]:
    return [place_of(kind) for kind in KINDS]


def lifetime_of(kind: str) -> timedelta:
    return VAULT_BACKUPS if kind == VAULT else timedelta(days=settings.BACKUP_DAYS)


def database_of(kind: str) -> Database:
    return Database(connections[ALIASES[kind]].settings_dict)


def folders_of(kind: str) -> files.Folders:
    """Of files that belong to it."""
    of_main = {"media": Path(settings.MEDIA_ROOT), "originals": Path(settings.PRIVATE_MEDIA_ROOT)}
    return of_main if kind == MAIN else {}


def make(kind: str, *, at: datetime) -> Path:
    """A whole backup in its place, or none and a BackupError."""
    if not settings.BACKUP_RECIPIENTS:
        raise BackupError(NO_KEY)
    place = place_of(kind)
    try:
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        with exclusive(place / "lock", refusal=BUSY), folders.new(place, at=at) as folder:
            parts = _fill(folder, kind)
            folders.write_at_once(folder / MANIFEST, Manifest(kind=kind, made_at=at, parts=parts).written())
    except LaunchError as error:
        raise BackupError(str(error)) from error
    except OSError as error:
        raise BackupError(f"A backup could not be written to {place}: {error.strerror}.") from error
    return place / folder.name.removeprefix(folders.UNFINISHED)


def _fill(folder: Path, kind: str) -> tuple[Part, ...]:
    database, to = database_of(kind), settings.BACKUP_RECIPIENTS
    parts = []
    with postgres.held(database) as moment, postgres.dump(database, moment) as dump:
        parts.append(age.lock(dump, folder / DATABASE, to=to))
    if own := folders_of(kind):
        with files.packed(own) as stream:
            parts.append(age.lock(stream, folder / FILES, to=to))
    inside = json.dumps({"counts": moment.counts}).encode()
    return (*parts, age.lock(io.BytesIO(inside), folder / INSIDE, to=to))


def note(kinds: Iterable[str], *, at: datetime) -> None:
    """In the journal, once all of them are made: what is noted in between, a restored vault would miss in the
    main database."""
    for kind in kinds:
        journal.note(DEEDS[kind], who=None, at=at)


def keep_promises(*, at: datetime) -> None:
    """What is over its time goes, whether or not there is anything newer, and the list of forgotten people
    is brought up to date."""
    forgotten.write(places())
    for kind in KINDS:
        folders.remove_old(place_of(kind), at=at, keep=lifetime_of(kind))
