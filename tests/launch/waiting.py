import time
from collections.abc import Callable
from pathlib import Path

PATIENCE = 180.0
"""Seconds, for what comes of itself: on a machine that is busy with other things it comes late, not wrong."""


def until(true: Callable[[], bool], *, seconds: float = PATIENCE) -> bool:
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def is_alive(pid: int) -> bool:
    """A zombie waits for its parent only: it does not live."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def processes_below(directory: Path) -> dict[int, str]:
    """Every living process that works in the directory, with its command line."""
    found = {}
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdecimal() and (entry / "cwd").readlink().is_relative_to(directory):
                found[int(entry.name)] = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
    return found
