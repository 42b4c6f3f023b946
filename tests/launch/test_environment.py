import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from launch import environment

ROOT = Path(__file__).resolve().parents[2]

# Without packages to install, nothing here needs a network.
pytestmark = pytest.mark.processes


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    root = tmp_path / "a clone"
    root.mkdir()
    (root / "requirements.txt").write_text("# nothing\n")
    (root / "requirements-dev.txt").write_text("# nothing for tests\n")
    return root


def build(root: Path, requirements: str = environment.RUN) -> str:
    """Gives what was said."""
    command = [sys.executable, "-B", "-m", "launch.environment", requirements]
    settings = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "site")}
    return subprocess.run(command, cwd=root, env=settings, capture_output=True, text=True, check=True).stdout
    return said


def installed(root: Path) -> set[str]:
    return set(json.loads((root / ".venv" / "stamp.json").read_text())["installed"])


def test_an_environment_is_built_once_and_rebuilt_when_something_is_wrong(clone: Path) -> None:
    """One test: each building takes seconds."""
    assert build(clone) == "Making the virtual environment …\nInstalling requirements.txt …\n"
    assert build(clone) == ""

    (clone / "requirements.txt").write_text("# another nothing\n")
    assert build(clone) == "Installing requirements.txt …\n"

    assert build(clone, environment.TEST) == "Installing requirements-dev.txt …\n"
    assert installed(clone) == {"requirements.txt", "requirements-dev.txt"}
    assert build(clone) == build(clone, environment.TEST) == ""

    (clone / ".venv" / "stamp.json").unlink()
    assert build(clone) == "Making the virtual environment …\nInstalling requirements.txt …\n"

    moved = clone.rename(clone.with_name("moved"))
    assert build(moved) == "Making the virtual environment …\nInstalling requirements.txt …\n"
    assert sorted(path.name for path in moved.parent.iterdir()) == ["moved"]


def test_a_failed_installation_leaves_no_stamp(clone: Path) -> None:
    (clone / "requirements.txt").write_text("./no-such-package --hash=sha256:00\n")
    command = [sys.executable, "-B", "-m", "launch.environment", environment.RUN]
    settings = os.environ | {"PYTHONPATH": str(ROOT / "site")}
    failed = subprocess.run(command, cwd=clone, env=settings, capture_output=True, text=True, check=False)

    assert failed.returncode == 1
    assert failed.stderr.splitlines()[-1] == (
        "Installing failed: the reason stands above; the same command tries again."
    )
    assert not (clone / ".venv" / "stamp.json").exists()
