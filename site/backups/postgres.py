"""Dumping and loading one database with the programs of its own PostgreSQL, as streams.

pg_dump must be of the server's major version: an older one refuses, a newer one writes what the server's own
can not read back.
"""

import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import psycopg
from psycopg import IsolationLevel, sql

from backups.errors import BackupError
from launch.errors import LaunchError
from launch.identity import clean_environment
from launch.postgres import programs, why_it_failed

NOT_FOR_LIBPQ = frozenset({"pool", "isolation_level", "server_side_binding", "assume_role"})
TABLES = "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
OTHERS = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    " AND backend_type = 'client backend'"
)


@dataclass(frozen=True, repr=False)
class Database:
    """One of Django's, for programs that know nothing of Django."""

    settings: dict[str, Any]

    @property
    def name(self) -> str:
        return str(self.settings["NAME"])

    def parameters(self) -> dict[str, str]:
        given = self.settings
        options = {key: value for key, value in given["OPTIONS"].items() if key not in NOT_FOR_LIBPQ}
        known = {"dbname": given["NAME"], "user": given["USER"], "host": given["HOST"], "port": given["PORT"]}
        return {key: str(value) for key, value in (known | options).items() if value}

    def connect(self) -> "psycopg.Connection[tuple[Any, ...]]":
        try:
            where = psycopg.conninfo.make_conninfo(**self.parameters())
            return psycopg.connect(where, password=self.settings["PASSWORD"] or None)
        except psycopg.OperationalError as error:
            raise BackupError(f"The database {self.name} does not answer: {first_line(error)}.") from error

    def start(self, program: Path, *arguments: str, **pipes: Any) -> "subprocess.Popen[bytes]":
        """The password goes by the environment: the list of processes is for everybody to read."""
        where = psycopg.conninfo.make_conninfo(**self.parameters())
        secret = {"PGPASSWORD": self.settings["PASSWORD"]} if self.settings["PASSWORD"] else {}
        return subprocess.Popen(
            [program, f"--dbname={where}", *arguments],
            env=clean_environment() | secret,
            stderr=subprocess.PIPE,
            **pipes,
        )


def first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or ["no reason given"])[0].rstrip(".")


def major(connection: "psycopg.Connection[Any]") -> int:
    return connection.info.server_version // 10_000


def program(name: str, *, version: int) -> Path:
    for folder in folders():
        found = folder / name
        if found.is_file() and _version(found) == version:
            return found
    raise BackupError(
        f"There is no {name} of PostgreSQL {version} here: install it (Debian: postgresql-client-{version})."
    )


def folders() -> Iterator[Path]:
    """On the path, where Debian keeps each version, and in the wheel of the embedded PostgreSQL."""
    if on_path := shutil.which("pg_dump"):
        yield Path(on_path).parent
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    with suppress(LaunchError):
        yield programs()


def _version(path: Path) -> int:
    answer = subprocess.run([path, "--version"], capture_output=True, text=True, check=False)
    found = re.search(r"\) (\d+)", answer.stdout)
    return int(found[1]) if found else 0


@dataclass(frozen=True, kw_only=True)
class Moment:
    """One state of a database, which several connections can look at."""

    snapshot: str
    server: int
    counts: dict[str, int]


@contextmanager
def held(database: Database) -> Iterator[Moment]:
    """Inside, whoever looks through the snapshot sees the database stand still; others go on writing."""
    with database.connect() as connection:
        connection.isolation_level, connection.read_only = IsolationLevel.REPEATABLE_READ, True
        (snapshot,) = connection.execute("SELECT pg_export_snapshot()").fetchone() or ("",)
        yield Moment(snapshot=snapshot, server=major(connection), counts=counts(connection))


def counts(connection: "psycopg.Connection[Any]") -> dict[str, int]:
    """Rows of each table."""
    tables = [name for (name,) in connection.execute(TABLES).fetchall()]
    found = {name: connection.execute(sql.SQL("SELECT count(*) FROM " + name)).fetchone() for name in tables}  # noqa: S608 - quoted by PostgreSQL
    return {name: row[0] for name, row in found.items() if row}


@contextmanager
def dump(database: Database, moment: Moment) -> Iterator[IO[bytes]]:
    arguments = ("--format=custom", "--compress=1", "--no-owner", f"--snapshot={moment.snapshot}")
    process = database.start(
        program("pg_dump", version=moment.server),
        *arguments,
        stdout=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
    )
    with process:
        assert process.stdout  # noqa: S101 - it is a pipe
        try:
            yield process.stdout
        except BaseException:
            process.kill()
            raise
        _end(process, f"{database.name} could not be dumped")


@contextmanager
def load(database: Database) -> Iterator[IO[bytes]]:
    """All of it or nothing: one transaction, which a half stream does not end."""
    with database.connect() as connection:
        version = major(connection)
    arguments = ("--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges")
    process = database.start(program("pg_restore", version=version), *arguments, stdin=subprocess.PIPE)
    with process:
        assert process.stdin  # noqa: S101 - it is a pipe
        try:
            yield process.stdin
            process.stdin.close()
        except BaseException:
            process.kill()
            complaint = _complaint(process)
            if complaint:
                raise BackupError(f"{database.name} could not be loaded: {complaint}.") from None
            raise
        _end(process, f"{database.name} could not be loaded")


def _end(process: "subprocess.Popen[bytes]", what: str) -> None:
    complaint = _complaint(process)
    if process.wait():
        raise BackupError(f"{what}: {complaint or 'no reason given'}.")


def _complaint(process: "subprocess.Popen[bytes]") -> str:
    """Of what PostgreSQL says only the error itself: its details repeat rows."""
    said = process.stderr.read().decode(errors="replace") if process.stderr else ""
    errors = [line for line in said.splitlines() if "error:" in line or "FATAL:" in line]
    return (errors[0] if errors else why_it_failed(said) if said.strip() else "").strip().rstrip(".")


def is_empty(database: Database) -> bool:
    with database.connect() as connection:
        return not connection.execute(TABLES).fetchall()


def in_use(database: Database) -> bool:
    with database.connect() as connection:
        (others,) = connection.execute(OTHERS).fetchone() or (0,)
        return bool(others)


def clear(database: Database) -> None:
    with database.connect() as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
        # As a new database has it: the next dump would carry the difference on.
        connection.execute("ALTER SCHEMA public OWNER TO pg_database_owner")
        connection.execute("GRANT USAGE ON SCHEMA public TO PUBLIC")
