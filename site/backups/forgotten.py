"""The list of forgotten people that outlives both databases: numbers and times, no more.

Each database remembers who is forgotten for the other. If both must be restored from before somebody was
forgotten, this list is what remembers; so it is written anew every hour, never gets shorter, and belongs
beside the backups, wherever these are carried.
"""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from django.db import transaction

from backups.errors import BackupError
from backups.folders import write_at_once
from config.routers import VAULT
from privacy.vault.models import Destroyed

NAME = "forgotten"
Forgotten = dict[UUID, datetime]


def write(folders: Iterable[Path]) -> None:
    known: Forgotten = dict(Destroyed.objects.values_list("id", "at"))
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_at_once(folder / NAME, _written(read(folder) | known))


def _written(forgotten: Forgotten) -> bytes:
    lines = "".join(f"{each} {at.isoformat()}\n" for each, at in sorted(forgotten.items())).encode()
    return lines + f"end {len(forgotten)} {sha256(lines).hexdigest()}\n".encode()


def read(folder: Path) -> Forgotten:
    """Nobody, where there is no list. A damaged one is refused: who is missing from it would come back."""
    try:
        text = (folder / NAME).read_bytes()
    except FileNotFoundError:
        return {}
    lines = text.splitlines(keepends=True)
    whole = b"".join(lines[:-1])
    if not lines or lines[-1].split() != f"end {len(lines) - 1} {sha256(whole).hexdigest()}".encode().split():
        raise BackupError(f"The list of forgotten people in {folder} is damaged: take an older copy of it.")
    pairs = (line.split() for line in whole.decode().splitlines())
    return {UUID(each): datetime.fromisoformat(at) for each, at in pairs}


def remember(forgotten: Forgotten) -> None:
    """In the vault; `forgetting.after_restore` does the rest."""
    with transaction.atomic(using=VAULT):
        rows = [Destroyed(id=each, at=at) for each, at in forgotten.items()]
        Destroyed.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
