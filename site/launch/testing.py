"""The PostgreSQL of a test run: shared by all its processes, gone when the run is, even if killed."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from launch import leftovers
from launch.exclusive import exclusive
from launch.keeper import guarded
from launch.postgres import Cluster

REFUSAL = "Another test run is using this clone: wait for it, or stop it first."


@contextmanager
def running_cluster(directory: Path) -> Iterator[Cluster]:
    cluster = Cluster(directory, durable=False)
    record = directory / "guard.json"
    with exclusive(directory / "run.lock", refusal=REFUSAL):
        leftovers.end(record, patience=30.0)
        cluster.stop()
        with guarded(cluster) as guard:
            leftovers.record(record, [guard.pid])
            yield cluster
        record.unlink(missing_ok=True)
