"""Every page the demo has published, in each language: the policy is kept, nobody else is asked, nothing
complains. Kinds of page in every state are in `test_screens`, the office is in `test_admin`.
"""

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from config.headers import PUBLIC_POLICY, header
from tests.journeys import browsing, office_walk, screens
from tests.journeys.browsing import Visitor
from tests.journeys.running_site import RunningSite
from tests.journeys.test_screens import FORMS
from tests.journeys.wording import LANGUAGES

pytestmark = pytest.mark.browser

ADDRESS = re.compile(r"<loc>([^<]+)</loc>")
FEWEST = 30


@pytest.fixture(scope="module")
def addresses(site: RunningSite, browser: browsing.Browser) -> dict[str, list[str]]:
    """What the sitemap names, by language."""
    asking = browsing.visitor(browser, site.origin)
    text = asking.context.request.get(f"{site.origin}/sitemap.xml").text()
    asking.context.close()
    paths = [urlsplit(each).path for each in ADDRESS.findall(text)]
    return {language: [path for path in paths if path.startswith(f"/{language}/")] for language in LANGUAGES}


def read(visitor: Visitor, paths: list[str]) -> Iterator[str]:
    """In one window, one after another; gives the policies the pages came with."""
    page: Page = visitor.page()
    for path in paths:
        answer = page.goto(f"{visitor.origin}{path}", wait_until="load")
        assert answer is not None
        assert answer.status == 200, f"{path} answers {answer.status}"
        yield answer.headers["content-security-policy"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_published_page_breaks_the_policy_asks_anybody_else_or_complains(
    language: str, visit: Callable[..., Visitor], addresses: dict[str, list[str]]
) -> None:
    policies = dict(zip(addresses[language], read(visit(locale=language), addresses[language]), strict=True))
    to_the_payment = policies.pop(f"/{language}/donate/")

    assert len(addresses[language]) >= FEWEST
    assert set(policies.values()) == {header(PUBLIC_POLICY)}
    assert to_the_payment != header(PUBLIC_POLICY)
    assert re.sub(r" http://127\.0\.0\.1:\d+", "", to_the_payment) == header(PUBLIC_POLICY)


def test_a_page_that_broke_it_would_be_noticed(site: RunningSite, browser: browsing.Browser) -> None:
    visitor = browsing.visitor(browser, site.origin)
    page = visitor.open("/be/")
    with page.expect_console_message(lambda message: "Content-Security-Policy: script-src" in message.text):
        page.evaluate("document.body.append(Object.assign(document.createElement('script'), {text: '1'}))")
    with page.expect_console_message(lambda message: "img-src https://example.com" in message.text):
        page.evaluate("document.body.append(Object.assign(new Image(), {src: 'https://example.com/x.png'}))")
    visitor.context.close()

    assert [each for each in visitor.complaints if "img-src https://example.com" in each] != []


def test_somebody_else_who_was_asked_would_be_noticed(site: RunningSite, browser: browsing.Browser) -> None:
    """Of a page that has no policy."""
    visitor = browsing.visitor(browser, site.origin)
    page = visitor.page()
    with page.expect_request("https://example.com/x.png"):
        page.set_content("<img src='https://example.com/x.png' alt=''><img src='data:image/png,x' alt=''>")
    visitor.context.close()

    assert visitor.foreign == ["https://example.com/x.png"]


def test_every_step_of_a_form_and_more_than_twenty_screens_of_the_office_are_walked_elsewhere() -> None:
    """They fail on the same three things: see `visit` in conftest and `pages` in test_screens."""
    walked = {screen.name for screen in screens.ALL}

    assert walked >= set(FORMS)
    assert sum(map(len, office_walk.SCREENS.values())) >= 20
