import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from launch.errors import LaunchError
from launch.testing import running_cluster
from tests.launch.waiting import processes_below, until

pytestmark = pytest.mark.processes

RUN = """
import sys, time
from pathlib import Path
from launch.testing import running_cluster
with running_cluster(Path(sys.argv[1])) as cluster:
    print(cluster.server_pid(), flush=True)
    time.sleep(60)
"""


@contextmanager
def another_run(directory: Path, environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-c", RUN, str(directory)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert int(process.stdout.readline()) > 0
        try:
            yield process
        finally:
            process.kill()


def test_a_cluster_runs_inside_and_not_after(place: Path) -> None:
    with running_cluster(place / "postgres") as cluster:
        assert cluster.is_running()

    assert processes_below(place) == {}


def test_a_second_run_in_the_same_folder_is_refused(place: Path, launch_environment: dict[str, str]) -> None:
    refusal = r"^Another test run is using this clone: wait for it, or stop it first\.$"
    with (
        another_run(place / "postgres", launch_environment),
        pytest.raises(LaunchError, match=refusal),
        running_cluster(place / "postgres"),
    ):
        pass

    assert until(lambda: processes_below(place) == {})


def test_a_killed_run_leaves_nothing_behind(place: Path, launch_environment: dict[str, str]) -> None:
    with another_run(place / "postgres", launch_environment):
        pass

    assert until(lambda: processes_below(place) == {})


def test_the_next_run_starts_at_once_after_everything_was_killed(
    place: Path, launch_environment: dict[str, str]
) -> None:
    with another_run(place / "postgres", launch_environment):
        for pid in processes_below(place):
            os.kill(pid, signal.SIGKILL)

    with running_cluster(place / "postgres") as cluster:
        assert cluster.is_running()
