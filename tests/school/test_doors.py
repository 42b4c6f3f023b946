"""What a hostile visitor tries at the doors of a family."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from letters.models import Letter
from privacy import alike, keys, links
from privacy.documents import Email, Phone
from privacy.models import Link
from privacy.vault.models import Seal
from school import applying, caring, confirming, duplicates, hosting, import_reading, importing
from school.desk import calls
from school.links import JOIN, SCHOOL, STILL
from school.models import Application, Call, Care, Guardian, Reached
from school.refusals import SENTENCES, SchoolRefused, Why
from school.states import State
from tests.journeys.wording import said
from tests.school import children, families
from tests.school.children import DAY, NOW, staff
from tests.school.families import MINE, ORIGIN, let_in, text
from tests.school.registering import NewChild, family, registered

pytestmark = [
    pytest.mark.django_db(databases=["default", "vault"]),
    pytest.mark.usefixtures("nobody_yet", "no_letters"),
]
KEPT = """child;born;guardian;contact;language;state;group;sibling;since
Lasta;05.2018;Alena;+48 600 100 200;be;waiting;;;14.06.2026
"""


@pytest.fixture
def mother(client: Client) -> Guardian:
    """With a child; let in."""
    made = children.guardian(email="mother@example.org")
    families.child(made)
    let_in(client, made)
    return made


def contact(client: Client, email: str = "mother@example.org", phone: str = "") -> str:
    return text(client.post(f"{MINE}contact/", {"email": email, "phone": phone, "language": "be"}))


@pytest.mark.parametrize("purpose", [JOIN, confirming.CONFIRM], ids=["join", "confirm"])
def test_a_button_makes_no_new_link_whose_digits_could_be_tried(purpose: links.Purpose) -> None:
    at = timezone.now()
    made = registered(at=at)
    applying.verify(guardian_id=made.pk, at=at)
    url = links.issue(purpose, made.pk, language="be", at=at).removeprefix(ORIGIN)
    caring.guard(guardian_id=made.pk, digits="4071")
    before = Link.objects.count()
    thief = Client()
    page = text(thief.post(url, {"do": "open"}))

    assert said("Your page asks for your four digits", "be") in page
    assert (Link.objects.count(), thief.get(MINE).status_code) == (before, 404)


def test_digits_close_the_windows_that_were_open_but_hers(client: Client, mother: Guardian) -> None:
    thief = Client()
    let_in(thief, mother)
    assert client.post(f"{MINE}safe/", {"guard": "4071"}).status_code == 302

    assert [each.get(MINE).status_code for each in (client, thief)] == [200, 404]


def test_the_digits_of_before_are_not_guessed_in_a_window_that_was_left_open(
    client: Client, mother: Guardian
) -> None:
    client.post(f"{MINE}safe/", {"guard": "4071"})
    for tried in range(5):
        client.post(f"{MINE}safe/", {"do": "off", "old": f"500{tried}"})
    client.post(f"{MINE}safe/", {"do": "off", "old": "4071"})

    assert Guardian.objects.get(pk=mother.pk).guard


def test_one_grown_up_has_us_write_to_strangers_three_times_an_hour(client: Client, mother: Guardian) -> None:
    pages = [contact(client, f"victim{number}@example.org") for number in range(5)]
    refused = said(str(SENTENCES[Why.MANY_CHANGES]), "be")

    assert [refused in page for page in pages] == [False] * 3 + [True] * 2
    assert refused not in contact(client)


def test_many_have_us_write_to_one_stranger_three_times_an_hour() -> None:
    for _number in range(5):
        made, window = children.guardian(), Client()
        families.child(made)
        let_in(window, made)
        contact(window, "victim@example.org")

    assert Letter.objects.filter(name="school_contact").count() == 3


def test_nobody_is_found_by_a_telephone_that_nobody_has_called(client: Client, mother: Guardian) -> None:
    contact(client, phone="+48 600 100 200")
    children.group(families.this_term())
    read = import_reading.read(KEPT, today=timezone.localdate())
    importing.take_in(read, key=uuid4(), by=staff("volha"), at=timezone.now())

    assert keys.find(alike.phone("+48 600 100 200")).isdisjoint({mother.seal_id})
    assert "Lasta" not in text(client.get(MINE))


def test_a_call_confirms_the_telephone(client: Client, mother: Guardian) -> None:
    contact(client, email="", phone="+48 600 100 200")
    seen = [each.contacts for each in duplicates.records()]
    hosting.called(guardian_id=mother.pk, by=staff("volha"), at=timezone.now())
    known = alike.phone("+48 600 100 200")

    assert (seen, [each.contacts for each in duplicates.records()]) == ([frozenset()], [frozenset({known})])
    assert keys.find(known) == {mother.seal_id}
    assert Call.objects.get().done_at


def test_a_telephone_stays_confirmed_when_something_else_changes(client: Client) -> None:
    made = children.guardian(phone="+48 600 100 200")
    families.child(made)
    let_in(client, made)
    contact(client, phone="+48 600 100 200")

    assert keys.find(alike.phone("+48 600 100 200")) == {made.seal_id}


def test_what_another_grown_up_has_not_confirmed_is_nobodys_contact(mother: Guardian) -> None:
    stranger = Reached(name="X", email=Email("stranger@example.org"), phone=Phone("+48 600 100 200"))
    made = caring.add_guardian(by=mother.pk, person=stranger, language="be", may_decide=True, at=NOW)
    assert [each.contacts for each in duplicates.records()] == [{alike.email("mother@example.org")}]
    caring.join(guardian_id=made.pk, at=NOW)

    both = {alike.email("mother@example.org"), alike.email("stranger@example.org")}
    assert [each.contacts for each in duplicates.records()] == [both]


def test_an_invitation_that_is_refused_leaves_no_key(mother: Guardian) -> None:
    for number in range(3):
        invite(mother, number)
    before = Seal.objects.count()
    with pytest.raises(SchoolRefused):
        invite(mother, 4)

    assert Seal.objects.count() == before


def invite(by: Guardian, number: int) -> None:
    person = Reached(name="X", email=Email(f"a{number}@example.org"))
    caring.add_guardian(by=by.pk, person=person, language="be", may_decide=False, at=NOW)


def test_who_is_hidden_can_not_be_counted_by_how_many_may_be_added(mother: Guardian) -> None:
    row = Application.objects.get()
    Care.objects.create(guardian=children.guardian(), application=row, may_decide=True, is_hidden=True)
    for number in range(3):
        invite(mother, number)
    with pytest.raises(SchoolRefused) as refused:
        invite(mother, 4)

    assert refused.value.why == Why.MANY_GUARDIANS


def test_who_must_answer_an_offer_is_called_before_fifty_invented_numbers() -> None:
    at = timezone.now()
    for number in range(3):
        child = NewChild(name=f"X{number}", born_year=at.year - 8, born_month=1)
        stranger = family(child, phone=f"+48 700 000 00{number}")
        applying.register(family=stranger, form_key=uuid4(), at=at - DAY)
    real = children.guardian(phone="+48 511 222 333")
    families.offered(families.child(real), families.shut_group())

    assert calls.open_guardians(at=timezone.now() + timedelta(minutes=1)).first() == real


@pytest.mark.parametrize(("state", "do"), [(State.INELIGIBLE, "resume"), (State.WAITING, "return")])
def test_nothing_is_done_by_a_button_that_is_not_there(
    client: Client, mother: Guardian, state: State, do: str
) -> None:
    Application.objects.update(state=state)
    page = text(client.post(f"{MINE}1/", {"do": do}))

    assert said(str(SENTENCES[Why.MOVE]), "be") in page
    assert Application.objects.get().state == state


def test_a_letters_button_brings_nobody_back_who_is_too_old(mother: Guardian) -> None:
    Application.objects.update(state=State.INELIGIBLE)
    url = links.issue(STILL, Care.objects.get().pk, language="be", at=timezone.now()).removeprefix(ORIGIN)
    Client().post(url, {"do": "resume"})

    assert Application.objects.get().state == State.INELIGIBLE


def test_a_link_of_hers_asks_for_digits_however_many_she_has(mother: Guardian) -> None:
    caring.guard(guardian_id=mother.pk, digits="4071")
    guarded = Guardian.objects.get(pk=mother.pk).guard
    answers: list[Any] = []
    for number in range(6):
        url = links.issue(SCHOOL, mother.pk, language="be", at=timezone.now(), guarded=guarded)
        digits = "4071" if number == 5 else f"500{number}"
        answers.append(Client().post(url.removeprefix(ORIGIN), {"guard": digits}).status_code)

    assert answers == [200] * 6
