"""Guides: which are old, and what stands around one."""

from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Locale

from config.languages import DEFAULT_LANGUAGE
from home.models import GuideIndexPage, GuidePage
from home.models.guides import FRESH_FOR
from pages import locales, visibility
from pages.menus import Link, home_crumb


def is_stale(checked_on: date, *, today: date) -> bool:
    return checked_on < today - FRESH_FOR


def stale(*, today: date) -> "QuerySet[GuidePage]":
    """Those that readers are warned about; the original of each, as its date is what all languages share."""
    guides = GuidePage.objects.live().filter(locale__language_code=DEFAULT_LANGUAGE)
    return guides.filter(checked_on__lt=today - FRESH_FOR).order_by("checked_on", "pk")


def of_language(locale: Locale, *, at: datetime) -> "QuerySet[GuidePage]":
    guides = visibility.listed(GuidePage.objects.filter(locale=locale), at=at)
    brochures = [f"pdf_{locale.language_code}"]
    return guides.select_related("locale", *brochures).order_by("path")


def index_url(locale: Locale, request: HttpRequest, *, at: datetime) -> str:
    index = visibility.readable(GuideIndexPage.objects.filter(locale=locale), at=at).first()
    return (index.get_url(request) or "") if index else ""


def listing(index: GuideIndexPage, *, at: datetime) -> dict[str, Any]:
    return {"crumbs": [home_crumb()], "guides": of_language(locales.active(), at=at)}


def surroundings(guide: GuidePage, request: HttpRequest, *, at: datetime) -> dict[str, Any]:
    url = index_url(locales.active(), request, at=at)
    return {
        "crumbs": [home_crumb(), Link(title=_("Guides"), url=url)],
        "is_stale": is_stale(guide.checked_on, today=timezone.localdate(at)),
    }
