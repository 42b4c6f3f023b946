"""A real browser with Chromium's virtual authenticator: a finger that is always there."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import Visitor, follow
from tests.journeys.editing import labelled, messages, sign_in
from tests.journeys.planting import STAFF
from tests.journeys.running_site import RunningSite

pytestmark = pytest.mark.browser

FINGER = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
TAG = {
    "slug": "spared-words",
    "name_be": "Словы, якіх шкада",
    "name_ru": "Слова, которых жаль",
    "name_pl": "Słowa, których szkoda",
    "name_en": "Words worth keeping",
}
PEOPLE = ("-m", "tests.journeys.planting_people")


def with_finger(visitor: Visitor) -> Page:
    page = visitor.page()
    session = visitor.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": FINGER})
    return page


def press(page: Page, button: str) -> None:
    follow(page, page.get_by_role("button", name=labelled(button), exact=True))


def joined(page: Page, visitor: Visitor, address: str) -> None:
    visitor.open(f"/be/l/{address}", page=page)
    press(page, "Open the page")
    for label, words in (
        ("Your name, as colleagues know it", "Надзея Прыкладная"),
        ("User name", "nadzieja"),
        ("New password", "доўгая фраза для ўваходу"),
    ):
        page.get_by_label(labelled(label), exact=True).fill(words)
    press(page, "Make the account")


def test_a_new_colleague_joins_adds_a_passkey_and_comes_in_with_it(
    site: RunningSite, planted: dict[str, Any], visit: Callable[..., Visitor]
) -> None:
    visitor = visit(locale="be", viewport={"width": 390, "height": 844})
    page = with_finger(visitor)
    joined(page, visitor, site.run(*PEOPLE, "invited").strip())
    follow(page, page.get_by_role("link", name=labelled("Add a passkey"), exact=True))
    press(page, "Add this device")
    expect(page.locator(".secret li")).to_have_count(10)
    follow(page, page.get_by_role("link", name=labelled("I have written them down"), exact=True))
    follow(page, page.get_by_role("link", name=labelled("To the office"), exact=True))
    assert page.url == f"{visitor.origin}/admin/"

    visitor.open("/be/sign-in/keys/", page=page)
    press(page, "Sign out")
    press(page, "Sign in with a passkey")
    assert page.url == f"{visitor.origin}/admin/"

    site.run(*PEOPLE, "aged", "nadzieja", "16")
    visitor.open("/admin/questions/", page=page)
    expect(page.get_by_role("heading", level=1)).to_have_text(labelled("Is it you?"))
    press(page, "Yes, here is my passkey")
    assert page.url == f"{visitor.origin}/admin/questions/"
    expect(page.get_by_role("heading", level=1)).to_contain_text(labelled("Journalists’ questions"))


def test_who_refuses_the_finger_is_told_another_way(visit: Callable[..., Visitor]) -> None:
    page = visit(locale="be").open("/be/sign-in/")
    page.evaluate(
        "() => { navigator.credentials.get = () => Promise.reject(new DOMException('', 'NotAllowedError')) }"
    )
    page.get_by_role("button", name=labelled("Sign in with a passkey")).click()

    told = labelled("The passkey was not used. Try again, or take another way.")
    expect(page.locator("form[data-passkey] [role=status]")).to_have_text(told)


def come_back(page: Page) -> None:
    """To this tab, from another."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_what_is_typed_outlives_the_session_and_is_saved_after_signing_in_again(
    site: RunningSite, planted: dict[str, Any], visit: Callable[..., Visitor]
) -> None:
    visitor = visit(locale="be", viewport={"width": 1440, "height": 900})
    page = sign_in(visitor, "editor")
    visitor.open("/admin/snippets/home/tag/add/", page=page)
    for name, words in TAG.items():
        page.locator(f"input[name={name}]").fill(words)
    site.run(*PEOPLE, "aged", STAFF["editor"], "31")
    come_back(page)
    notice = page.get_by_role("alert").filter(has_text=labelled("Sign in in another tab"))
    expect(notice).to_be_visible()

    page.get_by_role("button", name=labelled("Save"), exact=True).click()
    expect(page.locator("input[name=name_be]")).to_have_value(TAG["name_be"])
    with visitor.context.expect_page() as opened:
        notice.get_by_role("link").click()
    opened.value.locator(f"button[name=who][value={STAFF['editor']}]").click()
    opened.value.wait_for_url(f"{visitor.origin}/admin/")
    come_back(page)
    expect(page.get_by_text(labelled("You are in again. You can go on, and save."))).to_be_visible()

    follow(page, page.get_by_role("button", name=labelled("Save"), exact=True))
    expect(messages(page)).to_contain_text(TAG["name_be"])
