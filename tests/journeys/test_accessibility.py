"""axe finds nothing to object to: its rules for WCAG 2.2 AA and its advice besides, none of them left out."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.journeys.browsing import Visitor
from tests.journeys.screens import ALL, Screen
from tests.journeys.wording import LANGUAGES

pytestmark = pytest.mark.browser

NARROW = {"width": 320, "height": 640}
WIDE = {"width": 1280, "height": 900}
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
axe = Axe()


def objections(page: Page) -> list[str]:
    found = axe.run(page, options=RULES).response["violations"]
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary']}" for rule in found for node in rule["nodes"]
    ]


@pytest.mark.parametrize("screen", ALL, ids=str)
def test_axe_finds_nothing_on_a_narrow_screen_in_any_language(
    screen: Screen, visit: Callable[..., Visitor], planted: dict[str, Any]
) -> None:
    found = {}
    for language in LANGUAGES:
        visitor = visit(locale=language, viewport=NARROW)
        found[language] = objections(screen.opened(visitor, planted, language))

    assert found == {language: [] for language in LANGUAGES}


@pytest.mark.parametrize("screen", ALL, ids=str)
def test_axe_finds_nothing_in_the_dark_or_on_a_wide_screen(
    screen: Screen, visit: Callable[..., Visitor], planted: dict[str, Any]
) -> None:
    language = "ru" if screen.name == "not translated" else "be"
    dark = visit(locale=language, viewport=NARROW, color_scheme="dark")
    wide = visit(locale=language, viewport=WIDE)

    found = {
        name: objections(screen.opened(visitor, planted, language))
        for name, visitor in {"dark": dark, "wide": wide}.items()
    }

    assert found == {"dark": [], "wide": []}


def test_axe_would_notice(visit: Callable[..., Visitor]) -> None:
    page = visit(locale="be", viewport=NARROW).open("/be/search/")
    page.evaluate("""() => { document.documentElement.removeAttribute("lang");
                             document.querySelector("h1").style.color = "#eee"; }""")

    assert {found.partition(":")[0] for found in objections(page)} == {"html-has-lang", "color-contrast"}
