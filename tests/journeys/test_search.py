"""Somebody types a word and chooses from what is offered, with the keyboard and with a screen reader."""

from collections.abc import Callable

import pytest

from tests.journeys.browsing import PHONE, Visitor

pytestmark = pytest.mark.browser


def test_a_page_is_chosen_from_the_suggestions_by_the_keyboard(visit: Callable[..., Visitor]) -> None:
    page = visit(locale="be").open("/be/search/")
    field = page.get_by_role("combobox")
    field.press_sequentially("субот", delay=20)
    page.get_by_role("option").first.wait_for()
    assert field.get_attribute("aria-expanded") == "true"
    assert page.get_by_role("status").first.inner_text().startswith("Падказак:")

    field.press("ArrowDown")
    chosen = field.get_attribute("aria-activedescendant")
    assert page.locator(f"#{chosen}").get_attribute("aria-selected") == "true"
    with page.expect_navigation(url="**/be/naviny/subota-i-autorak/"):
        field.press("Enter")


def test_escape_puts_suggestions_away_and_enter_searches(visit: Callable[..., Visitor]) -> None:
    page = visit(**PHONE, locale="be").open("/be/search/")
    field = page.get_by_role("combobox")
    field.press_sequentially("субот", delay=20)
    page.get_by_role("option").first.wait_for()
    field.press("Escape")
    assert (field.get_attribute("aria-expanded"), page.get_by_role("option").count()) == ("false", 0)

    with page.expect_navigation(url="**/be/search/?q=**"):
        field.press("Enter")


def test_without_a_script_the_form_searches(visit: Callable[..., Visitor]) -> None:
    page = visit(locale="pl", java_script_enabled=False).open("/pl/search/")
    page.get_by_role("searchbox").fill("szkola")
    with page.expect_navigation(url="**/pl/search/?q=szkola"):
        page.get_by_role("button", name="Znajdź").click()
    assert page.locator("mark").count() > 0
