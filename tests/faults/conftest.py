from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from launch.port import free_port
from launch.postgres import Cluster
from tests.faults import running
from tests.faults.running import Processes


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """So that both databases are built, and are still full when they are copied."""
    for item in items:
        if {"database", "cluster"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.django_db(databases=list(settings.DATABASES)))


@pytest.fixture
def _django_db_helper() -> None:
    """No transaction: processes must see what a test has written, in a copy that is thrown away."""


@pytest.fixture
def database(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    with django_db_blocker.unblock(), running.own_database() as url:
        yield url


@pytest.fixture
def site(database: str, tmp_path: Path) -> Iterator[Processes]:
    with running.processes(database, tmp_path) as processes:
        yield processes


@pytest.fixture(scope="session")
def furnished(django_db_setup: None, django_db_blocker: Any) -> Iterator[Path]:
    with django_db_blocker.unblock(), running.furnished_files() as files:
        yield files


@pytest.fixture
def cluster(furnished: Path) -> Iterator[Cluster]:
    with running.own_server(furnished) as cluster:
        yield cluster


@pytest.fixture
def port() -> int:
    return free_port()
