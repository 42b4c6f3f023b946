"""The form: one question a page."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from letters.models import Letter
from privacy import alike, keys
from privacy.models import Draft
from school import walk
from school.models import Application, Guardian
from school.refusals import SENTENCES, Why
from school.states import State
from tests.journeys.wording import said
from tests.school.form_filling import REST, START, YEAR, begin, fill, heading, send, text
from tests.school.registering import of, registered

pytestmark = [
    pytest.mark.django_db(databases=["default", "vault"]),
    pytest.mark.usefixtures("nobody_yet", "no_letters"),
]
AHEAD = str(timezone.now().year + 1)


def test_seven_answers_are_asked_and_all_of_them_are_needed() -> None:
    fields = [
        (step, name)
        for step, form in {**walk.OF_A_CHILD, **walk.OF_A_FAMILY}.items()
        for name in form.base_fields
    ]

    assert walk.QUESTIONS == 7
    assert fields == [
        ("name", "name"),
        ("birth", "month"),
        ("birth", "year"),
        ("you", "you"),
        ("contact", "by"),
        ("contact", "email"),
        ("contact", "phone"),
        ("language", "language"),
        ("days", "days"),
        ("sibling", "sibling"),
    ]
    assert "surname" not in {name for _step, name in fields}


def test_the_first_page_asks_for_a_name_and_sets_no_cookie_but_the_forms_own(client: Client) -> None:
    answer = client.get(START)

    assert (answer.status_code, heading(answer)) == (200, said("What is the child called?", "be"))
    assert set(answer.cookies) <= {"csrf"}
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_one_page_leads_to_the_next_and_the_last_to_all_answers(client: Client) -> None:
    assert begin(client).url == f"{START}birth/"
    ways = [client.post(f"{START}{step}/", typed).url for step, typed in REST.items()]

    assert ways == [f"{START}{step}/" for step in ("you", "contact", "language", "days", "sibling", "check")]
    page = text(client.get(f"{START}check/"))
    shown = ("Зорка", f"сакавік {YEAR}", "Алена", "alena@example.org", "Беларуская", "субота, аўторак")
    assert [each for each in shown if each not in page] == []


def test_sending_it_makes_one_application_and_a_letter(client: Client) -> None:
    fill(client)
    answer = send(client)

    row = Application.objects.get()
    assert (answer.url, row.state, row.child.open().name) == (f"{START}sent/", State.RECEIVED, "Зорка")
    assert Letter.objects.get().name == "school_received"
    assert "a•••@example.org" in text(client.get(answer.url))
    assert Draft.objects.count() == 0


def test_sent_twice_it_is_one_application(client: Client) -> None:
    fill(client)
    assert [send(client).url for _time in range(2)] == [f"{START}sent/"] * 2
    assert Application.objects.count() == 1


def test_the_page_after_it_says_so_much_alike_whoever_was_here_already(client: Client) -> None:
    def page() -> str:
        fill(client)
        send(client)
        return text(client.get(f"{START}sent/"))

    first = page()
    Draft.objects.all().delete()
    client.cookies.clear()
    fill(client, key="2")
    send(client, key="2")
    assert text(client.get(f"{START}sent/")) == first
    assert Application.objects.count() == 1
    assert Letter.objects.filter(name="school_again").count() == 1


def test_pressing_twice_or_another_contact_in_the_same_form_tells_nothing(client: Client) -> None:
    """Of a family that was here already: neither by the page, nor by who gets a letter."""
    fill(client)
    send(client)

    seen = []
    for key, email in (("2", "alena@example.org"), ("3", "nobody@example.org")):
        stranger, own = Client(), f"stranger{key}@example.org"
        pages = []
        for typed in (email, own):
            fill(stranger, key=key, contact={"by": "email", "email": typed, "phone": ""})
            pages += [send(stranger, key=key).url, send(stranger, key=key).url]
        seen.append((pages, Guardian.objects.filter(seal_id__in=keys.find(alike.email(own))).count()))
    assert seen[0] == seen[1] == ([f"{START}sent/"] * 4, 1)


def test_another_browser_is_told_nothing(client: Client) -> None:
    fill(client)
    send(client)

    assert "•••" not in text(Client().get(f"{START}sent/"))


def test_by_telephone_a_call_is_promised(client: Client) -> None:
    fill(client, contact={"by": "phone", "email": "", "phone": "+48 000 000 007"})
    page = text(client.get(send(client).url))

    assert ("•••007" in page, Letter.objects.count()) == (True, 0)


def test_back_keeps_what_was_answered(client: Client) -> None:
    fill(client)

    assert f'value="{YEAR}"' in text(client.get(f"{START}birth/"))
    boxes = re.findall(r'<input type="checkbox" name="days"[^>]*>', text(client.get(f"{START}days/")))
    assert [" checked" in box for box in boxes] == [True] * 2


def test_a_changed_answer_leads_back_to_all_of_them(client: Client) -> None:
    fill(client)
    answer = client.post(f"{START}you/", {"you": "Марыся"})

    assert answer.url == f"{START}check/"
    assert "Марыся" in text(client.get(answer.url))


def test_a_lost_connection_loses_nothing(client: Client) -> None:
    begin(client)
    client.post(f"{START}birth/", REST["birth"])
    page = text(client.get(START))

    assert (f'href="{START}you/"' in page, 'value="Зорка"' in page) == (True, True)


def test_what_was_begun_can_be_erased(client: Client) -> None:
    begin(client)
    answer = client.post(START, {"do": "discard draft"})

    assert (answer.url, Draft.objects.count()) == (START, 0)
    assert 'value="Зорка"' not in text(client.get(START))


def test_who_has_not_begun_begins_at_the_beginning(client: Client) -> None:
    assert client.get(f"{START}days/").url == START
    assert client.get(f"{START}check/").url == START
    assert client.post(f"{START}days/", REST["days"]).url == START
    assert client.get(f"{START}on/").status_code == 404


def test_a_page_that_is_none_is_not_there(client: Client) -> None:
    assert client.get(f"{START}surname/").status_code == 404


def test_all_answers_are_shown_only_when_none_lacks(client: Client) -> None:
    begin(client)

    assert client.get(f"{START}check/").url == f"{START}birth/"


def test_two_children_in_one_go(client: Client) -> None:
    fill(client)
    assert client.post(f"{START}check/", {"do": "more"}).url == f"{START}child/2/name/"
    assert client.post(f"{START}child/2/name/", {"name": "Кася"}).url == f"{START}child/2/birth/"
    assert client.post(f"{START}child/2/birth/", {"month": "3", "year": YEAR}).url == f"{START}check/"
    send(client, together="on")

    one, other = Application.objects.order_by("nth")
    assert [each.child.open().name for each in (one, other)] == ["Зорка", "Кася"]
    assert (other.ticket_of, one.together, other.together) == (one.code, True, True)


def test_a_child_that_was_added_can_be_taken_away(client: Client) -> None:
    fill(client)
    client.post(f"{START}check/", {"do": "more"})
    assert client.get(f"{START}check/").url == f"{START}child/2/name/"
    assert client.post(f"{START}child/2/name/", {"do": "remove"}).url == f"{START}check/"
    send(client)

    assert Application.objects.count() == 1


def test_there_are_five_children_at_most(client: Client) -> None:
    fill(client)
    for child in range(2, 6):
        client.post(f"{START}check/", {"do": "more"})
        client.post(f"{START}child/{child}/name/", {"name": f"Дзіця {child}"})
        client.post(f"{START}child/{child}/birth/", REST["birth"])

    assert 'value="more"' not in text(client.get(f"{START}check/"))
    assert client.post(f"{START}check/", {"do": "more"}).url == f"{START}check/"


@pytest.mark.parametrize(
    ("step", "typed", "sentence"),
    [
        ("birth", {"month": "13", "year": "2018"}, "Write the month as a number from 1 to 12"),
        ("birth", {"month": "3", "year": "два"}, "Write the year in four digits, like 2018"),
        (
            "birth",
            {"month": "1", "year": str(YEAR - 6)},
            "The school takes children up to 12 years. Write to us: we will tell you where else",
        ),
        ("you", {"you": " "}, "Write a name by which to address you: any will do"),
        ("contact", {"by": "email", "email": "alena"}, "Write an e-mail like name@example.org"),
        (
            "contact",
            {"by": "phone", "phone": "123"},
            "Write a telephone number with the code of its country, like +48 000 000 000",
        ),
        ("contact", {}, "Choose e-mail or telephone"),
        ("language", {"language": "xx"}, "Choose a language"),
        ("days", {}, "Mark at least one day"),
        ("days", {"days": ["3"]}, "Mark Saturday, Tuesday or both"),
        ("sibling", {}, "Choose yes or no"),
    ],
)
def test_a_mistake_is_told_in_the_same_words_twice(
    client: Client, step: str, typed: dict[str, Any], sentence: str
) -> None:
    begin(client)
    answer = client.post(f"{START}{step}/", typed)

    assert (answer.status_code, text(answer).count(said(sentence, "be"))) == (200, 2)
    assert f"<title>{said('Error:', 'be')}" in text(answer)


@pytest.mark.parametrize("year", ["1950", AHEAD])
def test_a_year_that_can_not_be_is_named(client: Client, year: str) -> None:
    begin(client)
    answer = client.post(f"{START}birth/", {"month": "3", "year": year})

    assert f"{year}</a>" in text(answer)


def test_born_next_month_or_too_lately_is_told_apart(client: Client) -> None:
    begin(client)
    today = timezone.localdate()
    if today.month < 12:
        answer = client.post(f"{START}birth/", {"month": today.month + 1, "year": today.year})
        assert said(str(SENTENCES[Why.NOT_BORN]), "be") in text(answer)
    answer = client.post(f"{START}birth/", {"month": 1, "year": YEAR + 6})
    assert str(YEAR + 11) in text(answer)


def test_a_name_that_is_none_is_asked_for_again(client: Client) -> None:
    answer = begin(client, name="\u202e ")

    assert text(answer).count(said("Write the child’s name: the one used at home will do", "be")) == 2
    assert Draft.objects.count() == 0


def test_the_same_child_twice_in_one_form_is_told(client: Client) -> None:
    fill(client)
    client.post(f"{START}check/", {"do": "more"})
    client.post(f"{START}child/2/name/", {"name": "зорка"})
    client.post(f"{START}child/2/birth/", REST["birth"])
    answer = send(client)

    assert (answer.status_code, said(str(SENTENCES[Why.SAME_CHILD]), "be") in text(answer)) == (200, True)


def test_who_begins_too_often_keeps_the_answer_and_is_told(client: Client) -> None:
    for number in range(8):
        begin(Client(), key=f"{number}")
    answer = begin(client, key="9")

    assert (answer.status_code, 'value="Зорка"' in text(answer), Draft.objects.count()) == (200, True, 8)


def test_a_program_is_asked_to_leave_the_trap_alone(client: Client) -> None:
    answer = begin(client, homepage="https://example.org")

    assert (answer.status_code, Draft.objects.count()) == (200, 0)


def test_the_database_keeps_no_answer_in_clear(client: Client) -> None:
    fill(client)
    kept = Draft.objects.get()

    assert [word for word in ("Зорка", "alena") if word.encode() in bytes(kept.sealed)] == []
    assert kept.kept_at > timezone.now() - timedelta(minutes=5)


def test_a_page_costs_few_queries(client: Client, django_assert_max_num_queries: Any) -> None:
    fill(client)
    with django_assert_max_num_queries(14):
        client.get(f"{START}days/")
    with django_assert_max_num_queries(22):
        client.post(f"{START}days/", REST["days"])


@pytest.mark.parametrize("language", ["be", "ru", "pl", "en"])
def test_every_page_is_there_in_every_language(client: Client, language: str) -> None:
    start = f"/{language}/school/register/"
    fill(client, start=start)
    pages = [text(client.get(f"{start}{step}")) for step in ("", *(f"{step}/" for step in REST), "check/")]

    assert [len(page.encode()) < 60_000 for page in pages] == [True] * 8
    assert all('name="robots" content="noindex"' in page for page in pages)


def test_children_of_another_family_are_untouched(client: Client) -> None:
    other = registered(key="7", email="other@example.org")
    fill(client)
    send(client)

    assert (Application.objects.count(), len(of(other))) == (2, 1)
