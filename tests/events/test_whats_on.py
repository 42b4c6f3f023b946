import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from events import schedule
from events.models import Activity, EventPage
from tests.events import dates, pages
from tests.events.dates import AT_SIX, DAY, HOUR, NOW
from tests.home import stories
from timetable.expansion import moment

pytestmark = pytest.mark.django_db(databases=["default", "vault"])

Policy = Activity.Policy


@pytest.fixture(autouse=True)
def quiet() -> None:
    pages.nothing_else_is_on()


@pytest.fixture
def wreaths() -> EventPage:
    """A class on two Fridays: 27 November and 4 December."""
    page = pages.about()
    for week in range(2):
        dates.date(page.activity, start=AT_SIX + week * 7 * DAY)
    return page


def test_the_agenda_tells_each_date_with_its_seats(wreaths: EventPage):
    first = wreaths.activity.occurrences.earliest("start")
    dates.sign_up(first, party_of=2)

    assert pages.agenda() == [("27.11", "10 месцаў"), ("04.12", "12 месцаў")]


def test_it_is_told_by_months_with_a_year_where_it_is_another(wreaths: EventPage):
    dates.date(wreaths.activity, start=AT_SIX + 70 * DAY)

    assert [title for title, _lines in pages.listing()["months"]] == ["Лістапад", "Снежань", "Люты 2027"]


def test_a_date_leads_to_its_page_and_says_when_and_where(wreaths: EventPage):
    (line, *_), *_ = (lines for _title, lines in pages.listing()["months"])

    assert (line.title, line.url, line.hours, line.place, line.kind) == (
        "Жырандоля", wreaths.url, "18:00–20:00", "у Цэнтры", "open",
    )  # fmt: skip


def test_where_the_exact_place_is_not_public_nobody_reads_it():
    page = pages.about(dates.activity(place="Tajna 7", place_is_public=False))
    dates.date(page.activity, start=pages.soon(), place="Tajna 7")

    html = "".join(
        Client().get(url).content.decode()
        for url in (page.url, pages.index().url, f"{pages.index().url}?view=month", "/be/events/calendar.ics")
    )
    assert "Tajna" not in html
    assert "дакладнае месца ведаюць тыя, хто запісаўся" in html


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"policy": Policy.OPEN}, [("27.11", "Без запісу")]),
        ({"policy": Policy.INVITATION}, []),
        ({"opens_days_before": 3}, [("27.11", "Запіс з 24 лістапада")]),
        ({"closes_minutes_before": 30 * 24 * 60}, [("27.11", "Запіс закрыты")]),
    ],
)
def test_what_one_can_do_about_a_date_is_said(changes: dict[str, Any], told: list[tuple[str, str]]):
    page = pages.about(dates.activity(**changes))
    dates.date(page.activity)

    assert pages.agenda() == told


@pytest.mark.parametrize(("waits", "words"), [(True, "Ёсць чарга"), (False, "Месцаў няма")])
def test_a_full_date_says_whether_one_can_wait(waits: bool, words: str):
    page = pages.about(dates.activity(has_waiting_list=waits))
    dates.sign_up(dates.date(page.activity, capacity=1))

    assert pages.agenda() == [("27.11", words)]


def test_a_cancelled_date_stands_there_as_cancelled(wreaths: EventPage):
    first = wreaths.activity.occurrences.earliest("start")
    schedule.cancel_date(occurrence_id=first.pk, reason=None, at=NOW)

    assert pages.agenda() == [("27.11", "Адменена"), ("04.12", "12 месцаў")]


def test_what_goes_on_stays_until_it_ends_and_then_is_in_the_archive(wreaths: EventPage):
    begins = moment(AT_SIX)
    later = ("04.12", "12 месцаў")

    assert pages.agenda(at=begins + HOUR) == [("27.11", "Ідзе зараз"), later]
    assert pages.agenda("past=1", at=begins + HOUR) == []
    assert pages.agenda(at=begins + 2 * HOUR) == [later]
    assert pages.agenda("past=1", at=begins + 2 * HOUR) == [("27.11", "Ужо прайшло")]


def test_the_archive_begins_with_the_latest_and_leaves_out_what_did_not_take_place(wreaths: EventPage):
    third = dates.date(wreaths.activity, start=AT_SIX + 14 * DAY)
    schedule.cancel_date(occurrence_id=third.pk, reason=None, at=NOW)

    told = pages.agenda("past=1", at=NOW + 60 * DAY)
    assert [day for day, _words in told] == ["04.12", "27.11"]


def test_a_language_without_a_page_about_it_does_not_list_it(wreaths: EventPage):
    stories.lent(wreaths)
    assert pages.agenda(language="en") == []

    pages.translated(wreaths, "en")
    assert pages.agenda(language="en") == [("27.11", "12 seats"), ("04.12", "12 seats")]


def test_a_page_that_is_taken_back_takes_its_dates_along(wreaths: EventPage):
    wreaths.unpublish()

    assert pages.agenda() == []


FILTERS = {
    "kind=craft": True,
    "kind=music": False,
    "kind=nonsense": True,
    "speaks=be": True,
    "speaks=pl": False,
    "children=1": False,
    "activity=999999": False,
    "activity=-1": True,
    "activity=9999999999999": True,
    "free=1": True,
    "day=2026-11-27": True,
    "day=2026-11-28": False,
    "day=2026-13-45": True,
    "page=0": True,
    "page=99999": True,
    "page=%00": True,
}


@pytest.mark.parametrize(("query", "is_told"), FILTERS.items(), ids=FILTERS)
def test_filters_narrow_the_list_and_nonsense_is_passed_over(query: str, is_told: bool):
    page = pages.about()
    dates.date(page.activity)

    assert bool(pages.agenda(query)) is is_told


def test_one_activity_can_be_chosen(wreaths: EventPage):
    other = pages.about(dates.activity(kind="music", for_children=True), slug="chor", title="Хор")
    dates.date(other.activity)

    found = pages.listing(f"activity={other.activity_id}")
    assert [line.title for _title, lines in found["months"] for line in lines] == ["Хор"]
    assert found["activity_title"] == "Хор"
    assert len(pages.agenda("children=1")) == len(pages.agenda("kind=music")) == 1


def test_this_week_ends_on_sunday_evening():
    page = pages.about()
    sunday = AT_SIX - 5 * DAY  # The Sunday after NOW, a Friday.
    for start in (sunday, sunday + DAY):
        dates.date(page.activity, start=start)

    assert [day for day, _words in pages.agenda("week=1")] == ["22.11"]


def test_a_long_list_has_pages_and_keeps_what_was_chosen():
    page = pages.about()
    for number in range(35):
        dates.date(page.activity, start=AT_SIX + number * DAY)

    first, second = (pages.listing(f"kind=craft&page={number}") for number in (1, 2))
    assert [len(pages.agenda(f"page={number}")) for number in (1, 2)] == [30, 5]
    assert (first["page_obj"].num_pages, second["page_obj"].number, first["query"]) == (2, 2, "kind=craft")


def test_the_month_is_a_table_of_weeks_from_monday(wreaths: EventPage):
    found = pages.listing("view=month&month=2026-12")
    days = [day for week in found["weeks"] for day in week]

    assert (found["month_title"], [len(week) for week in found["weeks"]]) == ("Снежань 2026", [7] * 5)
    assert [f"{day.day:%d.%m}" for day in days if day.lines] == ["04.12"]
    assert f"{days[0].day:%d.%m %a}" == "30.11 Mon"
    assert (found["earlier"].title, found["later"].title) == ("Лістапад 2026", "Студзень 2027")


def test_a_full_day_shows_the_first_and_leads_to_the_others():
    page = pages.about()
    for number in range(6):
        activity = (
            page.activity
            if not number
            else pages.about(dates.activity(), slug=f"z-{number}", title=f"Z {number}").activity
        )
        dates.date(activity, start=AT_SIX + number * HOUR / 2)

    (day,) = pages.listing("view=month&month=2026-11")["days"]
    assert (len(day.lines), day.number, day.more) == (4, 6, 2)
    assert day.more_url.endswith("?day=2026-11-27")
    assert len(pages.agenda("day=2026-11-27")) == 6


def test_months_lead_on_only_as_far_as_there_may_be_something():
    far = pages.listing("view=month&month=2099-12")

    assert (far["earlier"], far["later"], far["days"]) == (None, None, [])


EMPTY = {
    "": "Пакуль нічога не прызначана",
    "kind=music": "Нічога такога пакуль не прызначана",
    "past=1": "Мінулых падзей тут пакуль няма",
    "view=month&month=2026-12": "У гэтым месяцы нічога няма",
    "view=month&kind=music": "Нічога такога пакуль не прызначана",
}


@pytest.mark.parametrize(("query", "sentence"), EMPTY.items())
def test_an_empty_list_says_so(query: str, sentence: str, client: Client):
    html = client.get(f"{pages.index().url}?{query}").content.decode()

    assert sentence in html.replace("\N{NO-BREAK SPACE}", " ")


def test_everything_is_one_public_page_without_a_script(client: Client):
    page = pages.about()
    dates.date(page.activity, start=pages.soon())
    for query in ("", "view=month", "past=1", "kind=craft&children=1"):
        answer = client.get(f"{pages.index().url}?{query}")

        html = answer.content.decode()
        assert (answer.status_code, answer.cookies) == (200, {})
        assert "public" in answer["Cache-Control"]
        assert re.findall(r"<script(?! type=.application/ld)", html) == []


def test_the_table_can_be_read_aloud(client: Client):
    page = pages.about()
    dates.date(page.activity, start=pages.soon(0, 23))
    html = client.get(f"{pages.index().url}?view=month").content.decode()

    assert '<th class="calendar__weekday" scope="col" abbr="панядзелак">' in html
    assert "<caption" in html
    assert 'aria-current="date"' in html
    assert re.search(r"<span class=\"visually-hidden\"> \w+, 1 падзея</span>", html)


def test_the_home_page_tells_the_next_three(client: Client):
    page = pages.about()
    for days in range(1, 6):
        dates.date(page.activity, start=pages.soon(days, 0))
    gone = page.activity.occurrences.earliest("start")
    schedule.cancel_date(occurrence_id=gone.pk, reason=None, at=timezone.now() - timedelta(hours=1))
    html = client.get("/be/").content.decode()

    section = html.partition('aria-labelledby="coming"')[2].partition("</section>")[0]
    assert section.count('class="event"') == 3
    assert pages.index().url in section
