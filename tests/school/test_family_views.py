"""A family's own page, in every state and for everybody who may or may not open it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override

from pages.models import SiteSettings
from privacy import links
from privacy.documents import Phone
from privacy.limits import Most
from school import answering, family_views, first_days, overriding
from school.links import SCHOOL
from school.models import Application, Care, FirstDayAnswers, Group, Guardian, Override
from school.states import State
from tests.journeys.wording import said
from tests.school import children, families
from tests.school.families import MINE, as_if, let_in, offer, press, state, text, whole

pytestmark = [
    pytest.mark.django_db(databases=["default", "vault"]),
    pytest.mark.usefixtures("nobody_yet", "no_letters"),
]
HEADINGS = {
    State.RECEIVED: "We have received your application",
    State.VERIFIED: "Confirmed. The draw comes next",
    State.WAITING: "You are in the waiting list",
    State.PAUSED: "Paused. We have not struck you off",
    State.INELIGIBLE: "The school is not for this age",
    State.OFFERED: "We offer you a place",
    State.PLACED: "You have a place",
    State.WITHDRAWN: "You have left the list",
    State.LEFT: "The child has left the school",
    State.GRADUATED: "The child has finished the school",
}


@pytest.mark.parametrize("language", ["be", "ru", "pl", "en"])
def test_each_state_has_a_word_of_its_own(client: Client, zorka: Application, language: str) -> None:
    found = []
    for each in HEADINGS:
        if each == State.OFFERED:
            Application.objects.filter(pk=zorka.pk).update(state=State.WAITING, pause="")
            offer(Application.objects.get(pk=zorka.pk))
        else:
            as_if(zorka, each)
        page = text(client.get(f"/{language}/school/mine/"))
        found.append([said(words, language) for words in HEADINGS.values() if said(words, language) in page])

    assert found == [[said(words, language)] for words in HEADINGS.values()]


def test_the_place_in_the_list_is_drawn_person_by_person_and_its_reasons_add_up(
    client: Client, hanna: Guardian
) -> None:
    for number, (month, tier) in enumerate([(children.MARCH, 3), (children.MARCH, 3), (children.MAY, 2)]):
        children.waiting(month=month, tier=tier, ticket=str(number), at=timezone.now())
    families.child(hanna, month=children.APRIL, ticket="b")
    families.child(month=children.APRIL, ticket="a")
    families.child(month=children.APRIL, ticket="c")
    let_in(client, hanna)
    page = text(client.get("/en/school/mine/"))

    assert "5<small> of 6</small>" in page
    assert [page.count(f'class="{name}"') for name in ("queue__ahead", "queue__you")] == [1, 1]
    assert page.count("<use href=") == 6
    reasons = [
        words for words in ("from earlier months", "brother or sister", "drawn before you") if words in page
    ]
    assert len(reasons) == 3
    assert sum(int(each) for each in numbers(page)) == 4
    assert "We do not know yet." in page


def numbers(page: str) -> list[str]:
    return [part.split("<")[0] for part in page.split('class="sumup__number">')[1:]]


def test_a_child_that_grows_out_first_is_told_so(client: Client, hanna: Guardian) -> None:
    born = (families.today().year - 12, families.today().month)
    families.child(hanna, born=born)
    let_in(client, hanna)

    assert "The turn may come too late" in text(client.get("/en/school/mine/"))


def test_it_is_for_that_family_alone(client: Client, zorka: Application) -> None:
    answer = client.get(MINE)
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("private, no-store", "noindex")
    assert "Зорка" not in text(answer).split("</title>")[0]
    stranger = Client()
    for path in (
        "",
        "1/",
        "1/days/",
        "1/leave/",
        "1/first-day/",
        "contact/",
        "others/",
        "safe/",
        "copy/",
        "forget/",
    ):
        assert stranger.get(f"{MINE}{path}").status_code == 404
    let_in(stranger, families.guardian_of(families.child()))
    assert "Зорка" in text(stranger.get(MINE))
    for do in ("withdraw", "pause"):
        press(stranger, do)
    assert stranger.get(f"{MINE}2/").status_code == 404
    assert state(zorka) == State.WAITING


def test_a_scanner_that_opens_every_link_changes_nothing(hanna: Guardian) -> None:
    row = families.child(hanna)
    offer(row)
    url = links.issue(SCHOOL, hanna.pk, language="be", at=timezone.now()).removeprefix(families.ORIGIN)
    before = children.lines()
    for _time in range(100):
        assert [Client().get(url).status_code, Client().head(url).status_code] == [200, 200]

    assert (state(row), children.lines()) == (State.OFFERED, before)
    person = Client()
    assert person.post(url).url == MINE
    assert said("We offer you a place", "be") in text(person.get(MINE))


def test_who_may_only_look_sees_everything_and_changes_nothing(client: Client, zorka: Application) -> None:
    father = children.guardian(email="ihar@example.org")
    Care.objects.create(guardian=father, application=zorka, may_decide=False)
    offer(zorka)
    his = Client()
    let_in(his, father)
    page = text(his.get(MINE))
    assert (said("We offer you a place", "be") in page, 'name="answer"' in page) == (True, False)
    for path, given in (
        ("1/", {"answer": "accept"}),
        ("1/leave/", {"answer": "withdraw"}),
        ("1/leave/", {"answer": "erase"}),
        ("1/days/", {"days": ["1"]}),
        ("1/first-day/", {"name": "X"}),
    ):
        assert his.post(f"{MINE}{path}", given).status_code == 200
    assert state(zorka) == State.OFFERED


def test_two_children_stand_side_by_side_each_with_its_own_page(client: Client, hanna: Guardian) -> None:
    first, second = families.child(hanna), families.child(hanna)
    let_in(client, hanna)
    page = text(client.get(MINE))

    assert [code in page for code in (first.code, second.code)] == [True, True]
    press(client, "pause", "2/")
    assert [state(first), state(second)] == [State.WAITING, State.PAUSED]


def test_exceptions_are_counted_and_nobody_is_told_whose_they_were(
    client: Client, zorka: Application
) -> None:
    group = families.shut_group()
    children.exception(group, at=timezone.now())
    other = {"application_id": families.child().pk, "group_id": group.pk, "why": Override.Why.MEDICAL}
    overriding.ask(**other, by=children.staff("first"), at=timezone.now())

    assert "This term there was 1 exception from the order." in text(client.get("/en/school/mine/"))


SCENES: dict[str, Callable[[Application], Any]] = {
    "waiting": lambda row: None,
    "asked": families.offer,
    "placed": lambda row: answering.accept(offer_id=families.offer(row).pk, at=timezone.now()),
    "with a brother": lambda row: families.child(families.guardian_of(row)),
}


@pytest.mark.parametrize("scene", ["asked", "placed"])
def test_where_the_lessons_are_is_told_with_the_place(client: Client, zorka: Application, scene: str) -> None:
    settings = SiteSettings.load()
    settings.address = "ul. Przykładowa 1"
    settings.save()
    assert client.get(MINE).content.decode().count("ul. Przykładowa 1") == 1  # At the foot of the page.
    SCENES[scene](zorka)

    assert client.get(MINE).content.decode().count("ul. Przykładowa 1") == 2


def test_nobody_presses_without_end(
    client: Client, zorka: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(family_views, "PRESSED", Most(from_network=200, from_contact=2))
    for do in ("pause", "resume"):
        press(client, do)

    assert press(client, "pause").status_code == 429
    assert state(zorka) == State.WAITING
    assert client.get(MINE).status_code == 200


@pytest.mark.parametrize("scene", list(SCENES))
def test_opening_it_asks_the_databases_little(client: Client, zorka: Application, scene: str) -> None:
    SCENES[scene](zorka)
    for _number in range(30):
        families.child()
    client.get(MINE)
    with (
        CaptureQueriesContext(connections["default"]) as main,
        CaptureQueriesContext(connections["vault"]) as vault,
    ):
        client.get(MINE)

    assert len(main) + len(vault) <= 12


def noted(row: Application) -> None:
    row.child.seal(replace(row.child.open(), note="Бацька піша пагрозы"), at=timezone.now())
    row.save(update_fields=["sealed"])


def test_my_data_is_everything_and_nobody_elses(client: Client, zorka: Application) -> None:
    noted(zorka)
    as_if(zorka, State.PLACED)
    assert "Бацька піша пагрозы" in text(client.get(f"{MINE}copy/"))
    secret = children.guardian(email="hidden@example.org")
    theirs = Care.objects.create(guardian=secret, application=zorka, is_hidden=True)
    for care, word in ((theirs, "савамудрая"), (zorka.cares.exclude(pk=theirs.pk).get(), "васілёк")):
        told = FirstDayAnswers(phone=Phone("+48 579 000 777"), pick_up_word=word)
        first_days.tell(
            care=care, answers=told if care == theirs else replace(told, phone=None), at=timezone.now()
        )
    answer = client.get(f"{MINE}copy/")
    whole = text(answer)

    assert answer["Content-Disposition"] == 'attachment; filename="copy.txt"'
    assert [each in whole for each in ("Зорка", zorka.code, zorka.ticket, "hanna@example.org")] == [True] * 4
    assert ("hidden@example.org" in whole, whole.count("Буслік")) == (False, 1)
    assert [deed in whole for deed in ("verified", "drawn")] == [True, True]
    others = ("савамудрая", "000 777", "Бацька піша пагрозы")
    assert ("васілёк" in whole, [each for each in others if each in whole]) == (True, [])


def test_where_a_page_says_call_us_the_number_stands_to_be_pressed(
    client: Client, zorka: Application
) -> None:
    settings = SiteSettings.load()
    settings.phone = "+48 000 000 000"
    settings.save()
    offer(zorka)
    pages = [text(client.get(f"{MINE}{path}")) for path in ("1/", "safe/")]
    Care.objects.update(may_decide=False)
    pages.append(text(client.get(f"{MINE}1/")))

    assert [main(page).count('href="tel:+48000000000"') for page in pages] == [1, 1, 2]


def main(page: str) -> str:
    return page.split("<main", 1)[1].split("</main>", 1)[0]


@pytest.mark.parametrize("each", [State.WAITING, State.PLACED, State.WITHDRAWN])
def test_a_code_never_breaks_at_its_dash(client: Client, zorka: Application, each: State) -> None:
    as_if(zorka, each)
    pages = [main(text(client.get(f"{MINE}{path}"))) for path in ("1/", "1/leave/")]

    assert [(page.count(zorka.code), page.count(whole(zorka.code))) for page in pages] == [(1, 1), (1, 1)]


def test_a_child_that_goes_on_reads_so(client: Client, zorka: Application) -> None:
    later = families.today() + 70 * families.DAY
    families.this_term()
    spring = children.term(
        starts_on=later, ends_on=later + 90 * families.DAY, asks_from=families.today() - 20 * families.DAY
    )
    seat = children.group(spring, rule=families.saturdays(), places=2)
    Group.objects.filter(pk=seat.pk).update(opened_at=timezone.now(), capacity=2)
    offer(zorka)
    client.post(f"{MINE}1/", {"answer": "accept"})
    with override("be"):
        day = date_format(later, "DATE_FORMAT")

    sentence = said("The child has a place in the next term too, which begins on %(day)s.", "be")
    assert sentence % {"day": day} in text(client.get(MINE))
