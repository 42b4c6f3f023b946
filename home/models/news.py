from collections.abc import Mapping
from typing import Any

from django.db import models
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    PublishingPanel,
    TitleFieldPanel,
)
from wagtail.fields import StreamField
from wagtail.search import index

from home.blocks import StoryBlock
from home.models.article import article
from home.models.taxonomy import Category, Tag
from home.reading import reading_minutes
from pages import editing_help
from pages.blocks import CorrectionBlock, words_of
from pages.embargo_form import EmbargoForm
from pages.models import BasePage
from pages.models.covered import CoveredPage, cover_panel, synchronized


def today() -> Any:
    return timezone.localdate()


class NewsIndexPage(BasePage):
    """All stories of one language, newest first."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.StoryPage"]
    max_count_per_parent = 1
    template = "home/news_index_page.html"

    class Meta:
        verbose_name = _("news")
        verbose_name_plural = _("news")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home import news  # noqa: PLC0415 - reads need the models of this module

        listing = news.listing(self, request, at=timezone.now())
        return {**super().get_context(request, *args, **kwargs), **listing}


class StoryPage(CoveredPage):
    """A news story: words per language; date, category, tags and picture shared by all of them."""

    lead = models.TextField(
        _("lead"), max_length=400, help_text=_("One or two sentences: what happened and for whom.")
    )
    author_line = models.CharField(
        _("author"), max_length=120, blank=True, help_text=_("May be a pseudonym, or empty.")
    )
    date = models.DateField(_("date"), default=today, db_index=True)
    category = models.ForeignKey(
        Category, on_delete=models.PROTECT, related_name="+", verbose_name=_("category")
    )
    tags = ParentalManyToManyField(Tag, blank=True, related_name="+", verbose_name=_("tags"))
    body = StreamField(StoryBlock(), verbose_name=_("text of the story"), blank=True)
    corrections = StreamField([("correction", CorrectionBlock())], verbose_name=_("corrections"), blank=True)

    served_with = ("locale", "category", "cover")
    share_kind = "article"
    base_form_class = EmbargoForm
    content_panels = [
        TitleFieldPanel("title"),
        FieldPanel("lead"),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("category"), FieldPanel("date")]),
                FieldPanel("tags", widget=CheckboxSelectMultiple),
                FieldPanel("author_line"),
            ],
            heading=_("About the story"),
        ),
        cover_panel(),
        FieldPanel("corrections"),
        editing_help.readers(),
    ]
    settings_panels = [PublishingPanel(), editing_help.embargo(), CommentPanel()]
    override_translatable_fields = synchronized("date", "category", "tags")

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("lead", boost=2),
        index.AutocompleteField("lead"),
        index.SearchField("body"),
        index.AutocompleteField("body"),
        index.SearchField("author_line"),
        index.FilterField("date"),
    ]

    parent_page_types = ["home.NewsIndexPage"]
    subpage_types: list[str] = []
    template = "home/story_page.html"

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")

    @property
    def reading_minutes(self) -> int:
        return reading_minutes(f"{self.lead} {words_of(self.body)}")

    def linked_data(self, context: Mapping[str, Any]) -> list[dict[str, Any]]:
        return article(self, context, day=self.date, section=self.category.name, author=self.author_line)

    def plain_text(self) -> str:
        return f"{self.lead} {words_of(self.body)}"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home import news  # noqa: PLC0415 - reads need the models of this module

        surroundings = news.surroundings(self, request, at=timezone.now())
        return {**super().get_context(request, *args, **kwargs), **surroundings}
