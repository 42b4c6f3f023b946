"""The office works under a strict policy: no screen breaks it, complains, or talks to anybody else."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from pages.blocks import StoryBlock
from tests.journeys.browsing import Visitor
from tests.journeys.editing import labelled, section, sign_in
from tests.journeys.wording import said_by_script

pytestmark = pytest.mark.browser

SCREENS = {
    "pages": ["", "pages/", "pages/{news}/", "pages/search/?q=школа", "pages/add/home/storypage/{news}/"],
    "a story": [
        "pages/{story}/edit/", "pages/{story}/history/", "pages/{story}/usage/", "pages/{story}/copy/",
        "pages/{story}/move/", "pages/{story}/delete/",
    ],
    "translation": [
        "localize/submit/page/{story}/", "pages/{translation}/edit/", "localize/reports/translations/",
        "locales/", "locales/new/",
    ],
    "home page": ["pages/{home}/edit/"],
    "pictures": ["images/", "images/add/", "images/multiple/add/", "images/{image}/"],
    "documents": ["documents/", "documents/add/", "documents/multiple/add/"],
    "words": [
        "snippets/home/category/", "snippets/home/category/add/",
        "snippets/home/tag/", "snippets/home/tag/add/",
    ],
    "settings": [
        "settings/pages/contactsettings/", "sites/", "sites/new/", "redirects/", "redirects/add/",
        "redirects/import/", "collections/", "collections/add/",
    ],
    "letters and questions": ["letters/", "questions/"],
    "people": ["users/", "users/new/", "groups/", "groups/new/", "account/"],
    "workflow": ["workflows/list/", "workflows/add/", "workflows/tasks/index/"],
    "reports": ["reports/site-history/", "reports/locked/", "reports/workflow/", "reports/aging-pages/"],
}  # fmt: skip


@pytest.mark.parametrize("kind", SCREENS)
def test_every_screen_of_the_admin_opens_without_a_complaint(
    kind: str, visit: Callable[..., Visitor], planted: dict[str, Any]
) -> None:
    visitor = visit(locale="be")
    page = sign_in(visitor, "manager")
    for path in SCREENS[kind]:
        visitor.open(f"/admin/{path.format(**planted['admin'])}", page=page)
        expect(page.get_by_role("main").get_by_role("heading").first).to_be_visible()
        assert page.locator("html").get_attribute("lang") == "be"


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

    assert len(set(seen)) == len(StoryBlock().child_blocks) == 6
