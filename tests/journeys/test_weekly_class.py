"""A stranger makes a weekly class and sees it in four languages; two people fill it; one gives a seat back,
and the other reads of it in a letter."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from events import queue
from tests.journeys import letters
from tests.journeys.browsing import PHONE, QUICKEST_HUMAN, Visitor, follow
from tests.journeys.editing import beginning, labelled, messages, publish, section, sign_in
from tests.journeys.running_site import RunningSite
from tests.journeys.wording import LANGUAGES, said

pytestmark = pytest.mark.browser

CLASS = "Ткацтва паясоў"
WORDS = {
    "be": ("Паясы на дошчачках", "Тчом разам, ніткі ёсць."),
    "ru": ("Пояса на дощечках", "Ткём вместе, нитки есть."),
    "pl": ("Krajki na tabliczkach", "Tkamy razem, nici są na miejscu."),
    "en": ("Belts woven on tablets", "We weave together, there is yarn."),
}
FULL_OF = "2"


def makes_a_class(page: Page, visitor: Visitor) -> None:
    """Every week from the day after tomorrow on, for two."""
    page.goto(f"{visitor.origin}/admin/events/activities/new/")
    first = timezone.localdate() + timedelta(days=2)
    page.locator("[name=name]").fill(CLASS)
    page.locator("[name=kind]").select_option("craft")
    page.locator("[name=rule-kind][value=weekly]").check()
    page.locator("[name=rule-day]").fill(first.isoformat())
    page.locator("[name=rule-time]").fill("18:00")
    page.locator("[name=minutes]").fill("90")
    page.locator("[name=capacity]").fill(FULL_OF)
    page.locator("[name=largest_party]").fill(FULL_OF)
    page.locator("[name=languages][value=be]").check()
    with page.expect_navigation():
        page.get_by_role("button", name=labelled("Make it with its dates")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(CLASS)


def writes_about_it(page: Page, visitor: Visitor) -> None:
    page.goto(f"{visitor.origin}/admin/")
    page.get_by_role("link", name=labelled("Write the page of an event")).click()
    page.wait_for_url("**/add/**")
    visitor.expected.add(page.url)
    title, lead = WORDS["be"]
    section(page, "Title").get_by_role("textbox").fill(title)
    section(page, "lead").get_by_role("textbox").fill(lead)
    page.get_by_role("combobox", name=beginning(labelled("activity"))).select_option(label=CLASS)
    publish(page)


def translates_it(page: Page) -> None:
    """By the buttons that follow; each opens the sheet of one language."""
    names = {"ru": "Russian", "pl": "Polish", "en": "English"}
    links = {
        code: messages(page).get_by_role("link", name=labelled(name)).get_attribute("href")
        for code, name in names.items()
    }
    for code, link in links.items():
        page.goto(f"{page.url.partition('/admin/')[0]}{link}")
        for original, words in zip(WORDS["be"], WORDS[code], strict=True):
            page.get_by_role("textbox", description=original).fill(words)
        with page.expect_navigation():
            page.get_by_role("main").get_by_role("button", name=labelled("Publish"), exact=True).click()


def reads_it_everywhere(visitor: Visitor) -> dict[str, str]:
    """From the list of what is on to the page, and from there to its translations."""
    page = visitor.open("/be/padziei/")
    follow(page, page.get_by_role("main").get_by_role("link", name=WORDS["be"][0]).first)
    found = {}
    for code in LANGUAGES:
        there = page.locator(f"link[rel=alternate][hreflang={code}]").get_attribute("href")
        reader = visitor.open(str(there).removeprefix(visitor.origin))
        expect(reader.get_by_role("heading", level=1)).to_have_text(WORDS[code][0])
        expect(reader.get_by_text(WORDS[code][1])).to_be_visible()
        found[code] = reader.url.removeprefix(visitor.origin)
        reader.close()
    return found


def signs_up(visitor: Visitor, address: str, *, contact: str, party_of: str) -> None:
    page = visitor.open(address)
    follow(page, page.locator("main a[href*='/sign-up/']").first)
    page.locator("#id_name").fill("Бусел")
    page.locator("#id_contact").fill(contact)
    page.locator("#id_party_of").select_option(party_of)
    page.wait_for_timeout(QUICKEST_HUMAN)
    with page.expect_navigation():
        page.locator("form#form button").first.click()
    page.wait_for_url("**/done/")


def opens_her_page(visitor: Visitor, site: RunningSite, *, contact: str, language: str) -> Page:
    page = opens_letter(visitor, site, contact=contact, language=language)
    letters.follow_link(page, language)
    return page


def opens_letter(visitor: Visitor, site: RunningSite, *, contact: str, language: str) -> Page:
    """The newest of hers."""
    page = visitor.page()
    mine = letters.arrived(page, site, contact=contact, language=language)
    follow(page, mine.first.get_by_role("link"))
    return page


def gives_a_seat_back(page: Page, language: str) -> None:
    page.get_by_text(said("Fewer seats", language), exact=True).click()
    with page.expect_navigation():
        page.get_by_role("button", name=said("Change", language, context="seats")).click()


def test_from_a_class_in_the_office_to_the_letter_of_who_has_waited(
    visit: Callable[..., Visitor], planted: dict[str, Any], site: RunningSite
) -> None:
    office = visit(locale="be", viewport={"width": 1440, "height": 900})
    page = sign_in(office, "manager")
    makes_a_class(page, office)
    writes_about_it(page, office)
    translates_it(page)
    addresses = reads_it_everywhere(visit(locale="be"))

    hanna = visit(**PHONE, locale="be", java_script_enabled=False)
    signs_up(hanna, addresses["be"], contact="hanna.weaves@example.org", party_of=FULL_OF)
    zosia = visit(**PHONE, locale="pl")
    signs_up(zosia, addresses["pl"], contact="zosia.waits@example.org", party_of="1")
    hers = opens_her_page(zosia, site, contact="zosia.waits@example.org", language="pl")
    expect(hers.get_by_text(said("You are in the waiting list", "pl")).first).to_be_visible()

    gives_a_seat_back(opens_her_page(hanna, site, contact="hanna.weaves@example.org", language="be"), "be")
    if queue.is_night(timezone.now()):  # Whoever waits is told in the morning.
        hers.reload()
        expect(hers.get_by_text(said("You are in the waiting list", "pl")).first).to_be_visible()
        return
    letter = opens_letter(zosia, site, contact="zosia.waits@example.org", language="pl")
    expect(letter.get_by_text(said("There is room for you", "pl")).first).to_be_visible()
