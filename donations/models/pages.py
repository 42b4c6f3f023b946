"""The words about campaigns and about giving, one page per language; goals, days and money are the campaign’s
own and the ledger’s."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from donations.models.page_blocks import AmountBlock, UpdateBlock
from donations.models.purposes import Campaign
from pages import editing_help
from pages.blocks import BodyBlock, words_of
from pages.models import BasePage
from pages.models.covered import CoveredPage, cover_panel, synchronized


class CampaignIndexPage(BasePage):
    """All campaigns that have a page in this language, and the words of the form for gifts."""

    lead = models.TextField(_("lead"), max_length=400, blank=True)
    form_heading = models.CharField(_("first words of the form"), max_length=80)
    form_lead = models.TextField(_("lead of the form"), max_length=400, blank=True)
    amounts = StreamField(
        [("amount", AmountBlock())],
        verbose_name=_("amounts that are offered"),
        blank=True,
        help_text=_("Three of each currency are enough; everybody may write another one."),
    )

    content_panels = [
        TitleFieldPanel("title"),
        FieldPanel("lead"),
        MultiFieldPanel(
            [FieldPanel("form_heading"), FieldPanel("form_lead"), FieldPanel("amounts")],
            heading=_("Form for gifts"),
        ),
    ]
    search_fields = [
        *BasePage.search_fields,
        *[index.SearchField(name) for name in ("lead", "form_heading", "form_lead", "amounts")],
    ]

    parent_page_types = ["home.HomePage"]
    subpage_types = ["donations.CampaignPage"]
    max_count_per_parent = 1
    offers_way_out = True
    template = "donations/campaign_index_page.html"

    class Meta:
        verbose_name = _("campaigns and the form for gifts")
        verbose_name_plural = _("campaigns and the form for gifts")

    def plain_text(self) -> str:
        return " ".join((self.lead, self.form_heading, self.form_lead))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from donations import campaign_pages  # noqa: PLC0415 - reads need the models of this module

        listing = campaign_pages.listing(self, request, at=timezone.now())
        return {**super().get_context(request, *args, **kwargs), **listing}


class CampaignPage(CoveredPage):
    """Why money is collected, in one language, and what has become of it."""

    campaign = models.ForeignKey(
        Campaign,
        on_delete=models.PROTECT,
        related_name="pages",
        verbose_name=_("campaign"),
        help_text=_("Goal, currency and days are changed there, for all languages."),
    )
    lead = models.TextField(
        _("lead"), max_length=400, help_text=_("One or two sentences: what is it for, and for whom.")
    )
    body = StreamField(BodyBlock(), verbose_name=_("story"), blank=True)
    updates = StreamField(
        [("update", UpdateBlock())],
        verbose_name=_("what is new"),
        blank=True,
        help_text=_("The newest first."),
    )
    report = StreamField(
        BodyBlock(),
        verbose_name=_("closing report"),
        blank=True,
        help_text=_("What the money was spent on. It stands above the story."),
    )

    served_with = ("locale", "cover", "campaign__fund")
    content_panels = [
        TitleFieldPanel("title"),
        *[FieldPanel(name) for name in ("campaign", "lead", "updates", "body", "report")],
        cover_panel(),
        editing_help.readers(),
    ]
    override_translatable_fields = synchronized("campaign")

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("lead", boost=2),
        *[index.SearchField(name) for name in ("body", "updates", "report")],
        *[index.AutocompleteField(name) for name in ("lead", "body")],
    ]

    parent_page_types = ["donations.CampaignIndexPage"]
    subpage_types: list[str] = []
    offers_way_out = True
    template = "donations/campaign_page.html"

    class Meta:
        verbose_name = _("page of a campaign")
        verbose_name_plural = _("pages of campaigns")

    def clean(self) -> None:
        super().clean()
        others = CampaignPage.objects.filter(campaign=self.campaign_id, locale=self.locale_id)
        if self.campaign_id and others.exclude(translation_key=self.translation_key).exists():
            raise ValidationError({"campaign": _("This campaign has a page in this language already.")})

    def obstacles(self, *, today: date) -> list[str]:
        early = [each for each in self.updates if each.value["date"] and each.value["date"] > today]
        told = [str(_("An update is dated in the future: give it the day on which it is told."))]
        return [*super().obstacles(today=today), *(told if early else [])]

    def plain_text(self) -> str:
        return " ".join((self.lead, *map(words_of, (self.updates, self.report, self.body))))

    def linked_data(self, context: Mapping[str, Any]) -> list[dict[str, Any]]:
        from donations import linked_data  # noqa: PLC0415 - as above

        return [linked_data.campaign(self, context)]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from donations import campaign_pages  # noqa: PLC0415 - as above

        surroundings = campaign_pages.surroundings(self, request, at=timezone.now())
        return {**super().get_context(request, *args, **kwargs), **surroundings}
