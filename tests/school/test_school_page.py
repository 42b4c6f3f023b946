"""What readers are told of the school: true numbers, hours from the timetable, the rule in words."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client, RequestFactory
from django.utils.translation import override

from school import answering, capacity, ledger, school_page
from school import places as giving
from school.models import Application, Batch, Meeting, SchoolPage
from school.shown import Numbers
from tests.home import stories
from tests.pages import places, test_sharing
from tests.school import children
from tests.school.children import DAY, NOW, TUESDAYS
from timetable.expansion import WARSAW
from timetable.models import Room

pytestmark = [
    pytest.mark.django_db(databases=["default", "vault"]),
    pytest.mark.usefixtures("nobody_yet"),
]

REQUIRED = json.loads((Path(places.__file__).parent / "schema" / "required.json").read_text(encoding="utf-8"))


def page(code: str = "be") -> SchoolPage:
    return SchoolPage.objects.get(locale__language_code=code)


def surroundings(*, language: str = "be", at: datetime = NOW) -> dict[str, Any]:
    with override(language):
        return school_page.surroundings(RequestFactory().get("/"), at=at)


def test_it_is_there_in_four_languages(client: Client):
    for code in stories.LANGUAGES:
        html = places.read(client, page(code).url)
        assert f'<html lang="{code}">' in html
        assert page(code).heading in html.replace("\N{NO-BREAK SPACE}", " ")


def placed(number: int, *, at: datetime = NOW) -> list[Application]:
    """Children who were offered a place and have taken it."""
    rows = [children.waiting() for _each in range(number)]
    with ledger.held() as head:
        giving.settle(head, at=at)
    for row in rows:
        answering.accept(offer_id=children.offer_of(row).pk, at=at)
    return rows


def test_how_many_learn_and_wait_is_counted():
    children.opened(places=2)
    placed(2)
    for _each in range(3):
        children.waiting()
    told = surroundings()

    assert told["numbers"] == Numbers(learning=2, waiting=3, free=0, came=2)
    assert told["count_title"] == "2 дзіцяці вучацца. Яшчэ 3 чакаюць."
    assert told["places"] == {"kind": "limited", "words": "Месцаў няма, ёсць чарга"}
    assert told["honestly"] == (
        "Скажам шчыра: сёння вольнага месца няма. За апошнія тры месяцы з чаргі ў школу трапілі 2 дзіцяці."
    )


def test_whoever_is_offered_a_place_still_waits():
    children.opened(places=1)
    row = children.waiting()
    with ledger.held() as head:
        giving.settle(head, at=NOW)

    assert children.words(row) == ["offered"]
    assert surroundings()["numbers"] == Numbers(learning=0, waiting=1, free=0)


def test_a_place_given_long_ago_is_no_news():
    children.opened(places=1)
    placed(1)

    assert surroundings(at=NOW + 92 * DAY)["numbers"].came == 0


def test_free_places_are_told_and_who_gets_them():
    children.opened(places=3)
    told = surroundings()

    assert told["places"] == {"kind": "open", "words": "3 вольныя месцы"}
    assert told["honestly"].startswith("Сёння вольныя 3 месцы. Іх атрымаюць першыя з чаргі")
    assert told["more"] == []


def test_no_place_is_free_before_the_families_of_a_list_that_was_taken_in_are_told():
    children.opened(places=3)
    assert surroundings()["numbers"].free == 3
    Batch.objects.create(key=uuid4(), made_at=NOW, pupils=0, waiting=1)

    assert surroundings()["numbers"].free == 0


def test_places_held_back_are_not_free_to_anybody():
    group = children.opened(places=3)
    capacity.hold_back(group_id=group.pk, reason="настаўніца хворая", at=NOW)

    assert surroundings()["numbers"].free == 0


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        (Numbers(), ""),
        (Numbers(learning=1), "1 дзіця вучыцца."),
        (Numbers(waiting=5), "5 дзяцей чакаюць."),
        (Numbers(learning=60, waiting=21), "60 дзяцей вучацца. Яшчэ 21 чакае."),
    ],
)
def test_what_is_not_so_is_not_said(numbers: Numbers, said: str):
    with override("be"):
        assert school_page.count_title(numbers) == said


def test_one_more_teacher_is_told_where_there_is_room_for_one():
    children.opened(places=30, per_teacher=12)
    placed(12)
    children.waiting()

    assert surroundings()["more"] == [
        "Яшчэ адзін настаўнік — гэта яшчэ 12 месцаў.",
        "Яшчэ адзін пакой са сваім настаўнікам — гэта яшчэ 12 месцаў.",
    ]


def test_without_a_term_the_page_says_so_and_one_can_apply(client: Client):
    html = places.main(places.read(client, page().url))

    assert "Дні наступнага семестра яшчэ не вызначаныя." in html.replace("\N{NO-BREAK SPACE}", " ")
    assert "Падаць заяўку" in html


def test_a_term_without_groups_says_so(client: Client):
    children.term(ends_on=date(2036, 1, 31))

    assert "Групы гэтага семестра яшчэ не вызначаныя." in places.read(client, page().url).replace(
        "\N{NO-BREAK SPACE}", " "
    )


@pytest.mark.parametrize("code", stories.LANGUAGES)
def test_the_way_to_the_form_and_to_the_proof_stands_there(code: str, client: Client):
    html = places.main(places.read(client, page(code).url))

    assert f'href="/{code}/school/register/"' in html
    assert f'href="/{code}/school/check/"' in html


def test_exceptions_are_counted_and_no_more_is_said():
    children.exception(children.opened())

    assert surroundings()["rule"]["exceptions"] == "У гэтым семестры было 1 выключэнне з парадку."


def test_until_when_we_know_of_a_child_is_said_as_it_is_kept():
    told = surroundings()["kept"]

    assert "праз 30 дзён; калі дзіця пойдзе са школы — праз 365 дзён." in told
    assert '<a href="/be/keep/">' in told


def test_the_home_page_draws_the_same_numbers(client: Client):
    children.opened(of=children.term(ends_on=date(2036, 1, 31)), places=2)
    placed(2)
    children.waiting()
    html = places.read(client, "/be/").replace("\N{NO-BREAK SPACE}", " ")

    assert "2 дзіцяці вучацца. Яшчэ 1 чакае." in html
    assert html.count('class="count__person"') == 3
    assert f'href="{page().url}"' in places.main(html)


def test_it_is_in_the_menu_the_sitemap_and_the_search(client: Client):
    url = page().url

    assert f'href="{url}"' in places.read(client, "/be/").partition("<main")[0]
    assert f"<loc>http://localhost:8000{url}</loc>" in places.read(client, "/sitemap.xml")
    assert url in places.read(client, "/be/search/?q=школа&kind=school")


def test_search_engines_are_told_of_the_lessons_and_of_no_room(client: Client):
    term = children.term(ends_on=date(2036, 1, 31))
    group = children.opened(of=term, name="Z", youngest=6, oldest=8)
    room = Room.objects.create(name="Таемны", capacity=12)
    Meeting.objects.create(group=group, rule=TUESDAYS, minutes=45, room=room)
    html = places.read(client, page().url)
    (course,) = [node for node in test_sharing.linked(html) if node["@type"] == "Course"]

    for node in test_sharing.nodes(course):
        if node["@type"] != "NGO":
            assert [name for name in REQUIRED[node["@type"]] if node.get(name) in (None, "", [])] == []
    (told,) = course["hasCourseInstance"]
    assert (told["name"], told["typicalAgeRange"]) == ("6–8 гадоў", "6-8")
    assert [(each["byDay"], each["startTime"], each["endTime"]) for each in told["courseSchedule"]] == [
        (["https://schema.org/Saturday"], "10:00", "11:30"),
        (["https://schema.org/Tuesday"], "17:00", "17:45"),
    ]
    assert "Таемны" not in html


def test_without_groups_search_engines_are_told_of_no_course(client: Client):
    assert [node["@type"] for node in test_sharing.linked(places.read(client, page().url))] == [
        "BreadcrumbList"
    ]


@pytest.mark.parametrize(("today", "free"), [(date(2027, 1, 17), 3), (date(2027, 1, 18), 0)])
def test_in_the_last_days_of_a_term_no_place_is_said_to_be_free(today: date, free: int):
    children.opened(places=3)
    at = datetime(today.year, today.month, today.day, 12, tzinfo=WARSAW)
    told = surroundings(at=at)

    assert (told["numbers"].free, told["places"]["kind"]) == (free, "open" if free else "limited")


def test_without_a_term_nothing_is_said_of_its_exceptions():
    children.waiting()

    assert surroundings()["rule"]["exceptions"] == ""
