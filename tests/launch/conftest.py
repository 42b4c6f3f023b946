import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from launch.postgres import Cluster

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def place() -> Iterator[Path]:
    """A private folder with a short path, as PostgreSQL's socket likes it."""
    directory = Path(tempfile.mkdtemp(prefix="cbs-test-"))
    yield directory
    shutil.rmtree(directory)


@pytest.fixture
def cluster(place: Path) -> Iterator[Cluster]:
    cluster = Cluster(place / "postgres", durable=False)
    yield cluster
    cluster.stop()


@pytest.fixture
def launch_environment() -> dict[str, str]:
    """For children that import the package under test."""
    return os.environ | {"PYTHONPATH": str(ROOT / "site"), "PYTHONUNBUFFERED": "1"}
