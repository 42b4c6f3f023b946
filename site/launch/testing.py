"""The PostgreSQL of a test run: shared by all its processes, gone when the run is, even if killed."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from launch import keeper, leftovers
from launch.exclusive import exclusive
from launch.postgres import Cluster
from launch.processes import spawn

REFUSAL = "Another test run is using this clone: wait for it, or stop it first."


@contextmanager
def running_cluster(directory: Path) -> Iterator[Cluster]:
    cluster = Cluster(directory, durable=False)
    record = directory / "guard.json"
    with exclusive(directory / "run.lock", refusal=REFUSAL):
        leftovers.end(record, patience=30.0)
        cluster.stop()
        cluster.start()
        environment = os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parents[1])}
        with spawn(keeper.command(cluster), environment=environment, directory=directory) as guard:
            leftovers.record(record, [guard.pid])
            try:
                yield cluster
            finally:
                guard.terminate()
                guard.wait()
                cluster.stop()
                record.unlink(missing_ok=True)
