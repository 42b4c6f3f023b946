"""A tired coordinator with a phone in one hand, at the door."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import Visitor, follow
from tests.journeys.editing import labelled, sign_in
from tests.journeys.looking import objections
from tests.journeys.planting_desk import NAME, PEOPLE

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
STICKS_OUT = "document.documentElement.scrollWidth > innerWidth"
TYPED_BY_A_SCANNER = str.maketrans("QWERTYUPASDFGHJKZXCVBNM", "ЙЦУКЕНГЗФЫВАПРОЛЯЧСМІТЬ")


def is_sound(page: Page) -> None:
    assert objections(page, within="#main .board") == []
    assert not page.evaluate(STICKS_OUT)


def test_two_clicks_lead_to_the_door_and_a_ticket_is_let_in(
    visit: Callable[..., Visitor], planted: dict[str, Any]
) -> None:
    page = sign_in(visit(locale="be", viewport=PHONE), "manager")
    follow(page, page.get_by_role("link", name=labelled("Events today")).first)
    is_sound(page)
    follow(page, page.get_by_role("main").get_by_role("link", name=NAME).first)
    is_sound(page)

    door = page.get_by_label(labelled("At the door: number of the ticket, its two words, or a name"))
    door.fill(planted["ticket"].translate(TYPED_BY_A_SCANNER))
    with page.expect_navigation():
        door.press("Enter")
    expect(page.get_by_role("status").filter(has_text=planted["ticket"])).to_be_visible()
    guest = page.get_by_role("listitem").filter(has_text=PEOPLE[0])
    expect(guest.get_by_role("button", name=labelled("Came"), exact=True)).to_have_count(0)
