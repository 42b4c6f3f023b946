"""The office from room to room: every screen, and what opens on it only under somebody's hand."""

from collections.abc import Callable, Iterator
from typing import Any

from playwright.sync_api import Page, expect

from tests.journeys.browsing import Visitor

SCREENS = {
    "dashboard": ["", "account/"],
    "pages": [
        "pages/", "pages/{news}/", "pages/search/?q=школа", "pages/add/home/storypage/{news}/",
        "pages/{news}/add_subpage/", "pages/home/",
    ],
    "a story": [
        "pages/{story}/edit/", "pages/{story}/history/", "pages/{story}/usage/", "pages/{story}/copy/",
        "pages/{story}/move/", "pages/{story}/delete/", "pages/{story}/unpublish/", "pages/{story}/workflow_history/",
        "pages/{story}/convert_alias/",
    ],
    "translation": [
        "localize/submit/page/{story}/", "pages/{translation}/edit/", "pages/{alias}/edit/",
        "localize/reports/translations/", "locales/", "locales/new/", "locales/edit/{locale}/",
    ],
    "home page": ["pages/{home}/edit/"],
    "pictures": [
        "images/", "images/add/", "images/multiple/add/", "images/{image}/", "images/{image}/delete/",
        "images/usage/{image}/",
    ],
    "documents": ["documents/", "documents/add/", "documents/multiple/add/"],
    "words": [
        "snippets/", "snippets/home/category/", "snippets/home/category/add/", "snippets/home/category/edit/{category}/",
        "snippets/home/category/history/{category}/", "snippets/home/category/usage/{category}/",
        "snippets/home/tag/", "snippets/home/tag/add/",
    ],
    "settings": [
        "settings/pages/contactsettings/", "sites/", "sites/new/", "sites/edit/{site}/", "redirects/", "redirects/add/",
        "redirects/import/", "collections/", "collections/add/",
    ],
    "people": ["users/", "users/add/", "users/edit/{user}/", "groups/", "groups/new/", "groups/edit/{group}/"],
    "workflow": [
        "workflows/list/", "workflows/add/", "workflows/edit/{workflow}/", "workflows/usage/{workflow}/",
        "workflows/tasks/index/", "workflows/tasks/select_type/", "workflows/tasks/edit/{task}/",
    ],
    "reports": [
        "reports/site-history/", "reports/locked/", "reports/workflow/", "reports/workflow_tasks/",
        "reports/aging-pages/", "reports/page-types-usage/", "reports/pages/untranslated/", "reports/pages/stale/",
        "reports/pages/without-cover/", "reports/pages/expiring/", "reports/pages/broken-links/",
    ],
}  # fmt: skip
Move = Callable[[Page], None]


def opened(visitor: Visitor, page: Page, planted: dict[str, Any], paths: list[str]) -> Iterator[str]:
    for path in paths:
        address = path.format(**planted["admin"])
        visitor.open(f"/admin/{address}", page=page)
        expect(page.get_by_role("main").get_by_role("heading").first).to_be_visible()
        yield address


def _in_dialogue(page: Page, button: str) -> None:
    page.locator(button).first.click()
    expect(page.get_by_role("dialog").first).to_be_visible()
    page.wait_for_load_state("networkidle")


def _shut(page: Page) -> None:
    page.get_by_role("dialog").first.locator("button[data-dismiss=modal]").first.click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def choosers(page: Page, button: str) -> Move:
    raise NotImplementedError
