"""Two web processes and two workers behind the nginx of docs/scale.md; one of each is killed under load."""

import email
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from home.measuring import proxy
from home.measuring.proxy import Proxy
from home.models import Inquiry
from launch import answers
from launch.port import free_port
from launch.processes import kill_group
from launch.web import Address
from letters.models import Letter
from privacy.vault.models import Seal, Secret
from tests.faults import running
from tests.faults.crowd import Crowd
from tests.faults.running import Processes, sql
from tests.faults.test_worker import a_minute_passes
from tests.launch.waiting import PATIENCE, until

pytestmark = pytest.mark.processes

PEOPLE, BEFORE, AFTER = 60, 15, 300
Start = Callable[[int], "subprocess.Popen[bytes]"]


@pytest.fixture
def front(tmp_path: Path) -> Proxy:
    folder = tmp_path / "nginx"
    folder.mkdir()
    return proxy.described(folder)


@pytest.fixture
def site(database: str, tmp_path: Path, front: Proxy, settings: Any) -> Iterator[Processes]:
    from config.settings import dev

    settings.MASTER_KEYS = dev.MASTER_KEYS
    for model in (Inquiry, Letter, Seal, Secret):
        model._default_manager.all().delete()
    with running.processes(database, tmp_path, BASE_URL=front.origin, WEB_CONCURRENCY="1") as processes:
        yield processes


@pytest.fixture
def web(site: Processes) -> Start:
    def web(port: int) -> "subprocess.Popen[bytes]":
        site.environment["BIND"] = f"127.0.0.1:{port}"
        return site.web()

    return web


def answered(front: Proxy, port: int) -> bool:
    return answers.wait(Address(host="127.0.0.1", port=port), base_url=front.origin, seconds=PATIENCE) == 200


def kill(process: "subprocess.Popen[bytes]") -> None:
    """With all that belongs to it, at once and without a word."""
    kill_group(process.pid)
    process.wait()


def message_ids(folder: Path) -> Counter[str]:
    letters = (folder / "mailbox").iterdir()
    return Counter(str(email.message_from_bytes(path.read_bytes())["Message-ID"]) for path in letters)


def test_one_of_two_is_killed_and_readers_see_at_most_one_error_and_nothing_is_lost(
    site: Processes, front: Proxy, web: Start, tmp_path: Path
) -> None:
    ports = [free_port(), free_port()]
    webs = [web(port) for port in ports]
    workers = [site.worker("--fetch-job-polling-interval", "0.2") for _time in range(2)]
    assert all(answered(front, port) for port in ports), site.log
    crowd = Crowd(front)

    with (
        proxy.running(front, webs=ports),
        crowd.busy(people=PEOPLE, done=lambda: len(crowd.read) >= AFTER),
    ):
        assert until(lambda: len(crowd.taken) >= BEFORE), (crowd.sent, site.log)
        kill(webs[0])
        kill(workers[0])
        a_minute_passes()

    again = {person: tries for person, tries in crowd.sent.items() if tries != [302]}
    print(f"{len(crowd.read)} pages read, not answered: {crowd.errors}; sent again: {again}")  # noqa: T201
    assert len(crowd.errors) <= 1, crowd.errors
    assert sorted(crowd.taken) == list(range(PEOPLE))
    assert {status for tries in again.values() for status in tries[:-1]} <= {0, 503}
    assert sql("SELECT count(*), count(DISTINCT form_key) FROM home_inquiry") == [(PEOPLE, PEOPLE)]

    waiting = "SELECT count(*) FROM letters_letter WHERE state <> 'sent'"
    assert until(lambda: sql(waiting) == [(0,)]), site.log
    copies = message_ids(tmp_path)
    assert len(copies) == PEOPLE
    assert sum(copies.values()) - PEOPLE <= 2, "only what the killed worker had in its hands may come twice"


def careless(configuration: str) -> str:
    """Asks in turn, whoever is there, and hands on whatever comes."""
    changed = configuration.replace("proxy_next_upstream error timeout;", "proxy_next_upstream off;")
    return changed.replace("max_fails=1", "max_fails=0")


def test_the_twin_behind_a_proxy_that_asks_nobody_else_readers_see_it(
    site: Processes, front: Proxy, web: Start
) -> None:
    ports = [free_port(), free_port()]
    webs = [web(port) for port in ports]
    assert all(answered(front, port) for port in ports), site.log
    crowd = Crowd(front)

    with (
        proxy.running(front, webs=ports, change=careless),
        crowd.busy(people=0, done=lambda: len(crowd.errors) > 10),
    ):
        assert until(lambda: len(crowd.read) >= 20), site.log
        kill(webs[0])

    assert {status for _path, status in crowd.errors} <= {0, 503}
    assert len(crowd.errors) > 10
