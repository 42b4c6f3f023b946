from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar, Event

from events import schedule
from events.models import EventPage
from tests.events import dates, pages
from tests.events.dates import DAY

pytestmark = pytest.mark.django_db(databases=["default", "vault"])

FEED = "/be/events/calendar.ics"


@pytest.fixture(autouse=True)
def quiet() -> None:
    pages.nothing_else_is_on()


def told(client: Client, url: str = FEED) -> list[Event]:
    return list(Calendar.from_ical(client.get(url).content).walk("VEVENT"))


@pytest.fixture
def page() -> EventPage:
    page = pages.about()
    for week in (1, 2):
        dates.date(page.activity, start=pages.soon(7 * week))
    return page


def test_a_calendar_can_be_subscribed_to(page: EventPage, client: Client):
    answer = client.get(FEED)
    calendar = Calendar.from_ical(answer.content)

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert ("public" in answer["Cache-Control"], answer.cookies) == (True, {})
    assert (calendar["method"], calendar["x-wr-calname"]) == (
        "PUBLISH", "Цэнтр беларускай салідарнасці: падзеі",
    )  # fmt: skip
    assert [each.decoded("dtstart").replace(tzinfo=None) for each in calendar.walk("VEVENT")] == [
        pages.soon(7), pages.soon(14),
    ]  # fmt: skip


def test_a_date_says_what_where_and_whither(page: EventPage, client: Client):
    first, _second = told(client)

    assert (first["summary"], first["location"], first["description"], first["url"], first["sequence"]) == (
        "Жырандоля", "у Цэнтры", "Робім жырандолю з саломы.", f"http://localhost:8000{page.url}", 0,
    )  # fmt: skip
    assert first["uid"] == f"{pages.soon(7):%Y%m%dT%H%M}-{page.activity.key}@localhost"


def test_what_moves_or_is_cancelled_keeps_its_name_and_counts_on(page: EventPage, client: Client):
    before = [each["uid"] for each in told(client)]
    one, two = page.activity.occurrences.order_by("start")
    schedule.cancel_date(occurrence_id=one.pk, reason=None, at=timezone.now())
    facts = schedule.facts_of(two)
    later = type(facts)(**{**vars(facts), "start": two.start + timedelta(hours=1)})
    schedule.change_date(occurrence_id=two.pk, facts=later, at=timezone.now())

    after = told(client)
    assert [each["uid"] for each in after] == before
    assert [(str(each["status"]), each["sequence"]) for each in after] == [("CANCELLED", 1), ("CONFIRMED", 1)]
    assert after[1].decoded("dtstart").hour == 19


def test_each_language_has_its_own(page: EventPage, client: Client):
    assert told(client, "/en/events/calendar.ics") == []

    pages.translated(page, "en", words="Chandelier")
    assert {str(each["summary"]) for each in told(client, "/en/events/calendar.ics")} == {"Chandelier"}


@pytest.mark.parametrize(
    ("query", "number"),
    [("kind=craft", 2), ("kind=music", 0), ("speaks=pl", 0), ("children=1", 0), ("kind=x&page=7", 2),
     ("free=1", 2), ("week=1", 2), ("past=1", 2)],
)  # fmt: skip
def test_it_can_be_narrowed_to_what_lasts(query: str, number: int, page: EventPage, client: Client):
    assert len(told(client, f"{FEED}?{query}")) == number


def test_what_is_over_stays_a_month(client: Client):
    page = pages.about()
    for days in (-40, -20):
        dates.date(page.activity, start=pages.soon(days))

    assert len(told(client)) == 1


def test_the_page_of_the_list_offers_the_calendar_as_it_is_narrowed(page: EventPage, client: Client):
    html = client.get(f"{pages.index().url}?kind=craft&free=1").content.decode()

    assert 'href="webcal://localhost:8000/be/events/calendar.ics?kind=craft"' in html
    assert 'href="/be/events/calendar.ics?kind=craft"' in html


def test_a_date_far_ahead_is_there_too(client: Client):
    page = pages.about()
    dates.date(page.activity, start=pages.soon() + 180 * DAY)

    assert len(told(client)) == 1
