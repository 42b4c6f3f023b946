"""A family on the telephone: registered and confirmed on one page."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from letters.models import Letter
from office.models import JournalEntry
from school.models import Application, Entry, Guardian
from school.refusals import SENTENCES, Why
from school.states import State
from tests.journeys.wording import said
from tests.school.registering import letters

pytestmark = [
    pytest.mark.django_db(databases=["default", "vault"]),
    pytest.mark.usefixtures("nobody_yet", "no_letters"),
]
PAGE = "/admin/school/phone/"
YEAR = timezone.now().year - 8
GOOD = {
    "name1": "Зорка",
    "month1": "3",
    "year1": str(YEAR),
    "you": "Алена",
    "contact": "+48 000 000 001",
    "language": "be",
    "days": ["5", "1"],
    "note": "",
}


def answers(**changes: Any) -> dict[str, Any]:
    return {**GOOD, "form_key": str(uuid4()), **changes}


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_family_is_registered_and_confirmed_at_once(manager_client: Client) -> None:
    answer: Any = manager_client.post(PAGE, answers(sibling="on", note="Тэлефанаваць пасля 18"))

    row, guardian = Application.objects.get(), Guardian.objects.get()
    assert answer.url == f"{PAGE}{guardian.pk}/"
    assert (row.state, row.origin, row.says_sibling) == (State.VERIFIED, "staff", True)
    assert (guardian.reached_by, guardian.person.open().note) == ("phone", "Тэлефанаваць пасля 18")
    assert (Entry.objects.get().by, Letter.objects.count()) == ("staff", 0)
    assert JournalEntry.objects.filter(deed="school_registered").count() == 1


def test_then_the_code_can_be_read_out(manager_client: Client) -> None:
    answer: Any = manager_client.post(PAGE, answers(contact="alena@example.org"))
    page = text(manager_client.get(answer.url))

    assert (Application.objects.get().code in page, "Зорка" in page) == (True, False)
    assert letters() == ["school_verified"]


def test_three_children_at_most_and_twins_share_a_ticket(manager_client: Client) -> None:
    twin = {
        "name2": "Янка",
        "month2": "3",
        "year2": str(YEAR),
        "name3": "Кася",
        "month3": "7",
        "year3": str(YEAR - 2),
    }
    manager_client.post(PAGE, answers(**twin, together="on"))

    one, other, third = Application.objects.order_by("nth")
    assert (other.ticket_of, third.ticket_of, third.together) == (one.code, third.code, True)


def test_sent_twice_it_is_one_family(manager_client: Client) -> None:
    given = answers()
    pages = [manager_client.post(PAGE, given) for _time in range(2)]

    assert (len({page["Location"] for page in pages}), Application.objects.count()) == (1, 1)


def test_a_child_that_is_there_is_told_to_staff(manager_client: Client) -> None:
    manager_client.post(PAGE, answers())
    page = text(manager_client.post(PAGE, answers()))

    assert (said(str(SENTENCES[Why.ALREADY]), "be") in page, Application.objects.count()) == (True, 1)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name1": ""}, "Write the child’s name: the one used at home will do"),
        ({"month1": ""}, "Write month and year of birth"),
        ({"contact": "12"}, "Write an e-mail like name@example.org or a telephone like +48 000 000 000"),
        ({"days": []}, "Choose at least one day"),
        ({"year1": "1950"}, "The child is too old for that: the school takes children up to 12 years."),
    ],
)
def test_a_mistake_has_a_sentence(manager_client: Client, changes: dict[str, Any], sentence: str) -> None:
    page = text(manager_client.post(PAGE, answers(**changes)))

    assert (said(sentence, "be") in page, Application.objects.count()) == (True, 0)
