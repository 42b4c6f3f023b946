from collections.abc import Mapping
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PublishingPanel, TitleFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from home.blocks import StoryBlock
from home.models.article import article
from home.models.news import today
from pages import editing_help
from pages.blocks import TEXT_FEATURES, ContactBlock, DownloadBlock, FigureBlock, words_of
from pages.embargo_form import EmbargoForm
from pages.models import BasePage


class PressPage(BasePage):
    """The press center of one language: whom to call, what may be printed, who must never be shown."""

    lead = models.TextField(_("lead"), max_length=400, help_text=_("What a journalist finds here."))
    contacts = StreamField(
        [("contact", ContactBlock())],
        verbose_name=_("contacts for the media"),
        blank=True,
        help_text=_("Those who speak the reader’s language are shown first."),
    )
    reporters_note = RichTextField(
        _("before you film or name somebody"),
        features=TEXT_FEATURES,
        blank=True,
        help_text=_("Who may be named or photographed, and who never."),
    )
    boilerplate = RichTextField(
        _("about the Center, to be reprinted"),
        features=TEXT_FEATURES,
        blank=True,
        help_text=_("Stands below every release."),
    )
    logo_note = models.TextField(_("how to use the sign"), max_length=600, blank=True)
    photos = StreamField(
        [("photo", FigureBlock())],
        verbose_name=_("photos for the media"),
        blank=True,
        help_text=_("Everybody may print them. Nobody who has not agreed in writing."),
    )
    papers = StreamField([("paper", DownloadBlock())], verbose_name=_("fact sheet, documents"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("lead"),
        FieldPanel("contacts"),
        FieldPanel("reporters_note"),
        FieldPanel("boilerplate"),
        MultiFieldPanel(
            [FieldPanel("logo_note"), FieldPanel("photos"), FieldPanel("papers")], heading=_("Media kit")
        ),
        editing_help.readers(),
    ]
    search_fields = [
        *BasePage.search_fields,
        *[
            index.SearchField(name)
            for name in ("lead", "contacts", "reporters_note", "boilerplate", "logo_note")
        ],
    ]

    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.ReleaseIndexPage"]
    max_count_per_parent = 1
    template = "home/press_page.html"

    class Meta:
        verbose_name = _("press centre")
        verbose_name_plural = _("press centres")

    def plain_text(self) -> str:
        return self.lead

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home import press  # noqa: PLC0415 - reads need the models of this module

        center = press.center(self, request, at=timezone.now())
        return {**super().get_context(request, *args, **kwargs), **center}


class ReleaseIndexPage(BasePage):
    """The archive: all releases of one language, newest first."""

    parent_page_types = ["home.PressPage"]
    subpage_types = ["home.ReleasePage"]
    max_count_per_parent = 1
    template = "home/release_index_page.html"

    class Meta:
        verbose_name = _("archive of releases")
        verbose_name_plural = _("archives of releases")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home import press  # noqa: PLC0415 - reads need the models of this module

        archive = press.archive(self, request, at=timezone.now())
        return {**super().get_context(request, *args, **kwargs), **archive}


class ReleasePage(BasePage):
    """What the Center says to the press: words per language, one date and one embargo for all of them."""

    lead = models.TextField(
        _("lead"), max_length=500, help_text=_("Who, what, when, where: enough to be printed alone.")
    )
    date = models.DateField(_("date"), default=today, db_index=True)
    place = models.CharField(_("place"), max_length=80, help_text=_("As in a newspaper: Warsaw."))
    body = StreamField(StoryBlock(), verbose_name=_("text of the release"))
    papers = StreamField([("paper", DownloadBlock())], verbose_name=_("documents with it"), blank=True)

    share_kind = "article"
    base_form_class = EmbargoForm
    content_panels = [
        TitleFieldPanel("title"),
        FieldRowPanel([FieldPanel("place"), FieldPanel("date")]),
        FieldPanel("lead"),
        FieldPanel("body"),
        FieldPanel("papers"),
        editing_help.readers(),
    ]
    settings_panels = [PublishingPanel(), editing_help.embargo()]
    override_translatable_fields = [SynchronizedField("date", overridable=False)]

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("lead", boost=2),
        index.AutocompleteField("lead"),
        index.SearchField("body"),
        index.AutocompleteField("body"),
        index.FilterField("date"),
    ]

    parent_page_types = ["home.ReleaseIndexPage"]
    subpage_types: list[str] = []
    template = "home/release_page.html"

    class Meta:
        verbose_name = _("press release")
        verbose_name_plural = _("press releases")

    def linked_data(self, context: Mapping[str, Any]) -> list[dict[str, Any]]:
        section = str(type(self)._meta.verbose_name_plural)
        return article(self, context, day=self.date, section=section)

    def plain_text(self) -> str:
        return f"{self.lead} {words_of(self.body)}"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home import press  # noqa: PLC0415 - reads need the models of this module

        surroundings = press.surroundings(self, request, at=timezone.now())
        return {**super().get_context(request, *args, **kwargs), **surroundings}


class Mention(index.Indexed, models.Model):
    """What others have published about the Center, under its own title in its own language."""

    class Language(models.TextChoices):
        BELARUSIAN = "be", _("Belarusian")
        RUSSIAN = "ru", _("Russian")
        POLISH = "pl", _("Polish")
        ENGLISH = "en", _("English")
        UKRAINIAN = "uk", _("Ukrainian")
        GERMAN = "de", _("German")
        LITHUANIAN = "lt", _("Lithuanian")

    outlet = models.CharField(_("newspaper, station, site"), max_length=120)
    title = models.CharField(_("title, as it was published"), max_length=250)
    language = models.CharField(_("language of the text"), max_length=2, choices=Language.choices)
    url = models.URLField(_("link"), unique=True, max_length=500)
    date = models.DateField(_("published on"), db_index=True)

    panels = [
        FieldPanel("outlet"),
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("language"), FieldPanel("date")]),
        FieldPanel("url"),
    ]
    search_fields = [index.AutocompleteField("outlet"), index.AutocompleteField("title")]

    class Meta:
        verbose_name = _("mention in the media")
        verbose_name_plural = _("in the media")
        ordering = ["-date", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(language__in=["be", "ru", "pl", "en", "uk", "de", "lt"]),
                name="mention_in_a_known_language",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outlet}: {self.title}"

    @property
    def source(self) -> str:
        """Where, and in which language: said in the reader's own."""
        return f"{self.outlet}\u00a0· {self.get_language_display()}"
