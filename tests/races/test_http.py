"""Two hundred people at one date of thirty seats, through the form and the real web processes, while some
give theirs up and a coordinator changes how many there are."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.urls import reverse
from django.utils import timezone

from config.routers import VAULT
from events import booking, queue, seats
from events.models import Occurrence
from launch import answers
from launch.web import Address
from tests.events import pages
from tests.events.dates import activity, date
from tests.faults import running
from tests.faults.running import Processes, sql
from tests.races import truth
from tests.races.test_sequences import nobody_yet
from tests.races.visitor import Visitor

pytestmark = pytest.mark.processes

PEOPLE, AT_ONCE, SEATS = 200, 24, 30
CAPACITIES = [28, 34, 26, 36]


@pytest.fixture
def site(database: str, tmp_path: Path, port: int, settings: Any) -> Iterator[Processes]:
    from config.settings import dev

    settings.MASTER_KEYS = dev.MASTER_KEYS
    nobody_yet()
    more = {"BIND": f"127.0.0.1:{port}", "WEB_CONCURRENCY": "2"}
    with running.processes(database, tmp_path, **more) as processes:
        processes.web()
        where = Address(host="127.0.0.1", port=port)
        assert answers.wait(where, base_url="http://localhost", seconds=60) == 200, processes.log
        yield processes


@pytest.fixture
def on(site: Processes) -> Occurrence:
    """A date in a week, of an activity that readers know."""
    of = pages.about(activity=activity(largest_party=4)).activity
    start = (timezone.localtime() + timedelta(days=7)).replace(tzinfo=None, second=0, microsecond=0)
    return date(of, start=start, capacity=SEATS)


def change_capacities(on: Occurrence, people: list[Any]) -> None:
    """Now and then, while people are at it."""
    for place, to in enumerate(CAPACITIES):
        people[(place + 1) * len(people) // (len(CAPACITIES) + 1)].result()
        booking.set_capacity(occurrence_id=on.pk, to=to, at=timezone.now())
    for alias in ("default", VAULT):
        connections[alias].close()


def noon(at: datetime) -> datetime:
    return timezone.localtime(at + timedelta(days=1)).replace(hour=12)


def test_nobody_is_let_in_twice_and_no_seat_lies_idle(site: Processes, on: Occurrence, port: int) -> None:
    assert reverse("sign_up", args=[on.activity_id]).endswith(f"/sign-up/{on.activity_id}/")
    with ThreadPoolExecutor(AT_ONCE) as crowd, ThreadPoolExecutor(1) as office:
        people = [
            crowd.submit(Visitor(port, number).lives, activity=on.activity_id, date=on.pk)
            for number in range(PEOPLE)
        ]
        office.submit(change_capacities, on, people).result()
        answered = Counter(status for person in people for status in person.result())

    assert set(answered) == {200, 302}, (answered, site.log)
    assert answered[302] > PEOPLE * 0.8
    if queue.is_night(timezone.now()):
        seats.tidy(at=noon(timezone.now()))
    assert truth.oversold({on.pk: max(SEATS, *CAPACITIES)}) == []
    assert truth.lies() == {}
    on.refresh_from_db()
    assert (on.capacity, on.waiting > 20) == (CAPACITIES[-1], True)
    assert sql("SELECT count(*) FROM events_booking WHERE promoted_at IS NOT NULL") > [(0,)]
    assert sql("SELECT count(*), count(DISTINCT form_key) FROM events_party")[0][0] > PEOPLE * 0.7
    assert truth.complaints(site.log) == []
