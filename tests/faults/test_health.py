"""What machines and the operator are told while the worker, or PostgreSQL, is away."""

import json
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from launch.postgres import Cluster
from office.models import Health
from office.probes import PATIENCE
from tests.faults import running
from tests.faults.asking import ask
from tests.faults.running import Processes
from tests.launch.waiting import until

pytestmark = pytest.mark.processes

LOOK = (sys.executable, "manage.py", "health", "--letter")
STRANGE = {"Host": "203.0.113.9"}
"""What a load balancer says that asks by address."""


@pytest.fixture
def web(cluster: Cluster, tmp_path: Path, port: int) -> Iterator[Processes]:
    bind = {"BIND": f"127.0.0.1:{port}", "WEB_CONCURRENCY": "1"}
    vault = cluster.url("cbs_vault")
    with running.processes(cluster.url("cbs"), tmp_path, VAULT_DATABASE_URL=vault, **bind) as processes:
        processes.web()
        assert until(lambda: ask(port, "/healthz", headers=STRANGE)[0] == 200), processes.log
        yield processes


def ready(port: int) -> tuple[int, dict[str, str]]:
    status, body = ask(port, "/readyz", headers=STRANGE)
    return status, json.loads(body)["signs"]


def bad(port: int) -> set[str]:
    return {name for name, state in ready(port)[1].items() if state == "bad"}


def test_a_site_without_a_worker_or_a_database_says_so_at_once_and_goes_on(
    web: Processes, cluster: Cluster, port: int
) -> None:
    assert ask(port, "/be/", headers=STRANGE)[0] == 400
    assert (ready(port)[0], "worker" in bad(port)) == (503, True)
    web.worker()
    assert until(lambda: ready(port)[0] == 200), ready(port)

    with running.paused(cluster):
        assert in_time(port) == (503, "database")
    assert until(lambda: "database" not in bad(port))
    cluster.stop()
    assert in_time(port) == (503, "database")
    assert ask(port, "/healthz", headers=STRANGE) == (200, '{"status": "good"}')
    cluster.start()
    assert until(lambda: "database" not in bad(port)), web.log

    assert "/readyz" not in web.log


FOR_THE_REST = 20.0
"""Seconds a busy machine may need besides; who waited for the database itself would wait for ever."""


def in_time(port: int) -> tuple[int, str]:
    """Until what was known a moment ago is forgotten, the answer is the one of then."""
    time.sleep(1.1)
    begun = time.monotonic()
    status, signs = ready(port)
    assert time.monotonic() - begun < PATIENCE + FOR_THE_REST
    return status, next(name for name, state in signs.items() if state == "bad")


@pytest.fixture
def lasting(database: str) -> None:
    """No worker has been seen for an hour."""
    now = timezone.now()
    Health.objects.create(pk=1, since=now - timedelta(hours=1), seen_at=now)


def letters(folder: Path) -> list[str]:
    mailbox = folder / "mailbox"
    return [path.read_text() for path in mailbox.iterdir()] if mailbox.is_dir() else []


def test_of_two_who_look_at_once_one_writes_to_the_operator(
    lasting: None, database: str, tmp_path: Path
) -> None:
    with running.processes(database, tmp_path, OPERATOR_EMAIL="operator@example.org") as both:
        looks = [both.start(*LOOK) for _each in range(2)]
        assert [look.wait() for look in looks] == [1, 1], both.log

    assert len(letters(tmp_path)) == 1, both.log
    assert "bad     worker" in both.log


def test_the_timer_writes_while_the_database_is_away(tmp_path: Path) -> None:
    nowhere = f"postgresql://cbs@/cbs?host={tmp_path}"
    more = {
        "VAULT_DATABASE_URL": nowhere.replace("/cbs?", "/vault?"),
        "OPERATOR_EMAIL": "operator@example.org",
    }
    with running.processes(nowhere, tmp_path, **more) as away:
        known = {"since": "2026-11-20T12:00:00+00:00", "seen_at": timezone.now().isoformat(), "told_at": None}
        (tmp_path / "health.json").write_text(json.dumps(known))
        looks = [away.start(*LOOK).wait() for _each in range(2)]

    assert (looks, len(letters(tmp_path))) == ([1, 1], 1), away.log
    assert "bad     database: The database does not answer." in away.log
    assert "unknown letters: can not be known now." in away.log
    assert "Traceback" not in away.log
