from datetime import timedelta
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from config.languages import LANGUAGES
from home.blocks import StoryBlock
from home.models.news import today
from pages import editing_help
from pages.blocks import words_of
from pages.models import BasePage, Document
from pages.ornament import Topic
from pages.pictures import GROUND_NAMES, TOPIC_NAMES, brochure_url


def brochure(language: Any) -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(
        Document, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=language
    )


class GuideIndexPage(BasePage):
    """All guides of one language."""

    lead = models.TextField(_("lead"), max_length=400, blank=True)

    content_panels = [TitleFieldPanel("title"), FieldPanel("lead")]
    search_fields = [*BasePage.search_fields, index.SearchField("lead")]

    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.GuidePage"]
    max_count_per_parent = 1
    offers_way_out = True
    template = "home/guide_index_page.html"

    class Meta:
        verbose_name = _("guides")
        verbose_name_plural = _("guides")

    def plain_text(self) -> str:
        return self.lead

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home import guides  # noqa: PLC0415 - reads need the models of this module

        listing = guides.listing(self, at=timezone.now())
        return {**super().get_context(request, *args, **kwargs), **listing}


FRESH_FOR = timedelta(days=180)
"""Rules for foreigners in Poland change about twice a year."""


BROCHURES = [f"pdf_{code}" for code, _name in LANGUAGES]
SIGNS = [(sign, name) for sign, name in TOPIC_NAMES.items() if sign != Topic.CHAIN]
"""The chain is too wide for an upright cover."""


class GuidePage(BasePage):
    """A brochure: what to do, step by step, and when somebody last made sure that it is still so."""

    fresh_for = FRESH_FOR
    fresh_since = "checked_on"

    lead = models.TextField(
        _("lead"), max_length=400, help_text=_("What the reader will be able to do afterwards.")
    )
    checked_on = models.DateField(
        _("checked on"),
        default=today,
        help_text=_(
            "The day somebody compared it with today’s rules. Readers see it; an old one warns them."
        ),
    )
    body = StreamField(StoryBlock(), verbose_name=_("text"))
    pdf_be = brochure(_("PDF in Belarusian"))
    pdf_ru = brochure(_("PDF in Russian"))
    pdf_pl = brochure(_("PDF in Polish"))
    pdf_en = brochure(_("PDF in English"))

    ornament_topic = models.CharField(
        _("sign on its cover"),
        max_length=10,
        blank=True,
        choices=SIGNS,
        help_text=_("Empty: the site chooses."),
    )
    ornament_ground = models.CharField(
        _("cloth of its cover"), max_length=10, blank=True, choices=list(GROUND_NAMES.items())
    )

    content_panels = [
        TitleFieldPanel("title"),
        FieldPanel("lead"),
        FieldPanel("checked_on"),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("ornament_topic"), FieldPanel("ornament_ground")])],
            heading=_("Cover"),
            help_text=_("Drawn by the site; it stands in the list of guides and in the press centre."),
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in BROCHURES],
            heading=_("The same on paper"),
            help_text=_("Each reader is offered the one in her language, if there is one."),
        ),
        editing_help.readers(),
    ]
    override_translatable_fields = [
        SynchronizedField(name, overridable=False)
        for name in ("checked_on", "ornament_topic", "ornament_ground", *BROCHURES)
    ]

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("lead", boost=2),
        index.SearchField("body"),
        *[index.AutocompleteField(name) for name in ("lead", "body")],
        index.FilterField("checked_on"),
    ]

    parent_page_types = ["home.GuideIndexPage"]
    subpage_types: list[str] = []
    offers_way_out = True
    template = "home/guide_page.html"

    class Meta:
        verbose_name = _("guide")
        verbose_name_plural = _("guides")

    @property
    def pdf(self) -> Document | None:
        """In the language of its words, never in another one."""
        document: Document | None = getattr(self, f"pdf_{self.content_locale.language_code}")
        return document

    @property
    def cover_url(self) -> str:
        return brochure_url(self.ornament_seed, topic=self.ornament_topic, ground=self.ornament_ground)

    def offered_documents(self) -> list[Document]:
        """Of the four files the one in its language, and what its text links."""
        files = {self.pdf_be_id, self.pdf_ru_id, self.pdf_pl_id, self.pdf_en_id} - {
            getattr(self.pdf, "pk", None)
        }
        return [document for document in super().offered_documents() if document.pk not in files]

    def plain_text(self) -> str:
        return f"{self.lead} {words_of(self.body)}"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home import guides  # noqa: PLC0415 - reads need the models of this module

        surroundings = guides.surroundings(self, request, at=timezone.now())
        return {**super().get_context(request, *args, **kwargs), **surroundings}
