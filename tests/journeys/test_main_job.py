"""What the site is for: an editor's story, in two languages, reaches people with a phone in their hand."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from config.languages import OWN_NAMES
from tests.journeys.browsing import PHONE, Visitor, find_box
from tests.journeys.editing import (
    add_block,
    begin_story,
    choose,
    labelled,
    messages,
    publish,
    section,
    sign_in,
    translate,
)
from tests.journeys.wording import counted, said, said_by_script

pytestmark = pytest.mark.browser

STORY = {
    "title": "Бібліятэка на другім паверсе адчынілася зноў",
    "lead": "Кніжкі вярнуліся на паліцы, і ўзяць іх дахаты можна без дакументаў.",
    "text": "Этажэрку для дзіцячых кніг змайстравалі суседзі. Бярыце, чытайце, вяртайце, калі зможаце.",
    "heading": "Калі прыходзіць",
}
POLISH = {
    "title": "Biblioteka na drugim piętrze znów otwarta",
    "lead": "Książki wróciły na półki i można je wypożyczyć bez żadnych dokumentów.",
    "text": "Etażerkę na książki dla dzieci zbudowali sąsiedzi. Bierzcie, czytajcie, oddajcie, kiedy się da.",
    "heading": "Kiedy przyjść",
}
SLUG = "biblioteka-na-drugim-pietrze"
WORDS = {"be": "этажэрку", "pl": "etażerkę"}


def test_an_editors_story_in_two_languages_is_found_and_read_on_a_phone(
    visit: Callable[..., Visitor], planted: dict[str, Any]
) -> None:
    visitor = visit(locale="be-BY")
    editor = sign_in(visitor, "editor")
    write(visitor, editor)
    publish(editor)
    begin_polish(editor)
    translate_all_but_the_heading(editor)
    refused(editor)
    translate(editor, STORY["heading"], POLISH["heading"])
    publish_polish(editor)
    for javascript in (True, False):
        reads(visit(**PHONE, locale="be-BY", java_script_enabled=javascript), "be", STORY, copies=javascript)
        reads(visit(**PHONE, locale="pl-PL", java_script_enabled=javascript), "pl", POLISH, copies=javascript)


def write(visitor: Visitor, page: Page) -> None:
    begin_story(page, said("News", "be"))
    page.wait_for_url("**/add/**")
    # The draft saves itself every now and then, and is refused until it has a title and a category.
    visitor.expected.add(page.url)
    section(page, "Title").get_by_role("textbox").fill(STORY["title"])
    section(page, "lead").get_by_role("textbox").fill(STORY["lead"])
    add_block(page, "Text").get_by_role("textbox").fill(STORY["text"])
    add_block(page, "Heading").get_by_role("textbox").fill(STORY["heading"])
    choose(page, labelled("Choose %(object)s") % {"object": labelled("category")}, "Досвед")
    page.get_by_role("checkbox", name="дзеці", exact=True).check()


def begin_polish(page: Page) -> None:
    more = labelled("More options for '%(title)s'") % {"title": STORY["title"]}
    page.get_by_role("button", name=more).click()
    page.get_by_role("link", name=labelled("Translate this page")).click()
    page.get_by_role("checkbox", name=labelled("Polish")).check()
    with page.expect_navigation():
        page.get_by_role("button", name=labelled("Submit")).click()


def translate_all_but_the_heading(page: Page) -> None:
    for name in ("title", "lead", "text"):
        translate(page, STORY[name], POLISH[name])
    page.get_by_role("tab", name=labelled("Promote")).click()
    slug = page.get_by_role("tabpanel").get_by_text(re.compile(r"^[a-z0-9-]+$"))
    translate(page, slug.inner_text(), SLUG)
    page.get_by_role("tab", name=labelled("Content")).click()


def press_publish(page: Page) -> None:
    publish_in = said_by_script("Publish in ", "be").strip()
    with page.expect_navigation():
        page.get_by_role("button", name=publish_in).click()


def refused(page: Page) -> None:
    press_publish(page)
    told = said("Some texts are not translated yet. Translate them all, then publish.", "be")
    expect(messages(page)).to_have_text(told, use_inner_text=True)
    for name in ("title", "lead", "text"):
        expect(page.get_by_role("tabpanel").get_by_text(POLISH[name], exact=True)).to_be_visible()


def publish_polish(page: Page) -> None:
    press_publish(page)
    expect(messages(page)).to_contain_text(POLISH["title"])


def reads(visitor: Visitor, language: str, story: dict[str, str], *, copies: bool) -> None:
    page = visitor.open("/")
    assert page.url == f"{visitor.origin}/{language}/"
    search(page, language)
    expect(page.get_by_role("status").filter(has_text=found_one(language))).to_be_visible()
    page.get_by_role("link", name=story["title"]).click()
    is_read(page, language, story)
    share(visitor, page, language, copies=copies)
    other, others = ("pl", POLISH) if language == "be" else ("be", STORY)
    page.get_by_role("navigation", name=said("Site language", language)).get_by_role(
        "link", name=OWN_NAMES[other]
    ).click()
    is_read(page, other, others)


def search(page: Page, language: str) -> None:
    """Through the menu, which on a phone is folded."""
    page.locator("summary").filter(has_text=said("Menu", language)).click()
    menu = page.get_by_role("navigation", name=said("Menu", language), exact=True)
    menu.get_by_role("link", name=said("Search", language)).click()
    find_box(page, language).fill(WORDS[language])
    page.get_by_role("button", name=said("Find", language)).click()


def found_one(language: str) -> str:
    sentence = counted("%(found)s result for “%(query)s”", "%(found)s results for “%(query)s”", 1, language)
    return sentence % {"found": 1, "query": WORDS[language]}


def is_read(page: Page, language: str, story: dict[str, str]) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(story["title"])
    expect(page.get_by_role("heading", name=story["heading"])).to_be_visible()
    expect(page.get_by_text(story["lead"])).to_be_visible()
    expect(page.get_by_text(story["text"])).to_be_visible()
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("main [lang]:not(html)").filter(has_text=story["text"]).count() == 0


def share(visitor: Visitor, page: Page, language: str, *, copies: bool) -> None:
    corner = page.get_by_role("complementary", name=said("Share", language))
    expect(corner.get_by_role("link", name=said("Share on Telegram", language))).to_be_visible()
    button = corner.get_by_role("button", name=said("Copy the link", language))
    if not copies:
        expect(button).to_have_count(0)
        return
    visitor.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button.click()
    expect(corner.get_by_role("status")).to_have_text(said("The link is copied.", language))
    assert page.evaluate("navigator.clipboard.readText()") == page.url
