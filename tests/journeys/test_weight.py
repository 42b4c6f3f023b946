"""What a page costs somebody with a slow phone, and that its letters are ours."""

import gzip
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Request

from tests.journeys.browsing import PHONE, Visitor
from tests.journeys.screens import ALL, Screen
from tests.journeys.wording import LANGUAGES

pytestmark = pytest.mark.browser

LETTERS = "ўЎіІёЁ’ґҐ" + "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ" + "—„”«»№"
FACES = {"400 100px Commissioner": "sans", "600 100px Commissioner": "sans", "800 100px Piazzolla": "serif"}
NOT_DRAWN = """async ([face, letters]) => {
  await document.fonts.load(face, letters);
  const canvas = document.createElement("canvas").getContext("2d");
  const width = (letter, font) => { canvas.font = font; return canvas.measureText(letter).width; };
  const size = face.replace(/ [^ ]+$/, "");
  return [...letters].filter((letter) => !document.fonts.check(face, letter)
    || width(letter, `${face}, monospace`) !== width(letter, `${face}, cursive`)
    || width(letter, `${face}, monospace`) === width(letter, `${size} monospace`));
}"""

WEIGHT_OF_LETTERS = """async () => {
  await document.fonts.ready;
  const fonts = performance.getEntriesByType("resource").filter((each) => each.name.endsWith(".woff2"));
  return fonts.reduce((sum, each) => sum + each.encodedBodySize, 0);
}"""


def weighed(visitor: Visitor, path: str) -> Counter[str]:
    """Bytes by kind as they travel, and how many requests there were."""
    page = visitor.page()
    requests: list[Request] = []
    # Playwright writes a mark on what it is given, which a built-in method does not bear.
    page.on("requestfinished", lambda request: requests.append(request))  # noqa: PLW0108 - see above
    visitor.open(path, page=page)
    page.wait_for_load_state("networkidle")
    weight = Counter({"requests": len(requests)})
    for request in requests:
        weight[request.resource_type] += request.sizes()["responseBodySize"]
    return weight


@pytest.mark.parametrize("name", ["story", "everything"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_story_is_light(
    name: str, language: str, visit: Callable[..., Visitor], planted: dict[str, Any]
) -> None:
    visitor = visit(**PHONE, locale=language)
    weight = weighed(visitor, planted[name][language])
    text = visitor.context.request.get(f"{visitor.origin}{planted[name][language]}").body()

    over = {
        kind: (weight[kind], most)
        for kind, most in {"font": 100_000, "stylesheet": 12_000, "script": 10_000, "requests": 20}.items()
        if weight[kind] > most
    }
    assert over == {}
    assert len(gzip.compress(text)) <= 30_000


@pytest.mark.parametrize("screen", ALL, ids=str)
def test_no_page_loads_more_than_a_hundred_kilobytes_of_letters(
    screen: Screen, visit: Callable[..., Visitor], planted: dict[str, Any]
) -> None:
    weight = {}
    for language in ("be", "pl"):
        page = screen.opened(visit(**PHONE, locale=language), planted, language)
        weight[language] = page.evaluate(WEIGHT_OF_LETTERS)

    assert all(20_000 < each <= 100_000 for each in weight.values()), weight


@pytest.mark.parametrize("face", FACES)
def test_every_letter_of_our_languages_is_drawn_by_our_own_fonts(
    face: str, visit: Callable[..., Visitor]
) -> None:
    page: Page = visit().open("/be/")

    assert page.evaluate(NOT_DRAWN, [face, LETTERS]) == []


def test_the_check_of_letters_notices_one_that_is_missing(visit: Callable[..., Visitor]) -> None:
    page: Page = visit().open("/be/")

    assert page.evaluate(NOT_DRAWN, ["400 100px Commissioner", "ўא漢"]) == ["א", "漢"]


FORMS = (
    "question to the press center",
    "question, mistakes",
    "question, taken up again",
    "question, its page",
    "question, answered",
    "guarded link",
    "guarded link, wrong digits",
    "link from a letter",
    "new link",
)
"""Only who opens a form gets a cookie: the one that protects what she sends."""


def test_no_page_leaves_a_cookie(visit: Callable[..., Visitor], planted: dict[str, Any]) -> None:
    visitor = visit(**PHONE, locale="be")
    public = [screen for screen in ALL if screen.name != "closed" and screen.name not in FORMS]
    for screen in public:
        screen.opened(visitor, planted, "be")

    assert visitor.context.cookies() == []
    assert visitor.context.storage_state() == {"cookies": [], "origins": []}
