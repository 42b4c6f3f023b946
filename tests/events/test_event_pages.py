import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client, RequestFactory
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import override

from events import event_pages, schedule
from events.models import Activity, EventPage, Occurrence
from pages.models import SiteSettings
from tests.events import dates, pages
from tests.events.dates import AT_SIX, DAY, NOW
from tests.home import stories
from tests.pages import places, test_sharing
from timetable.models import Room

pytestmark = pytest.mark.django_db(databases=["default", "vault"])

REQUIRED = json.loads((Path(places.__file__).parent / "schema" / "required.json").read_text(encoding="utf-8"))


@pytest.fixture(autouse=True)
def quiet() -> None:
    pages.nothing_else_is_on()


def surroundings(page: EventPage, *, language: str = "be") -> dict[str, Any]:
    with override(language):
        return event_pages.surroundings(page, RequestFactory().get(page.url), at=NOW)


def facts(**changes: Any) -> dict[str, str]:
    with override("be"):
        return {key: said for key, _name, said in event_pages.facts(dates.activity(**changes), at=NOW)}


def test_the_facts_are_told_in_words():
    room = Room.objects.create(name="30", capacity=20)
    told = facts(room=room, youngest=8, oldest=12, languages=["be", "pl"], for_children=True)

    assert told == {
        "when": "Кожную пятніцу а 18:00 з 27 лістапада",
        "where": "Пакой 30",
        "languages": "Па-беларуску, па-польску",
        "whom": "Для дзяцей ад 8 да 12 гадоў",
        "sign-up": "Пад любым імем, можна і без кантакту",
    }


@pytest.mark.parametrize(
    ("changes", "key", "said"),
    [
        ({"place": "Rondo 1"}, "where", "Rondo 1"),
        ({"place": "Rondo 1", "place_is_public": False}, "where",
         "Варшава; дакладнае месца ведаюць тыя, хто запісаўся"),
        ({"youngest": 16}, "whom", "Ад 16 гадоў"),
        ({"oldest": 6, "for_children": True}, "whom", "Для дзяцей да 6 гадоў"),
        ({"policy": "open"}, "sign-up", "Не патрэбны: проста прыходзьце"),
        ({"policy": "invitation"}, "sign-up", "Па запрашэнні"),
    ],
)  # fmt: skip
def test_each_fact_is_as_exact_as_it_may_be(changes: dict[str, Any], key: str, said: str):
    assert facts(**changes)[key] == said


def test_what_is_not_known_is_not_said():
    assert set(facts(languages=[])) == {"when", "where", "sign-up"}


def test_each_date_says_how_many_seats_of_how_many():
    page = pages.about()
    first = dates.date(page.activity)
    dates.sign_up(first, party_of=3)
    full = dates.date(page.activity, start=AT_SIX + 7 * DAY, capacity=1)
    dates.sign_up(full, email="a@example.org")
    dates.sign_up(full, email="b@example.org")

    told = [(each.words, each.hours, each.kind) for each in surroundings(page)["chances"]]
    assert told == [
        ("9 месцаў з 12", "18:00–20:00", "open"),
        ("Месцаў няма, у чарзе 1", "18:00–20:00", "limited"),
    ]


def test_who_finds_it_full_is_told_of_the_next_date_with_seats():
    page = pages.about()
    dates.sign_up(dates.date(page.activity, capacity=1))
    free = dates.date(page.activity, start=AT_SIX + 7 * DAY)

    assert surroundings(page)["free_later"].date == free


def test_where_there_is_room_nobody_is_sent_away():
    page = pages.about()
    for week in range(2):
        dates.date(page.activity, start=AT_SIX + week * 7 * DAY)

    assert surroundings(page)["free_later"] is None


def test_a_moved_date_says_when_it_was_to_be():
    page = pages.about()
    on = dates.date(page.activity)
    facts = schedule.facts_of(on)
    schedule.change_date(
        occurrence_id=on.pk, facts=type(facts)(**{**vars(facts), "start": on.start + DAY}), at=NOW
    )

    (chance,) = surroundings(page)["chances"]
    assert (chance.day, chance.moved_from) == ("28 лістапада", "27 лістапада, 18:00")


def test_a_cancelled_date_is_told_on_top_with_its_reason(client: Client):
    page = pages.about()
    on = dates.date(page.activity, start=pages.soon())
    schedule.cancel_date(occurrence_id=on.pk, reason=Occurrence.Reason.ROOM, at=timezone.now())
    html = places.read(client, page.url)
    with override("be"):
        said = str(capfirst(Occurrence.Reason.ROOM.label)).replace(" у ", " у\N{NO-BREAK SPACE}")

    assert html.index("Адменена: ") < html.index(said) < html.index("<h1")
    assert html.count(said) == 2


def test_by_invitation_no_date_is_told_anywhere(client: Client):
    page = pages.about(dates.activity(policy=Activity.Policy.INVITATION))
    on = dates.date(page.activity, start=pages.soon())
    read = [page.url, pages.index().url, f"{pages.index().url}?view=month&month={on.start:%Y-%m}", "/be/"]
    html, *lists = [places.main(places.read(client, url)) for url in read]

    assert "Сюды прыходзяць толькі тыя, хто атрымаў ад нас запрашэнне." in html
    assert "18:00" not in html
    assert all(page.title not in each for each in lists)
    assert b"BEGIN:VEVENT" not in client.get(f"/be/events/calendar.ics?activity={page.activity_id}").content


def test_the_rule_of_the_waiting_list_stands_there_with_the_numbers_it_is_kept_by(client: Client):
    html = places.read(client, pages.about().url)

    assert "Больш чым за 24 гадзіны да пачатку" in html
    assert "чакаем адказу 2 гадзіны, але ніколі з 21:00 да 8:00" in html


def test_the_page_says_what_to_bring_and_what_comes_next(client: Client):
    page = pages.about()
    other = pages.about(dates.activity(), slug="chor", title="Хор спявае")
    for each in (page, other):
        for days in range(1, 3):
            dates.date(each.activity, start=pages.soon(days))
    html = places.read(client, page.url)

    assert ["<li>нажніцы</li>" in html, "<li>салома</li>" in html] == [True, True]
    assert html.partition('aria-labelledby="coming"')[2].count("Хор спявае") == 1


def test_an_activity_has_one_page_in_each_language():
    page = pages.about()
    second = EventPage(
        title="Другая", slug="druhaja", lead="—", activity=page.activity, locale=stories.locale("be")
    )

    with override("be"), pytest.raises(ValidationError) as refused:
        second.clean()
    assert refused.value.message_dict == {"activity": ["У гэтай дзейнасці ўжо ёсць старонка на гэтай мове."]}


def test_translations_are_about_the_same_activity():
    page = pages.about()
    assert pages.translated(page, "pl").activity == page.activity

    page.activity = dates.activity(name="Other")
    page.save_revision().publish()
    assert pages.translated(page, "pl").activity == page.activity


def events_of(client: Client, page: EventPage) -> list[dict[str, Any]]:
    nodes = test_sharing.linked(places.read(client, page.url))
    return [node for node in nodes if node["@type"] == "Event"]


def test_search_engines_are_told_each_date_completely(client: Client):
    page = pages.about()
    on = dates.date(page.activity, start=pages.soon(), capacity=9)
    settings = SiteSettings.load()
    settings.address = "ul. Przykładowa 7"
    settings.save()
    (event,) = events_of(client, page)

    for node in test_sharing.nodes(event):
        if node["@type"] != "NGO":
            assert [name for name in REQUIRED[node["@type"]] if not node.get(name)] == []
    assert (event["name"], event["startDate"], event["eventStatus"], event["maximumAttendeeCapacity"]) == (
        page.title, timezone.localtime(on.start).isoformat(), "https://schema.org/EventScheduled", 9,
    )  # fmt: skip
    assert event["location"]["address"]["streetAddress"] == "ul. Przykładowa 7"


def test_search_engines_hear_of_what_is_moved_or_cancelled_and_no_secret_place(client: Client):
    page = pages.about(dates.activity(place="Tajna 7", place_is_public=False))
    one, two = (dates.date(page.activity, start=pages.soon(days), place="Tajna 7") for days in (2, 3))
    schedule.cancel_date(occurrence_id=one.pk, reason=None, at=timezone.now())
    facts = schedule.facts_of(two)
    later = type(facts)(**{**vars(facts), "start": two.start + timedelta(hours=1)})
    schedule.change_date(occurrence_id=two.pk, facts=later, at=timezone.now())
    cancelled, moved = events_of(client, page)

    assert cancelled["eventStatus"] == "https://schema.org/EventCancelled"
    assert (moved["eventStatus"], moved["previousStartDate"]) == (
        "https://schema.org/EventRescheduled", timezone.localtime(two.start).isoformat(),
    )  # fmt: skip
    assert moved["location"] == {
        "@type": "Place",
        "name": "Warszawa",
        "address": {"@type": "PostalAddress", "addressLocality": "Warszawa", "addressCountry": "PL"},
    }


def test_the_search_finds_it_among_events_and_the_sitemap_names_it(client: Client):
    page = pages.about()

    assert page.url in places.read(client, "/be/search/?q=жырандоля&kind=events")
    assert f"<loc>http://localhost:8000{page.url}</loc>" in places.read(client, "/sitemap.xml")
