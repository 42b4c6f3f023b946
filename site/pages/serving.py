"""A page by its address, with what every page needs, in two questions instead of two for each level."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import Page, PageViewRestriction

from pages import visibility


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
