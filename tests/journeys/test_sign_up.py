"""Somebody signs up for a date: by keyboard with scripts, by telephone without, at the pace of a person.

How many interactions it takes is held here; how long they took is printed (`pytest -s`) and stands in
docs/events.md."""

import re
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import PHONE, Visitor
from tests.journeys.looking import objections
from tests.journeys.wording import said

pytestmark = pytest.mark.browser

KEY = 150
"""Milliseconds a key; a person needs longer than the three seconds that tell her from a machine."""
MOST_BY_PHONE = 3
"""Name, contact, button: date and number stand there already."""
MOST_TABS = 8
"""From the beginning of the page to its button, by the link that skips the menu."""
WORDS = re.compile(r"\w+ \w+")


@dataclass
class Walk:
    page: Page
    interactions: int = 0
    began: float = field(default_factory=time.monotonic)

    def tap(self, selector: str, words: str = "") -> None:
        self.interactions += 1
        self.page.locator(selector).tap()
        if words:
            self.page.locator(selector).press_sequentially(words, delay=KEY)

    def tab_to(self, selector: str, words: str = "") -> None:
        while not self.page.locator(f"{selector}:focus").count():
            self.interactions += 1
            assert self.interactions < 30, f"{selector} is not reached by keyboard"
            self.page.keyboard.press("Tab")
        self.page.keyboard.type(words, delay=KEY)

    def tell(self, how: str) -> None:
        spent = time.monotonic() - self.began
        sys.stdout.write(f"{how}: {self.interactions} interactions, {spent:.1f} s\n")


def test_by_telephone_and_without_scripts_three_taps_and_two_words(
    visit: Callable[..., Visitor], planted: dict[str, Any]
) -> None:
    visitor = visit(**PHONE, locale="be", java_script_enabled=False)
    walk = Walk(page := visitor.open(planted["sign-up of one"]["be"]))
    walk.tap("#id_name", "Бусел з-за ракі, у зялёным")
    with page.expect_navigation():
        walk.tap("form#form button >> nth=0")
    walk.tell("phone, no scripts, no contact")

    assert walk.interactions <= MOST_BY_PHONE
    expect(page.get_by_role("heading", level=1)).to_have_text(
        said("Two words are your ticket", "be").replace(" —", "\xa0—")
    )
    words = page.locator(".ticket__words").inner_text()
    assert WORDS.fullmatch(words)
    page.reload()
    expect(page.locator(".ticket__words")).to_have_count(0)
    cancels_by_the_words(visit(**PHONE, locale="be", java_script_enabled=False), words)


def cancels_by_the_words(visitor: Visitor, words: str) -> None:
    page = visitor.open("/be/sign-up/ticket/")
    days = page.locator("#id_day option")
    for number in range(days.count()):
        page.locator("#id_day").select_option(index=number)
        page.locator("#id_words").fill(words.upper())
        with page.expect_navigation():
            page.get_by_role("button", name=said("Show the ticket", "be")).click()
        if page.url.endswith("/found/"):
            break
    page.get_by_text(said("We can't come", "be"), exact=True).click()
    with page.expect_navigation():
        page.get_by_role("button", name=said("Yes, cancel", "be")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(said("You have cancelled", "be"))


def test_by_keyboard_with_scripts_and_a_telephone(
    visit: Callable[..., Visitor], planted: dict[str, Any]
) -> None:
    visitor = visit(locale="pl")
    page = visitor.open(planted["sign-up of one"]["pl"])
    walk = Walk(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    walk.tab_to("#id_name", "Bocian zza rzeki")
    walk.tab_to("#id_contact", "+48 600 100 205")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    walk.tell("keyboard, scripts, telephone")

    assert walk.interactions <= MOST_TABS
    expect(page.get_by_role("heading", level=1)).to_have_text(said("You are signed up", "pl"))
    assert objections(page) == []
    with page.expect_navigation():
        page.get_by_role("link", name=said("Change or cancel", "pl")).click()
    page.get_by_text(said("We can't come", "pl"), exact=True).click()
    with page.expect_navigation():
        page.get_by_role("button", name=said("Yes, cancel", "pl")).click()
    expect(page.get_by_text(said("You have cancelled", "pl"))).to_be_visible()
