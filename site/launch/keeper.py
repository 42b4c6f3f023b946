"""Keeps the embedded PostgreSQL running, and stops it when told to or when whoever started this is gone.

The supervisor's child `database`, and the guard of a test run that may be killed.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

from launch.errors import LaunchError
from launch.postgres import Cluster
from launch.processes import spawn
from launch.signals import Stopped, raise_when_stopped

LOOK_EVERY = 0.25


def command(cluster: Cluster) -> list[str | Path]:
    speed = [] if cluster.durable else ["--forgetful"]
    return [sys.executable, "-m", "launch.keeper", cluster.directory.absolute(), *speed]


@contextmanager
def guarded(cluster: Cluster) -> Iterator[subprocess.Popen[bytes]]:
    """The cluster runs inside, and is stopped afterwards, even if we are killed. Gives the guard's process.

    The guard itself starts the cluster: there is no moment in which it runs unguarded.
    """
    cluster.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parents[1])}
    with spawn(
        command(cluster), environment=environment, directory=cluster.directory, hold_signals=True
    ) as guard:
        try:
            wait_for_answer(cluster, guard)
            yield guard
        finally:
            guard.terminate()
            guard.wait()
            cluster.stop()


@contextmanager
def at_hand(cluster: Cluster, databases: Iterable[Mapping[str, Any]]) -> Iterator[None]:
    """Databases as Django's settings name them. If some live in the cluster, it runs inside and no longer.

    One that runs already goes on.
    """
    host = str(cluster.socket_directory())
    names = [each["NAME"] for each in databases if each["HOST"] == host]
    if not names or cluster.is_running():
        yield
        return
    with guarded(cluster):
        cluster.ensure_databases(names)
        yield


def wait_for_answer(cluster: Cluster, guard: subprocess.Popen[bytes]) -> None:
    while not cluster.answers():
        if guard.poll() is not None:
            raise LaunchError("Without PostgreSQL nothing can start: the reason stands above.")
        time.sleep(0.02)


def keep(cluster: Cluster) -> NoReturn:
    cluster.start()
    while cluster.is_running():
        time.sleep(LOOK_EVERY)
    raise LaunchError("PostgreSQL has ended.")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("directory", type=Path)
    parser.add_argument("--forgetful", action="store_true", help="fast, and not meant to survive a power cut")
    given = parser.parse_args()
    cluster = Cluster(given.directory, durable=not given.forgetful)
    try:
        raise_when_stopped()
        keep(cluster)
    except Stopped:
        cluster.stop()
    except LaunchError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
