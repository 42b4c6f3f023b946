from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from pages import editing_help, linked_data
from pages.blocks import TEXT_FEATURES, words_of
from pages.models import BasePage


class NeedBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("What"), max_length=80)
    text = blocks.TextBlock(label=_("Why and how much"), max_length=300, rows=2)

    class Meta:
        icon = "pick"
        label = _("What we need")


class HomePage(BasePage):
    """Who we are, what we need, what is new; the first screen is for somebody who is frightened."""

    fresh_for = timedelta(days=90)  # It says what we need.

    hero_title = models.CharField(_("first words"), max_length=80)
    hero_lead = models.TextField(_("and then"), max_length=300)
    who_title = models.CharField(_("who we are: heading"), max_length=120)
    who_text = RichTextField(_("who we are"), features=TEXT_FEATURES)
    needs_title = models.CharField(_("what we need: heading"), max_length=120)
    needs = StreamField([("need", NeedBlock())], verbose_name=_("what we need"), blank=True)
    count_text = models.TextField(
        _("about the school"),
        max_length=500,
        blank=True,
        help_text=_("How many children learn and wait is told above it, as it is this day."),
    )
    volunteers_title = models.CharField(_("volunteers: heading"), max_length=160, blank=True)
    volunteers_text = models.TextField(_("volunteers"), max_length=500, blank=True)

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel([FieldPanel("hero_title"), FieldPanel("hero_lead")], heading=_("First screen")),
        MultiFieldPanel([FieldPanel("who_title"), FieldPanel("who_text")], heading=_("Who we are")),
        MultiFieldPanel([FieldPanel("needs_title"), FieldPanel("needs")], heading=_("What we need")),
        MultiFieldPanel([FieldPanel("count_text")], heading=_("School")),
        MultiFieldPanel(
            [FieldPanel("volunteers_title"), FieldPanel("volunteers_text")], heading=_("Volunteers")
        ),
        editing_help.readers(),
    ]
    search_fields = [
        *BasePage.search_fields,
        *[
            index.SearchField(name)
            for name in ("hero_lead", "who_text", "needs", "count_text", "volunteers_text")
        ],
    ]

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        *("home.ServiceIndexPage", "home.NewsIndexPage", "home.GuideIndexPage", "home.PressPage"),
        *("home.PlainPage", "events.EventIndexPage", "school.SchoolPage", "donations.CampaignIndexPage"),
    ]
    max_count_per_parent = 4
    template = "home/home_page.html"

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    @property
    def summary(self) -> str:
        return self.search_description or self.hero_lead

    @property
    def search_lead(self) -> str:
        """What the page is about, for search: the words of its first screen and its headings."""
        return " ".join(
            (self.hero_title, self.hero_lead, self.who_title, self.needs_title, self.volunteers_title)
        )

    def linked_data(self, context: Mapping[str, Any]) -> list[dict[str, Any]]:
        contacts = context["contacts"]
        return [
            linked_data.organisation(
                base_url=settings.BASE_URL,
                name=str(context["site_name"]),
                logo_url=f"{settings.BASE_URL}{static('icons/icon-512.png')}",
                phone=contacts.phone,
                email=contacts.email,
                address=contacts.address,
                pages=[contacts.telegram_url],
            )
        ]

    def plain_text(self) -> str:
        texts = (self.hero_lead, strip_tags(self.who_text), words_of(self.needs), self.count_text,
                 self.volunteers_title, self.volunteers_text)  # fmt: skip
        return " ".join(filter(None, texts))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from donations import campaign_pages  # noqa: PLC0415 - reads need the models, which need this page
        from events import whats_on  # noqa: PLC0415 - as above
        from home import news, services  # noqa: PLC0415 - as above
        from school import school_page  # noqa: PLC0415 - as above

        now = timezone.now()
        return {
            **super().get_context(request, *args, **kwargs),
            **services.for_home(request, at=now),
            **whats_on.for_home(request, at=now),
            **school_page.for_home(request, at=now),
            **campaign_pages.for_home(request, at=now),
            "stories": news.latest(self.locale, at=now)[: news.ON_HOME],
            "news_url": news.index_url(self.locale, request, at=now),
        }
