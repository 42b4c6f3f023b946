"""A site beside the planted one, with databases and a clock of its own: what takes a school months is walked
through in one sitting, and no other journey hears of it.

Put the clock to moments that are over: the worker's queue goes by the clock of the database, and does what
was due by then."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, LiteralString

import psycopg
from django.conf import settings
from django.db import connections
from django.utils import timezone
from psycopg.sql import SQL, Identifier

from tests.journeys import running_site
from tests.journeys.running_site import RunningSite

MAINTENANCE = "postgres"


@dataclass(frozen=True, kw_only=True)
class SiteInTime:
    site: RunningSite
    clock: Path

    def put(self, moment: datetime) -> None:
        put(self.clock, moment)


def put(clock: Path, moment: datetime) -> None:
    """From now on it goes on from there."""
    beside = clock.with_suffix(".new")
    beside.write_text(str((moment - timezone.now()).total_seconds()))
    beside.replace(clock)


@contextmanager
def site_in_time(folder: Path, *, at: datetime) -> Iterator[SiteInTime]:
    clock = folder / "clock"
    put(clock, at)
    with copied_databases() as urls:
        running_site.collect_static(folder)
        described = running_site.described(folder, urls)
        own = {"DJANGO_SETTINGS_MODULE": "tests.journeys.moved_clock", "CLOCK": str(clock)}
        site = replace(described, environment={**described.environment, **own})
        with running_site.serving(site):
            yield SiteInTime(site=site, clock=clock)
    assert "Traceback" not in site.log.read_text()


@contextmanager
def copied_databases() -> Iterator[dict[str, str]]:
    """Of the ground, by plain SQL: Django refuses its connections where a browser is driven. Nobody else is
    connected to it as long as journeys go on."""
    sources = {alias: connections[alias].settings_dict for alias in settings.DATABASES}
    copies = {alias: {**known, "NAME": f"{known['NAME']}_in_time"} for alias, known in sources.items()}
    try:
        for alias, known in sources.items():
            tell(known, "DROP DATABASE IF EXISTS {}", copies[alias]["NAME"])
            tell(known, "CREATE DATABASE {} TEMPLATE {}", copies[alias]["NAME"], known["NAME"])
        yield {alias: running_site.url(copy) for alias, copy in copies.items()}
    finally:
        for alias, known in sources.items():
            tell(known, "DROP DATABASE IF EXISTS {} WITH (FORCE)", copies[alias]["NAME"])


def tell(database: dict[str, Any], words: LiteralString, *names: str) -> None:
    url = running_site.url({**database, "NAME": MAINTENANCE})
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(SQL(words).format(*map(Identifier, names)))
