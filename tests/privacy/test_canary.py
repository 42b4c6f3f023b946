"""Words planted through every door a stranger or staff have; then every table of both databases and all
logs are searched for them, in every disguise."""

import logging
from typing import Any
from urllib.parse import quote

import pytest
from django.core import mail
from django.db import connections
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.resolvers import LocalePrefixPattern
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from config.logs import Discreet
from home.models import Inquiry
from letters import sending
from letters.models import Letter
from office import groups
from privacy import jobs
from tests.home.test_inquiry_forms import old_stamp
from tests.home.test_inquiry_views import answers
from tests.privacy.test_drill import disguises

pytestmark = pytest.mark.django_db(databases=["default", "vault"])

SERVE = "wagtail_serve"
"""Pages of the tree refuse whatever is sent to them."""

CANARIES = {
    "name": "Скарыніна Ганна",
    "outlet": "Канарэйкаў веснік",
    "contact": "hanna.skaryna@example.org",
    "question": "Чаму дзеці чакаюць так доўга",
    "addition": "Дадатковае пытаньнечка",
    "answer": "Таму што класаў замала",
    "searched": "канарэйкавы запыт",
    "machine": "Запоўнена машынай",
    "user": "hanna-u-polie-imia",
    "phrase": "сакрэтная фраза Ганны",
    "referrer": "kanarejka.example.net",
    "agent": "Kanarejka/7.0",
    "address": "203.0.113.77",
}


@pytest.fixture
def told(caplog: pytest.LogCaptureFixture) -> Any:
    """What a real server would have written into its log."""
    caplog.set_level(logging.INFO)
    return lambda: "\n".join(Discreet().format(record) for record in caplog.records)


def everything() -> str:
    """Every row of every table of both databases, as PostgreSQL would print it."""
    rows: list[str] = []
    for alias in ("default", "vault"):
        connection = connections[alias]
        for table in connection.introspection.table_names():
            with connection.cursor() as cursor:
                cursor.execute(f'SELECT t::text FROM "{table}" t')  # noqa: S608 - a table of ours
                rows += [row for (row,) in cursor.fetchall()]
    return "\n".join(rows)


def found_in(text: str) -> set[str]:
    small = text.lower()
    return {key for key, word in CANARIES.items() for form in disguises(word) if form.lower() in small}


def go_through_every_door(person: Client, staff: Client) -> str:
    """As a journalist and as staff; gives what staff see at the end."""
    given = answers(name=CANARIES["name"], outlet=CANARIES["outlet"], contact=CANARIES["contact"])
    person.post("/be/press/ask/", {**given, "languages": []})
    person.post("/be/press/ask/", {**given, "homepage": CANARIES["machine"]})
    draft = {**given, "stamp": old_stamp("f" * 32), "question": CANARIES["question"]}
    person.post("/be/press/ask/", {**draft, "do": "keep"})
    assert CANARIES["question"] in person.get("/be/press/ask/").content.decode()
    person.post(
        "/be/press/ask/?from=" + quote(CANARIES["searched"]), {**given, "question": CANARIES["question"]}
    )
    sending.hand_over(Letter.objects.get().pk, at=timezone.now())
    person.post("/be/l/new/", {"contact": CANARIES["contact"]})
    jobs.send_new_links.func(**ProcrastinateJob.objects.get(task_name="send_new_links").args)
    for letter in Letter.objects.filter(state="waiting"):
        sending.hand_over(letter.pk, at=timezone.now())
    address = next(word for word in mail.outbox[-1].body.split() if "/l/" in word)
    person.post(address.removeprefix("http://localhost:8000"))
    person.post("/be/press/question/", {"do": "add", "text": CANARIES["addition"]})
    person.post("/be/press/question/", {"do": "add", "text": ""})
    person.post("/be/l/" + quote(CANARIES["user"]) + "/", {"guard": CANARIES["phrase"]})
    Client().post("/admin/login/", {"username": CANARIES["user"], "password": CANARIES["phrase"]})
    for path in ("/be/search/?q=", "/be/search/suggestions/?q=", "/be/naviny/?category=", "/be/dapamoha/?q="):
        person.get(path + quote(CANARIES["searched"]))
    person.get("/be/" + quote(CANARIES["searched"]) + "/")
    one = f"/admin/questions/{Inquiry.objects.get().pk}/"
    staff.post(one, {"do": "take"})
    staff.post(one, {"do": "answer", "text": CANARIES["answer"]})
    for key in (CANARIES["phrase"], ""):
        staff.post("/admin/export/questions/", {"format": "csv", "why": "export_check", "key": key})
    return staff.get(one).content.decode()


@pytest.fixture
def seen(django_user_model: Any, told: Any) -> str:
    user = django_user_model.objects.create_user("volha", password=None)
    user.groups.add(groups.of(groups.PRESS))
    headers = {
        "HTTP_USER_AGENT": CANARIES["agent"],
        "HTTP_REFERER": f"https://{CANARIES['referrer']}/",
        "REMOTE_ADDR": CANARIES["address"],
    }
    person, staff = Client(**headers), Client()
    staff.force_login(user)
    return go_through_every_door(person, staff)


def test_only_the_page_that_opens_the_seal_shows_what_was_written(seen: str, told: Any) -> None:
    shown = {"name", "outlet", "contact", "question", "addition", "answer"}

    assert {key for key in CANARIES if CANARIES[key] in seen} == shown
    assert found_in(everything()) == set()
    assert found_in(told()) == set()
    assert [message.to for message in mail.outbox] == [[CANARIES["contact"]]] * 2


def readers_addresses() -> dict[str, str]:
    """One of each kind that is not a page of the tree."""
    patterns = get_resolver().url_patterns
    theirs = next(each for each in patterns if isinstance(each.pattern, LocalePrefixPattern))
    found = {each.name: len(each.pattern.converters) for each in theirs.url_patterns if each.name != SERVE}
    return {name: reverse(name, args=["x"] * words) for name, words in found.items()}


def test_no_form_is_forgotten_here(client: Client) -> None:
    """A new address that takes what people type must be gone through above."""
    addresses = readers_addresses()
    refusing = {name for name, address in addresses.items() if client.post(address).status_code == 405}

    assert set(addresses) - refusing == {"ask", "inquiry", "link", "new_link"}


def test_the_twin_one_word_in_any_table_is_found(seen: str) -> None:
    from privacy.models import Link

    Link.objects.update(guard=CANARIES["name"].encode().hex())

    assert found_in(everything()) == {"name"}
