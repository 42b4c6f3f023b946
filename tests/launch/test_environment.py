import subprocess
import sys
from pathlib import Path

import pytest

from launch.environment import Missing, what_is_missing

HERE = ["/srv/clone", "/usr/bin/python3", "3.11"]


def stamp(identity: list[str], **installed: str) -> dict[str, object]:
    return {"identity": identity, "installed": installed}


@pytest.mark.parametrize(
    ("known", "missing"),
    [
        pytest.param(stamp(HERE, run="1"), Missing.NOTHING, id="up to date"),
        pytest.param(stamp(HERE, run="1", test="7"), Missing.NOTHING, id="holds what tests need as well"),
        pytest.param(stamp(HERE, run="0"), Missing.PACKAGES, id="the lock has changed"),
        pytest.param({}, Missing.EVERYTHING, id="interrupted, damaged or not there"),
        pytest.param(stamp(["/elsewhere", *HERE[1:]], run="1"), Missing.EVERYTHING, id="the clone was moved"),
        pytest.param(stamp([*HERE[:2], "3.13"], run="1"), Missing.EVERYTHING, id="another Python"),
    ],
)
def test_what_is_missing_follows_from_the_stamp(known: dict[str, object], missing: Missing) -> None:
    assert what_is_missing(known, stamp(HERE, run="1"), works=True) is missing


def test_an_environment_that_does_not_run_is_made_anew() -> None:
    assert what_is_missing(stamp(HERE), stamp(HERE), works=False) is Missing.EVERYTHING


def build(root: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-B", "-m", "launch.environment", "requirements.txt"]
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.processes
def test_an_environment_is_built_once_and_a_failed_installation_leaves_no_stamp(
    tmp_path: Path, launch_environment: dict[str, str]
) -> None:
    requirements = tmp_path / "requirements.txt"
    requirements.write_text("# nothing, so that this needs no network\n")
    assert build(tmp_path, launch_environment).stdout == (
        "Making the virtual environment …\nInstalling requirements.txt …\n"
    )
    assert build(tmp_path, launch_environment).stdout == ""

    requirements.write_text("./no-such-package --hash=sha256:00\n")
    failed = build(tmp_path, launch_environment)

    assert failed.stderr.splitlines()[-1] == (
        "Installing failed: the reason stands above; the same command tries again."
    )
    assert not (tmp_path / ".venv" / "stamp.json").exists()
