"""Backups are fetched by another machine, with the very commands of its unit and the account it is given."""

import os
import re
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from launch.debian import found
from tests.deploy.units import DEPLOY, ROOT, read

pytestmark = pytest.mark.processes

DAY = 24 * 60 * 60
Fetch = Callable[[], list[tuple[int, str]]]


@pytest.fixture
def there(tmp_path: Path) -> Path:
    """/var/backups/cbs on the site's machine."""
    folder = tmp_path / "there"
    for name in ("2026-11-25T014000Z", "unfinished-2026-11-26T014000Z"):
        (folder / name).mkdir(parents=True)
        (folder / name / "database.age").write_text("locked")
    (folder / "forgotten").write_text("one\n")
    return folder


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """/var/lib/cbs-fetch/main on the other one."""
    folder = tmp_path / "here"
    folder.mkdir()
    return folder


@pytest.fixture
def ssh(tmp_path: Path, there: Path) -> Path:
    """The account as docs/deploy.md has it: whatever is asked of it, one command runs."""
    told = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")
    command = re.search(r'command="(rrsync -ro )/var/backups/cbs",restrict ', told)
    assert command is not None
    program = tmp_path / "ssh"
    program.write_text(
        '#!/bin/sh\nwhile [ "$1" != rsync ]; do shift; done\n'
        f'SSH_ORIGINAL_COMMAND="$*" exec {command[1]}{there}\n'
    )
    program.chmod(0o755)
    return program


@pytest.fixture
def fetch(here: Path, ssh: Path) -> Fetch:
    def fetch() -> list[tuple[int, str]]:
        """What each command answers, as far as systemd goes on."""
        unit = read(DEPLOY / "backup-machine", "cbs-fetch@main.service")
        told: list[tuple[int, str]] = []
        for _key, command in unit.commands({"FROM": "cbs-main@example.org", "DAYS": "30"}):
            told.append(run(command, here, ssh))
            if told[-1][0]:
                break
        return told

    return fetch


def run(command: list[str], here: Path, ssh: Path) -> tuple[int, str]:
    done = subprocess.run(
        command, cwd=here, env=os.environ | {"RSYNC_RSH": str(ssh)},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_whole_backups_come_and_the_list_of_the_forgotten_and_nothing_else(fetch: Fetch, here: Path) -> None:
    assert fetch() == [(0, "")] * 4

    assert names(here) == ["2026-11-25T014000Z", "forgotten"]
    assert (here / "2026-11-25T014000Z" / "database.age").read_text() == "locked"


def test_what_was_taken_is_not_written_over_but_the_list_grows(fetch: Fetch, here: Path, there: Path) -> None:
    fetch()
    (there / "2026-11-25T014000Z" / "database.age").write_text("spoilt by a burglar")
    (there / "forgotten").write_text("one\ntwo\n")

    assert fetch() == [(0, "")] * 4
    assert (here / "2026-11-25T014000Z" / "database.age").read_text() == "locked"
    assert (here / "forgotten").read_text() == "one\ntwo\n"
    assert (here / "forgotten.before").read_text() == "one\n"


def test_what_is_over_its_time_goes(fetch: Fetch, here: Path) -> None:
    aged(here / "2026-10-01T014000Z", days=31)
    aged(here / "2026-11-01T014000Z", days=20)
    fetch()

    assert names(here) == ["2026-11-01T014000Z", "2026-11-25T014000Z", "forgotten"]


def test_when_nothing_new_comes_it_fails_and_keeps_everything(fetch: Fetch, here: Path, there: Path) -> None:
    aged(here / "2026-10-01T014000Z", days=31)
    aged(there / "2026-11-25T014000Z", days=3)

    assert [code for code, _said in fetch()] == [0, 0, 1]
    assert "2026-10-01T014000Z" in names(here)


def aged(backup: Path, *, days: int) -> None:
    backup.mkdir(exist_ok=True)
    moment = backup.stat().st_mtime - days * DAY
    os.utime(backup, (moment, moment))


@pytest.mark.parametrize(
    "command",
    [
        "rsync --recursive ./ {account}:/",
        "rsync {account}:/../../etc/passwd ./",
        "{ssh} {account} rsync rm /",
    ],
)
def test_the_account_gives_backups_and_takes_nothing(
    command: str, here: Path, there: Path, ssh: Path
) -> None:
    (here / "burglar").touch()
    code, _said = run(shlex.split(command.format(account="cbs-main@example.org", ssh=ssh)), here, ssh)

    assert code != 0
    assert names(there) == ["2026-11-25T014000Z", "forgotten", "unfinished-2026-11-26T014000Z"]
    assert names(here) == ["burglar"]


def test_rrsync_is_debians() -> None:
    assert found("rrsync") == "/usr/bin/rrsync"
