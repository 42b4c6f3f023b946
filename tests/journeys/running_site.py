"""The site as `make run` serves it, for one test worker: launch.web over a copy of its demo databases."""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import urlopen

from django.conf import settings
from django.core.files.storage import storages
from django.db import connections

from launch import static_files
from launch.payments import Twin
from launch.port import free_port
from launch.processes import spawn

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS, STOP_SECONDS = 180.0, 60.0
COPY = "site"
OWN = {
    "DJANGO_SETTINGS_MODULE": "config.settings.dev",
    "PYTHONPATH": os.pathsep.join([str(ROOT / "site"), str(ROOT)]),
}


@dataclass(frozen=True, kw_only=True)
class RunningSite:
    origin: str
    environment: dict[str, str]
    log: Path
    twin: Twin

    def run(self, *arguments: str) -> str:
        """What a Python process with the site's settings prints."""
        command = [sys.executable, "-W", "error::DeprecationWarning", *arguments]
        done = subprocess.run(
            command, env=self.environment, cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def work(self) -> None:
        """What waits for the worker is done."""
        self.run("manage.py", "procrastinate", "worker", "--one-shot")


@contextmanager
def running_site(worker: str, database_blocker: Any) -> Iterator[RunningSite]:
    folder = settings.VAR / "journeys" / worker
    folder.mkdir(parents=True, exist_ok=True)
    with database_blocker.unblock():
        lend_files(folder)
    with database_blocker.unblock(), copied_databases() as urls:
        site = described(folder, urls)
        collect_static(folder)
        with site.twin.answering(environment=site.environment, directory=ROOT), serving(site):
            yield site


def lend_files(folder: Path) -> None:
    """What the demo has uploaded, for a site whose files lie in a folder of its own."""
    from pages.models import Document, Image

    lent = folder / "originals"
    lent.mkdir(exist_ok=True)
    names = [*Image.objects.values_list("file", flat=True), *Document.objects.values_list("file", flat=True)]
    for name in names:
        shutil.copy(storages["originals"].path(name), lent / name)


@contextmanager
def copied_databases() -> Iterator[dict[str, str]]:
    """A PostgreSQL copies only a database nobody is connected to."""
    urls = {}
    try:
        for alias in settings.DATABASES:
            connection = connections[alias]
            connection.close()
            connection.close_pool()
            connection.creation.clone_test_db(COPY, verbosity=0, autoclobber=True)
            urls[alias] = url(connection.creation.get_test_db_clone_settings(COPY))
        yield urls
    finally:
        for alias in urls:
            connections[alias].creation.destroy_test_db(suffix=COPY, verbosity=0)


def url(database: dict[str, Any]) -> str:
    port = database["OPTIONS"].get("port") or database["PORT"] or "5432"
    sign_in = quote(database["USER"], safe="") + (
        f":{quote(database['PASSWORD'], safe='')}" if database["PASSWORD"] else ""
    )
    host = quote(database["HOST"], safe="")
    return f"postgresql://{sign_in}@/{quote(database['NAME'], safe='')}?host={host}&port={port}"


def described(folder: Path, urls: dict[str, str]) -> RunningSite:
    port = free_port()
    origin = f"http://localhost:{port}"
    twin = Twin(port=free_port(), file=folder / "stripe.sqlite3", hook=f"{origin}/stripe/webhook/")
    for old in folder.glob("stripe.sqlite3*"):
        old.unlink()
    mine = {
        **OWN,
        "DATABASE_URL": urls["default"],
        "VAULT_DATABASE_URL": urls["vault"],
        "VAR_DIR": str(folder),
        "BASE_URL": origin,
        "BIND": f"127.0.0.1:{port}",
        "WEB_CONCURRENCY": "1",
        **twin.environment,
    }
    log = folder / "site.log"
    return RunningSite(origin=origin, environment={**os.environ, **mine}, log=log, twin=twin)


def collect_static(folder: Path) -> None:
    static = folder / "static"
    static.unlink(missing_ok=True)
    static.symlink_to(collected(), target_is_directory=True)


def collected() -> Path:
    """Once for all workers, and again only when a file has changed."""
    shared = settings.VAR / "journeys" / "collected"
    shared.mkdir(parents=True, exist_ok=True)
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not static_files.is_collected(ROOT, shared):
            fingerprint = static_files.fingerprint(ROOT)
            command = [sys.executable, "manage.py", "collectstatic", "--noinput", "--clear", "-v0"]
            there = {**OWN, "VAR_DIR": str(shared)}
            subprocess.run(command, env=os.environ | there, cwd=ROOT, check=True)
            static_files.note_collected(shared, collected=fingerprint)
    return shared / "static"


@contextmanager
def serving(site: RunningSite) -> Iterator[None]:
    with site.log.open("w") as log:
        process = spawn(
            [sys.executable, "-m", "launch.web"],
            environment=site.environment,
            directory=ROOT,
            output=log.fileno(),
            errors=subprocess.STDOUT,
        )
        try:
            wait_until_it_answers(site, process)
            yield
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(STOP_SECONDS)


def wait_until_it_answers(site: RunningSite, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with urlopen(f"{site.origin}/sitemap.xml", timeout=START_SECONDS):  # noqa: S310 - our own address
                return
        except (URLError, ConnectionError):
            time.sleep(0.1)
    raise AssertionError(f"The site did not start:\n{site.log.read_text()}")
