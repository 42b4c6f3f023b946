from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page

from config.languages import LANGUAGES
from pages.models.framed import FramePreview
from pages.models.named import spoken


class Period(models.Func):
    function = "tstzrange"


class Announcement(FramePreview, models.Model):
    """A note over every page, for a time: judged when read, so that it is never there a minute too long."""

    text_be = models.CharField(_("text in Belarusian"), max_length=160)
    text_ru = models.CharField(_("text in Russian"), max_length=160)
    text_pl = models.CharField(_("text in Polish"), max_length=160)
    text_en = models.CharField(_("text in English"), max_length=160)
    page = models.ForeignKey(
        Page,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("leads to the page"),
        help_text=_("Readers get it in their language. Choose a page or write an address, not both."),
    )
    address = models.URLField(_("or to the address"), blank=True)
    starts_at = models.DateTimeField(_("shown from"), default=timezone.now)
    ends_at = models.DateTimeField(_("shown until"))

    panels = [
        MultiFieldPanel([FieldPanel(f"text_{code}") for code, _name in LANGUAGES], heading=_("Announcement")),
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
        MultiFieldPanel([FieldPanel("page"), FieldPanel("address")], heading=_("Where it leads")),
    ]

    class Meta:
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")
        ordering = ["-starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="announcement_ends_after_it_starts",
            ),
            ExclusionConstraint(
                name="one_announcement_at_a_time",
                expressions=[(Period("starts_at", "ends_at"), RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        super().clean()
        if self.page and self.address:
            raise ValidationError({"address": _("Choose a page or write an address, not both.")})
        if self.starts_at and self.ends_at:
            self._check_time()

    def _check_time(self) -> None:
        if self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("An announcement cannot end before it starts.")})
        others = Announcement.objects.exclude(pk=self.pk)
        other = others.filter(starts_at__lt=self.ends_at, ends_at__gt=self.starts_at).first()
        if other:
            until = date_format(timezone.localtime(other.ends_at), "DATETIME_FORMAT")
            message = _("Another one stands there then, until %(until)s: “%(text)s”.")
            raise ValidationError({"starts_at": message % {"until": until, "text": other.text}})

    def previewed_frame(self) -> dict[str, Any]:
        return {"announcement": self}

    @property
    def text(self) -> str:
        return spoken(self, "text")
