"""What an interrupted first start leaves behind is never taken for a site."""

from pathlib import Path

import psycopg
import pytest

from launch import first_start
from launch.postgres import Cluster

pytestmark = pytest.mark.processes

NAMES = ("cbs", "cbs_vault")


@pytest.fixture
def started(cluster: Cluster) -> Cluster:
    cluster.start()
    return cluster


def write(cluster: Cluster, place: Path) -> None:
    for name in NAMES:
        with psycopg.connect(cluster.url(name)) as connection:
            connection.execute("CREATE TABLE written ()")
    (place / "originals").mkdir(exist_ok=True)
    (place / "originals" / "photo.jpg").touch()


def what_is_there(cluster: Cluster, place: Path) -> tuple[list[bool], bool]:
    tables = []
    for name in NAMES:
        with psycopg.connect(cluster.url(name)) as connection:
            [found] = connection.execute("SELECT to_regclass('written') IS NOT NULL").fetchone() or [None]
            tables.append(bool(found))
    return tables, (place / "originals" / "photo.jpg").exists()


def test_after_an_interruption_all_begins_anew(started: Cluster, place: Path):
    first_start.ensure_databases(started, NAMES, var=place)
    write(started, place)

    first_start.ensure_databases(started, NAMES, var=place)

    assert what_is_there(started, place) == ([False, False], False)


def test_what_was_finished_stays(started: Cluster, place: Path):
    first_start.ensure_databases(started, NAMES, var=place)
    write(started, place)
    first_start.is_over(var=place)

    first_start.ensure_databases(started, NAMES, var=place)

    assert what_is_there(started, place) == ([True, True], True)


def test_databases_from_before_stay(started: Cluster, place: Path):
    """They were filled when nobody left a mark yet, or restored from a backup."""
    started.ensure_databases(NAMES)
    write(started, place)

    first_start.ensure_databases(started, NAMES, var=place)
    first_start.ensure_databases(started, NAMES, var=place)

    assert what_is_there(started, place) == ([True, True], True)


def test_new_databases_begin_with_a_twin_that_knows_nothing(started: Cluster, place: Path):
    """It would tell a new ledger of gifts that were given to another."""
    (place / "stripe").mkdir()
    (place / "stripe" / "twin.sqlite3").touch()

    first_start.ensure_databases(started, NAMES, var=place)

    assert not (place / "stripe").exists()
