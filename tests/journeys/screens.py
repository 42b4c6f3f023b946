"""Every template of the public site in every state it has, with what it takes to get there."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.test import RequestFactory
from playwright.sync_api import Page, Route

from config.headers import PUBLIC_POLICY, header
from pages.views import server_error
from tests.journeys.browsing import Visitor
from tests.journeys.planting import COMMON_WORD

Opened = Callable[[Visitor, dict[str, Any], str], Page]
WORD_OF_ANOTHER = {"be": "wyliczanka", "ru": "wyliczanka", "pl": "лічылка", "en": "wyliczanka"}
"""Found in another language only."""
SEND = """(address) => {
  const form = Object.assign(document.createElement("form"), {method: "post", action: address});
  document.body.append(form);
  form.submit();
}"""


@dataclass(frozen=True)
class Screen:
    name: str
    opened: Opened

    def __str__(self) -> str:
        return self.name


def at(address: Callable[[dict[str, Any], str], str], *, status: int = 200) -> Opened:
    return lambda visitor, planted, language: visitor.open(address(planted, language), status=status)


def sent(address: Callable[[str], str], *, status: int) -> Opened:
    """A form nobody offered: what a visitor sees who sends one all the same."""

    def opened(visitor: Visitor, planted: dict[str, Any], language: str) -> Page:
        page = visitor.open(f"/{language}/search/")
        visitor.expected.add(f"{visitor.origin}{address(language)}")
        with page.expect_navigation() as navigation:
            page.evaluate(SEND, address(language))
        assert navigation.value.status == status
        return page

    return opened


def broken(visitor: Visitor, planted: dict[str, Any], language: str) -> Page:
    """The page of a site that has broken, as the site itself would draw it."""
    answer = server_error(RequestFactory().get("/"))
    headers = {"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": header(PUBLIC_POLICY)}
    path = f"/{language}/broken/"

    def fulfil(route: Route) -> None:
        route.fulfill(status=answer.status_code, headers=headers, body=answer.content)

    visitor.context.route(f"{visitor.origin}{path}", fulfil)
    return visitor.open(path, status=500)


HELP = [
    Screen(name, at(lambda planted, language, name=name: planted["help"][name][language]))
    for name in (
        "help",
        "service, open",
        "service, limited",
        "service, suspended",
        "service, to be asked about",
        "service with everything",
        "guides",
        "guide on paper",
        "guide, stale",
        "plain page",
    )
]


def mistaken(visitor: Visitor, planted: dict[str, Any], language: str) -> Page:
    """A form sent with nothing in it."""
    page = visitor.open(f"/{language}/press/ask/")
    with page.expect_navigation():
        page.locator("form.form button").first.click()
    return page


def behind(link: str) -> Opened:
    def opened(visitor: Visitor, planted: dict[str, Any], language: str) -> Page:
        page = visitor.open(planted[link][language])
        with page.expect_navigation():
            page.locator("form.form button").click()
        return page

    return opened


def gone_on_with(draft: str, cookie: str, path: str) -> Opened:
    """A form in the browser in which it is kept."""

    def opened(visitor: Visitor, planted: dict[str, Any], language: str) -> Page:
        value = planted[draft][language]
        visitor.context.add_cookies([{"name": cookie, "value": value, "url": visitor.origin}])
        return visitor.open(f"/{language}/{path}")

    return opened


def left(visitor: Visitor, planted: dict[str, Any], language: str) -> Page:
    """The form again, after its way out was taken."""
    visitor.context.add_cookies([{"name": "left", "value": "1", "url": visitor.origin}])
    page = visitor.open(f"/{language}/press/ask/")
    visitor.context.clear_cookies(name="left")
    return page


def sent_empty(form: str) -> Opened:
    def opened(visitor: Visitor, planted: dict[str, Any], language: str) -> Page:
        page = visitor.open(planted[form][language])
        with page.expect_navigation():
            page.locator("form#form button").first.click()
        return page

    return opened


SIGN_UPS = [
    Screen("sign-up", at(lambda planted, language: planted["sign-up form"][language])),
    Screen("sign-up, mistakes", sent_empty("sign-up form")),
    Screen("sign-up, its page", behind("party")),
    Screen("sign-up, waiting", behind("party that waits")),
    Screen("sign-up, asked", behind("party that is asked")),
    Screen("ticket of two words", at(lambda planted, language: f"/{language}/sign-up/ticket/")),
    Screen("seat offered", at(lambda planted, language: planted["seat offered"][language])),
]


REGISTERING = [
    Screen("application", at(lambda planted, language: f"/{language}/school/register/")),
    Screen("application, mistakes", sent_empty("application form")),
    Screen(
        "application, contact",
        gone_on_with("application half way", "school_register_draft", "school/register/contact/"),
    ),
    Screen(
        "application, all answers",
        gone_on_with("application with everything", "school_register_draft", "school/register/check/"),
    ),
    Screen("application, sent", at(lambda planted, language: f"/{language}/school/register/sent/")),
    Screen(
        "application to confirm", at(lambda planted, language: planted["application to confirm"][language])
    ),
]


def further(link: str, path: str) -> Opened:
    """A page that the page behind a link leads to."""

    def opened(visitor: Visitor, planted: dict[str, Any], language: str) -> Page:
        behind(link)(visitor, planted, language)
        return visitor.open(f"/{language}/{path}")

    return opened


FAMILIES = [
    Screen("family, waiting", behind("family that waits")),
    Screen("family, asked", behind("family that is asked")),
    Screen("family, first day", further("family with a place", "school/mine/1/first-day/")),
]


def erased(visitor: Visitor, planted: dict[str, Any], language: str) -> Page:
    """Her receipt."""
    page = further("donor to erase", "donate/mine/erase/")(visitor, planted, language)
    with page.expect_navigation():
        page.locator("button[value=erase]").click()
    return page


MY_GIFTS = [
    Screen("my gifts", behind("donor")),
    Screen("my gifts, in every state", behind("donor with everything")),
    Screen("my gifts, another amount", further("donor", "donate/mine/1/amount/")),
    Screen("my gifts, stopping", further("donor", "donate/mine/1/stop/")),
    Screen("my gifts, once more", further("donor", "donate/mine/more/")),
    Screen("my gifts, a pause", further("donor", "donate/mine/1/pause/")),
    Screen("my gifts, another card", further("donor", "donate/mine/1/pay/")),
    Screen("my gifts, erasing", further("donor", "donate/mine/erase/")),
    Screen("my gifts, erased", erased),
    Screen("payment to mend", at(lambda planted, language: planted["payment to mend"][language])),
]


def mistaken_gift(visitor: Visitor, planted: dict[str, Any], language: str) -> Page:
    """Sent with nothing chosen but what is chosen beforehand, and with the part about the name open."""
    page = visitor.open(f"/{language}/donate/")
    page.locator("summary.asked__question").first.click()
    page.locator("#id_visibility_1").check()
    with page.expect_navigation():
        page.locator("form#form button").first.click()
    return page


GIVING = [
    Screen("donate", at(lambda planted, language: f"/{language}/donate/")),
    Screen("donate, mistakes", mistaken_gift),
    Screen("bank transfer", at(lambda planted, language: f"/{language}/donate/transfer/")),
    Screen("gift not paid", at(lambda planted, language: planted["gift"][language])),
    Screen("gift paid", at(lambda planted, language: planted["gift paid"][language])),
    Screen("campaigns", at(lambda planted, language: planted["campaigns"][language])),
    Screen("campaign", at(lambda planted, language: planted["campaign"][language])),
    Screen("campaign, closed", at(lambda planted, language: planted["campaign closed"][language])),
]


SCREENS = [
    Screen("home", at(lambda planted, language: f"/{language}/")),
    Screen("news", at(lambda planted, language: planted["news"][language])),
    Screen("news, second page", at(lambda planted, language: f"{planted['news'][language]}?page=2")),
    Screen("news, nothing there", at(lambda planted, language: f"{planted['news'][language]}?month=2001-01")),
    Screen("story with an ornament", at(lambda planted, language: planted["story"][language])),
    Screen("story with everything", at(lambda planted, language: planted["everything"][language])),
    Screen("press center", at(lambda planted, language: planted["press"][language])),
    Screen(
        "press center, narrowed", at(lambda planted, language: f"{planted['press'][language]}?language=pl")
    ),
    Screen("releases", at(lambda planted, language: planted["releases"][language])),
    Screen("release", at(lambda planted, language: planted["release"][language])),
    Screen("what is on", at(lambda planted, language: planted["events"][language])),
    Screen(
        "what is on, in a month", at(lambda planted, language: f"{planted['events'][language]}?view=month")
    ),
    Screen(
        "what is on, nothing there",
        at(lambda planted, language: f"{planted['events'][language]}?kind=advice&speaks=en&children=1"),
    ),
    Screen("event", at(lambda planted, language: planted["event"][language])),
    Screen("event by invitation", at(lambda planted, language: planted["event by invitation"][language])),
    Screen("school", at(lambda planted, language: planted["school"][language])),
    Screen("search", at(lambda planted, language: f"/{language}/search/")),
    Screen(
        "search, found", at(lambda planted, language: f"/{language}/search/?q={quote(COMMON_WORD[language])}")
    ),
    Screen("search, nothing found", at(lambda planted, language: f"/{language}/search/?q=qwertyuiop")),
    Screen(
        "search, found in another language",
        at(lambda planted, language: f"/{language}/search/?q={quote(WORD_OF_ANOTHER[language])}"),
    ),
    Screen("check the list", at(lambda planted, language: f"/{language}/school/check/?code=C2-C2C")),
    Screen("what we keep", at(lambda planted, language: f"/{language}/keep/")),
    Screen("question to the press center", at(lambda planted, language: f"/{language}/press/ask/")),
    Screen("question, mistakes", mistaken),
    Screen("question, taken up again", gone_on_with("draft", "inquiry_draft", "press/ask/")),
    Screen("question, left", left),
    Screen("question, its page", behind("question")),
    Screen("question, answered", behind("question answered")),
    Screen("guarded link", at(lambda planted, language: planted["guarded link"][language])),
    Screen("guarded link, wrong digits", behind("guarded link")),
    Screen("question, sent", at(lambda planted, language: f"/{language}/press/ask/sent/")),
    Screen("question, erased", at(lambda planted, language: f"/{language}/press/ask/erased/")),
    Screen("link from a letter", at(lambda planted, language: f"/{language}/l/{'A' * 43}/")),
    Screen(
        "link that does not open", at(lambda planted, language: f"/{language}/press/question/", status=404)
    ),
    Screen("new link", at(lambda planted, language: f"/{language}/l/new/")),
    Screen("new link, sent", at(lambda planted, language: f"/{language}/l/new/sent/")),
    Screen("door of the office", at(lambda planted, language: f"/{language}/sign-in/?over=1")),
    Screen("closed", sent(lambda language: f"/{language}/sign-in/out/", status=403)),
    Screen("no such page", at(lambda planted, language: f"/{language}/nowhere/", status=404)),
    Screen("not for sending", sent(lambda language: f"/{language}/", status=405)),
    Screen("broken", broken),
    *HELP,
    *SIGN_UPS,
    *REGISTERING,
    *FAMILIES,
    *GIVING,
    *MY_GIFTS,
]
UNTRANSLATED = Screen("not translated", at(lambda planted, language: planted["untranslated"][language]))
ALL = [*SCREENS, UNTRANSLATED]
