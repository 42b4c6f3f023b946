"""How many times an editor's hand moves from signing in to a story in two languages."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.browsing import Visitor
from tests.journeys.editing import beginning, labelled, messages, named, section
from tests.journeys.planting import STAFF
from tests.journeys.wording import said_by_script

pytestmark = pytest.mark.browser

AT_MOST = 25
STORY = {
    "title": "Пякарня на рагу частуе хлебам",
    "lead": "У суботу булкі бясплатныя для ўсіх, хто прыйдзе да абеду.",
    "alt": "Бохан хлеба на льняным ручніку.",
    "quote": "Хлеб яшчэ цёплы, бярыце.",
}
POLISH = {
    "title": "Piekarnia na rogu częstuje chlebem",
    "lead": "W sobotę bułki są bezpłatne dla wszystkich, którzy przyjdą przed obiadem.",
    "alt": "Bochen chleba na lnianym ręczniku.",
    "quote": "Chleb jest jeszcze ciepły, bierzcie.",
}


class Hands:
    """Counts what a person does: a click, a field filled, a choice made."""

    def __init__(self) -> None:
        self.done: list[str] = []

    def press(self, what: Locator) -> None:
        what.click()
        self.done.append(f"press {what}"[:100])

    def fill(self, what: Locator, words: str) -> None:
        what.fill(words)
        self.done.append(f"fill {what}"[:100])


def enter(hands: Hands, visitor: Visitor) -> Page:
    page = visitor.open("/admin/")
    hands.press(page.locator(f"button[name=who][value={STAFF['editor']}]"))
    return page


def add_block(hands: Hands, page: Page, kind: str) -> Locator:
    story = section(page, "text of the story")
    hands.press(story.get_by_role("button", name=said_by_script("Insert a block", "be")).last)
    hands.press(page.get_by_role("option", name=labelled(kind), exact=True))
    added = story.get_by_role("region", name=beginning(labelled(kind))).last
    expect(added).to_be_visible()
    return added


def write(hands: Hands, page: Page, visitor: Visitor) -> None:
    hands.press(page.get_by_role("link", name=labelled("Write a story")))
    page.wait_for_url("**/add/**")
    visitor.expected.add(page.url)
    hands.fill(section(page, "Title").get_by_role("textbox"), STORY["title"])
    hands.fill(section(page, "lead").get_by_role("textbox"), STORY["lead"])
    figure = add_block(hands, page, "Picture")
    hands.press(figure.get_by_role("button", name=labelled("Choose an image")))
    hands.press(page.get_by_role("dialog").get_by_role("link", name="Photo", exact=True))
    expect(page.get_by_role("dialog")).to_have_count(0)
    hands.fill(figure.get_by_role("textbox", name=named("What is in the picture")), STORY["alt"])
    quote = add_block(hands, page, "Quote")
    hands.fill(quote.get_by_role("textbox").first, STORY["quote"])
    hands.press(
        page.get_by_role("button", name=labelled("Choose %(object)s") % {"object": labelled("category")})
    )
    hands.press(page.get_by_role("dialog").get_by_role("link", name="Досвед", exact=True))
    expect(page.get_by_role("dialog")).to_have_count(0)


def publish(hands: Hands, page: Page) -> None:
    hands.press(page.get_by_role("button", name=labelled("More actions")))
    with page.expect_navigation():
        hands.press(page.get_by_role("button", name=labelled("Publish"), exact=True))


def translate(hands: Hands, page: Page) -> None:
    hands.press(messages(page).get_by_role("link", name=labelled("Polish")))
    for key, original in STORY.items():
        hands.fill(page.get_by_role("textbox", description=original), POLISH[key])
    with page.expect_navigation():
        hands.press(page.get_by_role("main").get_by_role("button", name=labelled("Publish"), exact=True))
    expect(messages(page)).to_contain_text(POLISH["title"])


def test_a_story_with_a_picture_and_a_quote_is_published_in_two_languages_in_few_moves(
    visit: Callable[..., Visitor], planted: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    visitor, hands = visit(locale="be", viewport={"width": 1440, "height": 900}), Hands()
    page = enter(hands, visitor)
    write(hands, page, visitor)
    publish(hands, page)
    translate(hands, page)
    with capsys.disabled():
        print(f"\nFrom signing in to a story in two languages: {len(hands.done)} interactions")  # noqa: T201

    assert len(hands.done) <= AT_MOST, hands.done
    for language, address, words in (
        ("be", "/be/naviny/piakarnia-na-rahu-castuje-chliebam/", STORY),
        ("pl", "/pl/aktualnosci/piekarnia-na-rogu-czestuje-chlebem/", POLISH),
    ):
        reader = visit(locale=language).open(address)
        expect(reader.get_by_role("heading", level=1)).to_have_text(words["title"])
        expect(reader.get_by_text(words["quote"])).to_be_visible()
        expect(reader.get_by_role("img", name=words["alt"])).to_be_visible()
