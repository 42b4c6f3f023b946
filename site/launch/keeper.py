"""Keeps the embedded PostgreSQL running, and stops it when told to or when whoever started this is gone.

The supervisor's child `database`, and the guard of a test run that may be killed.
"""

import argparse
import sys
import time
from pathlib import Path
from typing import NoReturn

from launch.errors import LaunchError
from launch.postgres import Cluster
from launch.signals import Stopped, raise_when_stopped

LOOK_EVERY = 0.25


def command(cluster: Cluster) -> list[str | Path]:
    speed = [] if cluster.durable else ["--forgetful"]
    return [sys.executable, "-m", "launch.keeper", cluster.directory.absolute(), *speed]


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
    raise_when_stopped()
    try:
        keep(cluster)
    except Stopped:
        cluster.stop()
    except LaunchError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
