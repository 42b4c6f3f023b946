"""A fundraiser explains a gift and gives it back with a colleague: in Belarusian on a telephone, in Polish at
a desk."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import planting_refund
from tests.journeys.browsing import Visitor, follow
from tests.journeys.editing import enter
from tests.journeys.looking import objections
from tests.journeys.office_walk import LAPTOP
from tests.journeys.running_site import RunningSite
from tests.journeys.wording import said

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
LEDGER = "/admin/gifts/ledger/"
STICKS_OUT = "document.documentElement.scrollWidth > innerWidth"
TOLD = ("The donor is sent to the payment page.", "The payment is confirmed.")


def is_sound(page: Page) -> None:
    assert objections(page, within="#main .board") == []
    assert not page.evaluate(STICKS_OUT)


@pytest.mark.parametrize(("language", "screen"), [("be", PHONE), ("pl", LAPTOP)], ids=["be", "pl"])
def test_a_gift_is_found_explained_and_given_back_by_two(
    language: str, screen: Any, visit: Callable[..., Visitor], site: RunningSite
) -> None:
    gift = site.run("-m", "tests.journeys.planting_refund", language).strip()
    one, other = planting_refund.names(language)
    page = enter(visit(locale=language, viewport=screen), one)
    page = found_in_the_ledger(page, gift, site)
    told_in_words(page, language)
    asked_to_give_back(page, language)
    agreed(enter(visit(locale=language, viewport=screen), other), gift, language)
    site.work()
    stands_in_the_books(page, gift, language)


def found_in_the_ledger(page: Page, gift: str, site: RunningSite) -> Page:
    page.goto(f"{site.origin}{LEDGER}")
    page.get_by_role("main").get_by_role("searchbox").or_(page.locator("#id_q")).first.fill(gift[:8])
    line = page.get_by_role("main").get_by_role("row").filter(has_text=gift[:8])
    expect(page.get_by_role("main").get_by_role("row")).to_have_count(2)
    follow(page, line.get_by_role("link", name=gift[:8]))
    return page


def told_in_words(page: Page, language: str) -> None:
    story = page.locator("ol.desk__plan")
    for sentence in TOLD:
        expect(story).to_contain_text(said(sentence, language))
    expect(story).to_contain_text("600\xa0zł")
    is_sound(page)


def asked_to_give_back(page: Page, language: str) -> None:
    page.locator("summary").filter(has_text=said("Give it back", language)).click()
    expect(page.locator("#id_amount")).to_have_value("600,00")
    is_sound(page)
    page.locator("#id_reason").select_option(label=said("what it was for can not be done", language))
    with page.expect_navigation():
        page.get_by_role("button", name=said("Yes, give it back", language)).click()
    expect(page.locator("#main")).to_contain_text(
        said("A second person has to decide about the refund.", language)
    )
    expect(page.locator("#main")).to_contain_text(said("Another colleague has to decide it.", language))


def agreed(page: Page, gift: str, language: str) -> None:
    """From the first page of the second person's office."""
    follow(page, page.locator(f"a[href$='/gifts/one/{gift}/']").first)
    with page.expect_navigation():
        page.get_by_role("button", name=said("Agree, and give it back", language)).click()
    expect(page.locator("#main")).to_contain_text(
        said("The refund is on its way to the payment service.", language)
    )
    is_sound(page)


def stands_in_the_books(page: Page, gift: str, language: str) -> None:
    page.reload()
    expect(page.locator("ol.desk__plan")).to_contain_text(said("All of it is given back.", language))
    page.goto(f"{page.url.partition('/admin/')[0]}{LEDGER}?q={gift[:8]}&kind=refund")
    row = page.get_by_role("main").get_by_role("row").filter(has_text=gift[:8])
    expect(row).to_contain_text("−600\xa0zł")
