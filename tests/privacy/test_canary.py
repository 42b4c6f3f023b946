"""Words planted through every door a stranger or staff have; then every table of both databases and all
logs are searched for them, in every disguise."""

import json
import logging
from typing import Any
from urllib.parse import quote
from uuid import UUID

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
from office.models import Invitation, User
from office.sign_in import anew, invitations
from privacy import jobs, links
from tests.events import visiting
from tests.home.test_inquiry_forms import old_stamp
from tests.home.test_inquiry_views import answers
from tests.privacy import donor_canaries, gift_canaries, school_canaries
from tests.privacy.donor_canaries import GIVERS, go_to_gifts
from tests.privacy.register_canaries import REGISTERING, go_to_register
from tests.privacy.school_canaries import FAMILY, go_to_school
from tests.privacy.test_drill import disguises
from tests.staff import StaffClient

pytestmark = pytest.mark.django_db(databases=["default", "vault"])

SERVE = "wagtail_serve"
STAFFS = {
    "account_login", "account_logout", "anew", "change_password", "join", "mfa_activate_totp",
    "mfa_add_webauthn", "mfa_authenticate", "mfa_generate_recovery_codes", "mfa_login_webauthn",
    "mfa_view_recovery_codes", "one_click", "remove_key", "show_again", "sign_out_everywhere", "still_here",
    "stop_lost_key", "wagtailadmin_login", "wagtailcore_login",
}  # fmt: skip
"""Where staff sign in and keep their keys: gone through below as far as anything is typed there."""
"""Pages of the tree refuse whatever is sent to them."""

EVENTS = {
    "sign_up", "wish", "invited", "my_booking", "ticket", "ticket_found", "seat_answer", "no_reminders",
}  # fmt: skip

CANARIES = {
    "name": "Скарыніна Ганна",
    "outlet": "Канарэйкаў веснік",
    "contact": "hanna.skaryna@example.org",
    "question": "Чаму дзеці чакаюць так доўга",
    "addition": "Дадатковае пытаньнечка",
    "answer": "Таму што класаў замала",
    "comer": "Зязюлька Магдалена",
    "pupil": "Вераб’ёк Рагнедзін",
    "email": "mahdalena.ziaziulka@example.org",
    "phone": "+48 579 135 246",
    "searched": "канарэйкавы запыт",
    "machine": "Запоўнена машынай",
    "user": "hanna-u-polie-imia",
    "phrase": "сакрэтная фраза Ганны",
    "referrer": "kanarejka.example.net",
    "agent": "Kanarejka/7.0",
    "address": "203.0.113.77",
    **school_canaries.CANARIES,
    **gift_canaries.CANARIES,
    **donor_canaries.CANARIES,
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
    go_to_events(person)
    go_to_register(person, CANARIES)
    gift_canaries.go_to_give(person)
    person.post("/be/l/new/", {"contact": CANARIES["contact"]})
    jobs.send_new_links.func(**ProcrastinateJob.objects.get(task_name="send_new_links").args)
    for letter in Letter.objects.filter(state="waiting"):
        sending.hand_over(letter.pk, at=timezone.now())
    address = next(word for word in mail.outbox[-1].body.split() if "/l/" in word)
    person.post(address.removeprefix("http://localhost:8000"))
    person.post("/be/press/question/", {"do": "add", "text": CANARIES["addition"]})
    person.post("/be/press/question/", {"do": "add", "text": ""})
    person.post("/be/l/" + quote(CANARIES["user"]) + "/", {"guard": CANARIES["phrase"]})
    go_through_the_staffs_door(person)
    for path in ("/be/search/?q=", "/be/search/suggestions/?q=", "/be/naviny/?category=", "/be/dapamoha/?q="):
        person.get(path + quote(CANARIES["searched"]))
    person.get("/be/" + quote(CANARIES["searched"]) + "/")
    one = f"/admin/questions/{Inquiry.objects.get().pk}/"
    staff.post(one, {"do": "take"})
    staff.post(one, {"do": "answer", "text": CANARIES["answer"]})
    for key in (CANARIES["phrase"], ""):
        staff.post("/admin/export/questions/", {"format": "csv", "why": "export_check", "key": key})
    of_school = go_to_school()
    assert [key for key, word in school_canaries.CANARIES.items() if word not in of_school] == ["digits"]
    of_gifts = go_to_gifts()
    assert [key for key, word in donor_canaries.CANARIES.items() if word not in of_gifts] == []
    return staff.get(one).content.decode()


def go_to_events(person: Client) -> None:
    """Signing up by e-mail, by telephone and with mistakes, waiting, keeping half a form, two words."""
    on = visiting.soon(capacity=1)
    path = f"/be/sign-up/{on.activity_id}/"
    given = {**visiting.answers(on, party_of="1"), "name": CANARIES["comer"]}
    person.post(path, {**given, "contact": CANARIES["phrase"]})
    person.post(path, {**given, "contact": CANARIES["phrase"], "do": "keep"})
    person.post(path, {**given, "contact": CANARIES["email"], "stamp": old_stamp("d" * 32)})
    person.post(path, {**given, "contact": CANARIES["phone"], "stamp": old_stamp("e" * 32)})
    for letter in Letter.objects.filter(state="waiting"):
        sending.hand_over(letter.pk, at=timezone.now())
    mine = person.get("/be/sign-up/mine/").content.decode()
    assert [CANARIES[each] in mine for each in ("comer", "phone")] == [True, True]
    for do in ("link", "calendar", "reminders", "shrink", "cancel"):
        person.post("/be/sign-up/mine/", {"do": do, "to": CANARIES["phrase"]})
    day = on.start.date().isoformat()
    person.post("/be/sign-up/ticket/", {"day": day, "words": CANARIES["phrase"]})
    person.post(f"{path}second-group/", {"stamp": old_stamp("c" * 32), "homepage": CANARIES["machine"]})
    for page in ("answer", "reminders"):
        person.post(f"/be/l/{page}/{quote(CANARIES['user'])}/", {"do": CANARIES["phrase"]})


def go_through_the_staffs_door(person: Client) -> None:
    """With the wrong key, and with an account of one's own: its name and e-mail may be read, nothing else."""
    person.post("/be/sign-in/", {"login": CANARIES["user"], "password": CANARIES["phrase"]})
    person.post("/be/sign-in/passkey/", {"credential": json.dumps({"id": CANARIES["phrase"]})})
    by = User.objects.create_user("staff")
    given = {"name": "A", "username": "a", "password": CANARIES["phrase"]}
    for purpose, subject, path in (
        (invitations.JOIN, invited(by).pk, "join"),
        (anew.ANEW, UUID(int=by.pk), "anew"),
    ):
        url = links.issue(purpose, subject, language="be", at=timezone.now())
        person.post(url.removeprefix("http://localhost:8000"))
        person.post(f"/be/sign-in/{path}/", given)
    person.post("/be/sign-in/keys/app/", {"code": CANARIES["phrase"]})
    person.post("/be/sign-in/keys/passkey/", {"name": "A", "credential": CANARIES["phrase"]})
    person.post("/be/sign-in/out/")
    person.post("/be/sign-in/", {"login": "a", "password": CANARIES["phrase"]})


def invited(by: User) -> Invitation:
    return invitations.invite(email="a@example.org", language="be", by=by, at=timezone.now())


@pytest.fixture
def seen(django_user_model: Any, told: Any) -> str:
    visiting.nobody_has_signed_up()
    user = django_user_model.objects.create_user("volha", password=None)
    user.groups.add(groups.of(groups.PRESS))
    headers = {
        "HTTP_USER_AGENT": CANARIES["agent"],
        "HTTP_REFERER": f"https://{CANARIES['referrer']}/",
        "REMOTE_ADDR": CANARIES["address"],
    }
    person, staff = Client(**headers), StaffClient()
    staff.force_login(user)
    return go_through_every_door(person, staff)


def test_only_the_page_that_opens_the_seal_shows_what_was_written(seen: str, told: Any) -> None:
    shown = {"name", "outlet", "contact", "question", "addition", "answer"}

    assert {key for key in CANARIES if CANARIES[key] in seen} == shown
    assert found_in(everything()) == set()
    assert found_in(told()) == set()
    letters = [CANARIES[key] for key in ("contact", "email", "email", "email", "contact")]
    letters += [school_canaries.OLD, school_canaries.OLD, CANARIES["new"], CANARIES["giver's e-mail"]]
    assert [message.to for message in mail.outbox] == [[each] for each in letters]


def readers_addresses() -> dict[str, str]:
    """One of each kind that is not a page of the tree."""
    patterns = get_resolver().url_patterns
    theirs = next(each for each in patterns if isinstance(each.pattern, LocalePrefixPattern))
    inside = [each for some in theirs.url_patterns for each in getattr(some, "url_patterns", [some])]
    found = {each.name: len(each.pattern.converters) for each in inside if each.name != SERVE}
    return {name: reverse(name, args=["7"] * words) for name, words in found.items()}


def test_no_form_is_forgotten_here(client: Client) -> None:
    """A new address that takes what people type must be gone through above."""
    addresses = readers_addresses()
    refusing = {name for name, address in addresses.items() if client.post(address).status_code == 405}

    assert (
        set(addresses) - refusing
        == {"ask", "inquiry", "link", "new_link", "donate"} | EVENTS | FAMILY | GIVERS | REGISTERING | STAFFS
    )


def test_the_twin_one_word_in_any_table_is_found(seen: str) -> None:
    from privacy.models import Link

    Link.objects.update(guard=CANARIES["name"].encode().hex())

    assert found_in(everything()) == {"name"}
