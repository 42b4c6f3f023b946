"""Builds the virtual environment `.venv` from the hash-pinned requirements, and only when something changed.

Runs under the machine's own Python, before any package is there: standard library only.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import subprocess
import sys
from enum import Enum
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NoReturn

RUN = "requirements.txt"
TEST = "requirements-dev.txt"  # holds everything in requirements.txt, and more


def main() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 -- this is where an older Python is told so
        refuse(
            f"Python 3.11 or newer is needed, this one is {sys.version.split()[0]}: name one with PYTHON=."
        )
    if find_spec("venv") is None or find_spec("ensurepip") is None:
        refuse("This Python cannot make virtual environments: install Debian's package python3-venv.")
    root = Path.cwd()
    (root / "var").mkdir(exist_ok=True)
    with (root / "var" / "environment.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            build(root, Path(sys.argv[1]).name)
        except subprocess.CalledProcessError:
            refuse("Installing failed: the reason stands above; the same command tries again.")
        except KeyboardInterrupt:
            refuse("Interrupted: the same command begins anew.")


def build(root: Path, requirements: str) -> None:
    """The stamp is removed first and written last: interrupted, all begins anew."""
    stamp = root / ".venv" / "stamp.json"
    wanted = {
        "identity": describe(root),
        "installed": {name: digest(root / name) for name in (RUN, requirements)},
    }
    missing = what_is_missing(read_stamp(stamp), wanted, works=works(root))
    if missing == Missing.NOTHING:
        return
    stamp.unlink(missing_ok=True)
    if missing == Missing.EVERYTHING:
        say("Making the virtual environment …")
        run([base_python(), "-m", "venv", "--clear", str(root / ".venv")])
    say(f"Installing {requirements} …")
    install(root, requirements)
    stamp.write_text(json.dumps(wanted))


class Missing(Enum):
    NOTHING = 0
    PACKAGES = 1
    EVERYTHING = 2


def what_is_missing(known: dict[str, Any], wanted: dict[str, Any], *, works: bool) -> Missing:
    if not works or known.get("identity") != wanted["identity"]:
        return Missing.EVERYTHING
    here = known["installed"].items() >= wanted["installed"].items()
    return Missing.NOTHING if here else Missing.PACKAGES


def describe(root: Path) -> list[str]:
    """An environment belongs to one place and one Python; a clone that was moved needs a new one."""
    return [str(root), base_python(), ".".join(map(str, sys.version_info[:2]))]


def base_python() -> str:
    """Not that of an environment, which may be the very one that is about to be replaced."""
    return os.path.realpath(sys.executable) if sys.prefix != sys.base_prefix else sys.executable


def works(root: Path) -> bool:
    try:
        command = [str(root / ".venv" / "bin" / "python"), "-c", "import pip"]
        return subprocess.run(command, check=False, capture_output=True).returncode == 0
    except OSError:
        return False


def install(root: Path, requirements: str) -> None:
    options = ["--require-hashes", "--no-cache-dir", "--no-input", "-qq", "--disable-pip-version-check"]
    python = str(root / ".venv" / "bin" / "python")
    run([python, "-m", "pip", "install", *options, "-r", str(root / requirements)])


def run(command: list[str]) -> None:
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)


def read_stamp(stamp: Path) -> dict[str, Any]:
    try:
        known: dict[str, Any] = json.loads(stamp.read_text())
    except (OSError, ValueError):
        return {}
    return known


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def refuse(sentence: str) -> NoReturn:
    sys.stderr.write(f"{sentence}\n")
    sys.exit(1)


if __name__ == "__main__":
    main()
