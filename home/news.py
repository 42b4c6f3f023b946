"""Reads of news: what a language has, in which order, and what goes with a story."""

from datetime import date, datetime
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Case, Count, Q, QuerySet, When
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Locale

from home.models import Category, NewsIndexPage, StoryPage, Tag
from pages import locales, visibility
from pages.frame import absolute
from pages.menus import Link, home_crumb

N = TypeVar("N", Category, Tag)

ON_HOME = 5
ON_PAGE = 13
RELATED = 3


def latest(locale: Locale, *, at: datetime) -> "QuerySet[StoryPage]":
    stories = visibility.listed(StoryPage.objects.filter(locale=locale), at=at)
    return (
        stories.select_related("category", "cover", "locale")
        .prefetch_related("cover__renditions")
        .order_by("-date", "-first_published_at", "-pk")
    )


def index_url(locale: Locale, request: HttpRequest, *, at: datetime) -> str:
    index = visibility.readable(NewsIndexPage.objects.filter(locale=locale), at=at).first()
    return index.get_url(request) if index else ""


def month_of(text: str) -> date | None:
    """`2026-11` as its first day; anything else is no month."""
    try:
        return date.fromisoformat(f"{text}-01") if len(text) == len("2026-11") else None
    except ValueError:
        return None


def listing(index: NewsIndexPage, request: HttpRequest, *, at: datetime) -> dict[str, Any]:
    """The index with the filters of its query string; what makes no sense there is passed over."""
    every = latest(index.locale, at=at)
    category = _named(Category, _asked(request, "category"))
    tag = _named(Tag, _asked(request, "tag"))
    month = month_of(_asked(request, "month"))
    stories = filtered(every, category=category, tag=tag, month=month)
    page_obj = Paginator(stories, ON_PAGE).get_page(_asked(request, "page"))
    chosen = {"category": category.slug if category else "", "tag": tag.slug if tag else "",
              "month": f"{month:%Y-%m}" if month else ""}  # fmt: skip
    url = index.get_url(request) or ""
    return {
        "crumbs": [home_crumb()],
        "page_obj": page_obj,
        "categories": categories(every, url, chosen),
        "months": months(every, url, chosen),
        "tag": tag,
        "is_filtered": any(chosen.values()),
        "query": urlencode({key: value for key, value in chosen.items() if value}),
    }


def _asked(request: HttpRequest, name: str) -> str:
    return request.GET.get(name, "").replace("\x00", "")[:60]


def _named(model: type[N], slug: str) -> N | None:
    return model.objects.filter(slug=slug).first() if slug else None


def filtered(
    stories: "QuerySet[StoryPage]", *, category: Category | None, tag: Tag | None, month: date | None
) -> "QuerySet[StoryPage]":
    if category:
        stories = stories.filter(category=category)
    if tag:
        stories = stories.filter(tags=tag)
    if month:
        stories = stories.filter(date__year=month.year, date__month=month.month)
    return stories


def _link(title: str, url: str, chosen: dict[str, str], **change: str) -> Link:
    query = urlencode({key: value for key, value in {**chosen, **change}.items() if value})
    current = all(chosen[key] == value for key, value in change.items())
    return Link(title=title, url=f"{url}?{query}" if query else url, current=current)


def categories(stories: "QuerySet[StoryPage]", url: str, chosen: dict[str, str]) -> list[Link]:
    """Those that have stories, in the order of their names in the reader's language, after “All”."""
    used = Category.objects.filter(pk__in=stories.order_by().values("category"))
    links = [
        _link(each.name, url, chosen, category=each.slug) for each in sorted(used, key=lambda each: each.name)
    ]
    return [_link(_("All"), url, chosen, category=""), *links]


def months(stories: "QuerySet[StoryPage]", url: str, chosen: dict[str, str]) -> list[Link]:
    """Those that have stories, newest first, after “All months”; the chosen one even if it has none."""
    days = {*stories.order_by().dates("date", "month"), month_of(chosen["month"])}
    newest_first = sorted(filter(None, days), reverse=True)
    links = [_link(date_format(day, "F Y"), url, chosen, month=f"{day:%Y-%m}") for day in newest_first]
    return [_link(_("All months"), url, chosen, month=""), *links]


def related(story: StoryPage, *, at: datetime) -> "QuerySet[StoryPage]":
    """Others that share most of its tags, then those of its category, then the newest."""
    others = latest(locales.active(), at=at).exclude(translation_key=story.translation_key)
    shared = Count("tags", filter=Q(tags__in=story.tags.all()))
    same = Case(When(category=story.category, then=1), default=0)
    return others.annotate(shared=shared, same=same).order_by("-shared", "-same", "-date", "-pk")[:RELATED]


def surroundings(story: StoryPage, request: HttpRequest, *, at: datetime) -> dict[str, Any]:
    url = index_url(locales.active(), request, at=at)
    return {
        "category_url": f"{url}?{urlencode({'category': story.category.slug})}",
        "tag_links": [
            Link(title=tag.name, url=f"{url}?{urlencode({'tag': tag.slug})}") for tag in story.tags.all()
        ],
        "related": related(story, at=at),
        "crumbs": [home_crumb(), Link(title=_("News"), url=url)],
        "share_url": absolute(story.get_url(request) or ""),
    }
