"""What an editor's hands do in the admin, found by what its labels say in her language."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.journeys.browsing import Visitor
from tests.journeys.planting import STAFF
from tests.journeys.wording import said, said_by_script


def labelled(text: str) -> str:
    return said(text, "be")


def beginning(text: str) -> re.Pattern[str]:
    """Wagtail makes the first letter of a field's name a capital, and puts a star behind a required one's."""
    return re.compile(rf"^{re.escape(text)}", re.IGNORECASE)


def named(text: str) -> re.Pattern[str]:
    return re.compile(rf"^{re.escape(labelled(text))}\*?$", re.IGNORECASE)


def sign_in(visitor: Visitor, role: str) -> Page:
    return enter(visitor, STAFF[role])


def enter(visitor: Visitor, name: str) -> Page:
    page = visitor.open("/admin/")
    page.locator(f"button[name=who][value={name}]").click()
    page.wait_for_url(f"{visitor.origin}/admin/")
    return page


def begin_story(page: Page, news: str) -> None:
    """The way an editor without bookmarks goes: from the menu through the tree of pages."""
    page.get_by_role("button", name=labelled("Pages"), exact=True).click()
    tree = page.get_by_role("dialog")
    home = said("Center for Belarusian Solidarity", "be")
    tree.get_by_role(
        "link", name=said_by_script("View child pages of '%(title)s'", "be") % {"title": home}
    ).click()
    tree.get_by_role("link", name=news, exact=True).click()
    page.get_by_role("link", name=labelled("Add child page")).click()


def until_edits_are_watched(page: Page) -> None:
    """Wagtail's editor takes what a page holds in its first seconds for what was there before, without a sign
    when it has done so. No hand is so quick, but a test is."""
    page.wait_for_function("() => performance.now() > 8000")


def section(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=named(name)).first


def add_block(page: Page, kind: str) -> Locator:
    """Behind the last block of the story; returns the new one."""
    story = section(page, "text of the story")
    story.get_by_role("button", name=said_by_script("Insert a block", "be")).last.click()
    page.get_by_role("option", name=labelled(kind), exact=True).click()
    added = story.get_by_role("region", name=beginning(labelled(kind))).last
    expect(added).to_be_visible()
    return added


def choose(page: Page, button: str, what: str) -> None:
    page.get_by_role("button", name=button).click()
    page.get_by_role("dialog").get_by_role("link", name=what, exact=True).click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def messages(page: Page) -> Locator:
    """What the admin answers, at the top of the next page."""
    return page.get_by_role("main").get_by_role("status").first.get_by_role("listitem")


def publish(page: Page) -> None:
    """Opens the menu beside “Save draft”, as there is no other door."""
    page.get_by_role("button", name=labelled("More actions")).click()
    with page.expect_navigation():
        page.get_by_role("button", name=labelled("Publish"), exact=True).click()
    told = labelled("Page '%(page_title)s' has been published.").partition("%")[0].strip()
    expect(messages(page).filter(has_text=told).first).to_be_visible()


def translate(page: Page, original: str, translation: str) -> None:
    """One text on the translator's work sheet: the original is shown above the field."""
    text = page.get_by_role("listitem").filter(has=page.get_by_text(original, exact=True)).last
    text.get_by_role("button", name=said_by_script("Translate", "be")).click()
    text.get_by_role("textbox").fill(translation)
    text.get_by_role("button", name=said_by_script("Save", "be")).click()
    expect(text.get_by_text(translation, exact=True)).to_be_visible()
