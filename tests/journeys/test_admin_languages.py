"""The office speaks the language of who works in it, under a strict policy.

Not one English word is left on its screens. None breaks the policy, complains on the console or talks to
anybody else: `visit` looks at that when a walk ends.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import wagtail
import wagtail_localize
from django.conf import settings
from playwright.sync_api import Browser

from tests.journeys import browsing, office_walk, spoken
from tests.journeys.browsing import Visitor
from tests.journeys.editing import enter, sign_in
from tests.journeys.planting import SPEAKING, STAFF
from tests.journeys.running_site import RunningSite

pytestmark = pytest.mark.browser

LANGUAGES = ("be", "ru", "pl")
PEOPLE = {"be": STAFF["manager"], **SPEAKING}
PARTS = ("admin", "images", "documents", "users", "snippets", "contrib/redirects", "sites")


@pytest.fixture(scope="module")
def english() -> dict[str, set[str]]:
    """By language, the sentences it says in words of its own."""
    ours = [settings.SITE / name for name in ("locale", "locale_upstream")]
    theirs = [Path(wagtail.__file__).parent / part / "locale" for part in PARTS]
    folders = [*ours, *theirs, Path(wagtail_localize.__file__).parent / "locale"]
    return {code: spoken.sources(folders, language=code) for code in LANGUAGES}


@pytest.fixture
def content(planted: dict[str, Any]) -> set[str]:
    return {*planted["written"], *PEOPLE.values(), *STAFF.values()}


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def signed_in(language: str, site: RunningSite, browser: Browser) -> Iterator[Visitor]:
    visitor = browsing.visitor(browser, site.origin, locale="be", viewport=office_walk.LAPTOP)
    enter(visitor, PEOPLE[language]).close()
    yield visitor
    visitor.context.close()


@pytest.fixture
def colleague(signed_in: Visitor) -> Iterator[Visitor]:
    """One for all walks in her language: who signs in anew fetches all scripts of the office anew. No window
    is left open, and no complaint to the next walk."""
    yield signed_in
    for page in signed_in.context.pages:
        page.close()
    noticed = (signed_in.complaints, signed_in.foreign)
    signed_in.complaints, signed_in.foreign = [], []
    assert noticed == ([], [])


@pytest.mark.parametrize("kind", office_walk.SCREENS)
def test_no_screen_complains_or_says_a_word_of_english(
    kind: str,
    language: str,
    colleague: Visitor,
    planted: dict[str, Any],
    english: dict[str, set[str]],
    content: set[str],
) -> None:
    page, found = colleague.page(), {}
    for address in office_walk.opened(colleague, page, planted, office_walk.SCREENS[kind]):
        said = spoken.words(page)
        assert len(said) > 20, address
        assert page.locator("html").get_attribute("lang") == language
        found[address] = spoken.foreign(said, language, content=content, english=english[language])

    assert {address: texts for address, texts in found.items() if texts} == {}


def test_nothing_that_opens_under_a_hand_does_either(
    language: str,
    colleague: Visitor,
    planted: dict[str, Any],
    english: dict[str, set[str]],
    content: set[str],
) -> None:
    found = []
    for name in office_walk.MOVES:
        for page in office_walk.moved(colleague, planted, name):
            said = spoken.words(page)
            found.append((name, spoken.foreign(said, language, content=content, english=english[language])))

    assert len(found) >= 20
    assert [(name, texts) for name, texts in found if texts] == []


def test_the_door_speaks_it_too(
    language: str, visit: Callable[..., Visitor], english: dict[str, set[str]], content: set[str]
) -> None:
    page = visit(locale=language).open("/admin/")

    assert spoken.foreign(spoken.words(page), language, content=content, english=english[language]) == []


@pytest.mark.parametrize("role", ["editor"])
def test_an_editors_own_office_is_as_belarusian_as_a_managers(
    role: str,
    visit: Callable[..., Visitor],
    planted: dict[str, Any],
    english: dict[str, set[str]],
    content: set[str],
) -> None:
    visitor = visit(locale="be", viewport=office_walk.LAPTOP)
    page = sign_in(visitor, role)
    paths = ["", "account/", "pages/{news}/", "pages/{story}/edit/", "images/", "reports/pages/untranslated/"]
    for address in office_walk.opened(visitor, page, planted, paths):
        said = spoken.words(page)
        assert (address, spoken.foreign(said, "be", content=content, english=english["be"])) == (address, [])


TWINS = {
    "be": ("Захаваць", "Save draft"),
    "ru": ("Сохранить", "Save draft"),
    "pl": ("Zapisz", "Save draft"),
}


@pytest.mark.parametrize("place", ["<button>{}</button>", '<i title="{}"></i>', '<input placeholder="{}">',
                                   '<template><p aria-label="{}"></p></template>'])  # fmt: skip
def test_a_word_of_english_would_be_heard(
    place: str, language: str, visit: Callable[..., Visitor], english: dict[str, set[str]]
) -> None:
    page = visit(locale=language).page()
    for words, noticed in zip(TWINS[language], ([], ["Save draft"]), strict=True):
        page.set_content(f"<html lang={language}><body>{place.format(words)}")
        heard = spoken.foreign(spoken.words(page), language, content={"Save"}, english=english[language])
        assert heard == noticed


def test_a_translation_taken_out_of_a_catalogue_would_be_missed(
    language: str, visit: Callable[..., Visitor], english: dict[str, set[str]]
) -> None:
    """As the screen would show it: the sentence itself, as Django falls back to it."""
    page = visit(locale=language).page()
    lost = [text for text in sorted(english[language]) if 3 < len(text) < 60 and "%" not in text][:300]
    page.set_content(
        f"<html lang={language}>" + "".join(f"<p>{text.replace('<', '&lt;')}</p>" for text in lost)
    )
    heard = spoken.foreign(spoken.words(page), language, content=set(), english=english[language])

    assert len(heard) > 0.97 * len({" ".join(text.split()) for text in lost})
