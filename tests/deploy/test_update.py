"""deploy/update on a machine of its own: what is built, in which order, and what a failure leaves."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.deploy.units import DEPLOY, ROOT

pytestmark = pytest.mark.processes

STAGE = """
mount -t tmpfs tmpfs /opt
mkdir -p /opt/cbs
mount --bind "$PLACE/opt" /opt/cbs
mount -t tmpfs tmpfs /mnt
mkdir /mnt/upper /mnt/work
mount -t overlay overlay -o lowerdir=/etc,upperdir=/mnt/upper,workdir=/mnt/work,userxattr /etc
mkdir /etc/cbs
cp "$PLACE/env" /etc/cbs/env
mount -t tmpfs tmpfs /run
mkdir /run/lock
exec "$@"
"""
SHIMS = {
    # Nothing is installed: an environment is a folder with a Python that notes what it is asked.
    "python3": """mkdir -p "$3/bin" && cp "$PLACE/bin/noting" "$3/bin/python" """,
    "noting": """echo "python $*" >> "$PLACE/log"; case "$*" in *"$FAILS"*) exit 1;; esac""",
    "setpriv": """while [ "$1" != -- ]; do shift; done; shift; exec "$@" """,
    "systemctl": """echo "systemctl $*" >> "$PLACE/log"
case "$*" in
  *"$FAILS"*) exit 1;;
  *list-units*cbs-web*) printf '%s loaded active running\\n' cbs-web@8001.service cbs-web@8002.service;;
  *list-units*cbs-worker*) echo 'cbs-worker@1.service loaded active running';;
esac""",
}
PIP = "--quiet --disable-pip-version-check --no-cache-dir"
ALONE = ("unshare", "--user", "--map-root-user", "--mount")
RESTARTED = ["cbs-web@8001.service", "cbs-web@8002.service", "cbs-worker@1.service"]


@dataclass
class Machine:
    """`place/opt` is /opt/cbs; everything that is called is noted."""

    place: Path

    def update(self, wanted: str, *, fails: str = "nothing") -> "subprocess.CompletedProcess[str]":
        (self.place / "log").write_text("")
        environment = {
            "PLACE": str(self.place), "FAILS": fails, "HOME": str(self.place),
            "PATH": f"{self.place / 'bin'}:{os.environ['PATH']}",
        }  # fmt: skip
        return subprocess.run(
            [*ALONE, "--", "sh", "-euc", STAGE, "sh", DEPLOY / "update", wanted],
            env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
        )  # fmt: skip

    @property
    def happened(self) -> list[str]:
        """What changes something, in order."""
        lines = (self.place / "log").read_text().splitlines()
        return [line for line in lines if "list-units" not in line and "compileall" not in line]

    @property
    def current(self) -> str:
        link = self.place / "opt" / "current"
        return link.readlink().name.rpartition("-")[2] if link.is_symlink() else ""

    @property
    def releases(self) -> list[Path]:
        return sorted((self.place / "opt" / "releases").glob("*"))


@pytest.fixture
def commits(tmp_path: Path) -> list[str]:
    """Two releases in a repository of their own."""
    origin = tmp_path / "origin"
    shutil.copytree(DEPLOY, origin / "deploy")
    shutil.copy(ROOT / "requirements.txt", origin)
    git = ["git", "-C", origin, "-c", "user.name=x", "-c", "user.email=x@example.org"]
    subprocess.run(["git", "init", "-q", origin], check=True)
    for tag in ("v1", "v2"):
        subprocess.run([*git, "add", "."], check=True)
        subprocess.run([*git, "commit", "-q", "--allow-empty", "-m", tag], check=True)
        subprocess.run([*git, "tag", tag], check=True)
    told = subprocess.run([*git, "rev-parse", "v1", "v2"], check=True, capture_output=True, text=True)
    return [line[:12] for line in told.stdout.split()]


@pytest.fixture
def machine(tmp_path: Path, commits: list[str]) -> Machine:
    (tmp_path / "opt").mkdir()
    subprocess.run(["git", "clone", "-q", tmp_path / "origin", tmp_path / "opt" / "source"], check=True)
    (tmp_path / "env").write_text("BACKUP_RECIPIENTS=age1abc\n")
    (tmp_path / "bin").mkdir()
    for name, text in SHIMS.items():
        (tmp_path / "bin" / name).write_text(f"#!/bin/sh\n{text}\n")
        (tmp_path / "bin" / name).chmod(0o755)
    return Machine(tmp_path)


def test_the_first_release_is_built_checked_and_migrated(machine: Machine, commits: list[str]) -> None:
    done = machine.update("v1")

    assert done.returncode == 0, done.stdout
    assert machine.current == commits[0]
    assert machine.happened[:5] == [
        f"python -m pip install {PIP} --require-hashes -r requirements.txt",
        "python -m launch.catalogues",
        "python manage.py check --deploy --fail-level WARNING",
        "systemctl start cbs-migrate",
        f"systemctl restart {RESTARTED[0]}",
    ]


def test_the_next_one_follows_a_backup_and_restarts_one_after_another(
    machine: Machine, commits: list[str]
) -> None:
    machine.update("v1")
    done = machine.update("v2")

    assert done.returncode == 0, done.stdout
    assert machine.current == commits[1]
    assert machine.happened[3:] == [
        "python manage.py backup",
        "systemctl start cbs-migrate",
        *(f"systemctl restart {unit}" for unit in RESTARTED),
    ]
    assert len(machine.releases) == 2


@pytest.mark.parametrize("fails", ["pip install", "check --deploy", "manage.py backup"])
def test_what_fails_before_the_databases_are_touched_leaves_nothing(
    fails: str, machine: Machine, commits: list[str]
) -> None:
    machine.update("v1")
    done = machine.update("v2", fails=fails)

    assert done.returncode != 0
    assert (machine.current, len(machine.releases)) == (commits[0], 1)
    assert [line for line in machine.happened if line.startswith("systemctl")] == []


def test_a_migration_that_fails_leaves_the_former_release_serving(
    machine: Machine, commits: list[str]
) -> None:
    machine.update("v1")
    done = machine.update("v2", fails="start cbs-migrate")

    assert done.returncode == 1
    assert "goes on serving" in done.stdout
    assert machine.current == commits[0]
    assert [line for line in machine.happened if "restart" in line] == []


def test_when_the_first_web_process_does_not_come_back_the_second_is_left_alone(machine: Machine) -> None:
    machine.update("v1")
    done = machine.update("v2", fails="restart cbs-web@8001")

    assert done.returncode != 0
    assert [line for line in machine.happened if "restart" in line] == [
        "systemctl restart cbs-web@8001.service"
    ]


def test_what_there_is_not_is_told(machine: Machine) -> None:
    done = machine.update("v9")

    assert (done.returncode, done.stdout.splitlines()[-1]) == (1, "There is no v9.")


def test_without_a_name_it_does_nothing(machine: Machine) -> None:
    assert "Name a tag or a commit" in machine.update("").stdout
