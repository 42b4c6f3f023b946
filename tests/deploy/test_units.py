"""The units in deploy/: what they name exists, systemd understands them, little is left open to them."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import get_commands

from launch.debian import found
from tests.deploy import units
from tests.deploy.units import DEPLOY, ROOT, SYSTEMD

pytestmark = pytest.mark.processes

SERVICES = ["cbs-web@8001.service", "cbs-worker@1.service", "cbs-migrate.service", "cbs-health.service"]
ELSEWHERE = ["cbs-fetch@main.service", "cbs-fetch@vault.service"]
TIMERS = ["cbs-health.timer"]
LEFT_OPEN = 1.5
"""Of systemd's own ten points of exposure; without hardening a service has more than nine."""


def programs(name: str) -> Iterator[list[str]]:
    for _key, command in units.read(SYSTEMD, name).commands({}):
        yield command


@pytest.mark.parametrize("name", SERVICES)
def test_every_command_of_a_service_is_there(name: str) -> None:
    for command in programs(name):
        assert command[:2] == ["/usr/bin/env", ".venv/bin/python"]
        if command[2] == "-m":
            assert (ROOT / "site" / f"{command[3].replace('.', '/')}.py").is_file()
        else:
            assert (command[2], command[3] in get_commands()) == ("manage.py", True)


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_runs_as_the_sites_user_in_its_release_with_its_variables(name: str) -> None:
    unit = units.read(SYSTEMD, name)

    assert {key: unit.one(key) for key in ("User", "Group", "WorkingDirectory", "EnvironmentFile")} == {
        "User": "cbs",
        "Group": "cbs",
        "WorkingDirectory": "/opt/cbs/current",
        "EnvironmentFile": "/etc/cbs/env",
    }
    assert unit.environment["VAR_DIR"] == f"/var/lib/{unit.one('StateDirectory')}"
    assert unit.environment["TMPDIR"] == f"/run/{unit.one('RuntimeDirectory')}"


def test_what_must_be_there_always_comes_back_whatever_ended_it() -> None:
    for name in ("cbs-web@8001.service", "cbs-worker@1.service"):
        unit = units.read(SYSTEMD, name)
        assert (unit.one("Restart"), unit.one("StartLimitIntervalSec")) == ("always", "0")


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The root folder of a machine as docs/deploy.md leaves it, as far as systemd looks."""
    root = tmp_path_factory.mktemp("machine")
    etc = root / "etc" / "systemd" / "system"
    shutil.copytree(SYSTEMD, etc)
    for file in (DEPLOY / "backup-machine").iterdir():
        shutil.copy(file, etc)
    for path in ("usr/bin/env", "usr/bin/rsync", "usr/bin/find", "bin/sh"):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).touch(mode=0o755)
    return root


def test_systemd_understands_every_unit(machine: Path) -> None:
    names = [*SERVICES, *ELSEWHERE, *TIMERS, "cbs-fetch@main.timer"]
    done = subprocess.run(
        [analyze(), "verify", "--recursive-errors=no", f"--root={machine}", "--man=no", *names],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
    )  # fmt: skip

    assert (done.returncode, of_ours(done.stdout)) == (0, [])


def of_ours(said: str) -> list[str]:
    return [line for line in said.splitlines() if "cbs" in line]


def test_systemd_would_complain_of_a_slip(machine: Path, tmp_path: Path) -> None:
    there = tmp_path / "machine"
    shutil.copytree(machine, there)
    slip = there / "etc" / "systemd" / "system" / "cbs-.service.d" / "slip.conf"
    slip.write_text("[Service]\nProtectHom=yes\n")
    done = subprocess.run(
        [analyze(), "verify", "--recursive-errors=no", f"--root={there}", "--man=no", SERVICES[0]],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
    )  # fmt: skip

    assert "ProtectHom" in done.stdout


@pytest.mark.parametrize("name", [*SERVICES, *ELSEWHERE])
def test_a_service_that_is_broken_into_can_do_little(name: str, machine: Path) -> None:
    options = ["--offline=yes", f"--root={machine}", "--no-pager"]
    done = subprocess.run([analyze(), "security", *options, name], capture_output=True, text=True, check=True)
    exposure = re.search(r"Overall exposure level for .*: ([\d.]+)", done.stdout)

    assert exposure is not None
    assert float(exposure[1]) <= LEFT_OPEN, done.stdout


def analyze() -> str:
    return found("systemd-analyze") or "systemd-analyze"


def test_users_and_folders_are_made_as_the_units_need_them(tmp_path: Path) -> None:
    (tmp_path / "etc").mkdir()
    root = f"--root={tmp_path}"
    for program, *options in (
        ("systemd-sysusers", root, DEPLOY / "sysusers.d" / "cbs.conf"),
        ("systemd-tmpfiles", "--create", root, DEPLOY / "tmpfiles.d" / "cbs.conf"),
    ):
        subprocess.run([found(program) or program, *options], check=True, capture_output=True)

    users = {name: rest[-2:] for name, *rest in entries(tmp_path / "etc" / "passwd")}
    groups = {int(number): name for name, _password, number, *_rest in entries(tmp_path / "etc" / "group")}
    assert users == {
        "cbs": ["/var/lib/cbs", "/usr/sbin/nologin"],
        "cbs-main": ["/var/lib/cbs-main", "/bin/sh"],
        "cbs-vault": ["/var/lib/cbs-vault", "/bin/sh"],
    }
    places = [tmp_path / "var/backups/cbs", tmp_path / "var/backups/cbs-vault"]
    assert [(f"{place.stat().st_mode & 0o7777:o}", groups[place.stat().st_gid]) for place in places] == [
        ("2750", "cbs-main"),
        ("2750", "cbs-vault"),
    ]


def entries(file: Path) -> list[list[str]]:
    return [line.split(":") for line in file.read_text(encoding="utf-8").splitlines()]


def test_the_firewall_is_understood() -> None:
    alone = ["unshare", "--user", "--map-root-user", "--net"]
    done = subprocess.run(
        [*alone, found("nft") or "nft", "--check", "--file", DEPLOY / "nftables.conf"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
    )  # fmt: skip

    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize("name", ["manage", "update"])
def test_the_scripts_can_be_read_by_their_shell(name: str) -> None:
    file = DEPLOY / name
    shell = file.read_text(encoding="utf-8").splitlines()[0].removeprefix("#!")

    assert re.fullmatch(r"/bin/(ba)?sh", shell)
    assert file.stat().st_mode & 0o111 == 0o111
    subprocess.run([shell, "-n", file], check=True)
