"""sitemap.xml: every page in the languages it really exists in, each entry naming its translations; and forms
that menus lead to."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Page

from config.languages import LANGUAGES
from pages import destinations, frame, visibility
from pages.caching import public
from pages.views import read_only


@dataclass(frozen=True, kw_only=True)
class Entry:
    url: str
    changed_at: datetime | None
    alternates: list[dict[str, str]]


@read_only
@public
def sitemap(request: HttpRequest) -> HttpResponse:
    listing = {"entries": list(entries(request, at=timezone.now()))}
    return render(request, "sitemap.xml", listing, content_type="application/xml")


def entries(request: HttpRequest, *, at: datetime) -> Iterator[Entry]:
    pages = (
        visibility.listed(Page.objects.filter(depth__gt=1), at=at).select_related("locale").order_by("path")
    )
    versions: dict[UUID, dict[str, str]] = defaultdict(dict)
    for page in pages:
        versions[page.translation_key][page.locale.language_code] = page.get_url(request) or ""
    for page in pages:
        urls = versions[page.translation_key]
        yield Entry(
            url=frame.absolute(urls[page.locale.language_code]),
            changed_at=page.last_published_at,
            alternates=frame.alternates(urls),
        )
    for known in destinations.registered.values():
        yield from _destined(known)


def _destined(known: destinations.Destination) -> Iterator[Entry]:
    urls = {}
    for code, _name in LANGUAGES:
        with override(code):
            urls[code] = known.url
    for url in urls.values():
        yield Entry(url=frame.absolute(url), changed_at=None, alternates=frame.alternates(urls))
