import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from home.models import ReleasePage, StoryPage
from pages import visibility
from tests.events import dates, pages
from tests.home import stories
from tests.pages import places
from tests.school import children

pytestmark = pytest.mark.django_db

META = re.compile(r'<meta property="(og:[\w:]+)" content="([^"]*)">')
LINKED = re.compile(r'<script type="application/ld\+json">(.*?)</script>')
CANONICAL = re.compile(r'<link rel="canonical" href="http://localhost:8000([^"]+)">')
REQUIRED = json.loads((Path(__file__).parent / "schema" / "required.json").read_text(encoding="utf-8"))


def live_pages() -> list[Page]:
    """Every page that lists may name, of every kind and language."""
    return list(visibility.listed(Page.objects.filter(depth__gt=1), at=timezone.now()))


def linked(html: str) -> list[dict[str, Any]]:
    return [node for script in LINKED.findall(html) for node in json.loads(script)["@graph"]]


def nodes(value: Any) -> list[dict[str, Any]]:
    """All things that are said to be something, however deep."""
    if isinstance(value, list):
        return [node for each in value for node in nodes(each)]
    if isinstance(value, dict):
        return ([value] if "@type" in value else []) + nodes(list(value.values()))
    return []


def test_every_page_can_be_shared(client: Client):
    for page in live_pages():
        shared = dict(META.findall(places.read(client, page.url)))

        assert {"og:title", "og:description", "og:url", "og:image", "og:locale", "og:image:alt"} <= set(
            shared
        )
        assert all(shared.values()), page.url
        assert shared["og:url"] == f"http://localhost:8000{page.url}"
        picture = client.get(shared["og:image"].removeprefix("http://localhost:8000"))
        assert (picture.status_code, picture["Content-Type"]) == (200, "image/jpeg"), page.url


def test_the_card_of_a_page_kept_back_is_shown_to_nobody(story: StoryPage, client: Client):
    path = dict(META.findall(places.read(client, story.url)))["og:image"].removeprefix(
        "http://localhost:8000"
    )
    until = timezone.now() + timedelta(hours=1)
    visibility.set_embargo(translation_key=story.translation_key, until=until)

    assert client.get(path).status_code == 404


def test_a_new_title_gives_the_card_a_new_name_and_the_old_one_is_no_longer_kept(
    story: StoryPage, client: Client
):
    before = dict(META.findall(places.read(client, story.url)))["og:image"].removeprefix(
        "http://localhost:8000"
    )
    kept = client.get(before)["Cache-Control"]
    story.title = "Іншая"
    story.save_revision().publish()
    after = dict(META.findall(places.read(client, story.url)))["og:image"].removeprefix(
        "http://localhost:8000"
    )

    assert before != after
    assert "immutable" in kept
    assert "max-age=0" in client.get(before)["Cache-Control"]


def test_what_is_said_to_search_engines_is_complete(client: Client):
    """Each kind with the properties that the list in the repository asks of it."""
    dates.date(pages.about().activity, start=pages.soon())
    children.told_of()
    seen = set()
    for page in live_pages():
        for node in nodes(linked(places.read(client, page.url))):
            seen.add(node["@type"])
            if "@id" in node and node.keys() <= {"@type", "@id", "name"}:
                continue  # A mention of the organisation that the home page describes.
            missing = [name for name in REQUIRED[node["@type"]] if not node.get(name)]
            assert missing == [], (page.url, node["@type"])

    assert seen == set(REQUIRED)


def test_a_story_is_told_to_search_engines_as_it_is(story: StoryPage, client: Client):
    article, crumbs = linked(places.read(client, story.url))

    assert (article["headline"], article["inLanguage"], article["datePublished"]) == (
        story.title, "be", f"{story.date}T12:00:00+01:00",
    )  # fmt: skip
    assert [step["item"] for step in crumbs["itemListElement"]] == [
        "http://localhost:8000/be/", "http://localhost:8000/be/naviny/", f"http://localhost:8000{story.url}",
    ]  # fmt: skip


def test_a_release_is_told_to_search_engines_as_it_is(client: Client):
    release = ReleasePage.objects.filter(locale__language_code="pl").latest("date")
    article, _crumbs = linked(places.read(client, release.url))

    told = ("@type", "headline", "inLanguage", "datePublished", "articleSection")
    assert [article[name] for name in told] == [
        "NewsArticle", release.title, "pl", f"{release.date}T12:00:00+01:00", "informacje prasowe",
    ]  # fmt: skip
    assert article["author"]["@type"] == article["publisher"]["@type"] == "NGO"


def test_no_title_ends_the_script_it_stands_in(client: Client):
    story = stories.told("</script><script>alert(1)</script>", slug="bad")
    html = places.read(client, story.url)

    assert "<script>alert" not in html
    assert linked(html)[0]["headline"] == story.title


def test_what_stands_in_for_a_translation_tells_nothing(client: Client):
    polish = stories.lent(stories.told())["pl"]

    assert linked(places.read(client, polish.url)) == []


def test_every_page_is_its_own_canonical_and_translations_name_each_other(client: Client):
    """A crawl over everything live: what a page says of another, the other says of it."""
    named = {}
    for page in live_pages():
        html = places.read(client, page.url)
        assert CANONICAL.findall(html) == [page.url]
        named[page.url] = places.alternates(html)

    for url, alternates in named.items():
        assert url in alternates.values()
        assert "x-default" in alternates
        assert all(named[other] == alternates for other in alternates.values()), url
