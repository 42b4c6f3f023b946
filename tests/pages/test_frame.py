from datetime import time

import pytest
from django.test import Client
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from home.models import HomePage
from pages import frame
from pages.models import SiteSettings
from tests.home import stories
from tests.pages import places

HOURS = {
    "be": "штодня з 10:00 да 20:00",
    "ru": "ежедневно с 10:00 до 20:00",
    "pl": "codziennie od 10:00 do 20:00",
    "en": "every day from 10:00 to 20:00",
}


@pytest.mark.parametrize(
    ("path", "elsewhere"),
    [
        ("/be/", "/pl/"),
        ("/be/search/", "/pl/search/"),
        ("/be/search/?q=школа&page=2", "/pl/search/?q=школа&page=2"),
        ("/be/naviny/?month=2026-11", "/pl/naviny/?month=2026-11"),
        ("/pl/search/", "/pl/search/"),
        ("/", "/pl/"),
        ("/documents/1/", "/pl/"),
        ("/be", "/pl/"),
        ("/de/search/", "/pl/"),
        ("", "/pl/"),
    ],
)
def test_an_address_has_its_counterpart_in_another_language(path: str, elsewhere: str):
    assert frame.with_language(path, "pl") == elsewhere


@given(st.text())
def test_no_address_leads_away_from_the_site(path: str):
    assert frame.with_language(path, "pl").startswith("/pl/")


def test_the_switcher_offers_four_languages_under_their_own_names():
    links = frame.switcher({code: f"/{code}/" for code in stories.LANGUAGES}, "pl")

    assert [(link.name, link.url, link.current) for link in links] == [
        ("Беларуская", "/be/", False),
        ("Русский", "/ru/", False),
        ("Polski", "/pl/", True),
        ("English", "/en/", False),
    ]


def test_a_page_in_one_language_has_that_one_for_everybody_else():
    assert frame.alternates({"ru": "/ru/n/"}) == [
        {"code": "ru", "url": "http://localhost:8000/ru/n/"},
        {"code": "x-default", "url": "http://localhost:8000/ru/n/"},
    ]


def test_a_page_in_no_language_has_no_alternates():
    assert frame.alternates({}) == []


def switcher_on(client: Client, url: str) -> dict[str, str]:
    return {link.code: link.url for link in client.get(url).context["languages"]}


@pytest.mark.django_db
def test_the_switcher_keeps_the_reader_on_the_same_story(story, client: Client):
    urls = {"be": story.url} | {code: page.url for code, page in stories.versions(story).items()}

    assert switcher_on(client, story.url) == urls
    assert switcher_on(client, urls["pl"]) == urls


@pytest.mark.django_db
def test_the_switcher_keeps_what_was_searched_for(client: Client):
    assert switcher_on(client, "/be/search/?q=school&page=2") == {
        code: f"/{code}/search/?q=school&page=2" for code in stories.LANGUAGES
    }


@pytest.mark.django_db
def test_the_switcher_leads_home_where_a_story_is_in_one_language_alone(client: Client):
    story = stories.told("Żyrandol", language="pl")

    assert switcher_on(client, story.url) == {
        "be": "/be/",
        "ru": "/ru/",
        "pl": "/pl/aktualnosci/zyrandola/",
        "en": "/en/",
    }


@pytest.mark.django_db
def test_the_menu_names_the_pages_of_the_readers_language(client: Client):
    menus = {code: client.get(f"/{code}/").context["menu"] for code in stories.LANGUAGES}
    news = {
        code: [(link.title, link.url) for link in menu if link.url == stories.index(code).url]
        for code, menu in menus.items()
    }

    assert news == {
        "be": [("Навіны", "/be/naviny/")],
        "ru": [("Новости", "/ru/novosti/")],
        "pl": [("Aktualności", "/pl/aktualnosci/")],
        "en": [("News", "/en/news/")],
    }


@pytest.mark.django_db
def test_the_menu_marks_where_the_reader_is(story, client: Client):
    on_story, at_home = (client.get(url).context["menu"] for url in (story.url, "/be/"))

    assert [link.url for link in on_story if link.current] == ["/be/naviny/"]
    assert [link.url for link in at_home if link.current] == []


@pytest.mark.django_db
def test_a_draft_is_not_in_the_menu(client: Client):
    index = stories.index()
    index.unpublish()

    assert "/be/naviny/" not in [link.url for link in client.get("/be/").context["menu"]]


@pytest.mark.django_db
@pytest.mark.parametrize("code", stories.LANGUAGES)
def test_hours_are_said_in_the_readers_language(code: str):
    with override(code):
        assert frame.hours(SiteSettings(opens_at=time(10), closes_at=time(20))) == HOURS[code]


def test_hours_nobody_has_set_are_not_said():
    assert frame.hours(SiteSettings()) == ""


@pytest.mark.django_db
def test_contacts_are_ready_to_be_shown():
    with override("be"):
        known = frame.contacts(SiteSettings.load())

    assert known == frame.Contacts(
        phone="+48 000 000 000",
        phone_href="tel:+48000000000",
        hours="штодня з 10:00 да 20:00",
        telegram_url="https://t.me/example",
        email="help@example.org",
        address="ul. Przykładowa 7, 00-000 Warszawa",
        visits="",
        socials=[],
    )


@pytest.mark.django_db
def test_contacts_nobody_has_set_leave_nothing_behind(client: Client):
    SiteSettings.objects.all().delete()
    SiteSettings.load().save()
    html = places.read(client, "/be/")

    assert {word: html.count(word) for word in ("tel:", "mailto:", "t.me", "штодня")} == {
        "tel:": 0,
        "mailto:": 0,
        "t.me": 0,
        "штодня": 0,
    }


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "robots"), [("/be/", ""), ("/be/search/", "noindex"), ("/be/naviny/", "")])
def test_search_engines_keep_out_of_results_alone(path: str, robots: str, client: Client):
    assert client.get(path).context["robots"] == robots


@pytest.mark.django_db
@pytest.mark.parametrize("code", stories.LANGUAGES)
def test_a_site_without_its_language_prefix_leads_to_the_readers_language(code: str, client: Client):
    answer = client.get("/", headers={"accept-language": f"{code},de;q=0.5"})

    assert (answer.status_code, answer["Location"]) == (302, f"/{code}/")


@pytest.mark.django_db
def test_the_address_decides_the_language_and_not_the_browser(client: Client):
    html = places.read(client, "/pl/")

    assert '<html lang="pl">' in html
    assert HomePage.objects.get(locale__language_code="pl").hero_title.split()[0] in html
