"""What a real server leaves behind after people have typed everywhere: both dumps, and the whole log."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connections
from django.test import Client

from events.models import Booking, Party
from home.models import Inquiry
from launch.postgres import programs
from letters.models import Letter
from office import groups
from tests.faults import running
from tests.faults.asking import ask
from tests.faults.running import Processes, address, sql
from tests.home.test_inquiry_views import answers
from tests.launch.waiting import until
from tests.privacy.test_canary import CANARIES, found_in, go_through_every_door
from tests.staff import StaffClient

pytestmark = pytest.mark.processes

SHOWN = {"name", "outlet", "contact", "question", "addition", "answer"}


@pytest.fixture
def emptied(database: str) -> None:
    for model in (Inquiry, Letter, Booking, Party):
        model._default_manager.all().delete()


def dumped(alias: str) -> str:
    url = address(connections[alias].settings_dict)
    done = subprocess.run([programs() / "pg_dump", "--inserts", "-d", url], capture_output=True, check=True)
    return done.stdout.decode()


def test_neither_dump_holds_a_word_of_what_was_typed_anywhere(emptied: None, django_user_model: Any) -> None:
    volha = django_user_model.objects.create_user("volha", password=None)
    volha.groups.add(groups.of(groups.PRESS))
    staff = StaffClient()
    staff.force_login(volha)

    seen = go_through_every_door(Client(HTTP_USER_AGENT=CANARIES["agent"]), staff)
    main, vault = dumped("default"), dumped("vault")

    assert {key for key in SHOWN if CANARIES[key] in seen} == SHOWN
    assert found_in(main) | found_in(vault) == set()
    assert str(Inquiry.objects.get().pk) in main
    assert all(str(party.pk) in main for party in Party.objects.all())
    assert str(Inquiry.objects.get().seal_id) in vault
    Letter.objects.update(trouble=CANARIES["name"])
    assert found_in(dumped("default")) == {"name"}


@pytest.fixture
def web(emptied: None, database: str, tmp_path: Path, port: int) -> Iterator[Processes]:
    """With the logs of a real server."""
    more = {"DJANGO_SETTINGS_MODULE": "tests.faults.logging_settings", "BIND": f"127.0.0.1:{port}"}
    with running.processes(database, tmp_path, WEB_CONCURRENCY="1", **more) as processes:
        processes.web()
        assert until(lambda: send(port, "/be/press/ask/") == 200), processes.log
        yield processes


def send(port: int, path: str, typed: dict[str, Any] | None = None) -> int:
    told = {
        "User-Agent": CANARIES["agent"],
        "X-Forwarded-For": CANARIES["address"],
        "Referer": f"https://{CANARIES['referrer']}/",
    }
    return ask(port, path, typed, headers=told)[0]


def type_everywhere(port: int, *, question: str) -> list[int]:
    searched, phrase = quote(CANARIES["searched"]), CANARIES["phrase"]
    given = answers(**{name: CANARIES[name] for name in ("name", "outlet", "contact")}, question=question)
    return [
        send(port, f"/be/search/?q={searched}"),
        send(port, f"/be/{searched}/"),
        send(port, f"/be/l/{quote(CANARIES['user'])}/", {"guard": phrase}),
        send(port, "/be/l/new/", {"contact": CANARIES["contact"]}),
        send(port, "/be/sign-in/", {"login": CANARIES["user"], "password": phrase}),
        send(port, "/be/press/ask/", {**given, "name": ""}),
        send(port, "/be/press/ask/", given),
    ]


def test_the_log_holds_no_word_even_of_what_broke_in_the_middle(web: Processes, port: int) -> None:
    assert type_everywhere(port, question=CANARIES["question"]) == [200, 404, 404, 302, 200, 200, 302]
    sql("ALTER TABLE letters_letter RENAME TO gone")
    given = answers(**{name: CANARIES[name] for name in ("name", "outlet", "contact", "question")})
    given["question"] += ", зноў"  # The same words once more would be the same question.
    assert send(port, "/be/press/ask/", {**given, "stamp": other_stamp()}) == 500

    assert '"trouble": "ProgrammingError"' in web.log
    assert "POST /be/press/ask/ 500" in web.log
    assert found_in(web.log) == set()


def other_stamp() -> str:
    from tests.home.test_inquiry_forms import old_stamp

    return old_stamp("99999999999999999999999999999999")
