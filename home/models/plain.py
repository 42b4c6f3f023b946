from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from home.blocks import StoryBlock
from pages import editing_help
from pages.blocks import words_of
from pages.menus import home_crumb
from pages.models import BasePage


class PlainPage(BasePage):
    """A page that only says something; what the law asks for goes out when a lawyer has approved it."""

    class Kind(models.TextChoices):
        ORDINARY = "ordinary", _("ordinary")
        ABOUT = "about", _("about us")
        VOLUNTEER = "volunteer", _("for volunteers")
        SAFETY = "safety", _("reading this site safely")
        ACCESSIBILITY = "accessibility", _("accessibility statement")
        PRIVACY = "privacy", _("privacy notice")
        TERMS = "terms", _("terms of e-services")
        CHILDREN = "children", _("standards of child protection")
        FOR_CHILDREN = "for-children", _("standards of child protection for children")

    LEGAL = (Kind.ACCESSIBILITY, Kind.PRIVACY, Kind.TERMS, Kind.CHILDREN, Kind.FOR_CHILDREN)

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.ORDINARY)
    lead = models.TextField(_("lead"), max_length=400, blank=True)
    body = StreamField(StoryBlock(), verbose_name=_("text"))
    approved_on = models.DateField(_("approved on"), null=True, blank=True)
    approved_by = models.CharField(
        _("approved by"), max_length=120, blank=True, help_text=_("The role, not the name: “our lawyer”.")
    )

    content_panels = [
        TitleFieldPanel("title"),
        *[FieldPanel(name) for name in ("lead", "body")],
        MultiFieldPanel(
            [
                HelpPanel(template="home/help/approval.html"),
                FieldPanel("kind"),
                FieldRowPanel([FieldPanel("approved_on"), FieldPanel("approved_by")]),
            ],
            heading=_("Approval by a lawyer"),
        ),
        editing_help.readers(),
    ]
    override_translatable_fields = [
        SynchronizedField(name, overridable=False) for name in ("kind", "approved_on", "approved_by")
    ]

    search_fields = [
        *BasePage.search_fields,
        *[index.SearchField(name) for name in ("lead", "body")],
        *[index.AutocompleteField(name) for name in ("lead", "body")],
        index.FilterField("kind"),
    ]

    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    template = "home/plain_page.html"

    class Meta:
        verbose_name = _("plain page")
        verbose_name_plural = _("plain pages")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(approved_on__isnull=True, approved_by="")
                | models.Q(approved_on__isnull=False) & ~models.Q(approved_by=""),
                name="approval_has_a_day_and_a_person",
            ),
        ]

    @property
    def is_legal(self) -> bool:
        return self.kind in self.LEGAL

    def plain_text(self) -> str:
        return f"{self.lead} {words_of(self.body)}"

    def clean(self) -> None:
        super().clean()
        before = PlainPage.objects.filter(pk=self.pk).first()
        if before and before.is_legal and not self.is_legal:
            raise ValidationError(
                {"kind": _("The law asks for this page: it cannot become an ordinary one.")}
            )
        if bool(self.approved_on) != bool(self.approved_by):
            raise ValidationError(
                {"approved_by": _("Write both the day and whose approval it is, or neither.")}
            )

    def obstacles(self, *, today: date) -> list[str]:
        from home import approval  # noqa: PLC0415 - the rule needs this model

        return [*super().obstacles(today=today), *approval.obstacles(approval.of_page(self), today=today)]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), "crumbs": [home_crumb()]}
