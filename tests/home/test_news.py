from datetime import date
from typing import Any

import pytest
from django.test import Client

from home import news
from home.models import Category, StoryPage, Tag
from tests.home import stories

DEMO = ["17-000-zlotych-za-adzin-dzien", "kalia-sta-zapytau-na-tydzien", "adkryta-abmezavana-prypyniena",
        "miesiac-z-mientaram", "siem-ton-adziennia", "chor-vianki-makrame", "subota-i-autorak",
        "volnaja-bielarus-na-karcie"]  # fmt: skip
"""The demo's stories by address, newest first."""


def slugs(client: Client, query: str = "") -> list[str]:
    return [story.slug for story in client.get(f"/be/naviny/{query}").context["page_obj"]]


def links(client: Client, name: str, path: str) -> list[tuple[str, str, bool]]:
    return [(link.title, link.url, link.current) for link in client.get(path).context[name]]


def relatives(client: Client, story: StoryPage) -> list[str]:
    return [each.slug for each in client.get(story.url).context["related"]]


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2026-11", date(2026, 11, 1)),
        ("0001-01", date(1, 1, 1)),
        ("2026-13", None),
        ("2026-00", None),
        ("2026-1", None),
        ("2026-W1", None),
        ("26-11", None),
        ("", None),
        ("месяц", None),
        ("2026-11-01", None),
        ("٢٠٢٦-١١", None),
    ],
)
def test_a_month_is_a_year_and_a_number(text: str, month: date | None):
    assert news.month_of(text) == month


@pytest.mark.django_db
def test_the_newest_story_comes_first(client: Client):
    assert slugs(client) == DEMO


@pytest.mark.django_db
def test_of_two_stories_of_one_day_the_later_published_comes_first(client: Client):
    stories.told("Ранак", slug="ranak", date=date(2026, 11, 25))
    stories.told("Вечар", slug="viecar", date=date(2026, 11, 25))

    assert slugs(client)[:2] == ["viecar", "ranak"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("?category=school", [0, 6]),
        ("?category=help", [1, 2]),
        ("?tag=gifts", [0, 4]),
        ("?month=2026-11", [0, 1, 2, 3]),
        ("?month=2026-10", [4, 5, 6]),
        ("?month=2026-09", [7]),
        ("?month=2025-11", []),
        ("?category=school&month=2026-10", [6]),
        ("?category=school&tag=gifts", [0]),
        ("?category=help&tag=gifts", []),
        ("?category=school&tag=children&month=2026-11", [0]),
        ("?category=school&page=1", [0, 6]),
        ("?category=school&page=99", [0, 6]),
    ],
)
def test_filters_can_be_combined(query: str, places: list[int], client: Client):
    assert slugs(client, query) == [DEMO[place] for place in places]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    ["?category=niama", "?tag=niama", "?month=летась", "?page=першая", "?page=-1", "?page=0",
     "?category=&tag=&month=&page=", "?category=%00school", "?month=2026-99&tag='", "?niama=1",
     "?category=" + "a" * 5000],
)  # fmt: skip
def test_what_makes_no_sense_in_a_query_is_passed_over(query: str, client: Client):
    expected = [DEMO[0], DEMO[6]] if "%00school" in query else DEMO

    assert slugs(client, query) == expected


@pytest.mark.django_db
def test_a_page_holds_thirteen_stories(client: Client):
    for number in range(6):
        stories.told(f"Школа {number}", slug=f"skola-{number}")

    assert [len(slugs(client)), slugs(client, "?page=2")] == [13, [DEMO[-1]]]


@pytest.mark.django_db
def test_the_next_page_keeps_the_filters(client: Client):
    answer = client.get("/be/naviny/?category=school&month=2026-11&tag=niama&page=1")

    assert answer.context["query"] == "category=school&month=2026-11"


@pytest.mark.django_db
def test_months_that_have_stories_are_offered_newest_first(client: Client):
    assert links(client, "months", "/en/news/") == [
        ("All months", "/en/news/", True),
        ("November 2026", "/en/news/?month=2026-11", False),
        ("October 2026", "/en/news/?month=2026-10", False),
        ("September 2026", "/en/news/?month=2026-09", False),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "month"),
    [
        ("/be/naviny/", "лістапад 2026"),
        ("/ru/novosti/", "ноябрь 2026"),
        ("/pl/aktualnosci/", "listopad 2026"),
    ],
)
def test_a_month_is_named_in_the_readers_language(path: str, month: str, client: Client):
    assert client.get(path).context["months"][1].title.lower().startswith(month)


@pytest.mark.django_db
def test_categories_that_have_stories_are_offered_by_name(client: Client):
    Category.objects.create(slug="empty", name_be="Ааа", name_ru="Ааа", name_pl="Aaa", name_en="Aaa")

    assert links(client, "categories", "/en/news/?category=school") == [
        ("All", "/en/news/", False),
        ("Center news", "/en/news/?category=center", False),
        ("Courses and choir", "/en/news/?category=courses-and-choir", False),
        ("Help", "/en/news/?category=help", False),
        ("Know-how", "/en/news/?category=experience", False),
        ("Memory", "/en/news/?category=memory", False),
        ("School", "/en/news/?category=school", True),
    ]


@pytest.mark.django_db
def test_choosing_a_category_keeps_the_month(client: Client):
    offered = links(client, "categories", "/en/news/?month=2026-11")

    assert ("School", "/en/news/?category=school&month=2026-11", False) in offered


@pytest.mark.django_db
def test_a_language_lists_its_own_stories_alone(client: Client):
    stories.told()

    assert len(client.get("/pl/aktualnosci/").context["page_obj"]) == 8


@pytest.mark.django_db
def test_an_index_without_stories_says_so(client: Client):
    html = client.get("/be/naviny/?month=2025-11").content.decode()

    assert "teaser" not in html.partition("<main")[2]
    assert 'href="/be/naviny/"' in html.partition("<main")[2]


@pytest.mark.django_db
def test_the_home_page_tells_the_five_newest_stories(client: Client):
    assert [story.slug for story in client.get("/be/").context["stories"]] == DEMO[:5]


@pytest.fixture
def family() -> dict[str, Any]:
    """Tags, and categories, that no story of the demo has."""
    names = {f"name_{code}": "х" for code in stories.LANGUAGES}
    tags = [
        Tag.objects.create(slug=f"x{number}", **dict.fromkeys(names, f"х{number}")) for number in range(3)
    ]
    return {"tags": tags, "category": Category.objects.create(slug="x", **names)}


@pytest.mark.django_db
def test_stories_that_share_most_come_first_among_the_related(family: Any, client: Client):
    tags, category = family["tags"], family["category"]
    story = stories.told(slug="a", tags=tags, category=category, date=date(2026, 11, 25))
    stories.told(slug="category", category=category, date=date(2020, 1, 1))
    stories.told(slug="two-tags", tags=tags[:2], date=date(2020, 1, 1))
    stories.told(slug="one-tag", tags=tags[:1], date=date(2020, 1, 1))

    assert relatives(client, story) == ["two-tags", "one-tag", "category"]


@pytest.mark.django_db
def test_among_equally_related_stories_the_newest_comes_first(family: Any, client: Client):
    tags = family["tags"]
    story = stories.told(slug="a", tags=tags, date=date(2026, 11, 25))
    for day in (1, 3, 2):
        stories.told(slug=f"day-{day}", tags=tags, date=date(2020, 1, day), category=family["category"])

    assert relatives(client, story) == ["day-3", "day-2", "day-1"]


@pytest.mark.django_db
def test_a_story_nothing_is_related_to_is_followed_by_the_newest(family: Any, client: Client):
    story = stories.told(slug="a", tags=family["tags"], category=family["category"], date=date(2020, 1, 1))

    assert relatives(client, story) == DEMO[:3]


@pytest.mark.django_db
def test_beside_a_borrowed_story_stand_stories_in_the_readers_language(client: Client):
    polish = stories.lent(stories.told())["pl"]
    related = client.get(polish.url).context["related"]

    assert [story.locale.language_code for story in related] == ["pl", "pl", "pl"]


@pytest.mark.django_db
def test_around_a_borrowed_story_everything_is_in_the_readers_language(client: Client):
    story = stories.told(tags=[Tag.objects.get(slug="children")])
    polish = stories.lent(story)["pl"]
    around = client.get(polish.url).context

    assert around["category_url"] == "/pl/aktualnosci/?category=help"
    assert [link.url for link in around["tag_links"]] == ["/pl/aktualnosci/?tag=children"]
    assert [link.url for link in around["crumbs"]] == ["/pl/", "/pl/aktualnosci/"]
