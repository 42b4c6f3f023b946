"""A parent registers two children with a telephone of 320 px, without scripts, at the pace of a person.

How many answers and taps it takes is held here; how long they took is printed (`pytest -s`) and stands in
docs/school.md."""

import re
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import PHONE, Visitor
from tests.journeys.screens import gone_on_with
from tests.journeys.wording import said

pytestmark = pytest.mark.browser

KEY = 150
"""Milliseconds a key."""
SMALL = {**PHONE, "viewport": {"width": 320, "height": 568}}
MOST_TAPS = 20
"""For one child: seven pages, the button."""
LONGEST = 180
"""Seconds: the three minutes that were promised. A person who reads needs most of them for it."""
HEAVIEST = 60_000
NEXT = "form#form button >> nth=0"


@dataclass
class Walk:
    page: Page
    taps: int = 0
    began: float = field(default_factory=time.monotonic)

    def tap(self, selector: str, words: str = "") -> None:
        self.taps += 1
        self.page.locator(selector).tap()
        if words:
            self.page.locator(selector).press_sequentially(words, delay=KEY)

    def on(self) -> None:
        with self.page.expect_navigation():
            self.tap(NEXT)
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        assert (wide, len(self.page.content().encode()) < HEAVIEST) == (320, True), self.page.url

    def child(self, name: str, month: str, year: int) -> None:
        self.tap("#id_name", name)
        self.on()
        self.tap("#id_month", month)
        self.tap("#id_year", str(year))
        self.on()


@pytest.mark.parametrize("language", ["be", "pl"])
def test_by_a_small_telephone_without_scripts(language: str, visit: Callable[..., Visitor]) -> None:
    visitor = visit(**SMALL, locale=language, java_script_enabled=False)
    walk = Walk(page := visitor.open(f"/{language}/school/register/"))
    walk.child("Зорка", "3", date.today().year - 8)  # noqa: DTZ011 - a year of birth
    walk.tap("#id_you", "Алена")
    walk.on()
    walk.tap("#id_email", f"alena-{language}@example.org")
    walk.on()
    walk.on()
    walk.tap("label[for=id_days_0]")
    walk.on()
    walk.tap("label[for=id_sibling_0]")
    walk.on()
    expect(page.get_by_role("heading", level=1)).to_have_text(said("Check your answers", language))
    taps, spent = walk.taps, time.monotonic() - walk.began
    with page.expect_navigation():
        page.get_by_role("button", name=said("Add another child", language)).tap()
    walk.child("Янка", "7", date.today().year - 10)  # noqa: DTZ011 - a year of birth
    walk.on()
    sys.stdout.write(f"registering in {language}: {taps + 1} taps, {spent:.0f} s\n")

    expect(page.get_by_role("heading", level=1)).to_have_text(said("One thing is left: confirm it", language))
    assert re.search("a•••@example.org", page.content())
    assert (taps < MOST_TAPS, spent < LONGEST) == (True, True)


def test_the_field_of_the_other_way_is_shown_when_it_is_chosen(
    visit: Callable[..., Visitor], planted: dict[str, Any]
) -> None:
    """Without a script, by the style sheet alone."""
    visitor = visit(**SMALL, locale="be", java_script_enabled=False)
    kept = gone_on_with("application half way", "school_register_draft", "school/register/contact/")
    page = kept(visitor, planted, "be")
    shown = [page.locator(each).is_visible() for each in ("#id_email", "#id_phone")]
    page.locator("label[for=id_by_1]").tap()

    assert shown == [True, False]
    assert [page.locator(each).is_visible() for each in ("#id_email", "#id_phone")] == [False, True]
