"""Reads of the press center: what a language has to say to journalists, and who answers them in it."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet, prefetch_related_objects
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue
from wagtail.models import Locale

from home import guides
from home.models import Mention, PressPage, ReleaseIndexPage, ReleasePage
from pages import locales, translations, visibility
from pages.frame import absolute
from pages.menus import Link, home_crumb

LATEST = BROCHURES = 4
RELEASES_ON_PAGE = 20
MENTIONS_ON_PAGE = 8
MENTIONS = "in-the-media"
"""Where the list of mentions stands on its page: a click on its filter comes back to it."""


def releases(locale: Locale, *, at: datetime) -> "QuerySet[ReleasePage]":
    every = visibility.listed(ReleasePage.objects.filter(locale=locale), at=at)
    return every.select_related("locale").order_by("-date", "-first_published_at", "-pk")


def page_in(locale: Locale, *, at: datetime) -> PressPage | None:
    """What the press center's address in this language shows: its page, or the original it still borrows."""
    pages = PressPage.objects.filter(locale=locale)
    if page := visibility.readable(pages, at=at).first():
        return page
    begun = pages.filter(live=False).first()
    original = translations.stand_in_for(begun) if begun else None
    return visibility.readable(PressPage.objects.filter(pk=original.pk), at=at).first() if original else None


def archive_url(locale: Locale, request: HttpRequest, *, at: datetime) -> str:
    index = visibility.readable(ReleaseIndexPage.objects.filter(locale=locale), at=at).first()
    return index.get_url(request) if index else ""


def contacts(page: PressPage, language: str) -> list[StreamValue.StreamChild]:
    """Those who speak the language first; otherwise as the editor put them."""
    return sorted(page.contacts, key=lambda each: language not in (each.value["languages"] or []))


def photos(page: PressPage) -> list[StreamValue.StreamChild]:
    """With their copies in one question, however many there are."""
    found = [photo for photo in page.photos if photo.value["image"]]
    prefetch_related_objects([photo.value["image"] for photo in found], "renditions")
    return found


def center(page: PressPage, request: HttpRequest, *, at: datetime) -> dict[str, Any]:
    locale = locales.active()
    return {
        "crumbs": [home_crumb()],
        "releases": releases(locale, at=at)[:LATEST],
        "archive_url": archive_url(locale, request, at=at),
        "press_contacts": contacts(page, locale.language_code),
        "kit_url": reverse("media_kit"),
        "photos": photos(page),
        "brochures": guides.of_language(locale, at=at)[:BROCHURES],
        "guides_url": guides.index_url(locale, request, at=at),
        "press_feed_url": reverse("press_feed"),
        **mentions(page, request),
    }


def mentions(page: PressPage, request: HttpRequest) -> dict[str, Any]:
    """One page of them, all or of one language; what makes no sense in the query string is passed over."""
    every = Mention.objects.all()
    used = set(every.order_by().values_list("language", flat=True).distinct())
    asked = request.GET.get("language", "")
    chosen = asked if asked in used else ""
    shown = every.filter(language=chosen) if chosen else every
    return {
        "mentions": Paginator(shown, MENTIONS_ON_PAGE).get_page(request.GET.get("page", "")),
        "mention_languages": _languages(page.get_url(request) or "", used, chosen) if len(used) > 1 else [],
        "mentions_query": urlencode({"language": chosen}) if chosen else "",
        "mentions_place": MENTIONS,
    }


def _languages(url: str, used: set[str], chosen: str) -> list[Link]:
    named = [(code, str(name)) for code, name in Mention.Language.choices if code in used]
    links = [
        Link(title=name, url=f"{url}?{urlencode({'language': code})}#{MENTIONS}", current=code == chosen)
        for code, name in named
    ]
    return [Link(title=_("All"), url=f"{url}#{MENTIONS}", current=not chosen), *links]


def beside_the_form(request: HttpRequest, *, at: datetime) -> dict[str, Any]:
    """Whom to call instead of writing, and the way back."""
    press = page_in(locales.active(), at=at)
    above = [Link(title=_("Press centre"), url=press.get_url(request) or "")] if press else []
    return {
        "crumbs": [home_crumb(), *above],
        "press_contacts": contacts(press, get_language() or "")[:1] if press else [],
    }


def archive(index: ReleaseIndexPage, request: HttpRequest, *, at: datetime) -> dict[str, Any]:
    paginator = Paginator(releases(locales.active(), at=at), RELEASES_ON_PAGE)
    return {
        "crumbs": _crumbs(request, at=at)[:2],
        "page_obj": paginator.get_page(request.GET.get("page", "")),
        "press_feed_url": reverse("press_feed"),
    }


def surroundings(release: ReleasePage, request: HttpRequest, *, at: datetime) -> dict[str, Any]:
    """The press center's boilerplate and contacts stand below every release, as they are today."""
    language = get_language() or ""
    press = page_in(locales.active(), at=at)
    return {
        "crumbs": _crumbs(request, at=at),
        "press": press,
        "press_url": press.get_url(request) if press else "",
        "press_contacts": contacts(press, language) if press else [],
        "share_url": absolute(release.get_url(request) or ""),
    }


def _crumbs(request: HttpRequest, *, at: datetime) -> list[Link]:
    locale = locales.active()
    press, archive = page_in(locale, at=at), archive_url(locale, request, at=at)
    above = [Link(title=_("Press centre"), url=press.get_url(request) or "")] if press else []
    return [home_crumb(), *above, *([Link(title=_("Press releases"), url=archive)] if archive else [])]
