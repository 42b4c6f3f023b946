"""Previews in the office. Its other screens are walked in `test_admin_languages`, for complaints too."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from home.blocks import StoryBlock
from tests.journeys.browsing import Visitor
from tests.journeys.editing import labelled, section, sign_in
from tests.journeys.wording import said_by_script

pytestmark = pytest.mark.browser


def test_the_preview_beside_the_editor_shows_the_page(
    visit: Callable[..., Visitor], planted: dict[str, Any]
) -> None:
    visitor = visit(locale="be", viewport={"width": 1440, "height": 900})
    page: Page = sign_in(visitor, "manager")
    visitor.open(f"/admin/pages/{planted['admin']['story']}/edit/", page=page)
    title = page.locator("input[name=title]").input_value()
    page.get_by_role("button", name=labelled("Toggle preview")).click()

    expect(page.locator("#w-preview-iframe").content_frame.get_by_role("heading", level=1)).to_have_text(
        title
    )


def test_every_block_shows_what_it_will_look_like_before_it_is_chosen(
    visit: Callable[..., Visitor], planted: dict[str, Any]
) -> None:
    visitor = visit(locale="be")
    page: Page = sign_in(visitor, "editor")
    visitor.open(f"/admin/pages/add/home/storypage/{planted['admin']['news']}/", page=page)
    story = section(page, "text of the story")
    story.get_by_role("button", name=said_by_script("Insert a block", "be")).click()
    eyes = page.get_by_role("button", name=said_by_script("Preview", "be"), exact=True)
    preview = page.frame_locator("iframe[src*='block-preview']").locator("main, body")
    seen = []
    for eye in eyes.all():
        eye.click()
        expect(preview.first).not_to_be_empty()
        seen.append(preview.first.inner_text().strip())
        eye.click()

    assert len(set(seen)) == len(StoryBlock().child_blocks)
