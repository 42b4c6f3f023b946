"""Real processes of the site, over a copy of the demo's database that they have to themselves."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.db import connection, connections

from config.routers import VAULT
from launch.postgres import Cluster, programs, running_processes, works_in
from launch.processes import spawn

ROOT = Path(__file__).resolve().parents[2]
COPY = "faults"


@contextmanager
def own_database() -> Iterator[str]:
    """Both databases copied from the test's own, and what this process means by their names inside; the
    address of the main one."""
    with own_copy(connections[VAULT]), own_copy(connection):
        yield address(connection.settings_dict)


@contextmanager
def own_copy(database: Any) -> Iterator[None]:
    database.close()
    database.creation.clone_test_db(COPY, verbosity=0, autoclobber=True)
    original = database.settings_dict["NAME"]
    copy = database.creation.get_test_db_clone_settings(COPY)["NAME"]
    database.settings_dict["NAME"] = copy
    try:
        yield
    finally:
        database.close()
        database.settings_dict["NAME"] = original
        database.creation.destroy_test_db(suffix=COPY, verbosity=0)


def address(database: dict[str, Any]) -> str:
    return f"postgresql://{database['USER']}@/{database['NAME']}?host={quote(database['HOST'], safe='')}"


def copy_into(cluster: Cluster, url: str, *, name: str) -> None:
    """The database at that address, on another server."""
    cluster.ensure_databases([name])
    dump = subprocess.run([programs() / "pg_dump", "-d", url], capture_output=True, check=True)
    load = [programs() / "psql", "-q", "-v", "ON_ERROR_STOP=1", "-d", cluster.url(name)]
    subprocess.run(load, input=dump.stdout, stdout=subprocess.DEVNULL, check=True)


@contextmanager
def a_server() -> Iterator[Cluster]:
    """A PostgreSQL at a short path, gone with all its files afterwards."""
    place = Path(tempfile.mkdtemp(prefix="cbs-test-"))
    cluster = Cluster(place / "postgres", durable=False)
    try:
        yield cluster
    finally:
        cluster.stop()
        shutil.rmtree(place)


@contextmanager
def furnished_files() -> Iterator[Path]:
    """What a PostgreSQL that holds both of the test's databases has on its disk: loaded once, then copied."""
    with a_server() as cluster:
        cluster.start()
        copy_into(cluster, address(connection.settings_dict), name="cbs")
        copy_into(cluster, address(connections[VAULT].settings_dict), name="cbs_vault")
        cluster.stop()
        yield cluster.directory


@contextmanager
def own_server(files: Path) -> Iterator[Cluster]:
    """A PostgreSQL with both databases, so that nobody else suffers when it stops."""
    with a_server() as cluster:
        subprocess.run(["cp", "-a", files, cluster.directory], check=True)
        cluster.start()
        yield cluster


@contextmanager
def paused(cluster: Cluster) -> Iterator[None]:
    """Nothing of PostgreSQL runs inside, as on a machine whose disk hangs."""
    processes = [pid for pid in running_processes() if works_in(pid, cluster.directory.resolve() / "data")]
    for pid in processes:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in processes:
            os.kill(pid, signal.SIGCONT)


@dataclass
class Processes:
    """Starts processes of the site; those still there at the end are killed."""

    environment: dict[str, str]
    folder: Path

    def __post_init__(self) -> None:
        self.started: list[subprocess.Popen[bytes]] = []

    def start(self, *command: str | Path) -> subprocess.Popen[bytes]:
        with (self.folder / "log").open("ab") as log:
            process = spawn(
                command,
                environment=self.environment,
                directory=ROOT,
                output=log.fileno(),
                errors=subprocess.STDOUT,
            )
        self.started.append(process)
        return process

    def web(self) -> subprocess.Popen[bytes]:
        return self.start(sys.executable, "-m", "launch.web")

    def worker(self, *options: str) -> subprocess.Popen[bytes]:
        return self.start(sys.executable, "manage.py", "procrastinate", "worker", *options)

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text()


def kill(site: Processes, point: str, verb: str, **arguments: object) -> None:
    process = site.start(sys.executable, "-m", "tests.faults.killed", point, verb, json.dumps(arguments))
    assert process.wait() == -signal.SIGKILL, site.log


@contextmanager
def processes(database_url: str, folder: Path, **more: str) -> Iterator[Processes]:
    mine = {
        "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
        "DATABASE_URL": database_url,
        "VAULT_DATABASE_URL": address(connections[VAULT].settings_dict),
        "VAR_DIR": str(folder),
        "PYTHONPATH": os.pathsep.join([str(ROOT / "site"), str(ROOT)]),
        # As `make run`, the units and the image have it: what waits in a buffer for a full disk ends a start.
        "PYTHONUNBUFFERED": "1",
    }
    running = Processes(os.environ | mine | more, folder)
    try:
        yield running
    finally:
        for process in running.started:
            process.kill()
            process.wait()


def sql(query: str, *values: object) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall() if cursor.description else []
