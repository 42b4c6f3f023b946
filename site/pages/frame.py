"""What surrounds every page: languages, menu, contacts, and what search engines are told."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from config.languages import DEFAULT_LANGUAGE, LANGUAGES, OWN_NAMES
from pages import locales, translations, visibility
from pages.models import BasePage, ContactSettings


@dataclass(frozen=True, kw_only=True)
class Link:
    title: str
    url: str
    current: bool = False


@dataclass(frozen=True, kw_only=True)
class CountedLink(Link):
    """How many are behind it; nothing is said of none."""

    count: int = 0


@dataclass(frozen=True, kw_only=True)
class LanguageLink:
    code: str
    name: str
    url: str
    current: bool


@dataclass(frozen=True, kw_only=True)
class Contacts:
    """How to reach a person, ready to be shown; an empty string means: say nothing about it."""

    phone: str
    phone_href: str
    hours: str
    telegram_url: str
    email: str
    address: str


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context processor: the frame of whatever is not a page of the tree; pages refine it."""
    language = get_language() or DEFAULT_LANGUAGE
    urls = {code: with_language(request.get_full_path(), code) for code, _name in LANGUAGES}
    # Menu and contacts are asked for only by templates that draw them: a fragment costs no queries.
    return {
        "site_name": _("Center for Belarusian Solidarity"),
        "languages": switcher(urls, language),
        "home_url": f"/{language}/",
        # Not `search_url`: Wagtail’s own templates would take it for the name of one of its views.
        "search_page_url": reverse("search"),
        "suggestions_url": reverse("suggestions"),
        "feed_url": reverse("feed"),
        "feeds": feeds(),
        "manifest_url": reverse("manifest"),
        "content_language": language,
        "robots": "",
        "canonical_url": "",
        "alternates": [],
        "menu": SimpleLazyObject(lambda: menu(request)),
        "contacts": SimpleLazyObject(lambda: contacts(request)),
    }


def feeds() -> list[dict[str, str]]:
    return [
        {"type": "application/rss+xml", "title": _("News by RSS"), "url": reverse("feed")},
        {"type": "application/atom+xml", "title": _("News by Atom"), "url": reverse("atom")},
    ]


def with_language(path: str, language: str) -> str:
    """The same address in another language; an address without one leads to that language's home."""
    head, _slash, rest = path.removeprefix("/").partition("/")
    return f"/{language}/{rest}" if head in OWN_NAMES else f"/{language}/"


def switcher(urls: Mapping[str, str], current: str) -> list[LanguageLink]:
    return [
        LanguageLink(code=code, name=OWN_NAMES[code], url=urls[code], current=code == current)
        for code, _name in LANGUAGES
    ]


def absolute(path: str) -> str:
    return f"{settings.BASE_URL}{path}"


def page_frame(page: BasePage, request: HttpRequest) -> dict[str, Any]:
    """The frame of one page: its translations, and its own language when it stands in for a missing one.

    The reader's language is the address's: the page itself may be the original, lent to another address.
    """
    reader, language = get_language() or DEFAULT_LANGUAGE, page.content_locale.language_code
    from pages.sharing import preview  # noqa: PLC0415 - cards have views, which need this module

    versions = readable_translations(page, request)
    own = {code: url for code, (url, lent) in versions.items() if not lent}
    elsewhere = {
        code: with_language(request.path, code) if code == reader else f"/{code}/" for code in OWN_NAMES
    }
    urls = elsewhere | {code: url for code, (url, _lent) in versions.items()}
    return {
        "languages": switcher(urls, reader),
        "content_language": language,
        "content_language_name": dict(LANGUAGES)[language],
        "robots": "noindex" if language != reader else "",
        "canonical_url": absolute(own.get(language) or request.path),
        "alternates": alternates(own) if language == reader else [],
        "preview": preview(page, list(own)),
    }


def readable_translations(page: Page, request: HttpRequest | None = None) -> dict[str, tuple[str, bool]]:
    """By language: the address, and whether the words there are lent by another language."""
    versions = Page.objects.filter(translation_key=page.translation_key)
    pages = visibility.readable(versions, at=timezone.now()) | translations.begun(page)
    return {
        each.locale.language_code: (each.get_url(request) or "", bool(each.alias_of_id) or not each.live)
        for each in pages.select_related("locale")
    }


def alternates(urls: Mapping[str, str]) -> list[dict[str, str]]:
    """hreflang of every language a page really exists in; `x-default` is for everybody else."""
    links = [{"code": code, "url": absolute(urls[code])} for code, _name in LANGUAGES if code in urls]
    default = urls.get(DEFAULT_LANGUAGE) or next(iter(urls.values()), "")
    return [*links, {"code": "x-default", "url": absolute(default)}] if links else []


def menu(request: HttpRequest) -> list[Link]:
    site = Site.find_for_request(request)
    if site is None:
        return []
    home, reader = site.root_page, locales.active()
    if home.locale_id != reader.pk:
        home = home.get_translation_or_none(reader) or home
    entries = visibility.readable(Page.objects.child_of(home).in_menu(), at=timezone.now())
    links = [(page.title, page.get_url(request) or "") for page in entries]
    return [Link(title=title, url=url, current=request.path.startswith(url)) for title, url in links]


def contacts(request: HttpRequest) -> Contacts:
    known = ContactSettings.load(request_or_site=request)
    return Contacts(
        phone=known.phone,
        phone_href=known.phone_href,
        hours=hours(known),
        telegram_url=known.telegram_url,
        email=known.email,
        address=known.address,
    )


def hours(known: ContactSettings) -> str:
    if known.opens_at is None or known.closes_at is None:
        return ""
    return _("every day from %(opens)s to %(closes)s") % {
        "opens": time_format(known.opens_at, "H:i"),
        "closes": time_format(known.closes_at, "H:i"),
    }
