"""How many questions a page may ask the database; the number must not grow with the site."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from home.models import StoryPage, Tag
from tests.home import helping, releases, stories
from tests.pages import test_announcements, test_menus

pytestmark = pytest.mark.django_db(databases=["default", "vault"])

BUDGETS = {
    "home": 20,
    "news": 15,
    "story": 12,
    "help": 20,
    "service": 25,
    "guides": 18,
    "guide": 20,
    "plain page": 18,
    "search": 26,
    "what we keep": 12,
    "question": 12,
    "not found": 15,
    "sitemap": 10,
    "feed": 10,
    "press center": 28,
    "releases": 24,
    "release": 28,
    "feed of releases": 10,
}
MORE = 30


@pytest.fixture
def urls(story: StoryPage) -> dict[str, str]:
    return {
        "home": "/be/",
        "news": "/be/naviny/",
        "story": story.url,
        "help": "/be/dapamoha/",
        "service": "/be/dapamoha/zyllo/",
        "guides": "/be/brasury/",
        "guide": "/be/brasury/pesel/",
        "plain page": "/be/chto-my/",
        "search": "/be/search/?q=школа",
        "what we keep": "/be/keep/",
        "question": "/be/press/ask/",
        "not found": "/be/niama/",
        "sitemap": "/sitemap.xml",
        "feed": "/be/feed/",
        "press center": releases.press().url,
        "releases": releases.archive().url,
        "release": releases.told().url,
        "feed of releases": "/be/feed/press/",
    }


def queries(client: Client, urls: dict[str, str]) -> dict[str, int]:
    """How many each page asks once the process is warm."""
    return {page: asked(client, url) for page, url in urls.items()}


def asked(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as questions:
        client.get(url)
    return len(questions)


def test_every_page_stays_within_its_budget(urls: dict[str, str], client: Client):
    counted = queries(client, urls)
    print(counted)  # noqa: T201 - read by whoever sets the budgets

    assert {page: number for page, number in counted.items() if number > BUDGETS[page]} == {}


def test_pages_ask_no_more_when_there_is_more_to_tell(urls: dict[str, str], story: StoryPage, client: Client):
    before = queries(client, urls)
    tell_more(story)
    after = queries(client, urls)

    assert {page: number for page, number in after.items() if number > before[page]} == {}


def test_a_full_frame_stays_within_the_budgets_too(urls: dict[str, str], story: StoryPage, client: Client):
    pages = [stories.told(f"Раздзел {number}", slug=f"section-{number}") for number in range(8)]
    links = [test_menus.to_page(page) for page in pages]
    test_menus.arranged(main=links, footer=[test_menus.column(*links), test_menus.column(*links)])
    test_announcements.announced(page=story)
    counted = queries(client, urls)
    print(counted)  # noqa: T201 - as above

    assert {page: number for page, number in counted.items() if number > BUDGETS[page]} == {}


def tell_more(story: StoryPage) -> None:
    """As many as a year brings; each would stand in every list."""
    tags = list(Tag.objects.all()[:5])
    for number in range(MORE):
        stories.told(
            f"Школа {number}",
            slug=f"skola-{number}",
            date=date(2026, 10, 1) + timedelta(days=number),
            tags=tags,
            category=story.category,
        )
        releases.told(f"Рэліз {number}", slug=f"r-{number}", date=date(2026, 10, 1))
        service = helping.offered(
            slug=f"lamp-{number}", **{f"name_{code}": f"Lamp {code} {number}" for code in stories.LANGUAGES}
        )
        helping.told(service, slug=f"lamp-{number}")
        helping.guided(slug=f"guide-{number}")
