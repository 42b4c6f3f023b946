"""PostgreSQL restarts under a running site: the web holds on, the worker ends and is started again."""

import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

from launch.postgres import Cluster, programs
from tests.faults import running
from tests.faults.running import Processes
from tests.launch.waiting import until

pytestmark = pytest.mark.processes


@pytest.fixture
def site(cluster: Cluster, tmp_path: Path, port: int) -> Iterator[Processes]:
    more = {
        "BIND": f"127.0.0.1:{port}",
        "WEB_CONCURRENCY": "1",
        "VAULT_DATABASE_URL": cluster.url("cbs_vault"),
    }
    with running.processes(cluster.url("cbs"), tmp_path, **more) as processes:
        yield processes


PAST_THE_CACHE = "/be/search/?q=slova"


def answer(port: int, path: str = PAST_THE_CACHE) -> int:
    try:
        with urlopen(f"http://localhost:{port}{path}", timeout=20) as page:
            return int(page.status)
    except HTTPError as error:
        return error.code
    except URLError:
        return 0


def crowd(port: int) -> list[int]:
    """What eight readers get who come at the same moment."""
    with ThreadPoolExecutor(8) as readers:
        return list(readers.map(answer, [port] * 8))


def test_readers_notice_nothing_of_a_quick_restart(site: Processes, cluster: Cluster, port: int) -> None:
    web = site.web()
    assert until(lambda: answer(port) == 200), site.log
    assert crowd(port) == [200] * 8

    cluster.stop()
    cluster.start()

    assert crowd(port) == [200] * 8, site.log
    assert web.poll() is None


def test_readers_are_told_of_a_failure_and_served_as_soon_as_it_is_over(
    site: Processes, cluster: Cluster, port: int
) -> None:
    site.web()
    assert until(lambda: answer(port) == 200), site.log
    assert answer(port, "/be/naviny/") == 200

    cluster.stop()
    assert answer(port) == 503
    assert answer(port, "/be/naviny/") == 200  # It was ready.
    cluster.start()

    assert crowd(port) == [200] * 8, site.log


def test_a_worker_ends_so_that_it_is_started_again(site: Processes, cluster: Cluster) -> None:
    worker = site.worker()
    heartbeat = "SELECT count(*) FROM procrastinate_workers"
    count = [programs() / "psql", "-At", "-d", cluster.url("cbs"), "-c", heartbeat]
    assert until(lambda: subprocess.run(count, capture_output=True, check=True).stdout == b"1\n"), site.log

    cluster.stop()
    cluster.start()

    assert until(lambda: worker.poll() is not None), site.log
