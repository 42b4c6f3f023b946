"""The words about activities, one page per language, and the page that lists their dates."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from events.models.activities import Activity
from pages import editing_help
from pages.blocks import BodyBlock, words_of
from pages.models import BasePage
from pages.models.covered import CoveredPage, cover_panel, synchronized


class EventIndexPage(BasePage):
    """What is on: all dates of activities that have a page in this language."""

    lead = models.TextField(_("lead"), max_length=400, blank=True)

    content_panels = [TitleFieldPanel("title"), FieldPanel("lead")]
    search_fields = [*BasePage.search_fields, index.SearchField("lead")]

    parent_page_types = ["home.HomePage"]
    subpage_types = ["events.EventPage"]
    max_count_per_parent = 1
    offers_way_out = True
    template = "events/event_index_page.html"

    class Meta:
        verbose_name = _("what is on")
        verbose_name_plural = _("what is on")

    def plain_text(self) -> str:
        return self.lead

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from events import whats_on  # noqa: PLC0415 - reads need the models of this module

        listing = whats_on.listing(self, request, at=timezone.now())
        return {**super().get_context(request, *args, **kwargs), **listing}


class EventPage(CoveredPage):
    """The words about an activity in one language; dates, seats and rooms are the activity's own."""

    activity = models.ForeignKey(
        Activity,
        on_delete=models.PROTECT,
        related_name="pages",
        verbose_name=_("activity"),
        help_text=_("Dates, room, seats and who may come are changed there, for all languages."),
    )
    lead = models.TextField(
        _("lead"), max_length=400, help_text=_("One or two sentences: what people do there, and for whom.")
    )
    body = StreamField(BodyBlock(), verbose_name=_("how it will be"), blank=True)
    bring = models.TextField(
        _("what to bring"), max_length=600, blank=True, help_text=_("One thing a line. Empty: nothing.")
    )

    served_with = ("locale", "cover", "activity__room")
    content_panels = [
        TitleFieldPanel("title"),
        *[FieldPanel(name) for name in ("activity", "lead", "body", "bring")],
        cover_panel(),
        editing_help.readers(),
    ]
    override_translatable_fields = synchronized("activity")

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("lead", boost=2),
        *[index.SearchField(name) for name in ("body", "bring")],
        *[index.AutocompleteField(name) for name in ("lead", "body")],
    ]

    parent_page_types = ["events.EventIndexPage"]
    subpage_types: list[str] = []
    offers_way_out = True
    template = "events/event_page.html"

    class Meta:
        verbose_name = _("page of an event")
        verbose_name_plural = _("pages of events")

    @property
    def things_to_bring(self) -> list[str]:
        return [line.strip() for line in self.bring.splitlines() if line.strip()]

    def clean(self) -> None:
        super().clean()
        others = EventPage.objects.filter(activity=self.activity_id, locale=self.locale_id)
        if self.activity_id and others.exclude(translation_key=self.translation_key).exists():
            raise ValidationError({"activity": _("This activity has a page in this language already.")})

    def plain_text(self) -> str:
        return f"{self.lead} {words_of(self.body)} {' '.join(self.things_to_bring)}"

    def linked_data(self, context: Mapping[str, Any]) -> list[dict[str, Any]]:
        from events import linked_data  # noqa: PLC0415 - as above

        return linked_data.events(self, context)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from events import event_pages  # noqa: PLC0415 - as above

        surroundings = event_pages.surroundings(self, request, at=timezone.now())
        return {**super().get_context(request, *args, **kwargs), **surroundings}
