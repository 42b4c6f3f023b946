"""Whether static files must be collected again."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

NOT_SOURCES = {"var", ".venv"}


def fingerprint(root: Path) -> str:
    """Changes whenever a static file of ours, how they are collected, or the installed packages do."""
    digest = hashlib.sha256((root / "requirements.txt").read_bytes())
    for file in sorted(sources(root)):
        found = file.stat()
        digest.update(f"{file.relative_to(root)}\0{found.st_size}\0{found.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def sources(root: Path) -> Iterator[Path]:
    yield from (root / "site" / "config").rglob("*.py")
    for folder in [*root.glob("*/static"), *root.glob("site/*/static")]:
        if folder.parent.name not in NOT_SOURCES:
            yield from (file for file in folder.rglob("*") if file.is_file())


def is_collected(root: Path, var: Path) -> bool:
    stamp = stamp_file(var)
    return (var / "static").is_dir() and stamp.exists() and stamp.read_text() == fingerprint(root)


def note_collected(var: Path, *, collected: str) -> None:
    """`collected` is the fingerprint from before: what was saved meanwhile is collected next time."""
    stamp_file(var).write_text(collected)


def stamp_file(var: Path) -> Path:
    return var / "static.stamp"
