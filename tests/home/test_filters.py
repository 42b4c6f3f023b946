"""Lists of words and mentions narrowed to what one looks for."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from home.models import Category, Mention, StoryPage, Tag
from tests.home import stories
from tests.pages import places

pytestmark = pytest.mark.django_db

NAMES = {"slug": "lamp", "name_be": "Лямпа", "name_ru": "Лампа", "name_pl": "Lampa", "name_en": "Lamp"}


def listed(client: Client, model: type[Any], query: str = "") -> str:
    return places.main(places.read(client, reverse(model.snippet_viewset.get_url_name("list")) + query))


@pytest.mark.parametrize("model", [Category, Tag])
def test_words_nobody_uses_are_found(model: type[Category | Tag], manager_client: Client):
    model.objects.create(**NAMES)
    found = {
        query: "Лямпа" in listed(manager_client, model, query) for query in ("", "?used=no", "?used=yes")
    }

    assert found == {"": True, "?used=no": True, "?used=yes": False}


@pytest.mark.parametrize("model", [Category, Tag])
def test_a_word_on_a_story_is_in_use(model: type[Category | Tag], manager_client: Client):
    lamp: Any = model.objects.create(**NAMES)
    story = stories.told(**({"category": lamp} if model is Category else {}))
    if model is Tag:
        story.tags.set([lamp])
        story.save()
    found = {query: "Лямпа" in listed(manager_client, model, query) for query in ("?used=no", "?used=yes")}

    assert found == {"?used=no": False, "?used=yes": True}


def test_the_same_words_narrow_the_spreadsheet(manager_client: Client):
    Tag.objects.create(**NAMES)
    url = reverse(Tag.snippet_viewset.get_url_name("list"), query={"used": "no", "export": "csv"})
    rows = b"".join(manager_client.get(url).streaming_content).decode().splitlines()[1:]

    used = set(StoryPage.tags.through.objects.values_list("tag__slug", flat=True))
    assert {row.partition(",")[0] for row in rows} == set(Tag.objects.values_list("slug", flat=True)) - used


@pytest.fixture
def mentioned() -> None:
    Mention.objects.all().delete()
    for number, language in enumerate(("pl", "en", "pl")):
        Mention.objects.create(
            outlet="Gazeta", title=f"Tekst {number}", language=language, date=date(2026, 3, number + 1),
            url=f"https://example.org/{number}",
        )  # fmt: skip


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", {0, 1, 2}),
        ("?language=pl", {0, 2}),
        ("?language=pl&language=en", {0, 1, 2}),
        ("?date_from=2026-03-02", {1, 2}),
        ("?date_from=2026-03-02&date_to=2026-03-02", {1}),
    ],
)
def test_mentions_are_narrowed_by_language_and_day(
    query: str, titles: set[int], mentioned: None, manager_client: Client
):
    html = listed(manager_client, Mention, query)

    assert {number for number in range(3) if f"Tekst {number}" in html} == titles


def test_mentions_can_be_taken_along(mentioned: None, manager_client: Client):
    url = reverse(Mention.snippet_viewset.get_url_name("list"), query={"export": "csv"})
    table = b"".join(manager_client.get(url).streaming_content).decode()

    assert "2026-03-03,Gazeta,Tekst 2,pl,https://example.org/2" in table
