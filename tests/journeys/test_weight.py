"""What a page costs somebody with a slow phone, and that its letters are ours."""

import gzip
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Request

from tests.journeys.browsing import PHONE, Visitor
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


@pytest.mark.parametrize("face", FACES)
def test_every_letter_of_our_languages_is_drawn_by_our_own_fonts(
    face: str, visit: Callable[..., Visitor]
) -> None:
    page: Page = visit().open("/be/")

    assert page.evaluate(NOT_DRAWN, [face, LETTERS]) == []


def test_the_check_of_letters_notices_one_that_is_missing(visit: Callable[..., Visitor]) -> None:
    page: Page = visit().open("/be/")

    assert page.evaluate(NOT_DRAWN, ["400 100px Commissioner", "ўא漢"]) == ["א", "漢"]
