"""A stranger at phone size, in two languages, without scripts and with them: she gives once, goes away from
the payment page of the stand-in for Stripe, gives every month instead; and by the link in her letter she
gives more, and then stops."""

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import letters
from tests.journeys.browsing import PHONE, QUICKEST_HUMAN, Visitor, follow
from tests.journeys.running_site import RunningSite
from tests.journeys.wording import said

pytestmark = pytest.mark.browser
ARRIVED = "Thank you. The money has arrived"


def goes_on(page: Page, language: str) -> None:
    page.wait_for_timeout(QUICKEST_HUMAN)
    with page.expect_navigation():
        page.get_by_role("button", name=said("Go on to the payment", language)).tap()


def pays(page: Page, visitor: Visitor, site: RunningSite) -> None:
    """On the other site's page; that one may be asked, by whoever goes there, and by nobody else."""
    expect(page).to_have_url(re.compile(rf"^http://127\.0\.0\.1:{site.twin.port}/"))
    page.locator("#email").fill("ada@example.org")
    page.locator("#card-number").fill("4242424242424242")
    with page.expect_navigation(url=lambda url: url.startswith(site.origin)):
        page.locator("button").first.click()
    visitor.foreign[:] = [each for each in visitor.foreign if f":{site.twin.port}/" not in each]


def is_told(page: Page, words: str, language: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(said(words, language))


def goes(page: Page, words: str, language: str, *, context: str | None = None) -> None:
    follow(page, page.get_by_role("link", name=said(words, language, context=context), exact=True))


def presses(page: Page, words: str, language: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=said(words, language), exact=True).tap()


@pytest.mark.parametrize(("language", "scripts"), [("be", False), ("pl", True)])
def test_once_then_every_month_then_more_then_no_more(
    language: str, scripts: bool, visit: Callable[..., Visitor], site: RunningSite
) -> None:
    visitor = visit(**PHONE, locale=language, java_script_enabled=scripts)
    contact = f"{uuid4().hex[:12]}@example.org"
    page = visitor.open(f"/{language}/donate/")
    gives_once(page, visitor, site, language)
    goes_away_from_the_payment_page(page, site, language)
    gives_every_month(page, visitor, site, language, contact)
    opens_her_letter(page, site, language, contact)
    gives_more(page, language)
    stops(page, language)


def gives_once(page: Page, visitor: Visitor, site: RunningSite, language: str) -> None:
    page.get_by_text(said("Once", language), exact=True).tap()
    page.locator("#id_other").fill("12,50")
    goes_on(page, language)
    pays(page, visitor, site)
    is_told(page, ARRIVED, language)
    expect(page.locator("dl.facts")).to_contain_text("12,50\xa0zł")


def goes_away_from_the_payment_page(page: Page, site: RunningSite, language: str) -> None:
    page.goto(f"{site.origin}/{language}/donate/")
    page.get_by_text(said("Once", language), exact=True).tap()
    page.get_by_text("60\xa0zł").tap()
    goes_on(page, language)
    with page.expect_navigation(url=lambda url: url.startswith(site.origin)):
        page.locator("a").first.click()
    is_told(page, "Nothing has been paid yet", language)
    goes(page, "Try again, or choose otherwise", language)


def gives_every_month(page: Page, visitor: Visitor, site: RunningSite, language: str, contact: str) -> None:
    """In the place of what she has not paid: the amount stands there still."""
    page.get_by_text(said("Every month", language), exact=True).tap()
    page.locator("#id_email").fill(contact)
    goes_on(page, language)
    pays(page, visitor, site)
    is_told(page, ARRIVED, language)
    expect(page.locator("dl.facts")).to_contain_text(said("every month", language))


def opens_her_letter(page: Page, site: RunningSite, language: str, contact: str) -> None:
    mine = letters.arrived(page, site, contact=contact, language=language)
    expect(mine).to_have_count(1)
    follow(page, mine.get_by_role("link"))
    letters.follow_link(page, language)
    assert page.url == f"{site.origin}/{language}/donate/mine/"
    expect(page.get_by_role("heading", level=2, name=monthly("60\xa0zł", language))).to_be_visible()


def monthly(amount: str, language: str) -> str:
    return said("%(amount)s every month", language) % {"amount": amount}


def gives_more(page: Page, language: str) -> None:
    goes(page, "Change the amount", language)
    page.locator("#id_amount").fill("70")
    presses(page, "Change the amount", language)
    expect(page.get_by_role("heading", level=2, name=monthly("70\xa0zł", language))).to_be_visible()


def stops(page: Page, language: str) -> None:
    """In two steps: the first is a link and changes nothing."""
    goes(page, "Stop", language, context="a monthly gift")
    is_told(page, "Stop the monthly gift?", language)
    presses(page, "Confirm", language)
    expect(page.get_by_text(said("Stopped on %(day)s", language).split("%")[0]).first).to_be_visible()
    expect(page.get_by_role("link", name=said("Change the amount", language))).to_have_count(0)
