"""Both databases anew, under other names on the same server, where other processes can take part."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.core.management import call_command
from django.db import connections

SUFFIX = "_bench"


@contextmanager
def databases() -> Iterator[dict[str, str]]:
    """Empty but for what migrations bring; gives the environment of a process that is to work there."""
    before = {alias: connections[alias].settings_dict["NAME"] for alias in settings.DATABASES}
    try:
        for alias, name in before.items():
            _create(connections[alias], f"{name}{SUFFIX}")
            call_command("migrate", database=alias, verbosity=0)
        yield os.environ | {
            "DATABASE_URL": _address(connections["default"].settings_dict),
            "VAULT_DATABASE_URL": _address(connections["vault"].settings_dict),
        }
    finally:
        for alias, name in before.items():
            _go_to(connections[alias], name)
            _drop(connections[alias], f"{name}{SUFFIX}")


def _create(connection: Any, name: str) -> None:
    _drop(connection, name)
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
    _go_to(connection, name)


def _drop(connection: Any, name: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _go_to(connection: Any, name: str) -> None:
    connection.close()
    connection.close_pool()
    connection.settings_dict["NAME"] = name


def _address(database: dict[str, Any]) -> str:
    user, password, host = (quote(database[key], safe="") for key in ("USER", "PASSWORD", "HOST"))
    who = f"{user}:{password}".rstrip(":")
    return f"postgresql://{who}@:{database['PORT'] or 5432}/{database['NAME']}?host={host}"
