"""What a page is looked at for: axe, its width, its buttons, its letters."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

NARROW = {"width": 320, "height": 640}
WIDE = {"width": 1280, "height": 900}
THUMB = 44
"""CSS pixels, each way."""
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
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
    .map((element) => element.closest("label") ?? element)
    .map((element) => [element.textContent.trim(), element.getBoundingClientRect()])
    .filter(([name, box]) => Math.min(box.width, box.height) < least - 0.5)
    .map(([name, box]) => `${name} ${box.width}×${box.height}`);
}"""
axe = Axe()


def objections(page: Page, *, within: str | None = None) -> list[str]:
    """axe's rules for WCAG 2.2 AA and its advice besides, none of them left out."""
    found = axe.run(page, context=within, options=RULES).response["violations"]
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary']}" for rule in found for node in rule["nodes"]
    ]


def widths(page: Page) -> list[Any]:
    """As it is, with letters of twice the size, and spread as WCAG 1.4.12 allows; with what sticks out."""
    found = []
    for change in ("", TWICE, SPACED):
        page.evaluate(OWN_STYLE, change)
        width, wide = page.evaluate(SIDEWAYS)
        found.append(width if width <= NARROW["width"] else wide)
    page.evaluate(OWN_STYLE, "")
    return found


def small_targets(page: Page) -> list[str]:
    """With everything unfolded that unfolds; folded again afterwards."""
    folds = page.locator("summary").all()
    for fold in reversed(folds):  # The menu of a phone is the first, and lies over the others.
        fold.click()
    found: list[str] = page.evaluate(SMALL, THUMB)
    for fold in folds:
        fold.click()
    return found
