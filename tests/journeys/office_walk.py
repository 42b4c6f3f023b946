"""The office from room to room: every screen, and what opens on it only under somebody's hand."""

from collections.abc import Callable, Iterator
from typing import Any

from playwright.sync_api import Page, expect

from tests.journeys.browsing import Visitor

SCREENS = {
    "dashboard": ["", "account/"],
    "pages": [
        "pages/", "pages/{news}/", "pages/search/?q=школа", "pages/add/home/storypage/{news}/",
        "pages/{news}/add_subpage/",
    ],
    "a story": [
        "pages/{story}/edit/", "pages/{story}/history/", "pages/{story}/usage/", "pages/{story}/copy/",
        "pages/{story}/move/", "pages/{story}/delete/", "pages/{story}/unpublish/",
        "pages/{story}/workflow_history/",
    ],
    "translation": [
        "localize/submit/page/{story}/", "pages/{translation}/edit/", "pages/{alias}/edit/",
        "localize/reports/translations/", "locales/", "locales/new/", "locales/edit/{locale}/",
        "locales/delete/{locale}/",
    ],
    "home page": ["pages/{home}/edit/"],
    "pictures": [
        "images/", "images/add/", "images/multiple/add/", "images/{image}/", "images/{image}/delete/",
        "images/usage/{image}/",
    ],
    "documents": ["documents/", "documents/add/", "documents/multiple/add/"],
    "words": [
        "snippets/", "snippets/home/category/", "snippets/home/category/add/",
        "snippets/home/category/edit/{category}/",
        "snippets/home/category/history/{category}/", "snippets/home/category/usage/{category}/",
        "snippets/home/tag/", "snippets/home/tag/add/",
    ],
    "settings": [
        "snippets/pages/sitesettings/", "snippets/pages/menu/", "snippets/pages/announcement/",
        "snippets/pages/announcement/add/", "snippets/home/service/", "snippets/home/mention/",
        "sites/", "sites/new/", "sites/edit/{site}/", "redirects/", "redirects/add/", "redirects/import/",
        "collections/", "collections/add/",
    ],
    "the desk": [
        "letters/", "questions/", "health/", "guide/", "snippets/home/mention/add/",
        "snippets/home/service/edit/{service}/", "snippets/home/service/status/{service}/",
    ],
    "draws": ["school/draws/", "school/draws/name/", "school/draws/{draw}/"],
    "registering": ["school/phone/", "school/phone/{phoned}/"],
    "events": [
        "events/", "events/activities/", "events/activities/new/", "events/activities/{activity}/",
        "events/dates/{date}/", "events/dates/{date}/change/",
        "events/dates/{date}/cancel/", "events/dates/{date}/add/", "events/dates/{date}/write/",
        "events/people/{booking}/", "events/calls/", "events/wishes/", "events/adrift/", "events/rooms/",
        "snippets/timetable/room/add/", "snippets/timetable/lending/",
    ],
    "school": [
        "school/", "school/children/", "school/children/?show=offered", "school/children/{child}/",
        "school/calls/", "school/alike/", "school/alike/{pair}/", "school/exceptions/", "school/what-if/",
        "school/list/", "school/teachers/", "school/terms/new/", "school/terms/{term}/",
        "school/terms/{term}/group/", "school/groups/{school_group}/", "school/groups/{school_group}/change/",
        "school/groups/{school_group}/next/", "school/groups/{school_group}/write/",
        "school/groups/{school_group}/meetings/{meeting}/",
    ],
    "donations": [
        "gifts/", "gifts/?days=90", "gifts/ledger/", "gifts/ledger/?currency=pln", "gifts/all/",
        "gifts/find/", "gifts/one/{gift}/", "gifts/donors/{donor}/", "gifts/monthly/",
        "gifts/monthly/{monthly}/", "gifts/monthly/list/", "gifts/refunds/", "gifts/differences/",
        "gifts/differences/{difference}/", "gifts/words/", "gifts/purposes/",
        "gifts/funds/new/", "gifts/funds/{fund}/", "gifts/campaigns/new/", "gifts/campaigns/{campaign}/",
        "gifts/transfers/", "gifts/transfers/{transfer}/",
    ],
    "people": [
        "users/", "users/new/", "users/edit/{user}/", "groups/", "groups/new/", "groups/edit/{group}/",
    ],
    "workflow": [
        "workflows/list/", "workflows/add/", "workflows/edit/{workflow}/", "workflows/usage/{workflow}/",
        "workflows/tasks/index/", "workflows/tasks/select_type/", "workflows/tasks/edit/{task}/",
    ],
    "reports": [
        "reports/site-history/", "reports/locked/", "reports/workflow/", "reports/workflow_tasks/",
        "reports/aging-pages/", "reports/page-types-usage/", "reports/pages/untranslated/",
        "reports/pages/stale/",
        "reports/pages/without-cover/", "reports/pages/expiring/", "reports/pages/broken-links/",
        "reports/pages/consent-ending/",
    ],
}  # fmt: skip
Move = Callable[[Page], Iterator[None]]
"""Stops wherever there is something new to look at."""
LAPTOP = {"width": 1440, "height": 900}


def opened(visitor: Visitor, page: Page, planted: dict[str, Any], paths: list[str]) -> Iterator[str]:
    for path in paths:
        address = path.format(**planted["admin"])
        visitor.open(f"/admin/{address}", page=page)
        expect(page.get_by_role("main").get_by_role("heading").first).to_be_visible()
        yield address


def in_dialogue(button: str, *steps: str) -> Move:
    """Opens what the button opens, then follows links inside, one after another: each is none any more where
    it has led to."""

    def move(page: Page) -> Iterator[None]:
        page.locator(button).first.click()
        dialogue = page.locator(".modal.in, [role=dialog]:visible").first
        expect(dialogue).to_be_visible()
        page.wait_for_load_state("networkidle")
        yield
        for step in steps:
            dialogue.locator(step).first.click()
            expect(dialogue.locator(step)).to_have_count(0)
            page.wait_for_load_state("networkidle")
            yield

    return move


def clicked(*buttons: str) -> Move:
    def move(page: Page) -> Iterator[None]:
        for button in buttons:
            page.locator(button).first.click()
            page.wait_for_load_state("networkidle")
            yield

    return move


def in_text(button: str, *steps: str) -> Move:
    """A tool of the text editor, which shows itself where the cursor stands."""

    def move(page: Page) -> Iterator[None]:
        editor = page.locator(".public-DraftEditor-content").first
        editor.click()
        editor.press("Control+a")
        yield from in_dialogue(f"button[name={button}]:visible", *steps)(page)

    return move


STORY, NEWS, NEW = "pages/{story}/edit/", "pages/{news}/", "pages/add/home/storypage/{news}/"
KINDS_OF_LINKS = ("external", "email", "phone", "anchor")
CHOOSE = "[data-chooser-action-choose]:visible"
MOVES: dict[str, tuple[str, Move]] = {
    "choosing a picture": (NEW, in_dialogue(f".image-chooser {CHOOSE}")),
    "choosing a category": (NEW, in_dialogue(f"#id_category-chooser {CHOOSE}")),
    "links in a text: to a page, to somewhere else, to a letter, to a telephone, within the page": (
        STORY,
        in_text("LINK", *(f".link-types a[href*=choose-{kind}-link]" for kind in KINDS_OF_LINKS)),
    ),
    "a document in a text": (STORY, in_text("DOCUMENT")),
    "a new block": (STORY, clicked(".c-sf-add-button")),
    "beside a page: status, checks, comments": (
        STORY,
        clicked(
            *(f"[data-side-panel-toggle={panel}]" for panel in ("status", "checks", "comments")),
            "[data-comment-add]:visible",
        ),
    ),
    "a day": (STORY, clicked("input[name=date]")),
    "more to do with a page": (STORY, clicked("footer .w-dropdown__toggle")),
    "the tree": ("", clicked(".sidebar-page-explorer-item button, .sidebar-menu-item button")),
    "many at once": (NEWS, clicked("[data-bulk-action-checkbox]")),
    "filters": (NEWS, clicked(".w-filter-button, [data-controller~=w-swap] button[aria-expanded]")),
    "a text to translate": ("pages/{translation}/edit/", clicked("[role=tabpanel] li button:visible")),
    "choosing a page": ("redirects/add/", in_dialogue(CHOOSE)),
    "a step of a workflow": ("workflows/add/", in_dialogue(CHOOSE)),
}  # fmt: skip


def moved(visitor: Visitor, planted: dict[str, Any], name: str) -> Iterator[Page]:
    """As often as there is something to look at. A page of its own for each move: what is typed on it is
    nobody's to save."""
    path, move = MOVES[name]
    page = visitor.open(f"/admin/{path.format(**planted['admin'])}")
    page.wait_for_load_state("networkidle")
    for _stop in move(page):
        yield page
    page.close()
