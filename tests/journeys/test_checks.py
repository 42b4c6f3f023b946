"""What the checker says beside the editor, and that it falls silent when the page is mended."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.browsing import Visitor
from tests.journeys.editing import labelled, named, section, sign_in, until_edits_are_watched
from tests.journeys.running_site import RunningSite
from tests.journeys.wording import said_by_script

pytestmark = pytest.mark.browser

NO_WORDS = labelled("Nobody says what is in this picture")
EMPTY_LINK = labelled("This link does not say where it leads")
NO_CONSENT = labelled("A picture of people without valid consent")
NOT_TRANSLATED = labelled("Not translated yet: {languages}").partition("{")[0].strip()


def found(page: Page) -> Locator:
    return page.locator("[data-checks-panel] [data-content-checker-name]")


def expect_findings(page: Page, *wanted: str) -> None:
    for words in wanted:
        expect(found(page).filter(has_text=words)).to_have_count(1)
    expect(found(page)).to_have_count(len(wanted))


def block(page: Page, number: int) -> Locator:
    return section(page, "text of the story").locator("[data-streamfield-child]").nth(number)


def test_what_could_be_better_is_said_beside_the_editor_until_it_is(
    site: RunningSite, visit: Callable[..., Visitor], planted: dict[str, Any]
) -> None:
    draft = site.run("-m", "tests.journeys.full_frame", "faulty").strip()
    visitor = visit(locale="be", viewport={"width": 1440, "height": 900})
    page = sign_in(visitor, "editor")
    visitor.open(f"/admin/pages/{draft}/edit/", page=page)
    page.locator("[data-side-panel-toggle=checks]").click()
    until_edits_are_watched(page)
    expect_findings(page, NO_WORDS, EMPTY_LINK, NO_CONSENT, NOT_TRANSLATED)

    block(page, 0).get_by_role("textbox", name=named("What is in the picture")).fill("Лаўка ля акна.")
    expect_findings(page, EMPTY_LINK, NO_CONSENT, NOT_TRANSLATED)

    text = block(page, 1).locator(".public-DraftEditor-content")
    text.click()
    text.press("Control+a")
    page.keyboard.type("Чытайце ў нядзелю.")
    expect_findings(page, NO_CONSENT, NOT_TRANSLATED)

    block(page, 2).get_by_role("button", name=said_by_script("Delete", "be")).click()
    expect_findings(page, NOT_TRANSLATED)
