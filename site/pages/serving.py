"""A page by its address, with what every page needs, in two questions instead of two for each level."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.url_routing import RouteResult

from pages import visibility


def find(request: HttpRequest, path: str, *, at: datetime) -> None:
    """Straight to the page at an address; where none stands there Wagtail looks step by step."""
    root, steps = _root_path(request), [step for step in path.split("/") if step]
    if root:
        page = page_at("/".join([root.rstrip("/"), *steps, ""]), at=at)
        if page:
            # What Wagtail remembers of a request it has routed; it has no public name, and a test guards it.
            request._wagtail_route_for_request = _routed(page, request)  # type: ignore[attr-defined]


def _routed(page: Page, request: HttpRequest) -> RouteResult | None:
    try:
        return page.route(request, [])
    except Http404:
        return None


def _root_path(request: HttpRequest) -> str:
    """Of the home page in the reader's language, as Wagtail's cache of them has it."""
    site, language = Site.find_for_request(request), get_language()
    roots = (
        root.root_path
        for root in Site.get_site_root_paths()
        if site and (root.site_id, root.language_code) == (site.pk, language)
    )
    return next(roots, "")


def page_at(url_path: str, *, at: datetime) -> Page | None:
    """The specific page that stands there, live or not, telling by `is_held_now` whether it is kept back."""
    found = Page.objects.filter(url_path=url_path).first()
    if found is None:
        return None
    served_with = getattr(found.specific_class, "served_with", ())
    pages = visibility.with_embargo(found.specific_class._default_manager.filter(pk=found.pk), at=at)
    return pages.select_related(*served_with).get()


def restrictions(page: Page) -> "QuerySet[Any, Any]":
    """Who may see a page: what was said of it and of everything above, or of what these stand in for."""
    path, step = page.path, page.steplen
    above = [path[:end] for end in range(step, len(path) + 1, step)]
    places = ("page__path__in", "page__aliases__path__in", "page__aliases__aliases__path__in")
    conditions = Q()
    for place in places:
        conditions |= Q(**{place: above})
    return PageViewRestriction.objects.filter(conditions).distinct()
