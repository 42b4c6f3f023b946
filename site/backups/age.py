"""Locking a stream to people's public keys in the age format, and opening it with one of their private keys.

Nothing is held in memory but the block at hand, and nothing in clear touches the disk.
"""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

import pyrage

from backups.errors import BackupError

BLOCK = 1 << 20
Identities = Sequence[Any]


@dataclass(frozen=True, kw_only=True)
class Part:
    """A locked file, as it lies on the disk."""

    name: str
    size: int
    sha256: str


class Measured:
    """Writes on, and keeps count."""

    def __init__(self, sink: BinaryIO) -> None:
        self.sink, self.size, self.digest = sink, 0, sha256()

    def write(self, block: bytes) -> int:
        self.digest.update(block)
        self.size += len(block)
        self.sink.write(block)
        return len(block)

    def flush(self) -> None:
        self.sink.flush()


def lock(source: Any, path: Path, *, to: Iterable[str]) -> Part:
    """Everything that comes from `source`, in a new file that is on the disk when this is over."""
    recipients = [pyrage.x25519.Recipient.from_str(each) for each in to]
    try:
        with path.open("xb") as file:
            measured = Measured(file)
            pyrage.encrypt_io(source, measured, recipients)
            file.flush()
            os.fsync(file.fileno())
    except (pyrage.EncryptError, OSError) as error:
        raise BackupError(f"{path.name} could not be written: {reason(error)}.") from error
    return Part(name=path.name, size=measured.size, sha256=measured.digest.hexdigest())


def unlock(path: Path, sink: Any, *, identities: Identities) -> None:
    try:
        with path.open("rb") as file:
            pyrage.decrypt_io(file, sink, identities)
    except pyrage.DecryptError as error:
        raise BackupError(f"{path.name} does not open with this private key: {reason(error)}.") from error
    except OSError as error:
        raise BackupError(f"{path.name} could not be read to its end: {reason(error)}.") from error


def reason(error: Exception) -> str:
    return str(error).rstrip(".")


def measure(path: Path) -> Part:
    """What is there now, to be compared with what was written."""
    digest, size = sha256(), 0
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
            size += len(block)
    return Part(name=path.name, size=size, sha256=digest.hexdigest())


def identities(text: str) -> Identities:
    """As `age-keygen` writes them: one a line, and remarks."""
    lines = [line.strip() for line in text.splitlines()]
    try:
        found = [pyrage.x25519.Identity.from_str(line) for line in lines if line and line[0] != "#"]
    except pyrage.IdentityError:
        found = []
    if not found:
        raise BackupError("That is no private key: it begins with AGE-SECRET-KEY-1.")
    return found
