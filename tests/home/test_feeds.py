from datetime import date, datetime
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone

from home.models import Category, StoryPage
from tests.home import stories

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
NOON = timezone.make_aware(datetime(2026, 11, 25, 12))  # noqa: DTZ001 - in Warsaw, where the site is


def channel(client: Client, code: str = "be") -> ElementTree.Element:
    tree = ElementTree.fromstring(client.get(f"/{code}/feed/").content)
    found = tree.find("channel")
    assert found is not None
    return found


def texts(client: Client, name: str, code: str = "be") -> list[str | None]:
    return [item.findtext(name) for item in channel(client, code).findall("item")]


def test_it_is_rss_and_needs_no_cookie(client: Client):
    answer = client.get("/be/feed/")

    assert answer["Content-Type"] == "application/rss+xml; charset=utf-8"
    assert ElementTree.fromstring(answer.content).tag == "rss"
    assert answer.cookies == {}


@pytest.mark.parametrize(
    ("code", "index"),
    [("be", "/be/naviny/"), ("ru", "/ru/novosti/"), ("pl", "/pl/aktualnosci/"), ("en", "/en/news/")],
)
def test_a_feed_speaks_the_language_of_its_address(code: str, index: str, client: Client):
    feed = channel(client, code)

    assert feed.findtext("language") == code
    assert feed.findtext("link") == f"http://localhost:8000{index}"
    assert feed.find(f"{ATOM}link").attrib["href"] == f"http://localhost:8000/{code}/feed/"


def test_feeds_are_named_in_four_languages(client: Client):
    assert len({channel(client, code).findtext("title") for code in stories.LANGUAGES}) == 4


@pytest.mark.parametrize("code", stories.LANGUAGES)
def test_a_feed_tells_the_stories_of_its_language_newest_first(code: str, client: Client):
    told = client.get(stories.index(code).url).context["page_obj"]

    assert texts(client, "title", code) == [story.title for story in told]
    assert texts(client, "link", code) == [f"http://localhost:8000{story.url}" for story in told]
    assert texts(client, "description", code) == [story.lead for story in told]


def test_a_story_has_one_name_for_ever_and_another_in_each_language(client: Client):
    names = [name for code in stories.LANGUAGES for name in texts(client, "guid", code)]

    assert len(set(names)) == len(names) == 32


def test_a_story_is_dated_by_its_day_in_warsaw(client: Client):
    stories.told(date=date(2026, 11, 25))

    assert parsedate_to_datetime(texts(client, "pubDate")[0]).isoformat() == "2026-11-25T12:00:00+01:00"


def test_a_story_names_its_category_in_the_language_of_the_feed(client: Client):
    stories.told("Żyrandol", language="pl", date=date(2026, 11, 25))

    assert texts(client, "category", "pl")[0] == "Pomoc"


def test_what_an_editor_types_stays_text(client: Client):
    stories.told("<b>Тлусты</b> & просты", lead="<script>", date=date(2026, 11, 25))

    assert texts(client, "title")[0] == "<b>Тлусты</b> & просты"
    assert texts(client, "description")[0] == "<script>"


def test_a_feed_holds_twenty_stories(client: Client):
    for number in range(13):
        stories.told(f"Школа {number}", slug=f"skola-{number}")

    assert len(texts(client, "title")) == 20


def test_a_feed_without_stories_is_still_a_feed(client: Client):
    for page in stories.index("pl").get_children():
        page.specific.unpublish()

    assert texts(client, "title", "pl") == []


def entries(client: Client, path: str) -> list[ElementTree.Element]:
    answer = client.get(path)
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(answer.content).findall(f"{ATOM}entry")


def test_atom_tells_the_same_stories_in_the_same_order(client: Client):
    told = entries(client, "/pl/feed/atom/")

    assert [entry.findtext(f"{ATOM}title") for entry in told] == texts(client, "title", "pl")
    assert [entry.findtext(f"{ATOM}id") for entry in told] == texts(client, "guid", "pl")
    assert [entry.find(f"{ATOM}link").attrib["href"] for entry in told] == texts(client, "link", "pl")


def test_atom_says_when_a_story_was_changed(client: Client):
    story = stories.told(date=date(2026, 11, 25))
    entry = entries(client, "/be/feed/atom/")[0]
    updated = datetime.fromisoformat(str(entry.findtext(f"{ATOM}updated")))

    assert entry.findtext(f"{ATOM}published") == "2026-11-25T12:00:00+01:00"
    assert updated == max(story.last_published_at, NOON)


@pytest.mark.parametrize("code", stories.LANGUAGES)
@pytest.mark.parametrize("kind", ["", "atom/"])
def test_a_category_has_feeds_of_its_own(kind: str, code: str, client: Client):
    feed = ElementTree.fromstring(client.get(f"/{code}/feed/help/{kind}").content)
    name = Category.objects.get(slug="help").name if code == "be" else None
    titles = [each.text for each in feed.iter() if each.tag in {"title", f"{ATOM}title"}]
    wanted = StoryPage.objects.filter(category__slug="help", locale__language_code=code, alias_of=None)

    assert sorted(titles[1:]) == sorted(wanted.values_list("title", flat=True))
    assert name is None or str(titles[0]).endswith(f": {name}")


def test_a_category_that_is_not_there_has_no_feed(client: Client):
    assert [client.get(f"/be/feed/nothing/{kind}").status_code for kind in ("", "atom/")] == [404, 404]
