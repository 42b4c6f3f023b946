import os
import subprocess
import sys
from pathlib import Path

import pytest

from launch.processes import Identified, identify, kill_group, spawn
from tests.launch.waiting import is_alive, until

PARENT = """
import os, sys, time
from pathlib import Path
from launch.processes import spawn
print(spawn(["sleep", "60"], environment=os.environ, directory=Path("/")).pid, flush=True)
time.sleep(60)
"""


def test_a_process_is_alive_until_it_ends() -> None:
    with subprocess.Popen(["sleep", "60"]) as process:
        found = identify(process.pid)
        assert found.is_alive()
        process.kill()

    assert not found.is_alive()


def test_a_stranger_with_the_same_number_is_not_the_process() -> None:
    assert not Identified(os.getpid(), "12345").is_alive()


@pytest.mark.processes
def test_a_child_ends_when_its_parent_is_killed(launch_environment: dict[str, str]) -> None:
    command = [sys.executable, "-c", PARENT]
    with subprocess.Popen(command, env=launch_environment, stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert until(lambda: Path(f"/proc/{child}/comm").read_text() == "sleep\n")
        parent.kill()

    assert until(lambda: not is_alive(child))


@pytest.mark.processes
def test_killing_a_group_ends_grandchildren_too() -> None:
    command = ["sh", "-c", "sleep 60 & echo $!; wait"]
    with spawn(command, environment=os.environ, directory=Path("/"), output=subprocess.PIPE) as child:
        assert child.stdout is not None
        grandchild = int(child.stdout.readline())
        kill_group(child.pid)

    assert until(lambda: not is_alive(grandchild))
