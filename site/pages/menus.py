"""Menus as a reader gets them: in her language, and only what she can open."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from config.languages import DEFAULT_LANGUAGE, LANGUAGES
from pages import destinations, translations, visibility
from pages.destinations import Destination
from pages.models.menu import Menu

HOME_DEPTH = 2
"""Of the four home pages in the tree; their sections stand right below."""


@dataclass(frozen=True, kw_only=True)
class Link:
    title: str
    url: str
    current: bool = False
    button: bool = False
    language: str = ""
    """Of the title, where it is not the reader's."""


def home_crumb() -> Link:
    return Link(title=_("Home"), url=f"/{get_language()}/")


@dataclass(frozen=True, kw_only=True)
class Column:
    title: str
    links: Sequence[Link]


@dataclass(frozen=True, kw_only=True)
class Menus:
    main: Sequence[Link] = field(default_factory=list)
    footer: Sequence[Column] = field(default_factory=list)


Item = Mapping[str, Any]


def menus(menu: Menu, pages: Mapping[int, Link], request: HttpRequest, *, at: datetime) -> Menus:
    """`pages` are those of the `wanted` ones that open, see `opened`."""
    main = _links(menu.main.raw_data, pages, request) or sections(request, at=at)
    footer = [
        Column(title=_said(each), links=links)
        for each in _columns(menu)
        if (links := _links(each["items"], pages, request))
    ]
    plain = [replace(link, button=False) for link in main]
    return Menus(main=main, footer=footer or [Column(title=_("On this site"), links=plain)])


def wanted(menu: Menu) -> list[int]:
    """The pages an editor chose, deleted ones among them."""
    return [item["page"] for item in _all_items(menu) if item.get("page")]


def _columns(menu: Menu) -> list[Item]:
    return _items(menu.footer.raw_data)


def _all_items(menu: Menu) -> list[Item]:
    return [*_items(menu.main.raw_data), *(item for each in _columns(menu) for item in _items(each["items"]))]


def _items(stream: Any) -> list[Item]:
    return [block["value"] for block in stream]


def _said(value: Item) -> str:
    return str(value.get(f"label_{_language()}") or "")


def _language() -> str:
    return get_language() or DEFAULT_LANGUAGE


def _links(stream: Any, pages: Mapping[int, Link], request: HttpRequest) -> list[Link]:
    """What leads to a page that is deleted, held or not published in her language is not there."""
    return [
        replace(link, button=bool(item.get("button")))
        for item in _items(stream)
        if (link := _link_of(item, pages, request))
    ]


def _link_of(item: Item, pages: Mapping[int, Link], request: HttpRequest) -> Link | None:
    if "address" in item:
        return Link(title=_said(item), url=item["address"])
    found = _destined(item, request) if "destination" in item else pages.get(item["page"])
    return replace(found, title=_said(item), language="") if found and _said(item) else found


def _destined(item: Item, request: HttpRequest) -> Link | None:
    known = destinations.registered.get(item["destination"])
    return _led_to(known, request) if known else None


def _led_to(known: Destination, request: HttpRequest) -> Link:
    return Link(title=str(known.title), url=known.url, button=known.button, current=request.path == known.url)


def opened(ids: Sequence[int], request: HttpRequest, *, at: datetime) -> dict[int, Link]:
    """By the page an editor chose, whatever its language: the link to it in the reader's one, if it opens."""
    if not ids:
        return {}
    chosen = Page.objects.filter(pk__in=ids)
    versions = Page.objects.filter(
        translation_key__in=chosen.values("translation_key"), locale__language_code=_language()
    )
    same = chosen.filter(translation_key=OuterRef("translation_key")).order_by()
    pages = _open(versions, at=at).annotate(chosen=ArraySubquery(same.values("pk")))
    return {pk: _link(page, request) for page in pages for pk in page.chosen}


def _open(versions: Any, *, at: datetime) -> Any:
    lent = visibility.not_held(translations.begun_among(versions), at=at)
    return (visibility.readable(versions, at=at) | lent).select_related("locale", "alias_of__locale")


def _link(page: Page, request: HttpRequest) -> Link:
    url, shown = page.get_url(request) or "", page
    if page.alias_of_id or not page.live:
        shown = page.alias_of or translations.stand_in_for(page) or page
    own = shown.locale_id == page.locale_id
    return Link(
        title=shown.title,
        url=url,
        current=request.path == url if page.depth == HOME_DEPTH else request.path.startswith(url),
        language="" if own else shown.locale.language_code,
    )


def sections(request: HttpRequest, *, at: datetime) -> list[Link]:
    """Until somebody sets up a menu: the pages right below home that want to be in one."""
    below_home = Page.objects.filter(depth=HOME_DEPTH + 1, locale__language_code=_language()).in_menu()
    entries = visibility.readable(below_home, at=at).select_related("locale", "alias_of__locale")
    wished = [each for each in destinations.registered.values() if each.button]
    return [*(_link(page, request) for page in entries), *(_led_to(each, request) for each in wished[:1])]


def gaps(menu: Menu, *, at: datetime) -> Iterator[str]:
    """What readers of the menu do not see, a sentence each for the editor."""
    for item in _all_items(menu):
        if "page" in item:
            yield from _gaps_of(item, at=at)


def _gaps_of(item: Item, *, at: datetime) -> Iterator[str]:
    page = Page.objects.filter(pk=item["page"]).first()
    if page is None:
        yield _("The page behind “%(label)s” has been deleted; readers do not see this item.") % {
            "label": _said(item) or "…"
        }
        return
    versions = Page.objects.filter(translation_key=page.translation_key)
    codes = set(_open(versions, at=at).values_list("locale__language_code", flat=True))
    missing = [_(str(name)) for code, name in LANGUAGES if code not in codes]
    if missing:
        yield _("“%(label)s” cannot be opened now and is left out in: %(languages)s.") % {
            "label": _said(item) or page.title,
            "languages": ", ".join(missing),
        }
