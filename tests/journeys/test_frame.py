"""What stands around every page, and how a picture of people leaves all pages at once."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect
from wagtail.admin.widgets.datetime import DEFAULT_DATETIME_FORMAT

from config.languages import OWN_NAMES
from tests.journeys.browsing import PHONE, Visitor
from tests.journeys.editing import labelled, messages, sign_in
from tests.journeys.looking import NARROW, WIDE, objections, small_targets, widths
from tests.journeys.running_site import RunningSite
from tests.journeys.wording import LANGUAGES, said

pytestmark = pytest.mark.browser

AS_TYPED = getattr(settings, "WAGTAIL_DATETIME_FORMAT", DEFAULT_DATETIME_FORMAT)
WARSAW = ZoneInfo("Europe/Warsaw")
TEXTS = {
    "be": "Заўтра чат адпачывае",
    "ru": "Завтра чат отдыхает",
    "pl": "Jutro czat odpoczywa",
    "en": "The chat rests tomorrow",
}
PATHS = {"home": "", "search": "search/", "not found": "nowhere/"}


@pytest.fixture
def full(site: RunningSite) -> Iterator[None]:
    """A frame that holds all it can, for as long as a test looks at it."""
    site.run("-m", "tests.journeys.full_frame", "fill")
    yield
    site.run("-m", "tests.journeys.full_frame", "empty")


def opened(visitor: Visitor, language: str, name: str) -> Page:
    return visitor.open(f"/{language}/{PATHS[name]}", status=404 if name == "not found" else 200)


@pytest.mark.parametrize("name", PATHS)
def test_axe_finds_nothing_in_a_full_frame(name: str, full: None, visit: Callable[..., Visitor]) -> None:
    found = {
        language: objections(opened(visit(locale=language, viewport=NARROW), language, name))
        for language in LANGUAGES
    }
    found["dark"] = objections(opened(visit(viewport=NARROW, color_scheme="dark"), "be", name))
    found["wide"] = objections(opened(visit(viewport=WIDE), "pl", name))

    assert found == {screen: [] for screen in found}


def test_a_full_frame_fits_the_narrowest_phone_and_a_thumb(full: None, visit: Callable[..., Visitor]) -> None:
    found: dict[str, Any] = {}
    for language in LANGUAGES:
        page = opened(visit(viewport=NARROW, has_touch=True), language, "search")
        found[language] = (small_targets(page), widths(page))

    assert found == dict.fromkeys(LANGUAGES, ([], [NARROW["width"]] * 3))


def test_on_paper_there_is_neither_note_nor_menu(full: None, visit: Callable[..., Visitor]) -> None:
    page = opened(visit(), "pl", "home")
    page.emulate_media(media="print")

    expect(page.get_by_role("region", name=said("Announcement", "pl"))).to_have_count(0)
    assert page.get_by_role("navigation").all_inner_texts() == []


def fill_note(page: Page, *, ends: datetime) -> None:
    for code, language in {"be": "Belarusian", "ru": "Russian", "pl": "Polish", "en": "English"}.items():
        page.get_by_role("textbox", name=labelled(f"text in {language}")).fill(TEXTS[code])
    page.get_by_role("textbox", name=labelled("shown until")).fill(ends.strftime(AS_TYPED))
    page.keyboard.press("Escape")


def note_on(visitor: Visitor, language: str) -> list[str]:
    page = visitor.open(f"/{language}/")
    notes = page.get_by_role("region", name=said("Announcement", language))
    return [" ".join(text.split()) for text in notes.all_inner_texts()]


def test_an_editor_announces_with_a_preview_and_it_ends_by_itself(
    visit: Callable[..., Visitor], planted: dict[str, Any]
) -> None:
    editor = visit(locale="be", viewport={"width": 1440, "height": 900})
    page = sign_in(editor, "editor")
    editor.open("/admin/snippets/pages/announcement/add/", page=page)
    fill_note(page, ends=datetime.now(WARSAW) + timedelta(minutes=5))
    page.get_by_role("button", name=labelled("Toggle preview")).click()
    preview = page.locator("#w-preview-iframe").content_frame
    expect(preview.get_by_text(TEXTS["be"])).to_be_visible()
    page.get_by_role("combobox", name=labelled("Preview mode")).select_option("pl")
    expect(preview.get_by_text(TEXTS["pl"])).to_be_visible()

    reader = visit(**PHONE)
    assert note_on(reader, "pl") == []
    save(page)
    assert {code: note_on(reader, code) for code in OWN_NAMES} == {code: [TEXTS[code]] for code in OWN_NAMES}
    end_now(editor, page)
    assert {code: note_on(reader, code) for code in OWN_NAMES} == {code: [] for code in OWN_NAMES}


def save(page: Page) -> None:
    with page.expect_navigation():
        page.get_by_role("main").locator("form").get_by_role("button", name=labelled("Save")).first.click()


def end_now(editor: Visitor, page: Page) -> None:
    """She moves its end to the minute that is running; nothing else happens, and it is over."""
    page.get_by_role("main").get_by_role("link", name=TEXTS["be"]).first.click()
    start = datetime.now(WARSAW) - timedelta(minutes=9)
    page.get_by_role("textbox", name=labelled("shown from")).fill(start.strftime(AS_TYPED))
    page.get_by_role("textbox", name=labelled("shown until")).fill(datetime.now(WARSAW).strftime(AS_TYPED))
    page.keyboard.press("Escape")
    save(page)


def test_an_editor_revokes_a_consent_and_the_picture_is_gone_from_the_site(
    site: RunningSite, visit: Callable[..., Visitor], planted: dict[str, Any]
) -> None:
    story = site.run("-m", "tests.journeys.full_frame", "portrait").strip()
    reader = visit(**PHONE)
    before = reader.open(story).locator("main figure img")
    address = before.first.evaluate("(image) => image.currentSrc")
    assert reader.context.request.get(address).status == 200

    editor = visit(locale="be", viewport={"width": 1440, "height": 900})
    page = sign_in(editor, "editor")
    editor.open("/admin/images/?q=Партрэт", page=page)
    page.get_by_role("main").get_by_role("link", name="Партрэт").first.click()
    today = page.get_by_role("textbox", name=labelled("consent revoked on"))
    today.fill(datetime.now(WARSAW).strftime("%Y-%m-%d"))
    page.keyboard.press("Escape")
    save(page)

    expect(messages(page).last).to_contain_text(
        labelled("Readers no longer see this picture. Pages that hold it are listed below.")
    )
    listed = page.get_by_role("main").get_by_role("link", name="Жырандоля з партрэтам")
    expect(listed).to_have_count(1)
    assert reader.context.request.get(address).status == 404
    after = reader.open(story)
    expect(after.locator("main figure")).to_have_count(0)
    assert Path(urlsplit(address).path).name.partition(".")[0] not in after.content()
    listed.click()
    page.wait_for_url("**/edit/")
