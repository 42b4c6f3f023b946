"""What surrounds every page: languages, menu, contacts, and what search engines are told."""

from collections.abc import Callable, Mapping
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
from wagtail.models import Page

from config.languages import DEFAULT_LANGUAGE, LANGUAGES, OWN_NAMES
from pages import announcements, translations, visibility
from pages import menus as ways
from pages.menus import Link
from pages.models import Announcement, BasePage, Menu, SiteSettings

WAY_OUT = "https://www.wikipedia.org/"
"""Where “Quickly leave the site” leads: a page anybody might be reading."""


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
    visits: str
    socials: list[Link]


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context processor: the frame of whatever is not a page of the tree; pages refine it."""
    language = get_language() or DEFAULT_LANGUAGE
    urls = {code: with_language(request.get_full_path(), code) for code, _name in LANGUAGES}
    return {
        "languages": switcher(urls, language),
        "home_url": f"/{language}/",
        # Not `search_url`: Wagtail’s own templates would take it for the name of one of its views.
        "search_page_url": reverse("search"),
        "feed_url": reverse("feed"),
        "content_language": language,
        "robots": "",
        "canonical_url": "",
        "alternates": [],
        **surroundings(request),
    }


def surroundings(
    request: HttpRequest,
    *,
    site_settings: SiteSettings | None = None,
    menu: Menu | None = None,
    announcement: Announcement | None = None,
) -> dict[str, Any]:
    """What editors put around every page; a preview gives what is not saved yet.

    Asked for only by templates that draw it: a fragment costs no queries.
    """
    at = timezone.now()
    known = lazily(lambda: site_settings or SiteSettings.load(request_or_site=request))
    arranged = lazily(lambda: menu or Menu.load(request_or_site=request))
    note = lazily(lambda: announcement or announcements.current(at=at))
    pages = lazily(lambda: ways.opened(wanted(arranged, note or None), request, at=at))
    both = lazily(lambda: ways.menus(arranged, pages, request, at=at))
    return {
        "site_name": lazily(lambda: known.name),
        "menu": lazily(lambda: both.main),
        "footer_columns": lazily(lambda: both.footer),
        "announcement": lazily(lambda: announcements.shown(note or None, pages)),
        "contacts": lazily(lambda: contacts(known)),
        "legal": lazily(lambda: legal(known)),
    }


def wanted(menu: Menu, note: Announcement | None) -> list[int]:
    """The pages behind menus and announcement: looked up together, in one question."""
    return [*ways.wanted(menu), *([note.page_id] if note and note.page_id else [])]


def lazily(answer: Callable[[], Any]) -> Any:
    return SimpleLazyObject(answer)


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
        "way_out": WAY_OUT if page.offers_way_out else "",
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


def contacts(known: SiteSettings) -> Contacts:
    return Contacts(
        phone=known.phone,
        phone_href=known.phone_href,
        hours=hours(known),
        telegram_url=known.telegram_url,
        email=known.email,
        address=known.address,
        visits=known.visits,
        socials=[
            Link(title=block.value["name"], url=block.value["address"]) for block in known.socials or []
        ],
    )


def legal(known: SiteSettings) -> list[str]:
    """As offices know us, in the order they ask; what is not given is not said."""
    numbers = {"KRS": known.krs, "NIP": known.nip, "REGON": known.regon, _("account"): known.account}
    said = [f"{name}\N{NO-BREAK SPACE}{number}" for name, number in numbers.items() if number]
    return [known.legal_name, *said] if known.legal_name else said


def hours(known: SiteSettings) -> str:
    if known.opens_at is None or known.closes_at is None:
        return ""
    return _("every day from %(opens)s to %(closes)s") % {
        "opens": time_format(known.opens_at, "H:i"),
        "closes": time_format(known.closes_at, "H:i"),
    }
