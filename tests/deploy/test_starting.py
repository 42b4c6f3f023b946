"""The units of docs/deploy.md started on this machine, from an empty PostgreSQL to a site that answers."""

import secrets
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from launch.port import free_port
from launch.postgres import Cluster
from tests.deploy.machine import Machine
from tests.deploy.units import ROOT, SYSTEMD, environment_file, read
from tests.faults.asking import ask
from tests.journeys import running_site
from tests.launch.waiting import until

pytestmark = pytest.mark.processes

AS_THE_PROXY_ASKS = {"Host": "example.org", "X-Forwarded-Proto": "https", "Cookie": ""}


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    place = Path(tempfile.mkdtemp(prefix="cbs-test-"))
    cluster = Cluster(place / "postgres", durable=False)
    cluster.start()
    try:
        cluster.ensure_databases(["cbs", "cbs_vault"])
        yield cluster
    finally:
        cluster.stop()
        shutil.rmtree(place)


@pytest.fixture(scope="module")
def machine(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Machine:
    """With .env.example as its variables, filled in."""
    folder = tmp_path_factory.mktemp("machine") / "state"
    folder.mkdir()
    told = environment_file((ROOT / ".env.example").read_text(encoding="utf-8"))
    mine = {
        "SECRET_KEY": secrets.token_urlsafe(60),
        "MASTER_KEY": secrets.token_urlsafe(32),
        "DATABASE_URL": cluster.url("cbs"),
        "VAULT_DATABASE_URL": cluster.url("cbs_vault"),
        "SMTP_URL": "smtp://localhost",
    }
    assert set(mine) <= set(told)
    return Machine(folder, told | mine)


@pytest.fixture(scope="module")
def prepared(machine: Machine) -> Machine:
    unit = read(SYSTEMD, "cbs-migrate.service")
    (_key, prepare), (_key, collect) = unit.commands({})
    # What is collected is ready: it takes half a minute, and the journeys have done it by the same command.
    running_site.collect_static(machine.folder)
    for command in (prepare, [*collect, "--dry-run"]):
        done = machine.done(unit, command)
        assert done.returncode == 0, done.stdout
    return machine


def workers(cluster: Cluster) -> int:
    with psycopg.connect(cluster.url("cbs")) as connection:
        row = connection.execute("SELECT count(*) FROM procrastinate_workers").fetchone()
    return int(row[0]) if row else 0


def test_the_site_answers(prepared: Machine) -> None:
    port = free_port()
    with prepared.started(f"cbs-web@{port}.service") as log:
        told = [
            ask(port, path, headers=AS_THE_PROXY_ASKS)[0] for path in ("/robots.txt", "/be/", "/be/nowhere/")
        ]
        by_http = ask(port, "/be/", headers={"Host": "example.org"})[0]

    assert (told, by_http) == ([200, 200, 404], 301), log.read_text()


def test_the_worker_takes_up_its_work(prepared: Machine, cluster: Cluster) -> None:
    with prepared.started("cbs-worker@1.service") as log:
        assert until(lambda: workers(cluster) == 1), log.read_text()


def test_the_timer_reads_every_sign(prepared: Machine) -> None:
    """Here no backups are made and no worker runs: it ends with an error, as `systemctl --failed` shows."""
    unit = read(SYSTEMD, "cbs-health.service")
    ((_key, command),) = unit.commands({})
    done = prepared.done(unit, command)

    assert [
        sign for sign in ("database", "vault", "worker", "backup", "disk") if sign not in done.stdout
    ] == []
    assert (done.returncode, "Traceback" in done.stdout) == (1, False), done.stdout


def test_a_process_keeps_the_release_it_was_started_with(machine: Machine) -> None:
    """What it loads later must not come from the release that has taken the place of its own."""
    unit = read(SYSTEMD, "cbs-web@8001.service")
    program = ["/usr/bin/env", ".venv/bin/python"]
    assert next(iter(unit.commands({})))[1][:2] == program
    done = machine.done(unit, [*program, "-c", "import sys; print(sys.prefix, sys.path[-1], sep='\\n')"])

    assert [line.startswith("/opt/cbs/releases/one/") for line in done.stdout.splitlines()] == [True, True]


def test_the_twin_a_path_through_the_link_does_not(machine: Machine) -> None:
    unit = read(SYSTEMD, "cbs-web@8001.service")
    done = machine.done(unit, ["/opt/cbs/current/.venv/bin/python", "-c", "import sys; print(sys.prefix)"])

    assert done.stdout == "/opt/cbs/current/.venv\n"


@pytest.mark.parametrize(
    ("path", "writable"),
    [("/var/lib/cbs/x", True), ("/run/cbs-web@8001/x", True), ("x", False)],
)
def test_a_service_writes_in_its_own_folders_only(machine: Machine, path: str, writable: bool) -> None:
    done = machine.done(read(SYSTEMD, "cbs-web@8001.service"), ["touch", path])

    assert (done.returncode == 0) == writable, done.stdout


def test_without_its_variables_it_says_which_is_missing(machine: Machine) -> None:
    variables = {name: value for name, value in machine.variables.items() if name != "MASTER_KEY"}
    unit = read(SYSTEMD, "cbs-migrate.service")
    prepare = next(iter(unit.commands({})))[1]
    done = Machine(machine.folder, variables).done(unit, prepare)

    assert (done.returncode, done.stdout) == (
        1,
        "The site cannot start: MASTER_KEY is not set. See .env.example for what it means.\n",
    )
