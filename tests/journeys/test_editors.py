"""What the admin lets an editor do, and what it spares her."""

from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from PIL import Image
from playwright.sync_api import Page, expect
from wagtail.admin.widgets.datetime import DEFAULT_DATETIME_FORMAT

from tests.journeys.browsing import PHONE, Visitor
from tests.journeys.editing import labelled, messages, publish, section, sign_in
from tests.journeys.running_site import RunningSite
from tests.journeys.wording import LANGUAGES, said
from tests.pages.uploaded import SECRET_PLACE, notes, saved, two_halves

pytestmark = pytest.mark.browser

AS_TYPED = getattr(settings, "WAGTAIL_DATETIME_FORMAT", DEFAULT_DATETIME_FORMAT)
WARSAW = ZoneInfo("Europe/Warsaw")
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'


def photo_with_a_place() -> bytes:
    picture = Image.linear_gradient("L").resize((1600, 900)).convert("RGB")
    return saved(picture, "JPEG", exif=notes(), comment=b"COMMENT " + SECRET_PLACE)


def edit(visitor: Visitor, pk: int) -> Page:
    page = sign_in(visitor, "editor")
    page.goto(f"{visitor.origin}/admin/pages/{pk}/edit/")
    return page


def upload_cover(page: Page, content: bytes) -> None:
    section(page, "Cover").get_by_role("button", name=labelled("Choose an image")).click()
    dialogue = page.get_by_role("dialog")
    dialogue.get_by_role("tab", name=labelled("Upload")).click()
    form = dialogue.get_by_role("tabpanel", name=labelled("Upload"))
    photo = {"name": "IMG_0001.jpg", "mimeType": "image/jpeg", "buffer": content}
    form.locator("input[type=file]").set_input_files(photo)
    form.get_by_role("textbox").first.fill("Вячэрняя сустрэча")
    form.locator("select[name$=people]").select_option("nobody")
    form.get_by_role("button", name=labelled("Upload")).click()
    expect(dialogue).to_have_count(0)


def test_an_embargo_keeps_a_story_back_in_every_language_until_it_is_lifted(
    visit: Callable[..., Visitor], planted: dict[str, Any]
) -> None:
    kept, editor = planted["embargoed"], visit(locale="be")
    page = edit(editor, kept["pk"])
    embargo(page, (datetime.now(WARSAW) + timedelta(days=1)).strftime(AS_TYPED))
    assert answers(editor.origin, visit(), kept) == dict.fromkeys(LANGUAGES, 404)

    page.goto(f"{editor.origin}/admin/pages/{kept['pk']}/edit/")
    embargo(page, "")
    assert answers(editor.origin, visit(), kept) == dict.fromkeys(LANGUAGES, 200)


def embargo(page: Page, until: str) -> None:
    page.get_by_role("tab", name=labelled("Settings")).click()
    page.get_by_role("textbox", name=labelled("Keep back until")).fill(until)
    calendar = page.locator(".xdsoft_datetimepicker:visible")
    expect(calendar).to_be_visible()
    page.keyboard.press("Tab")
    expect(calendar).to_be_hidden()
    publish(page)


def answers(origin: str, reader: Visitor, addresses: dict[str, str]) -> dict[str, int]:
    return {
        language: reader.context.request.get(f"{origin}{addresses[language]}").status
        for language in LANGUAGES
    }


def test_a_photo_on_the_cover_does_not_say_where_it_was_taken(
    visit: Callable[..., Visitor], planted: dict[str, Any], site: RunningSite
) -> None:
    page = edit(visit(locale="be"), planted["illustrated"]["pk"])
    upload_cover(page, photo_with_a_place())
    publish(page)
    site.work()

    reader = visit(**PHONE, locale="be")
    story = reader.open(planted["illustrated"]["be"])
    copies = pictures(reader, story)
    assert {Image.open(BytesIO(copy)).format for copy in copies} == {"AVIF", "JPEG", "WEBP"}
    assert [dict(Image.open(BytesIO(copy)).getexif()) for copy in copies] == [{}] * len(copies)
    assert [SECRET_PLACE in copy for copy in copies] == [False] * len(copies)


def pictures(reader: Visitor, page: Page) -> list[bytes]:
    """Every copy the page offers, the card for messengers included."""
    addresses = page.locator("main figure").evaluate_all(
        """(figures) => figures.flatMap((figure) => [...figure.querySelectorAll("source, img")])
           .flatMap((each) => [each.src, ...each.srcset.split(",").map((part) => part.trim().split(" ")[0])])
           .filter(Boolean).map((address) => new URL(address, document.baseURI).href)"""
    )
    card = page.locator("meta[property='og:image']").get_attribute("content")
    assert len(addresses) > 3
    answers = [reader.context.request.get(address) for address in {*addresses, card} if address]
    assert [answer.status for answer in answers] == [200] * len(answers)
    return [answer.body() for answer in answers]


def test_a_photo_deleted_by_an_editor_is_gone_from_the_disk(
    visit: Callable[..., Visitor], site: RunningSite
) -> None:
    originals = Path(site.environment["VAR_DIR"]) / "originals"
    before = set(originals.iterdir())
    visitor = visit(locale="be")
    page = sign_in(visitor, "editor")
    visitor.open("/admin/images/add/", page=page)
    page.locator("input[type=file]").set_input_files(
        {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": saved(two_halves(), "JPEG")}
    )
    page.locator("input[name=title]").fill("Лішні здымак")
    page.locator("select[name=people]").select_option("nobody")
    upload(page)
    assert len(set(originals.iterdir()) - before) == 1

    page.get_by_role("link", name="Лішні здымак").first.click()
    page.get_by_role("main").get_by_role("button", name=labelled("Actions"), exact=True).click()
    page.get_by_role("link", name=labelled("Delete"), exact=True).click()
    page.get_by_role("button", name=labelled("Yes, delete")).click()
    expect(messages(page)).to_contain_text("Лішні здымак")
    assert set(originals.iterdir()) == before


def upload(page: Page) -> None:
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("button", name=labelled("Upload")).click()


@pytest.mark.parametrize("name", ["logo.svg", "logo.jpg"])
def test_a_drawing_with_a_program_in_it_is_refused_with_a_sentence(
    name: str, visit: Callable[..., Visitor]
) -> None:
    visitor = visit(locale="be")
    page = sign_in(visitor, "editor")
    visitor.open("/admin/images/add/", page=page)
    page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "image/svg+xml", "buffer": DRAWING}
    )
    upload(page)

    told = said("This file is not a photo we can use. Send a JPEG, PNG, WebP or HEIC.", "be")
    expect(page.get_by_text(told)).to_be_visible()
