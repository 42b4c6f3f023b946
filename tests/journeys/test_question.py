"""A journalist asks, gets a letter, changes her mind, leaves in a hurry: on a telephone, scripts or none."""

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import letters
from tests.journeys.browsing import PHONE, QUICKEST_HUMAN, Visitor, follow
from tests.journeys.looking import objections
from tests.journeys.running_site import RunningSite
from tests.journeys.wording import counted, said

pytestmark = pytest.mark.browser

QUESTION = "Колькі дзяцей чакае месца?"
ANSWERS = "form#form :is(input, textarea):visible:not([tabindex='-1'])"
READS_PROOF = """
import django; django.setup()
from django.utils import timezone
from privacy import proof
print(proof.read({text!r}, at=timezone.now()) is not None)
"""


def fill(page: Page, *, contact: str, question: str) -> None:
    page.locator("#id_name").fill("Аліна")
    page.locator("#id_outlet").fill("Прыкладная газета")
    page.locator("#id_contact").fill(contact)
    for part, value in (("day", "1"), ("month", "3"), ("hour", "14:30")):
        page.locator(f"#id_{part}").fill(value)
    page.locator("input[name=languages][value=pl]").check()
    page.locator("#id_question").fill(question)


def send(page: Page, language: str) -> None:
    page.wait_for_timeout(QUICKEST_HUMAN)
    with page.expect_navigation():
        page.get_by_role("button", name=said("Send", language), exact=True).click()


@pytest.mark.parametrize("language", ["be", "pl"])
def test_a_journalist_without_scripts_asks_adds_and_withdraws(
    language: str, visit: Callable[..., Visitor], site: RunningSite
) -> None:
    visitor = visit(**PHONE, locale=language, java_script_enabled=False)
    contact = f"{uuid4().hex[:12]}@example.org"
    page = visitor.open(f"/{language}/press/ask/")
    corrects_what_is_wrong(page, language, contact)
    sends_it_again_from_another_tab(visitor, language, contact)
    opens_the_letter(page, language, contact, site)
    adds(page, language)
    withdraws(page, language)


def corrects_what_is_wrong(page: Page, language: str, contact: str) -> None:
    fill(page, contact="хлусня", question=QUESTION)
    send(page, language)
    sentence = said("Write an e-mail like name@example.org or a telephone like +48 000 000 000", language)
    one = counted("One answer needs a correction", "{number} answers need a correction", 1, language)
    expect(page.get_by_role("alert")).to_contain_text(one.replace("%(number)s", "1"))
    follow_hash(page, sentence)
    expect(page.locator("#id_question")).to_have_value(QUESTION)
    expect(page.locator("input[name=languages]:checked")).to_have_count(1)
    page.locator("#id_contact").fill(contact)
    send(page, language)
    expect(page.get_by_role("heading", level=1)).to_have_text(said("We have your question", language))
    page.reload()


def follow_hash(page: Page, sentence: str) -> None:
    page.get_by_role("link", name=sentence).click()
    assert page.url.endswith("#id_contact")


def sends_it_again_from_another_tab(visitor: Visitor, language: str, contact: str) -> None:
    other = visitor.open(f"/{language}/press/ask/")
    fill(other, contact=contact, question=QUESTION)
    send(other, language)
    expect(other.get_by_role("heading", level=1)).to_have_text(said("We have your question", language))
    other.close()


def opens_the_letter(page: Page, language: str, contact: str, site: RunningSite) -> None:
    """The one letter there is, as the worker has sent it."""
    mine = letters.arrived(page, site, contact=contact, language=language)
    expect(mine).to_have_count(1)
    follow(page, mine.get_by_role("link"))
    expect(page.locator(letters.LINK)).to_have_count(1)
    letters.follow_link(page, language)
    assert page.url == f"{site.origin}/{language}/press/question/"


def adds(page: Page, language: str) -> None:
    expect(page.get_by_text(QUESTION)).to_be_visible()
    page.get_by_label(said("Add something", language)).fill("І яшчэ адзін здымак.")
    with page.expect_navigation():
        page.get_by_role("button", name=said("Add", language), exact=True).click()
    expect(page.locator("main").get_by_text("І яшчэ адзін здымак.")).to_have_count(1)


def withdraws(page: Page, language: str) -> None:
    page.get_by_text(said("Withdraw the question", language), exact=True).click()
    with page.expect_navigation():
        page.get_by_role("button", name=said("Yes, withdraw", language)).click()
    expect(page.get_by_text(said("You have withdrawn it. We do nothing more.", language))).to_be_visible()
    expect(page.get_by_text(said("Withdraw the question", language), exact=True)).to_have_count(0)


def test_two_minutes_are_enough_eight_answers_and_one_button(visit: Callable[..., Visitor]) -> None:
    page = visit(**PHONE, locale="be").open("/be/press/ask/")
    kinds = page.locator(ANSWERS).evaluate_all("all => all.map(each => each.name)")

    assert list(dict.fromkeys(kinds)) == [
        "name", "outlet", "contact", "day", "month", "hour", "languages", "question",
    ]  # fmt: skip


def test_with_scripts_the_browser_solves_the_riddle_while_she_types(
    visit: Callable[..., Visitor], site: RunningSite
) -> None:
    visitor = visit(**PHONE, locale="en")
    page = visitor.open("/en/press/ask/")
    fill(page, contact="+48 600 100 200", question="Solved by a worker")
    expect(page.locator("input[name=proof]")).to_have_value(re.compile(r"^[\w+/=]{200,}$"))
    proof = page.locator("input[name=proof]").input_value()
    send(page, "en")

    expect(page.get_by_role("heading", level=1)).to_have_text("We have your question")
    assert site.run("-c", READS_PROOF.format(text=proof)).strip() == "True"


def test_a_solver_that_never_answers_holds_nobody_up(visit: Callable[..., Visitor]) -> None:
    visitor = visit(**PHONE, locale="en")
    visitor.context.route(
        "**/altcha/*.js", lambda route: route.fulfill(body="", content_type="text/javascript")
    )
    page = visitor.open("/en/press/ask/")
    fill(page, contact="+48 600 100 201", question="Not solved by anybody")
    send(page, "en")

    expect(page.get_by_role("heading", level=1)).to_have_text("We have your question")


def test_half_a_form_is_kept_and_finished_on_another_telephone(visit: Callable[..., Visitor]) -> None:
    page = visit(**PHONE, locale="pl").open("/pl/press/ask/")
    page.locator("#id_question").fill("Ile dzieci czeka i dla")
    with page.expect_navigation():
        page.get_by_role("button", name=said("Keep it and go on later", "pl")).click()
    assert objections(page) == []
    link = page.locator(letters.LINK).get_attribute("href") or ""

    other = visit(**PHONE, locale="pl", java_script_enabled=False)
    again = other.open(link.removeprefix(other.origin))
    letters.press_open(again, "pl")
    expect(again.locator("#id_question")).to_have_value("Ile dzieci czeka i dla")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_who_leaves_and_goes_back_finds_an_empty_page(scripts: bool, visit: Callable[..., Visitor]) -> None:
    visitor = visit(**PHONE, locale="be", java_script_enabled=scripts)
    page = visitor.open("/be/press/ask/")
    page.locator("#id_question").fill("Сакрэтнае")
    visitor.expected.add("https://be.wikipedia.org/")
    page.locator(".leave__link").click()
    page.wait_for_url(re.compile("wikipedia|chromewebdata"))
    page.go_back(wait_until="commit")
    asked, visitor.foreign[:] = list(visitor.foreign), []

    assert asked == ["https://be.wikipedia.org/"]
    expect(page.get_by_role("heading", level=1)).to_have_text(said("There is nothing here", "be"))
    expect(page.locator("textarea")).to_have_count(0)
    follow(page, page.get_by_role("link", name=said("Begin anew", "be")))
    expect(page.locator("#id_question")).to_have_value("")
