"""sitemap.xml: every page in the languages it really exists in, each entry naming its translations."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from wagtail.models import Page

from pages import frame, visibility
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
