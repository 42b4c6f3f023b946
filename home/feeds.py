from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from home import news, press
from home.models import Category, StoryPage
from pages import locales
from pages.caching import public
from pages.frame import absolute
from pages.views import read_only

ITEMS = 20


@dataclass(frozen=True)
class Asked:
    request: HttpRequest
    category: Category | None


class NewsFeed(Feed):  # type: ignore[type-arg]
    """RSS of the language in the address: what was really written or translated into it."""

    def get_object(self, request: HttpRequest, category: str = "") -> Asked:
        return Asked(request, get_object_or_404(Category, slug=category) if category else None)

    def title(self, asked: Asked) -> str:
        name = _("Center for Belarusian Solidarity: news")
        return f"{name}: {asked.category.name}" if asked.category else name

    def description(self, _asked: Asked) -> str:
        return _("Stories of the Center for Belarusian Solidarity in Warsaw.")

    def link(self, asked: Asked) -> str:
        url = news.index_url(locales.active(), asked.request, at=timezone.now()) or "/"
        return absolute(f"{url}?category={asked.category.slug}" if asked.category else url)

    def feed_url(self, asked: Asked) -> str:
        return absolute(asked.request.path)

    def items(self, asked: Asked) -> list[StoryPage]:
        stories = news.latest(locales.active(), at=timezone.now())
        return list(news.filtered(stories, category=asked.category, tag=None, month=None)[:ITEMS])

    def item_title(self, story: StoryPage) -> str:
        return story.title

    def item_description(self, story: StoryPage) -> str:
        return story.lead

    def item_link(self, story: StoryPage) -> str:
        return absolute(story.get_url() or "/")

    def item_guid(self, story: StoryPage) -> str:
        return f"urn:uuid:{story.translation_key}:{story.locale.language_code}"

    item_guid_is_permalink = False

    def item_pubdate(self, story: StoryPage) -> datetime:
        return timezone.make_aware(datetime.combine(story.date, time(12)))

    def item_categories(self, story: StoryPage) -> list[str]:
        return [story.category.name]


class NewsAtom(NewsFeed):
    feed_type = Atom1Feed
    subtitle = NewsFeed.description

    def item_updateddate(self, story: StoryPage) -> datetime:
        published = self.item_pubdate(story)
        return max(published, story.last_published_at or published)


class PressFeed(NewsFeed):
    """The same for releases."""

    def title(self, _asked: Asked) -> str:
        return _("Center for Belarusian Solidarity: press releases")

    def description(self, _asked: Asked) -> str:
        return _("Releases of the Center for Belarusian Solidarity in Warsaw.")

    def link(self, asked: Asked) -> str:
        return absolute(press.archive_url(locales.active(), asked.request, at=timezone.now()) or "/")

    def items(self, _asked: Asked) -> list[Any]:
        return list(press.releases(locales.active(), at=timezone.now())[:ITEMS])

    def item_categories(self, _release: Any) -> list[str]:
        return []


rss = read_only(public(NewsFeed()))
atom = read_only(public(NewsAtom()))
press_feed = read_only(public(PressFeed()))
