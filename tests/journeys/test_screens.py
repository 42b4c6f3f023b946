"""Every screen, opened once in each language on the narrowest phone and looked at from all sides."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys import browsing
from tests.journeys.browsing import Visitor
from tests.journeys.looking import NARROW, WIDE, objections, small_targets, widths
from tests.journeys.running_site import RunningSite
from tests.journeys.screens import ALL, MY_GIFTS, Screen
from tests.journeys.wording import LANGUAGES

pytestmark = pytest.mark.browser

WEIGHT_OF_LETTERS = """async () => {
  await document.fonts.ready;
  const fonts = performance.getEntriesByType("resource").filter((each) => each.name.endsWith(".woff2"));
  return fonts.reduce((sum, each) => sum + each.encodedBodySize, 0);
}"""
FORMS = (
    "question to the press center",
    "question, mistakes",
    "question, taken up again",
    "guarded link",
    "guarded link, wrong digits",
    "link from a letter",
    "new link",
    "door of the office",
    "sign-up",
    "sign-up, mistakes",
    "ticket of two words",
    "seat offered",
    "donate",
    "donate, mistakes",
)
"""Only who opens a form gets a cookie: the one that protects what she sends."""
BEHIND_A_LINK = ("question, its page", "question, answered")
PARTIES = ("sign-up, its page", "sign-up, waiting", "sign-up, asked")
FAMILIES = ("family, waiting", "family, asked", "family, first day")
DONORS = tuple(screen.name for screen in MY_GIFTS if screen.name.startswith("my gifts"))
"""Who has come by a link from a letter keeps it in a second one."""


@pytest.fixture(scope="module", params=ALL, ids=str)
def screen(request: pytest.FixtureRequest) -> Screen:
    found: Screen = request.param
    return found


@pytest.fixture(scope="module")
def pages(
    screen: Screen, site: RunningSite, browser: Browser, planted: dict[str, Any]
) -> Iterator[dict[str, Page]]:
    """In each language; a test leaves them as it found them, and no browser may have had a complaint."""
    visitors: dict[str, Visitor] = {}
    opened: dict[str, Page] = {}
    for language in LANGUAGES:
        looks = {"reduced_motion": "reduce"} if language == "pl" else {}
        visitors[language] = browsing.visitor(
            browser, site.origin, locale=language, viewport=NARROW, has_touch=True, **looks
        )
        opened[language] = screen.opened(visitors[language], planted, language)
    yield opened
    for each in visitors.values():
        each.context.close()
    assert [(each.complaints, each.foreign) for each in visitors.values()] == [([], [])] * len(visitors)


def test_axe_finds_nothing(pages: dict[str, Page]) -> None:
    """In each language, light and dark, narrow and wide: not all with all, as they are built alike."""
    found = {language: objections(pages[language]) for language in ("be", "pl")}
    pages["ru"].emulate_media(color_scheme="dark")
    found["ru"] = objections(pages["ru"])
    pages["ru"].emulate_media(color_scheme="null")
    pages["en"].set_viewport_size(WIDE)
    found["en"] = objections(pages["en"])
    pages["en"].set_viewport_size(NARROW)

    assert found == {language: [] for language in LANGUAGES}


def test_nothing_sticks_out_of_the_narrowest_phone(pages: dict[str, Page]) -> None:
    found = {language: widths(page) for language, page in pages.items()}

    assert found == dict.fromkeys(LANGUAGES, [NARROW["width"]] * 3)


def test_a_thumb_hits_what_it_aims_at(pages: dict[str, Page]) -> None:
    assert small_targets(pages["pl"]) == []


def test_a_page_bears_high_contrast_and_stillness(pages: dict[str, Page]) -> None:
    page = pages["pl"]
    page.emulate_media(forced_colors="active")
    moving = page.evaluate("document.getAnimations().length")
    seen = page.evaluate("""[matchMedia("(forced-colors: active)").matches,
                             matchMedia("(prefers-reduced-motion: reduce)").matches]""")

    assert (moving, seen) == (0, [True, True])
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.emulate_media(forced_colors="null")


def test_no_page_loads_more_than_a_hundred_kilobytes_of_letters(pages: dict[str, Page]) -> None:
    weight = {language: page.evaluate(WEIGHT_OF_LETTERS) for language, page in pages.items()}

    assert all(20_000 < each <= 100_000 for each in weight.values()), weight


KEPT_APPLICATIONS = ("application, contact", "application, all answers")
APPLICATIONS = ("application", "application, mistakes", *KEPT_APPLICATIONS, "application to confirm")


def test_no_page_leaves_a_cookie(screen: Screen, pages: dict[str, Page]) -> None:
    kept = [page.context.storage_state() for page in pages.values()]
    names = {cookie["name"] for each in kept for cookie in each["cookies"]}

    due = {
        "csrf": (*FORMS, *BEHIND_A_LINK, *PARTIES, *FAMILIES, *APPLICATIONS, *DONORS),
        "school_register_draft": KEPT_APPLICATIONS,
        "signup": PARTIES,
        "school": FAMILIES,
        "gifts": DONORS,
        "inquiry": BEHIND_A_LINK,
        "inquiry_draft": ("question, taken up again",),
    }
    assert names == {cookie for cookie, screens in due.items() if screen.name in screens}
    assert [each["origins"] for each in kept] == [[]] * len(LANGUAGES)


def test_axe_would_notice(visit: Callable[..., Visitor]) -> None:
    page = visit(locale="be", viewport=NARROW).open("/be/search/")
    page.evaluate("""() => { document.documentElement.removeAttribute("lang");
                             document.querySelector("h1").style.color = "#eee"; }""")

    assert {found.partition(":")[0] for found in objections(page)} == {"html-has-lang", "color-contrast"}


def test_what_sticks_out_or_is_too_small_would_be_noticed(visit: Callable[..., Visitor]) -> None:
    page = visit(locale="be", viewport=NARROW).open("/be/search/")
    page.evaluate("""() => { document.querySelector("h1").style.width = "400px";
                             const small = "min-block-size: 0; block-size: 20px";
                             document.querySelector("main button").style.cssText = small; }""")

    assert 320 not in widths(page)
    assert small_targets(page) != []
