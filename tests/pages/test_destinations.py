import re

import pytest
from django.test import Client

from pages.models import Menu
from tests.journeys.wording import said

pytestmark = pytest.mark.django_db


def arranged(*items: dict[str, object]) -> None:
    menu = Menu.load()
    menu.main = [{"type": "destination", "value": each} for each in items]
    menu.save()


def bar(client: Client, language: str = "be") -> list[tuple[str, str, str]]:
    """Class, address and title of each item but the search."""
    page = client.get(f"/{language}/").content.decode()
    listed = page.partition('class="menu__list"')[2].partition("</ul>")[0]
    found = re.findall(r'<a class="([\w ]+)" href="([^"]+)"[^>]*>([^<]+)', listed)
    return [each for each in found if "/search/" not in each[1]]


def test_a_menu_leads_to_a_form_in_the_readers_language(client: Client):
    arranged({"destination": "donate", "button": True})
    for language in ("be", "pl"):
        button = ("button menu__button", f"/{language}/donate/", said("Donate", language))
        assert bar(client, language) == [button]


def test_an_editors_label_comes_before_our_own(client: Client):
    arranged({"destination": "donate", "button": False, "label_be": "Жырандоля"})
    assert bar(client) == [("menu__link", "/be/donate/", "Жырандоля")]


def test_a_form_that_is_gone_is_left_out(client: Client):
    arranged({"destination": "gone"}, {"destination": "donate"})
    assert [url for _css, url, _title in bar(client)] == ["/be/donate/"]


def test_without_a_menu_the_button_stands_at_the_end_of_the_sections(client: Client):
    menu = Menu.load()
    menu.main = []
    menu.save()
    assert bar(client)[-1] == ("button menu__button", "/be/donate/", said("Donate", "be"))
