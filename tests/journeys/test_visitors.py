"""Ways of readers through the site, with JavaScript and without."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from config.languages import OWN_NAMES
from home.news import ON_PAGE
from tests.journeys.browsing import PHONE, Visitor, find_box, follow
from tests.journeys.planting import COMMON_WORD, SMALL_STORIES
from tests.journeys.wording import LANGUAGES, counted, said

pytestmark = pytest.mark.browser

NEVER_TRANSLATED = "This page is not in English yet"
HINT = "Name the language of the translation you are writing"
WITH_AND_WITHOUT_SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])


def stories(page: Page) -> list[str]:
    titles = page.locator("main").get_by_role("article").get_by_role("heading").all_inner_texts()
    return [" ".join(title.split()) for title in titles]


@pytest.mark.parametrize("language", LANGUAGES)
@WITH_AND_WITHOUT_SCRIPTS
def test_the_first_page_is_in_the_language_the_browser_asks_for(
    language: str, scripts: bool, visit: Callable[..., Visitor]
) -> None:
    page = visit(**PHONE, locale=language, java_script_enabled=scripts).open("/")

    assert page.url.endswith(f"/{language}/")
    assert page.locator("html").get_attribute("lang") == language


@WITH_AND_WITHOUT_SCRIPTS
def test_news_are_turned_page_by_page(
    scripts: bool, visit: Callable[..., Visitor], planted: dict[str, Any]
) -> None:
    page = visit(**PHONE, locale="pl", java_script_enabled=scripts).open(planted["news"]["pl"])
    pager = page.get_by_role("navigation", name=said("Pages", "pl"), exact=True)
    first = stories(page)
    follow(page, pager.get_by_role("link", name=said("Next", "pl", context="Later page of a list")))
    second = stories(page)
    follow(page, pager.get_by_role("link", name=said("Back", "pl", context="Earlier page of a list")))

    assert (len(first), bool(second), set(first) & set(second)) == (ON_PAGE, True, set())
    assert stories(page) == first


@WITH_AND_WITHOUT_SCRIPTS
def test_news_are_narrowed_by_topic_and_month(
    scripts: bool, visit: Callable[..., Visitor], planted: dict[str, Any]
) -> None:
    page = visit(**PHONE, locale="be", java_script_enabled=scripts).open(planted["news"]["be"])
    follow(page, page.get_by_role("navigation", name=said("Topics", "be")).get_by_role("link", name="Школа"))
    page.locator("summary").filter(has_text=said("Month:", "be")).click()
    follow(page, page.get_by_role("link", name="Лістапад 2026"))

    assert page.url.endswith("?category=school&month=2026-11")
    assert stories(page) == ["17 000 злотых за адзін дзень для нашай школы"]
    page.get_by_role("navigation", name=said("Topics", "be")).get_by_role("link", name="Памяць").click()
    expect(page.get_by_role("heading", name=said("Nothing here yet", "be"))).to_be_visible()
    follow(page, page.get_by_role("main").get_by_role("link", name=said("All news", "be")))
    assert len(stories(page)) == ON_PAGE


@WITH_AND_WITHOUT_SCRIPTS
def test_what_was_found_fills_several_pages(scripts: bool, visit: Callable[..., Visitor]) -> None:
    page = visit(**PHONE, locale="ru", java_script_enabled=scripts).open("/ru/search/")
    find_box(page, "ru").fill(COMMON_WORD["ru"])
    page.get_by_role("button", name=said("Find", "ru")).click()
    one, many = "%(found)s result for “%(query)s”", "%(found)s results for “%(query)s”"
    found = counted(one, many, SMALL_STORIES, "ru") % {"found": SMALL_STORIES, "query": COMMON_WORD["ru"]}
    expect(page.get_by_role("status").filter(has_text=found)).to_be_visible()
    follow(page, page.get_by_role("link", name=said("Next", "ru", context="Later page of a list")))
    page.get_by_role("main").get_by_role("heading", level=3).get_by_role("link").last.click()

    expect(page.get_by_role("heading", level=1)).to_contain_text(COMMON_WORD["ru"])


@WITH_AND_WITHOUT_SCRIPTS
def test_a_story_not_translated_is_shown_in_the_original_with_a_notice(
    scripts: bool, visit: Callable[..., Visitor], planted: dict[str, Any]
) -> None:
    page = visit(**PHONE, locale="ru", java_script_enabled=scripts).open(planted["untranslated"]["ru"])
    notice = page.get_by_role("note")

    expect(notice).to_contain_text(said(NEVER_TRANSLATED, "ru", context=HINT))
    expect(notice).to_contain_text(said("Below is the original, in Belarusian.", "ru"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Пакуль толькі па-беларуску")
    languages = [
        page.locator("html").get_attribute("lang"),
        page.get_by_role("main").get_attribute("lang"),
        notice.locator("xpath=ancestor::*[@lang][1]").get_attribute("lang"),
        page.get_by_role("complementary").locator("[lang]").first.get_attribute("lang"),
    ]
    assert languages == ["ru", "be", "ru", "ru"]
    assert page.locator("meta[name=robots]").get_attribute("content") == "noindex"


@WITH_AND_WITHOUT_SCRIPTS
def test_a_page_missing_in_one_language_is_offered_in_another(
    scripts: bool, visit: Callable[..., Visitor]
) -> None:
    """The address of a small Belarusian story, copied with the wrong language in front."""
    visitor = visit(**PHONE, locale="pl", java_script_enabled=scripts)
    page = visitor.open("/pl/naviny/small-be-0/", status=404)
    offers = page.get_by_role("region", name=said("This page exists in another language", "pl"))
    link = offers.get_by_role("link", name=f"{COMMON_WORD['be']} 0")
    assert (link.get_attribute("lang"), link.get_attribute("hreflang")) == ("be", "be")
    expect(offers).to_contain_text(OWN_NAMES["be"])
    link.click()

    expect(page.get_by_role("heading", level=1)).to_have_text(f"{COMMON_WORD['be']} 0")


@WITH_AND_WITHOUT_SCRIPTS
def test_the_switcher_stays_on_the_page_in_all_four_languages(
    scripts: bool, visit: Callable[..., Visitor], planted: dict[str, Any]
) -> None:
    visitor = visit(**PHONE, locale="be", java_script_enabled=scripts)
    page = visitor.open(planted["story"]["be"])
    paths = []
    for language in ("ru", "pl", "en", "be"):
        switcher = page.locator("header").get_by_role("navigation").filter(has_text=OWN_NAMES["be"])
        switcher.get_by_role("link", name=OWN_NAMES[language]).click()
        page.wait_for_url(f"**{planted['story'][language]}")
        paths.append((page.locator("html").get_attribute("lang"), page.url.removeprefix(visitor.origin)))

    assert paths == [(language, planted["story"][language]) for language in ("ru", "pl", "en", "be")]


def test_a_video_asks_nothing_of_youtube_before_the_click(
    visit: Callable[..., Visitor], planted: dict[str, Any]
) -> None:
    visitor = visit(**PHONE, locale="be")
    page = visitor.open(planted["everything"]["be"])
    link = page.get_by_role("link", name=said("Watch the video, %(length)s", "be") % {"length": "4:12"})
    link.scroll_into_view_if_needed()
    link.hover()
    page.wait_for_load_state("networkidle")
    before = list(visitor.foreign)
    with page.expect_request(re.compile("youtube")):
        link.click()
    page.wait_for_timeout(500)
    after, visitor.foreign[:] = list(visitor.foreign), []

    assert (before, after) == ([], ["https://www.youtube.com/watch?v=demo0000000"])
