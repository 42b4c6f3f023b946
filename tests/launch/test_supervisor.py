import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from launch.backoff import Backoff
from launch.supervisor import describe_death
from tests.launch.waiting import is_alive, until

SUPERVISE = """
import os, sys
from pathlib import Path
from launch.supervisor import Program, Supervisor
here = Path(sys.argv[1])
programs = [
    Program(name="base", command=["sh", "-c", BASE], foundation=True),
    Program(name="talker", command=["sh", "-c", TALKER]),
    Program(name="deaf", command=["sh", "-c", DEAF], patience=0.3),
]
show = lambda line: os.write(1, line)
Supervisor(programs, environment=os.environ, directory=here, record=here / "children.json", show=show).run()
"""
BASE = "trap 'echo base ends; exit' TERM; echo base up; while :; do sleep 0.05; done"
TALKER = (
    "trap 'sleep 0.3; echo talker ends; exit' TERM;"
    " printf 'one\\ntwo \\377\\nhalf'; while :; do sleep 0.05; done"
)
DEAF = "trap '' TERM; sleep 600 & echo deaf $!; while :; do sleep 0.05; done"


def test_a_first_death_is_told_calmly() -> None:
    assert describe_death("worker", 0, Backoff(1)) == "worker ended with code 0: it starts again."


def test_a_signal_is_told_by_its_name() -> None:
    assert describe_death("web", -9, Backoff(2)) == "web was ended by SIGKILL: it starts again."


def test_repeated_deaths_are_told_with_where_to_look() -> None:
    assert describe_death("web", 1, Backoff(4)) == (
        "web ended with code 1, 4 times in a row; next try in 4 seconds."
        " Look for the reason in the lines above that begin with `web |`."
    )


@pytest.fixture
def supervisor(tmp_path: Path, launch_environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    script = f"BASE, TALKER, DEAF = {BASE!r}, {TALKER!r}, {DEAF!r}\n{SUPERVISE}"
    with (tmp_path / "output").open("wb") as output:
        command = [sys.executable, "-c", script, str(tmp_path)]
        process = subprocess.Popen(command, env=launch_environment, stdout=output, stderr=output)
    assert until(lambda: {b"base | base up", b"talker | one"} <= set(printed(tmp_path)))
    assert until(lambda: any(line.startswith(b"deaf | deaf ") for line in printed(tmp_path)))
    yield process
    process.terminate()
    process.wait()


def printed(directory: Path) -> list[bytes]:
    return (directory / "output").read_bytes().splitlines()


@pytest.mark.processes
def test_whole_lines_are_shown_with_a_name_and_half_ones_at_the_end(
    tmp_path: Path, supervisor: subprocess.Popen[bytes]
) -> None:
    supervisor.terminate()
    supervisor.wait()

    talker = [line for line in printed(tmp_path) if line.startswith(b"talker | ")]
    assert talker == [b"talker | one", b"talker | two \xff", b"talker | halftalker ends"]


@pytest.mark.processes
@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_stops_the_foundation_last(
    tmp_path: Path, supervisor: subprocess.Popen[bytes], stop: signal.Signals
) -> None:
    supervisor.send_signal(stop)

    assert supervisor.wait() == 0
    assert printed(tmp_path)[-2:] == [b"talker | halftalker ends", b"base | base ends"]


@pytest.mark.processes
def test_who_does_not_listen_is_killed_with_its_children(
    tmp_path: Path, supervisor: subprocess.Popen[bytes]
) -> None:
    grandchild = next(int(line.split()[-1]) for line in printed(tmp_path) if line.startswith(b"deaf | "))
    began = time.monotonic()
    supervisor.terminate()
    supervisor.wait()

    assert time.monotonic() - began < 60  # Deaf ones would live for ten minutes.
    assert until(lambda: not is_alive(grandchild))


@pytest.mark.processes
def test_a_program_that_cannot_start_does_not_bring_the_others_down(
    tmp_path: Path, launch_environment: dict[str, str]
) -> None:
    script = SUPERVISE.replace('"sh", "-c", TALKER', '"no-such-program"')
    script = f"BASE, DEAF = {BASE!r}, {DEAF!r}\n{script}"
    with (tmp_path / "output").open("wb") as output:
        command = [sys.executable, "-c", script, str(tmp_path)]
        with subprocess.Popen(command, env=launch_environment, stdout=output, stderr=output) as process:
            assert until(lambda: b"3 times in a row; next try in 2 seconds." in b"\n".join(printed(tmp_path)))
            assert b"base | base up" in printed(tmp_path)
            assert b"talker | no-such-program: No such file or directory" in printed(tmp_path)
            os.kill(process.pid, signal.SIGTERM)
