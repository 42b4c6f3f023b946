"""The embedded PostgreSQL for as long as a command needs it."""

import psycopg
import pytest

from launch.keeper import at_hand
from launch.postgres import Cluster

pytestmark = pytest.mark.processes


def inside(cluster: Cluster, name: str) -> dict[str, str]:
    return {"NAME": name, "HOST": str(cluster.socket_directory())}


def test_a_cluster_that_is_needed_runs_inside_and_no_longer(cluster: Cluster):
    with at_hand(cluster, [inside(cluster, "cbs"), inside(cluster, "cbs_vault")]):
        for name in ("cbs", "cbs_vault"):
            psycopg.connect(cluster.url(name)).close()

    assert not cluster.is_running()


def test_a_cluster_that_runs_already_goes_on(cluster: Cluster):
    cluster.start()
    before = cluster.server_pid()

    with at_hand(cluster, [inside(cluster, "postgres")]):
        assert cluster.server_pid() == before

    assert cluster.server_pid() == before


def test_databases_elsewhere_start_nothing(cluster: Cluster):
    with at_hand(cluster, [{"NAME": "cbs", "HOST": "db.example.org"}]):
        assert not cluster.is_running()
