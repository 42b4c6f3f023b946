"""Translations are written as .po and read by Django as .mo, once, when it starts."""

import os
import sys
from pathlib import Path

import polib


def compile_catalogues(root: Path) -> list[Path]:
    """Compile what changed since the last time; gives the .mo files written."""
    sources = sorted((root / "site").glob("locale*/*/LC_MESSAGES/*.po"))
    return [compile_catalogue(source) for source in sources if not is_fresh(source)]


def compile_catalogue(source: Path) -> Path:
    target = source.with_suffix(".mo")
    unfinished = target.with_suffix(".unfinished.mo")
    polib.pofile(str(source)).save_as_mofile(str(unfinished))
    written = source.stat().st_mtime_ns
    os.utime(unfinished, ns=(written, written))
    return unfinished.replace(target)


def is_fresh(source: Path) -> bool:
    """A .mo carries the time of the .po it was made from: a checkout may also bring an older one."""
    target = source.with_suffix(".mo")
    return target.exists() and target.stat().st_mtime_ns == source.stat().st_mtime_ns


if __name__ == "__main__":
    for compiled in compile_catalogues(Path.cwd()):
        sys.stdout.write(f"Compiled {compiled.relative_to(Path.cwd())}\n")
