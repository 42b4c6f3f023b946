"""What a killed supervisor leaves behind: found again by the next one through a file, and ended."""

import json
import os
import signal
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import astuple
from pathlib import Path

from launch.processes import Identified, identify, kill_group


def record(file: Path, pids: Iterable[int]) -> None:
    unfinished = file.with_suffix(".new")
    unfinished.write_text(json.dumps([astuple(identify(pid)) for pid in pids]))
    unfinished.replace(file)


def end(file: Path, *, patience: float) -> None:
    """Ask them to stop, wait `patience` seconds at most, then end them and their own children."""
    leaders = [process for process in recorded(file) if process.is_alive()]
    for process in leaders:
        with suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGTERM)
    deadline = time.monotonic() + patience
    while any(process.is_alive() for process in leaders) and time.monotonic() < deadline:
        time.sleep(0.05)
    for process in leaders:
        kill_group(process.pid)
    file.unlink(missing_ok=True)


def recorded(file: Path) -> list[Identified]:
    try:
        return [Identified(pid, started) for pid, started in json.loads(file.read_text())]
    except (OSError, ValueError):
        return []
