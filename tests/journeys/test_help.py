"""Somebody who needs help: what works today, where else to go, whom to call, and how to leave in a hurry."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from django.utils.translation import override
from playwright.sync_api import Page, expect

from home import services
from pages.frame import WAY_OUT
from tests.journeys.browsing import PHONE, Visitor
from tests.journeys.planting_help import PAUSE
from tests.journeys.wording import LANGUAGES, said

pytestmark = pytest.mark.browser

HOUSING = {"be": "Жыллё", "ru": "Жильё"}
SHELTER = {"be": "спытайце пра начлег", "ru": "спросите о ночлеге"}
WITH_AND_WITHOUT_SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])


def suspended(language: str) -> str:
    today = timezone.localdate()
    with override(language):
        return said("Suspended until %(until)s", language) % {
            "until": services.day(today + PAUSE, today=today)
        }


@WITH_AND_WITHOUT_SCRIPTS
@pytest.mark.parametrize("language", ["be", "ru"])
def test_a_frightened_mother_learns_that_housing_is_suspended_where_else_to_go_and_whom_to_call(
    language: str, scripts: bool, visit: Callable[..., Visitor], planted: dict[str, Any]
) -> None:
    visitor = visit(**PHONE, locale=language, java_script_enabled=scripts)
    page = visitor.open("/")
    page.get_by_role("link", name=said("I need help", language)).click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("main").get_by_role("link", name="112", exact=True)).to_be_visible()
    row = page.get_by_role("listitem").filter(
        has=page.get_by_role("link", name=HOUSING[language], exact=True)
    )
    expect(row.last).to_contain_text(suspended(language))
    row.last.get_by_role("link").click()
    page.wait_for_url(f"**{planted['help']['service, suspended'][language]}")

    tells_what_to_do(page, language)


def tells_what_to_do(page: Page, language: str) -> None:
    main = page.get_by_role("main")
    expect(main.get_by_role("heading", level=1)).to_have_text(HOUSING[language])
    for heading in ("Why it is suspended", "Where else to go"):
        expect(main.get_by_role("heading", name=said(heading, language), exact=True)).to_be_visible()
    expect(main.get_by_role("listitem").filter(has_text=SHELTER[language])).to_be_visible()
    alert = main.get_by_role("note")
    assert alert.get_by_role("link", name="112").get_attribute("href") == "tel:112"
    assert alert.get_by_role("link", name="+48 000 000 000").get_attribute("href") == "tel:+48000000000"
    chat = main.get_by_role("link", name=said("Write to the chat", language))
    assert chat.get_attribute("href") == "https://t.me/example"


@WITH_AND_WITHOUT_SCRIPTS
def test_help_is_left_by_one_tap(
    scripts: bool, visit: Callable[..., Visitor], planted: dict[str, Any]
) -> None:
    visitor = visit(**PHONE, locale="be", java_script_enabled=scripts)
    page = visitor.open(planted["help"]["service, suspended"]["be"])
    before = list(visitor.foreign)
    with page.expect_request(WAY_OUT):
        page.get_by_role("link", name=said("Quickly leave the site", "be")).click()
    page.wait_for_timeout(500)
    after, visitor.foreign[:] = list(visitor.foreign), []

    assert (before, after) == ([], [WAY_OUT])


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_paper_a_guide_is_its_steps_and_its_day(
    language: str, visit: Callable[..., Visitor], planted: dict[str, Any]
) -> None:
    page = visit(locale=language).open(planted["help"]["guide on paper"][language])
    page.emulate_media(media="print")

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("main time")).to_be_visible()
    assert [step.is_visible() for step in page.locator("main ol > li").all()] == [True] * 6
    assert page.get_by_role("navigation").all_inner_texts() == []
    expect(page.get_by_role("link", name="PDF")).to_have_count(0)


def test_every_stop_on_a_page_of_help_is_seen_and_the_last_lets_go(
    visit: Callable[..., Visitor], planted: dict[str, Any]
) -> None:
    from tests.journeys.test_keyboard import NARROW, here

    page = visit(locale="be", viewport=NARROW).open(planted["help"]["service, suspended"]["be"])
    stops = []
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        stops.append(here(page))

    assert stops[-1] == "Як чытаць сайт бяспечна"
    assert said("Quickly leave the site", "be") in stops
