"""Letters as the one who gets them reads them: in the developers' mailbox, once the worker has sent them."""

from playwright.sync_api import Locator, Page

from tests.journeys.browsing import follow
from tests.journeys.running_site import RunningSite
from tests.journeys.wording import said

LINK = "main a[href*='/l/']"
"""Of a letter, to a page of the reader's own."""


def arrived(page: Page, site: RunningSite, *, contact: str, language: str) -> Locator:
    """All that came to that address, the newest first."""
    site.work()
    page.goto(f"{site.origin}/{language}/mailbox/")
    return page.get_by_role("listitem").filter(has_text=contact)


def follow_link(page: Page, language: str) -> None:
    """From an open letter to the page of the reader's own, past the button that keeps scanners out."""
    follow(page, page.locator(LINK).first)
    assert page.title().startswith(said("Your page", language))
    press_open(page, language)


def press_open(page: Page, language: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=said("Open the page", language)).click()
