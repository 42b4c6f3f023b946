"""How many questions a page may ask the database; the number must not grow with the site."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from events.models import EventPage
from home.models import StoryPage, Tag
from school.models import SchoolPage, Term
from tests.donations import visiting as giving
from tests.events import dates, pages
from tests.home import helping, releases, stories
from tests.pages import test_announcements, test_menus
from tests.school import children
from timetable.models import Room

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
    "what is on": 10,
    "what is on, in a month": 10,
    "what is on, narrowed": 10,
    "what is over": 10,
    "event": 18,
    "school": 18,
    "campaigns": 16,
    "campaign": 22,
    "donate": 26,
    "calendar of events": 6,
    "check the list": 14,
}
MORE = 8
"""Enough to be noticed where each asks once: of budgets, none may grow by one."""


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
        "what is on": pages.index().url,
        "what is on, in a month": f"{pages.index().url}?view=month",
        "what is on, narrowed": f"{pages.index().url}?kind=craft&speaks=be&free=1",
        "what is over": f"{pages.index().url}?past=1",
        "event": an_event(-3, 1, 2).url,
        "school": a_school().url,
        "campaigns": giving.index().url,
        "campaign": giving.told_of().url,
        "donate": "/be/donate/",
        "calendar of events": "/be/events/calendar.ics",
        "check the list": "/be/school/check/",
    }


def an_event(*days: int, slug: str = "zyrandola") -> EventPage:
    page = pages.about(dates.activity(room=Room.objects.first()), slug=slug)
    for each in days:
        dates.date(page.activity, start=pages.soon(each))
    return page


def a_school(*more: str) -> SchoolPage:
    """With a group that is full, a child that waits, and as many groups more."""
    term = Term.objects.first() or children.term(ends_on=date(2036, 1, 31))
    for name in more or ["A"]:
        children.opened(of=term, name=name, places=1)
        children.waiting()
    return SchoolPage.objects.get(locale__language_code="be")


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
    told = [stories.told(f"Раздзел {number}", slug=f"section-{number}") for number in range(8)]
    links = [test_menus.to_page(page) for page in told]
    test_menus.arranged(main=links, footer=[test_menus.column(*links), test_menus.column(*links)])
    test_announcements.announced(page=story)
    counted = queries(client, urls)
    print(counted)  # noqa: T201 - as above

    assert {page: number for page, number in counted.items() if number > BUDGETS[page]} == {}


def tell_more(story: StoryPage) -> None:
    """Each would stand in every list."""
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
        an_event(-2, 1, 2, 3, 9, slug=f"event-{number}")
        a_school(f"G{number}")
        giving.told_of(slug=f"campaign-{number}")
