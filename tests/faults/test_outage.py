"""PostgreSQL goes away and comes back under two hundred people who are sending a form."""

import html
import re
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from launch.postgres import Cluster
from tests.faults import running
from tests.faults.asking import TOKEN, Typed, ask
from tests.faults.running import Processes
from tests.home.test_inquiry_forms import old_stamp
from tests.home.test_inquiry_views import answers
from tests.launch.waiting import until

pytestmark = pytest.mark.processes

PEOPLE, FEW, AT_ONCE = 200, 60, 16
AGAIN_WITHIN = 10.0
GIVEN_BACK = re.compile(r'<input type="hidden" name="(?!csrf)(\w+)" value="([^"]*)">')
IN_POLISH = "Strona nie odpowiada, zapewne przez kilka minut."


@pytest.fixture
def site(cluster: Cluster, tmp_path: Path, port: int) -> Iterator[Processes]:
    """Behind a proxy that speaks https, which is how two hundred people have two hundred addresses."""
    more = {
        "BIND": f"127.0.0.1:{port}",
        "WEB_CONCURRENCY": "2",
        "BASE_URL": "https://localhost",
        "VAULT_DATABASE_URL": cluster.url("cbs_vault"),
    }
    for query in ("DELETE FROM home_inquiry", "DELETE FROM letters_letter"):
        rows(cluster, query)
    rows(cluster, "DELETE FROM vault_secret", name="cbs_vault")
    with running.processes(cluster.url("cbs"), tmp_path, **more) as processes:
        processes.web()
        assert until(lambda: send(port, "/be/press/ask/")[0] == 200), processes.log
        yield processes


def headers(person: int) -> dict[str, str]:
    return {
        "X-Forwarded-Proto": "https",
        "X-Forwarded-For": f"10.{person // 250}.{person % 250}.1",
        "Referer": "https://localhost/",
        "Host": "localhost",
        "Cookie": f"__Host-csrf={TOKEN}",
    }


def send(port: int, path: str, typed: Typed | None = None, *, person: int = 0) -> tuple[int, str]:
    return ask(port, path, typed, headers=headers(person))


def typed_by(person: int) -> list[tuple[str, str]]:
    own = {"name": f"Person {person}", "contact": f"person{person}@example.org"}
    given = answers(languages="be", stamp=old_stamp(uuid4().hex), **own)
    return list(given.items())


@dataclass
class Crowd:
    """Everybody sends, and sends again what the page has given back, until it is taken."""

    port: int
    path: str = "/pl/press/ask/"
    done: dict[int, float] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    odd: list[int] = field(default_factory=list)

    def person(self, number: int) -> None:
        typed = typed_by(number)
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            status, page = send(self.port, self.path, typed, person=number)
            if status == 302:
                self.done[number] = time.monotonic()
                return
            if status != 503:
                self.odd.append(status)
                return
            self.refused.append(page)
            typed = [(name, html.unescape(value)) for name, value in GIVEN_BACK.findall(page)]
            time.sleep(0.3)

    def all(self, people: int = PEOPLE) -> None:
        with ThreadPoolExecutor(AT_ONCE) as at_once:
            list(at_once.map(self.person, range(people)))


def rows(cluster: Cluster, query: str, *, name: str = "cbs") -> list[Any]:
    with psycopg.connect(cluster.url(name), autocommit=True) as connection:
        cursor = connection.execute(query)
        return cursor.fetchall() if cursor.description else []


def test_everybody_is_asked_to_send_again_and_every_question_is_there_once(
    site: Processes, cluster: Cluster, port: int, tmp_path: Path
) -> None:
    crowd = Crowd(port)
    rush = threading.Thread(target=crowd.all)
    rush.start()
    assert until(lambda: len(crowd.done) >= 40), site.log

    cluster.stop()
    assert until(lambda: len(crowd.refused) >= AT_ONCE), site.log
    cluster.start()
    back = time.monotonic()
    rush.join()

    first = min(moment for moment in crowd.done.values() if moment > back) - back
    print(f"{len(crowd.refused)} were told to send again; the first was taken {first:.1f} s after the start")  # noqa: T201
    assert (crowd.odd, len(crowd.done)) == ([], PEOPLE), site.log
    assert first <= AGAIN_WITHIN
    assert {IN_POLISH in page and "How many?" in page for page in crowd.refused} == {True}
    assert rows(cluster, "SELECT count(*), count(DISTINCT form_key) FROM home_inquiry") == [(PEOPLE, PEOPLE)]
    sealed = {seal for (seal,) in rows(cluster, "SELECT seal_id FROM home_inquiry")}
    assert sealed <= {seal for (seal,) in rows(cluster, "SELECT id FROM vault_seal", name="cbs_vault")}
    assert rows(cluster, "SELECT count(*) FROM letters_letter") == [(PEOPLE,)]

    send(port, "/pl/press/ask/", typed_by(PEOPLE), person=PEOPLE)
    site.worker("--queues", "letters")
    waiting = "SELECT count(*) FROM letters_letter WHERE state <> 'sent'"
    assert until(lambda: rows(cluster, waiting) == [(0,)]), site.log
    assert len(list((tmp_path / "mailbox").iterdir())) == PEOPLE + 1


def test_a_database_that_pauses_keeps_people_waiting_and_loses_nobody(
    site: Processes, cluster: Cluster, port: int
) -> None:
    crowd = Crowd(port)
    rush = threading.Thread(target=crowd.all, args=[FEW])
    rush.start()
    assert until(lambda: len(crowd.done) >= FEW // 4), site.log

    with running.paused(cluster):
        waiting = len(crowd.done)
        time.sleep(3)
        assert len(crowd.done) <= waiting + AT_ONCE
    rush.join()

    assert (crowd.odd, len(crowd.done)) == ([], FEW), site.log
    assert rows(cluster, "SELECT count(*), count(DISTINCT form_key) FROM home_inquiry") == [(FEW, FEW)]


def test_the_twin_whoever_does_not_send_again_is_not_there(
    site: Processes, cluster: Cluster, port: int
) -> None:
    """A 503 has kept nothing: it is the page that gives back what was typed."""
    cluster.stop()
    typed = typed_by(1)
    status, page = send(port, "/pl/press/ask/", typed, person=1)
    cluster.start()
    assert (status, IN_POLISH in page) == (503, True)
    assert rows(cluster, "SELECT count(*) FROM home_inquiry") == [(0,)]

    given_back = [(name, html.unescape(value)) for name, value in GIVEN_BACK.findall(page)]
    assert given_back == typed
    for _time in range(2):
        assert send(port, "/pl/press/ask/", given_back, person=1)[0] == 302
    assert rows(cluster, "SELECT count(*) FROM home_inquiry") == [(1,)]
