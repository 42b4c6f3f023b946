from datetime import datetime, time

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from home import news
from home.models import StoryPage
from pages import locales
from pages.caching import public
from pages.frame import absolute
from pages.views import read_only

ITEMS = 20


class NewsFeed(Feed):  # type: ignore[type-arg]
    """RSS of the language in the address: what was really written or translated into it."""

    def get_object(self, request: HttpRequest) -> HttpRequest:
        return request

    def title(self, _request: HttpRequest) -> str:
        return _("Center for Belarusian Solidarity: news")

    def description(self, _request: HttpRequest) -> str:
        return _("Stories of the Center for Belarusian Solidarity in Warsaw.")

    def link(self, request: HttpRequest) -> str:
        return absolute(news.index_url(locales.active(), request, at=timezone.now()) or "/")

    def feed_url(self, request: HttpRequest) -> str:
        return absolute(request.path)

    def items(self, _request: HttpRequest) -> list[StoryPage]:
        return list(news.latest(locales.active(), at=timezone.now())[:ITEMS])

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


feed = read_only(public(NewsFeed()))
