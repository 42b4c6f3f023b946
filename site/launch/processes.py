"""Child processes that do not outlive us."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

FOLLOWER = Path(__file__).with_name("follower.py")


@dataclass(frozen=True)
class Identified:
    """A process id alone may have passed on to a stranger; with its start time it has not."""

    pid: int
    started: str

    def is_alive(self) -> bool:
        return start_time(self.pid) == self.started


def identify(pid: int) -> Identified:
    return Identified(pid, start_time(pid) or "ended")


def start_time(pid: int) -> str | None:
    """In ticks since the machine started; None for a process that has ended, reaped or not."""
    try:
        # The second field is the program's name in parentheses, and may hold spaces and more parentheses.
        fields = Path(f"/proc/{pid}/stat").read_text(errors="replace").rpartition(")")[2].split()
    except OSError:
        return None
    return None if fields[0] in "ZX" else fields[19]


def spawn(
    command: Sequence[str | Path],
    *,
    environment: Mapping[str, str],
    directory: Path,
    output: int | None = None,
    errors: int | None = None,
    hold_signals: bool = False,
) -> subprocess.Popen[bytes]:
    """Start a child in a session of its own, so that Ctrl-C reaches only us; when we die it gets SIGTERM.

    Call it from the main thread only: the kernel's promise is tied to the thread that made the child.
    """
    signals = "held" if hold_signals else "free"
    follower: list[str | Path] = [sys.executable, "-I", "-S", FOLLOWER, str(os.getpid()), signals]
    return subprocess.Popen(
        [*follower, *command],
        env=environment,
        cwd=directory,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=errors,
        start_new_session=True,
    )


def kill_group(leader: int) -> None:
    """End the session that spawn() began, whatever its members are busy with."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)
