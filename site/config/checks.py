"""Whether a database can hold the site: asked by `manage.py prepare`, `migrate` and `check --database`."""

from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections
from django.db.utils import NotSupportedError

from config.routers import VAULT

OLDEST = 15
VARIABLES = {"default": "DATABASE_URL", VAULT: "VAULT_DATABASE_URL"}
ASK = (
    "SELECT current_setting('server_version_num')::int / 10000, current_setting('server_encoding'),"
    " lower('ШКОЛА') = 'школа'"
)


@register(Tags.database)
def databases_can_hold_the_site(databases: Any = None, **options: Any) -> list[CheckMessage]:
    return [Error(fault, id="config.E001") for alias in databases or [] for fault in faults_of(alias)]


def faults_of(alias: str) -> list[str]:
    return faults_in(connections[alias], VARIABLES[alias])


def faults_in(connection: Any, variable: str) -> list[str]:
    try:
        with connection.cursor() as cursor:
            cursor.execute(ASK)
            version, encoding, folds = cursor.fetchone()
    except NotSupportedError:  # It is too old for Django even.
        version, encoding, folds = 0, "UTF8", True
    return faults(variable, version=version, encoding=encoding, folds=folds)


def faults(variable: str, *, version: int, encoding: str, folds: bool) -> list[str]:
    """`folds`: whether it knows which letter is the small one of a Cyrillic capital."""
    if version < OLDEST:
        return [f"{variable} names a PostgreSQL older than {OLDEST}: upgrade it."]
    if encoding != "UTF8":
        return [f"{variable} names a database in {encoding}: make it anew with the encoding UTF8."]
    if not folds:
        return [
            f"{variable} names a database to which ШКОЛА and школа differ: make it anew, see docs/running.md."
        ]
    return []
