"""A journalist in a hurry: a quote, a person who speaks her language, pictures, before the paper closes."""

from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Locator, Page, expect

from home.demo import content
from tests.journeys.browsing import Visitor, follow
from tests.journeys.wording import said

pytestmark = pytest.mark.browser

LAPTOP = {"viewport": {"width": 1280, "height": 800}, "accept_downloads": True}
NEWEST = min(content.releases(), key=lambda release: release.days_ago)
SPEAKS = {"pl": "po polsku", "en": "English"}


@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_journalist_leaves_with_a_quote_a_contact_and_pictures(
    scripts: bool, language: str, visit: Callable[..., Visitor]
) -> None:
    page = visit(**LAPTOP, locale=language, java_script_enabled=scripts).open("/")
    menu = page.get_by_role("navigation", name=said("Main menu", language))
    follow(page, menu.get_by_role("link", name=said("Press centre", language)))
    reads_the_newest_release(page, language)
    calls_somebody_who_speaks_her_language(page, language)
    page.go_back()
    takes_the_whole_kit(page, language)
    takes_a_sign(page, language)


def reads_the_newest_release(page: Page, language: str) -> None:
    told = NEWEST.texts[language]
    releases = page.get_by_role("region", name=said("Press releases", language), exact=True)
    follow(page, releases.get_by_role("link").filter(has_text=first_words(told["title"])))
    expect(page.get_by_role("heading", level=1)).to_contain_text(first_words(told["title"]))
    expect(page.get_by_role("blockquote")).to_contain_text(first_words(told["q1"]["text"]))
    expect(page.get_by_text(told["q1"]["source"], exact=True)).to_be_visible()


def first_words(text: str) -> str:
    """Up to where a no-break space may stand."""
    return text.partition(" ")[0]


def calls_somebody_who_speaks_her_language(page: Page, language: str) -> None:
    contacts = page.get_by_role("complementary", name=said("Contacts for the media", language))
    first = contacts.locator("address").first
    expect(first).to_contain_text(SPEAKS[language])
    expect(first.get_by_role("link", name="+48 000 000 001")).to_have_attribute("href", "tel:+48000000001")
    expect(first.get_by_role("link", name="press@example.org")).to_be_visible()


def takes_the_whole_kit(page: Page, language: str) -> None:
    saved = downloaded(page, page.get_by_role("link", name=said("Everything in one file, ZIP", language)))
    archive = ZipFile(saved)
    text = archive.read("cbs-media-kit/credits.txt").decode()

    assert content.press()[language]["photos"][0]["caption"] in text
    assert "cbs-media-kit/logo/mark.svg" in archive.namelist()


def takes_a_sign(page: Page, language: str) -> None:
    sign = downloaded(page, page.get_by_role("link", name=f"SVG {said('Red sign', language)}"))

    assert sign.read_bytes().startswith(b"<svg")


def downloaded(page: Page, link: Locator) -> Path:
    with page.expect_download() as download:
        link.click()
    return download.value.path()
