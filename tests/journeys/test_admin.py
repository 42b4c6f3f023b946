"""The office works under a strict policy: no screen breaks it, complains, or talks to anybody else."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from home.blocks import StoryBlock
from tests.journeys import office_walk
from tests.journeys.browsing import Visitor
from tests.journeys.editing import labelled, section, sign_in
from tests.journeys.wording import said_by_script

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("kind", office_walk.SCREENS)
def test_every_screen_of_the_admin_opens_without_a_complaint(
    kind: str, visit: Callable[..., Visitor], planted: dict[str, Any]
) -> None:
    visitor = visit(locale="be")
    page = sign_in(visitor, "manager")
    for _address in office_walk.opened(visitor, page, planted, office_walk.SCREENS[kind]):
        assert page.locator("html").get_attribute("lang") == "be"


def test_what_opens_under_a_hand_complains_of_nothing_either(
    visit: Callable[..., Visitor], planted: dict[str, Any]
) -> None:
    visitor = visit(locale="be", viewport=office_walk.LAPTOP)
    sign_in(visitor, "manager").close()
    assert len(office_walk.MOVES) >= 20
    for name in office_walk.MOVES:
        office_walk.moved(visitor, planted, name).close()


def test_the_preview_beside_the_editor_shows_the_page(
    visit: Callable[..., Visitor], planted: dict[str, Any]
) -> None:
    visitor = visit(locale="be", viewport={"width": 1440, "height": 900})
    page: Page = sign_in(visitor, "manager")
    visitor.open(f"/admin/pages/{planted['admin']['story']}/edit/", page=page)
    title = page.locator("input[name=title]").input_value()
    page.get_by_role("button", name=labelled("Toggle preview")).click()

    expect(page.locator("#w-preview-iframe").content_frame.get_by_role("heading", level=1)).to_have_text(
        title, timeout=20_000
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
