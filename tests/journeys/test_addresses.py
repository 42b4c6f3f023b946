"""The address an editor sees while she types a title is the one the server would make."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from pages import slugs
from tests.journeys.browsing import Visitor
from tests.journeys.editing import section, sign_in

pytestmark = pytest.mark.browser

TITLES = {
    "be": [
        "Школьныя вакансіі",
        "Сям'я, з’езд і аб`ём: ЕЎРОПА, Ёлкі, Юля, Ясь",
        "17 000 злотых — за адзін дзень! 😀",
        "Лось, конь, дзень, соль, рэзь; Гродна – Лоеў_2",
        "Цэнтр «Прыкладная, 7»: щи и ъ, ґанак, їжа",
        "-Дэфіс спераду і ззаду-",
        "ßẞ łŁ œuvre İı žŽ е\u0308лка у\u0306",
    ],
    "ru": ["Школьные новости: ещё 100 объявлений", "Цветы, хор, чай и щётка; ЭЮЯ, подъезд"],
    "pl": ["Żółć i gęślą jaźń – w Łodzi", "Сустрэча w Warszawie"],
    "en": ["Café, naïve Straße & co.", "Don’t wait: it’s ½ price"],
}


@pytest.mark.parametrize("language", TITLES)
def test_browser_and_server_agree(
    language: str, visit: Callable[..., Visitor], planted: dict[str, Any]
) -> None:
    visitor = visit(locale="be")
    page = sign_in(visitor, "manager")
    path = f"/admin/pages/add/home/storypage/{planted['admin']['news_in'][language]}/"
    visitor.expected.add(f"{visitor.origin}{path}")
    visitor.open(path, page=page)
    title, slug = section(page, "Title").get_by_role("textbox"), page.locator("input[name=slug]")
    for each in TITLES[language]:
        title.fill("")
        title.press_sequentially(" ")
        title.fill(each)
        title.blur()
        expect(slug).to_have_value(slugs.slug(each, language))
