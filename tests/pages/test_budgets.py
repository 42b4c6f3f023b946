"""How many questions a page may ask the database; the number must not grow with the site."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from home.models import StoryPage, Tag
from tests.home import stories

pytestmark = pytest.mark.django_db

BUDGETS = {
    "home": 20,
    "news": 20,
    "story": 25,
    "search": 25,
    "not found": 15,
    "sitemap": 10,
    "feed": 10,
}
MORE = 30


@pytest.fixture
def address(story: StoryPage) -> Callable[[str], str]:
    urls = {
        "home": "/be/",
        "news": "/be/naviny/",
        "story": story.url,
        "search": "/be/search/?q=школа",
        "not found": "/be/niama/",
        "sitemap": "/sitemap.xml",
        "feed": "/be/feed/",
    }
    return lambda page: urls[page]


def queries(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        client.get(url)
    return len(asked)


@pytest.mark.parametrize("page", BUDGETS)
def test_a_page_stays_within_its_budget(page: str, address: Callable[[str], str], client: Client):
    asked = queries(client, address(page))
    print(f"{page}: {asked}")  # noqa: T201 - read by whoever sets the budgets

    assert asked <= BUDGETS[page]


@pytest.fixture
def thirty_more(story: StoryPage) -> None:
    tags = list(Tag.objects.all()[:5])
    for number in range(MORE):
        stories.told(
            f"Школа {number}",
            slug=f"skola-{number}",
            date=date(2026, 10, 1) + timedelta(days=number),
            tags=tags,
            category=story.category,
        )


@pytest.mark.parametrize("page", BUDGETS)
def test_a_page_asks_no_more_when_there_is_more_to_tell(
    page: str, address: Callable[[str], str], client: Client, request: pytest.FixtureRequest
):
    before = queries(client, address(page))
    request.getfixturevalue("thirty_more")

    assert queries(client, address(page)) <= before
