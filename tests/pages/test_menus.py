"""Ways through the site: in the reader's language, and none of them into a wall."""

import html
import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, streamfield

from pages import menus, visibility
from pages.menus import Link
from pages.models import Menu
from tests.home import stories
from tests.pages import places

pytestmark = pytest.mark.django_db

CHAT = {"be": "Чат", "ru": "Чат", "pl": "Czat", "en": "Chat"}
US = {"be": "Пра нас", "ru": "О нас", "pl": "O nas", "en": "About us"}


@pytest.fixture(autouse=True)
def _nothing_arranged(db: None) -> None:
    """The demo's own menu is taken away."""
    arranged()


def labels(words: dict[str, str]) -> dict[str, str]:
    return {f"label_{code}": word for code, word in words.items()}


NO_WORDS = labels(dict.fromkeys(CHAT, ""))


def to_page(page: Page | int, *, button: bool = False, words: dict[str, str] | None = None) -> dict[str, Any]:
    pk = page if isinstance(page, int) else page.pk
    return {"type": "page", "value": {**(labels(words) if words else NO_WORDS), "page": pk, "button": button}}


def to_address(address: str = "https://example.org/", *, button: bool = False) -> dict[str, Any]:
    return {"type": "address", "value": {**labels(CHAT), "address": address, "button": button}}


def column(*items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "column", "value": {**labels(US), "items": list(items)}}


def arranged(*, main: list[dict[str, Any]] | None = None, footer: list[dict[str, Any]] | None = None) -> Menu:
    menu = Menu.load()
    menu.main, menu.footer = main or [], footer or []
    menu.save()
    return menu


def drawn(client: Client, path: str = "/be/search/") -> list[tuple[str, str]]:
    return [(link.title, link.url) for link in client.get(path).context["menu"]]


def footer(client: Client, path: str = "/be/search/") -> dict[str, list[str]]:
    columns = client.get(path).context["footer_columns"]
    return {each.title: [link.title for link in each.links] for each in columns}


def sections() -> list[tuple[str, str]]:
    """The pages right below the Belarusian home that want to be in menus."""
    home = stories.index().get_parent()
    pages = [(page.title, page.url) for page in home.get_children().live().in_menu()]
    return [*pages, ("Падтрымаць", "/be/donate/")]


def gaps(menu: Menu) -> list[str]:
    with override("be"):
        return list(menus.gaps(menu, at=timezone.now()))


def test_until_a_menu_is_set_up_it_names_the_sections(client: Client):
    assert drawn(client) == sections()
    assert footer(client) == {"На сайце": [title for title, _url in sections()]}


@pytest.mark.parametrize("code", stories.LANGUAGES)
@pytest.mark.parametrize("chosen", stories.LANGUAGES)
def test_an_item_leads_to_the_page_in_the_readers_language(
    code: str, chosen: str, story: Any, client: Client
):
    pages = {"be": story, **stories.versions(story)}
    arranged(main=[to_page(pages[chosen]), to_address()])

    assert drawn(client, f"/{code}/search/") == [
        (pages[code].title, pages[code].url),
        (CHAT[code], "https://example.org/"),
    ]


def test_a_label_goes_before_the_title_of_the_page(story: Any, client: Client):
    arranged(main=[to_page(story, words=CHAT)])

    assert drawn(client, "/pl/search/") == [("Czat", stories.versions(story)["pl"].url)]


def test_a_page_not_translated_is_named_in_its_own_language_and_says_so(client: Client):
    page = stories.told()
    stories.lent(page)
    stories.begun(page, "ru")
    arranged(main=[to_page(page)])
    found = {code: client.get(f"/{code}/search/").context["menu"][0] for code in ("ru", "pl")}

    assert found == {
        "ru": Link(title="Жырандоля", url="/ru/novosti/zyrandola/", language="be"),
        "pl": Link(title="Жырандоля", url="/pl/aktualnosci/zyrandola/", language="be"),
    }
    assert {client.get(link.url).status_code for link in found.values()} == {200}


@pytest.mark.parametrize("code", stories.LANGUAGES)
def test_every_item_of_a_menu_opens(code: str, story: Any, client: Client):
    arranged(main=[to_page(story), to_page(stories.index())], footer=[column(to_page(story))])

    assert {client.get(url).status_code for _title, url in drawn(client, f"/{code}/search/")} == {200}


def hide(page: Page) -> None:
    page.unpublish()


def hold(page: Page) -> None:
    visibility.set_embargo(translation_key=page.translation_key, until=timezone.now() + timedelta(days=1))


def delete(page: Page) -> None:
    Page.objects.get(pk=page.pk).delete()


@pytest.mark.parametrize("close", [hide, hold, delete])
def test_what_cannot_be_opened_is_left_out_and_the_editor_is_told(close: Any, client: Client):
    page = stories.told()
    menu = arranged(main=[to_page(page), to_address()], footer=[column(to_page(page)), column(to_address())])
    assert len(drawn(client)) == 2
    close(page)

    assert drawn(client) == [("Чат", "https://example.org/")]
    assert footer(client) == {"Пра нас": ["Чат"]}
    assert len(gaps(menu)) == 2


def test_a_menu_of_nothing_but_a_deleted_page_is_as_if_there_were_none(client: Client):
    page = stories.told()
    arranged(main=[to_page(page)], footer=[column(to_page(page))])
    delete(page)

    assert drawn(client) == sections()
    assert footer(client) == {"На сайце": [title for title, _url in sections()]}


def test_the_editor_reads_which_page_was_deleted(manager_client: Client):
    page = stories.told()
    menu = arranged(main=[to_page(page, words=CHAT)])
    delete(page)
    screen = manager_client.get(edit_url(menu))

    with override("be"):
        sentence = gettext("The page behind “%(label)s” has been deleted; readers do not see this item.")
    assert gaps(menu) == [sentence % {"label": "Чат"}]
    assert screen.status_code == 200
    assert sentence % {"label": "Чат"} in screen.content.decode()


def edit_url(menu: Menu) -> str:
    return reverse("wagtailsnippets_pages_menu:edit", args=[menu.pk])


def form(*, main: list[dict[str, Any]], footer: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    def typed(items: list[dict[str, Any]]) -> Any:
        return streamfield([(item["type"], values(item)) for item in items])

    def values(item: dict[str, Any]) -> dict[str, Any]:
        value = {name: each for name, each in item["value"].items() if each not in (False, None)}
        return value | ({"items": typed(value["items"])} if "items" in value else {})

    return nested_form_data({"main": typed(main), "footer": typed(footer or [])})


def test_an_editor_arranges_the_menu(story: Any, client: Client, manager_client: Client):
    menu = Menu.load()
    items = [to_page(story, words=CHAT), to_address(button=True)]
    answer = manager_client.post(edit_url(menu), form(main=items, footer=[column(to_page(story))]))

    assert (answer.status_code, answer["Location"]) == (302, edit_url(menu))
    found = Client().get("/be/search/").context
    assert [(link.title, link.button) for link in found["menu"]] == [("Чат", False), ("Чат", True)]
    assert [each.title for each in found["footer_columns"]] == ["Пра нас"]


@pytest.mark.parametrize(
    ("items", "sentence"),
    [
        ([to_page(999_999)], "Choose a page. If one was chosen before, it has been deleted."),
        (
            [to_address("http://example.org/")],
            "Only addresses that begin with https:// are safe for readers.",
        ),
        ([to_address(button=True), to_address()], "Only one item can be a button, and it stands last."),
        (
            [to_address(button=True), to_address(button=True)],
            "Only one item can be a button, and it stands last.",
        ),
    ],
    ids=["a deleted page", "not safe", "a button in the middle", "two buttons"],
)
def test_an_editor_is_told_what_is_wrong_with_an_item(
    items: list[dict[str, Any]], sentence: str, manager_client: Client
):
    answer = manager_client.post(edit_url(Menu.load()), form(main=items))

    with override("be"):
        told = json.dumps(gettext(sentence))
    assert told in html.unescape(answer.content.decode())
    assert len(Menu.load().main) == 0


@pytest.mark.parametrize("code", stories.LANGUAGES)
def test_a_menu_is_previewed_in_every_language_before_it_is_saved(
    code: str, story: Any, manager_client: Client
):
    menu = Menu.load()
    preview = reverse("wagtailsnippets_pages_menu:preview_on_edit", args=[menu.pk])
    manager_client.post(preview, form(main=[to_address()], footer=[column(to_page(story))]))
    text = places.read(manager_client, f"{preview}?mode={code}")

    assert f'<html lang="{code}">' in text
    assert text.count(f">{CHAT[code]}<") >= 2
    assert f">{US[code]}</h2>" in text
    assert len(Menu.load().main) == 0


def test_the_only_menu_is_neither_doubled_nor_deleted(manager_client: Client):
    menu = Menu.load()
    listing = manager_client.get(reverse("wagtailsnippets_pages_menu:list"))

    assert (listing.status_code, listing["Location"]) == (302, edit_url(menu))
    for name, args in (("add", []), ("delete", [menu.pk])):
        manager_client.post(reverse(f"wagtailsnippets_pages_menu:{name}", args=args), form(main=[]))
    assert list(Menu.objects.all()) == [menu]
