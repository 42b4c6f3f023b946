"""The words about the school, one page per language; groups, hours and numbers are the school’s own."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from pages import editing_help
from pages.blocks import TEXT_FEATURES, BodyBlock, words_of
from pages.models import BasePage
from pages.models.covered import CoveredPage, cover_panel, synchronized


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(label=_("Question"), max_length=120)
    answer = blocks.RichTextBlock(label=_("Answer"), features=TEXT_FEATURES)

    class Meta:
        icon = "help"
        label = _("Question")


class SchoolPage(CoveredPage):
    """What the school is, in one language. What can be counted or computed is written by nobody."""

    fresh_for = timedelta(days=180)  # A term.

    heading = models.CharField(
        _("first words"), max_length=80, blank=True, help_text=_("Empty: the title, which menus show.")
    )
    lead = models.TextField(_("lead"), max_length=400)
    body = StreamField(BodyBlock(), verbose_name=_("what children do there"), blank=True)
    questions = StreamField(
        [("question", QuestionBlock())], verbose_name=_("what people often ask"), blank=True
    )

    served_with = ("locale", "cover")
    content_panels = [
        TitleFieldPanel("title"),
        *[FieldPanel(name) for name in ("heading", "lead", "body", "questions")],
        cover_panel(),
        editing_help.readers(),
    ]
    override_translatable_fields = synchronized()

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("lead", boost=2),
        *[index.SearchField(name) for name in ("heading", "body", "questions")],
    ]

    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    offers_way_out = True
    template = "school/school_page.html"

    class Meta:
        verbose_name = _("page of the school")
        verbose_name_plural = _("pages of the school")

    def plain_text(self) -> str:
        return " ".join((self.heading, self.lead, words_of(self.body), words_of(self.questions)))

    def linked_data(self, context: Mapping[str, Any]) -> list[dict[str, Any]]:
        from school import linked_data  # noqa: PLC0415 - reads need the models of this module

        return [linked_data.course(self, context)] if context["groups"] else []

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from school import school_page  # noqa: PLC0415 - as above

        surroundings = school_page.surroundings(request, at=timezone.now())
        return {**super().get_context(request, *args, **kwargs), **surroundings}
