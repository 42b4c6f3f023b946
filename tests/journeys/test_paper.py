"""A story on paper."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys.browsing import Visitor
from tests.journeys.wording import said

pytestmark = pytest.mark.browser


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
