import subprocess
import sys
from pathlib import Path

import pytest

from launch.errors import LaunchError
from launch.exclusive import exclusive

HOLD = """
import sys, time
from pathlib import Path
from launch.exclusive import exclusive
with exclusive(Path(sys.argv[1]), refusal=""):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_holder_is_refused_in_the_given_words(tmp_path: Path) -> None:
    with (
        exclusive(tmp_path / "lock", refusal=""),
        pytest.raises(LaunchError, match=r"^Somebody is here\.$"),
        exclusive(tmp_path / "lock", refusal="Somebody is here."),
    ):
        pass


def test_a_lock_is_free_again_afterwards(tmp_path: Path) -> None:
    for _ in range(2):
        with exclusive(tmp_path / "deep" / "lock", refusal=""):
            pass


@pytest.mark.processes
def test_a_killed_holder_holds_nothing(tmp_path: Path, launch_environment: dict[str, str]) -> None:
    command = [sys.executable, "-c", HOLD, str(tmp_path / "lock")]
    with subprocess.Popen(command, env=launch_environment, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        holder.kill()

    with exclusive(tmp_path / "lock", refusal=""):
        pass
