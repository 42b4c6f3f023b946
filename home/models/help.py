"""The pages of help: one index and one page a service in each language."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from home.blocks import StoryBlock
from home.models.services import Service
from pages import editing_help
from pages.blocks import words_of
from pages.models import BasePage


class ServiceIndexPage(BasePage):
    """All services of the Center with what is true of them today."""

    lead = models.TextField(_("lead"), max_length=400, blank=True)

    content_panels = [TitleFieldPanel("title"), FieldPanel("lead")]
    search_fields = [*BasePage.search_fields, index.SearchField("lead")]

    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.ServicePage"]
    max_count_per_parent = 1
    offers_way_out = True
    template = "home/service_index_page.html"

    class Meta:
        verbose_name = _("help")
        verbose_name_plural = _("help")

    def plain_text(self) -> str:
        return self.lead

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home import services  # noqa: PLC0415 - reads need the models of this module

        listing = services.listing(request, at=timezone.now())
        return {**super().get_context(request, *args, **kwargs), **listing}


class ServicePage(BasePage):
    """The words about a service in one language; its status is the service's own."""

    service = models.ForeignKey(
        Service,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("service"),
        help_text=_("Status, dates, languages and ways to reach a person are changed there, for all."),
    )
    summary = models.CharField(
        _("in one line"), max_length=90, help_text=_("Stands under the name in lists: what it covers.")
    )
    lead = models.TextField(_("lead"), max_length=400, help_text=_("What we do, in one or two sentences."))
    who = models.TextField(_("who it is for"), max_length=600)
    body = StreamField(StoryBlock(), verbose_name=_("text"))

    content_panels = [
        TitleFieldPanel("title"),
        FieldPanel("service"),
        *[FieldPanel(name) for name in ("summary", "lead", "who", "body")],
        editing_help.readers(),
    ]
    override_translatable_fields = [SynchronizedField("service", overridable=False)]

    search_fields = [
        *BasePage.search_fields,
        *[index.SearchField(name, boost=2) for name in ("summary", "lead")],
        *[index.SearchField(name) for name in ("who", "body")],
        *[index.AutocompleteField(name) for name in ("summary", "lead", "who", "body")],
    ]

    parent_page_types = ["home.ServiceIndexPage"]
    subpage_types: list[str] = []
    offers_way_out = True
    template = "home/service_page.html"

    class Meta:
        verbose_name = _("page of a service")
        verbose_name_plural = _("pages of services")

    def clean(self) -> None:
        super().clean()
        others = ServicePage.objects.filter(service=self.service_id, locale=self.locale_id)
        if self.service_id and others.exclude(translation_key=self.translation_key).exists():
            raise ValidationError({"service": _("This service has a page in this language already.")})

    def plain_text(self) -> str:
        return f"{self.lead} {self.who} {words_of(self.body)}"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home import services  # noqa: PLC0415 - reads need the models of this module

        surroundings = services.surroundings(self, request, at=timezone.now())
        return {**super().get_context(request, *args, **kwargs), **surroundings}
