"""A backup is a folder named for its moment. It has that name only when it is whole."""

import json
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from backups import age
from backups.age import Part
from backups.errors import BackupError

NAME = "%Y-%m-%dT%H%M%SZ"
WHOLE = re.compile(r"\d{4}-\d\d-\d\dT\d{6}Z")
UNFINISHED = "unfinished-"
MANIFEST = "manifest.json"
FORMAT = 1


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What anybody may know of a backup; the rest is locked inside."""

    kind: str
    made_at: datetime
    parts: tuple[Part, ...]

    def written(self) -> bytes:
        told = {
            "format": FORMAT, "kind": self.kind, "made_at": self.made_at.isoformat(),
            "parts": [asdict(part) for part in self.parts],
        }  # fmt: skip
        return json.dumps(told, indent=1).encode()


@contextmanager
def new(parent: Path, *, at: datetime) -> Iterator[Path]:
    """A folder to fill; it becomes visible as a backup at the end, all at once, or is gone."""
    parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    tidy(parent)
    unfinished = parent / f"{UNFINISHED}{at.astimezone(UTC):{NAME}}"
    unfinished.mkdir(mode=0o750)  # What is in it is locked; whoever fetches it may come by its group.
    try:
        yield unfinished
        _sync(unfinished)
        unfinished.rename(parent / unfinished.name.removeprefix(UNFINISHED))
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    _sync(parent)


def tidy(parent: Path) -> None:
    """What somebody who was killed has left."""
    for left in parent.glob(f"{UNFINISHED}*"):
        shutil.rmtree(left)


def write_at_once(path: Path, content: bytes) -> None:
    """Whoever reads meanwhile, and whatever happens, finds the old content or the new one."""
    beside = path.with_name(path.name + ".new")
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.rename(path)
    _sync(path.parent)


def _sync(folder: Path) -> None:
    """A name is on the disk when its folder is."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def whole(parent: Path) -> list[Path]:
    """Oldest first."""
    found = parent.iterdir() if parent.is_dir() else ()
    return sorted(each for each in found if WHOLE.fullmatch(each.name) and (each / MANIFEST).is_file())


def made_at(backup: Path) -> datetime:
    return datetime.strptime(backup.name, NAME).replace(tzinfo=UTC)


def remove_old(parent: Path, *, at: datetime, keep: timedelta) -> int:
    """Copies that were carried elsewhere are not reached from here."""
    old = [each for each in whole(parent) if made_at(each) <= at - keep]
    for each in old:
        shutil.rmtree(each)
    return len(old)


def read(backup: Path, *, kind: str) -> Manifest:
    """What should be there. Raises for what is no backup, or one of something else."""
    try:
        told = json.loads((backup / MANIFEST).read_bytes())
        parts = tuple(Part(**part) for part in told["parts"])
        made = datetime.fromisoformat(told["made_at"])
    except (OSError, ValueError, KeyError, TypeError):
        raise BackupError(f"{backup} is no whole backup: its {MANIFEST} is missing or damaged.") from None
    if told.get("format") != FORMAT:
        raise BackupError(f"{backup} was made by a newer version of the site: update this one first.")
    if told["kind"] != kind:
        raise BackupError(f"{backup} is a backup of {told['kind']}, not of {kind}.")
    return Manifest(kind=kind, made_at=made, parts=parts)


def examine(backup: Path, parts: Sequence[Part]) -> None:
    """Before anything is touched: is every byte there that was written?"""
    for part in parts:
        try:
            found = age.measure(backup / part.name)
        except OSError:
            raise BackupError(f"{part.name} is missing in {backup}.") from None
        if found != part:
            raise BackupError(f"{part.name} in {backup} is damaged: it is not what was written.")
