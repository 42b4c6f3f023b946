"""Small screens, large letters, paper, and the looks people choose for themselves."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import Visitor
from tests.journeys.screens import ALL, Screen
from tests.journeys.wording import LANGUAGES, said

pytestmark = pytest.mark.browser

NARROW = {"width": 320, "height": 640}
OWN_STYLE = """(rules) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  document.adoptedStyleSheets = [sheet];
}"""
TWICE = "html { font-size: 200% !important }"
SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""
SIDEWAYS = """() => {
  const wide = [...document.querySelectorAll("body *")].filter(
    (element) => element.getBoundingClientRect().right > innerWidth + 1);
  const named = wide.slice(0, 5).map((element) => element.outerHTML.slice(0, 120));
  return [document.documentElement.scrollWidth, named];
}"""
SMALL = """(least) => {
  const shown = (element) =>
    element.checkVisibility({visibilityProperty: true}) && element.getClientRects().length;
  const all = "nav a, button, summary, input:not([type=hidden]), [class~=button], [class~=pager] a";
  return [...document.querySelectorAll(all)].filter(shown)
    .filter((element) => !element.closest("[class~=crumbs]"))
    .map((element) => [element.textContent.trim(), element.getBoundingClientRect()])
    .filter(([name, box]) => Math.min(box.width, box.height) < least - 0.5)
    .map(([name, box]) => `${name} ${box.width}×${box.height}`);
}"""


def scroll_width(page: Page) -> int:
    width, wide = page.evaluate(SIDEWAYS)
    return width if width <= 320 else wide


@pytest.mark.parametrize("screen", ALL, ids=str)
def test_nothing_sticks_out_of_the_narrowest_phone(
    screen: Screen, visit: Callable[..., Visitor], planted: dict[str, Any]
) -> None:
    widths: dict[str, list[Any]] = {}
    for language in LANGUAGES:
        page = screen.opened(visit(locale=language, viewport=NARROW), planted, language)
        widths[language] = [scroll_width(page)]
        for change in (TWICE, SPACED):
            page.evaluate(OWN_STYLE, change)
            widths[language].append(scroll_width(page))

    assert widths == {language: [320, 320, 320] for language in LANGUAGES}


@pytest.mark.parametrize("screen", ALL, ids=str)
def test_a_thumb_hits_what_it_aims_at(
    screen: Screen, visit: Callable[..., Visitor], planted: dict[str, Any]
) -> None:
    visitor = visit(locale="pl", viewport=NARROW, has_touch=True)
    page = screen.opened(visitor, planted, "pl")
    for fold in page.locator("summary").all():
        fold.click()

    assert page.evaluate(SMALL, 44) == []


@pytest.mark.parametrize("screen", ALL, ids=str)
def test_a_page_bears_high_contrast_and_stillness(
    screen: Screen, visit: Callable[..., Visitor], planted: dict[str, Any]
) -> None:
    page = screen.opened(visit(locale="pl", forced_colors="active", reduced_motion="reduce"), planted, "pl")

    moving = page.evaluate("document.getAnimations().length")
    seen = page.evaluate("""[matchMedia("(forced-colors: active)").matches,
                             matchMedia("(prefers-reduced-motion: reduce)").matches]""")

    assert (moving, seen) == (0, [True, True])
    expect(page.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.parametrize("name", ["story", "everything", "release"])
def test_on_paper_a_story_is_its_text_without_ways_to_go(
    name: str, visit: Callable[..., Visitor], planted: dict[str, Any]
) -> None:
    page = visit(locale="be").open(planted[name]["be"])
    page.emulate_media(media="print")

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("main > article p:not(aside p)").last).to_be_visible()
    assert page.get_by_role("navigation").all_inner_texts() == []
    expect(page.get_by_role("link", name=said("Share on Telegram", "be"))).to_have_count(0)
