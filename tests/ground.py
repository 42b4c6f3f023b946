"""The demo site that every test stands on: built once for the code as it is, then copied.

Building takes half a minute of a processor, copying a second. The copy is kept beside the test databases
under a name made of everything that went into it, so that a change of any of it builds anew.
"""

import fcntl
import hashlib
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import connections
from django.db.backends.utils import CursorWrapper
from django.test.utils import setup_databases, teardown_databases
from django.utils import timezone

TODAY = date(2026, 11, 20)
"""The day the demo's stories are counted back from."""
SOURCES = (
    "site/**/*.py",
    "site/**/*.po",
    "home/**/*.py",
    "home/**/*.toml",
    "search/**/*.py",
    "events/**/*.py",
    "events/**/*.toml",
    "school/**/*.py",
    "school/**/*.toml",
    "donations/**/*.py",
    "requirements-dev.txt",
)
ONLY_ADDED_TO = {
    "office_journalentry": "journal_is_not_emptied",
    "office_journallink": "journal_is_not_emptied",
    "school_entry": "ledger_is_not_emptied",
    "donations_ledgerentry": "ledger_is_not_emptied",
    "donations_settlement": "settlements_are_not_emptied",
}
"""Tables the database lets nobody empty, and what keeps it from it."""
Aliases = tuple[str, ...]


def fingerprint(root: Path, sources: tuple[str, ...] = SOURCES) -> str:
    """Changes with any file the demo is built from, with the Python that builds it, and with the month: dates
    of events are planted half a year ahead."""
    seen = hashlib.sha256(f"{sys.version} {TODAY} {timezone.localdate():%Y-%m}".encode())
    for path in sorted(path for pattern in sources for path in root.glob(pattern)):
        seen.update(f"{path.relative_to(root)}\0".encode() + path.read_bytes())
    return seen.hexdigest()[:12]


@contextmanager
def laid(*, meanwhile: Callable[[], object]) -> Iterator[None]:
    """Test databases of this process, holding the demo; gone afterwards. Whoever waits for another worker to
    build it does something useful `meanwhile`."""
    with _alone(meanwhile):
        kept = {alias: _name_kept(alias) for alias in settings.DATABASES}
        stamp = fingerprint(settings.ROOT)
        copied = all(_copied(alias, f"{name}{stamp}") for alias, name in kept.items())
        # No test asks for what was there as text (`serialized_rollback`), which takes as long as a journey.
        databases = setup_databases(verbosity=0, interactive=False, keepdb=copied, serialized_aliases=())
        if not copied:
            _build()
            _let_all_be_emptied()
            for alias, name in kept.items():
                _keep(alias, name, stamp)
    yield
    teardown_databases(databases, verbosity=0)


@contextmanager
def _alone(meanwhile: Callable[[], object]) -> Iterator[None]:
    """One of the run's workers builds; the others wait for the copy."""
    settings.VAR.mkdir(parents=True, exist_ok=True)
    with (settings.VAR / "ground.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            meanwhile()
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _build() -> None:
    from home.demo import build

    build.build(today=TODAY, at=timezone.now())


def _let_all_be_emptied() -> None:
    """Transactional tests truncate all tables when they end."""
    with connections["default"].cursor() as cursor:
        for table, trigger in ONLY_ADDED_TO.items():
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {trigger}")


def _name_kept(alias: str) -> str:
    """The same for all workers of a run, whose own databases end in a number. To be asked for before there
    are test databases: then their names are those of the connections."""
    name = connections[alias].creation._get_test_db_name().partition("_gw")[0]
    return f"{name}_ground_"


def _copied(alias: str, kept: str) -> bool:
    connection = connections[alias]
    with connection._nodb_cursor() as cursor:
        if kept not in _names(cursor):
            return False
        _copy(cursor, source=kept, target=connection.creation._get_test_db_name())
    return True


def _keep(alias: str, name: str, stamp: str) -> None:
    """In place of what was kept for earlier code."""
    connection = connections[alias]
    built = connection.settings_dict["NAME"]
    connection.close()
    connection.close_pool()
    with connection._nodb_cursor() as cursor:
        for old in _names(cursor):
            if old.startswith(name):
                cursor.execute(f'DROP DATABASE "{old}"')
        _copy(cursor, source=built, target=f"{name}{stamp}")


def _names(cursor: CursorWrapper) -> set[str]:
    cursor.execute("SELECT datname FROM pg_database")
    return {name for (name,) in cursor.fetchall()}


def _copy(cursor: CursorWrapper, *, source: str, target: str) -> None:
    cursor.execute(f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)')
    cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')
