"""The site without a mouse: what is next, where one is, and that nothing holds one back."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from config.languages import OWN_NAMES
from tests.journeys.browsing import Visitor
from tests.journeys.planting import COMMON_WORD
from tests.journeys.wording import said

pytestmark = pytest.mark.browser

WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 320, "height": 640}
FOCUSED = """() => {
  const element = document.activeElement;
  const box = element.getBoundingClientRect(), style = getComputedStyle(element);
  const behind = (node) => {
    for (; node; node = node.parentElement) {
      const colour = getComputedStyle(node).backgroundColor;
      if (!/, 0\\)$/.test(colour)) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const middle = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  const there = document.elementFromPoint(...middle);
  return {
    name: (element.labels?.[0]?.textContent ?? element.textContent).trim().replace(/\\s+/g, " "),
    outline: [style.outlineStyle, parseFloat(style.outlineWidth), style.outlineColor],
    behind: behind(element.parentElement),
    hidden: !element.checkVisibility() || box.bottom <= 0 || box.top >= innerHeight || box.right <= 0
      || box.left >= innerWidth || !(there && (element.contains(there) || there.contains(element))),
  };
}"""


def light(colour: str) -> float:
    """Relative luminance, as WCAG defines it."""
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted([light(one), light(other)])
    return (lighter + 0.05) / (darker + 0.05)


def here(page: Page) -> str:
    """What has the focus; one must see that it has."""
    focused = page.evaluate(FOCUSED)
    style, width, colour = focused["outline"]
    assert (style, width >= 2, focused["hidden"]) == ("solid", True, False), focused
    assert contrast(colour, focused["behind"]) >= 3, focused
    return str(focused["name"])


def step(page: Page) -> str:
    page.keyboard.press("Tab")
    return here(page)


def walk(page: Page, steps: int) -> list[str]:
    return [step(page) for _ in range(steps)]


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_the_way_through_the_header_is_short_and_in_order(
    colours: str, visit: Callable[..., Visitor]
) -> None:
    page = visit(locale="be", viewport=WIDE, color_scheme=colours).open("/be/")

    assert walk(page, 14) == [
        said("Skip to content", "be"),
        said("Center for Belarusian Solidarity", "be"),
        *OWN_NAMES.values(),
        said("Help", "be"),
        said("School", "be"),
        said("Events", "be"),
        said("News", "be"),
        said("Guides", "be"),
        said("Press centre", "be"),
        said("Search", "be"),
        said("Donate", "be"),
    ]


def test_the_header_can_be_skipped(visit: Callable[..., Visitor], planted: dict[str, Any]) -> None:
    page = visit(locale="be", viewport=WIDE).open(planted["news"]["be"])
    walk(page, 1)
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()

    assert step(page) == said("All", "be")


def test_the_menu_of_a_phone_opens_and_closes_by_keys(visit: Callable[..., Visitor]) -> None:
    page = visit(locale="pl", viewport=NARROW).open("/pl/")
    menu = page.get_by_role("navigation", name=said("Menu", "pl"), exact=True)
    way = walk(page, 7)
    expect(menu).to_be_hidden()
    page.keyboard.press("Enter")
    expect(menu).to_be_visible()

    assert way[-1] == said("Menu", "pl")
    assert walk(page, 8) == [
        said("Help", "pl"),
        said("School", "pl"),
        said("Events", "pl"),
        said("News", "pl"),
        said("Guides", "pl"),
        said("Press centre", "pl"),
        said("Search", "pl"),
        said("Donate", "pl"),
    ]
    for _ in range(7):
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(menu).to_be_hidden()


def test_a_story_is_found_and_opened_by_keys(visit: Callable[..., Visitor]) -> None:
    page = visit(locale="be", viewport=WIDE).open("/be/search/")
    walk(page, 1)
    page.keyboard.press("Enter")
    assert step(page) == said("What are you looking for?", "be")
    page.keyboard.type(COMMON_WORD["be"])
    assert step(page) == said("Find", "be")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    walk(page, 1)
    page.keyboard.press("Enter")
    title = walk(page, 3)[-1]
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert title.startswith(COMMON_WORD["be"])
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_every_stop_on_a_story_is_seen_and_the_last_lets_go(
    viewport: dict[str, int], visit: Callable[..., Visitor], planted: dict[str, Any]
) -> None:
    page = visit(locale="be", viewport=viewport).open(planted["everything"]["be"])
    stops = []
    for _ in range(150):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        stops.append(here(page))

    assert stops[-1] == "Як чытаць сайт бяспечна"
    assert len(stops) > 40
