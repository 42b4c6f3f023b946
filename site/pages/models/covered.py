"""A page with a cover: a picture, or an ornament woven for it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail_localize.fields import SynchronizedField

from pages.models.base import BasePage
from pages.models.media import Image
from pages.pictures import GROUND_NAMES, TOPIC_NAMES, ornament_url


class CoveredPage(BasePage):
    """One cover for all languages; what is in the picture is told in each."""

    cover = models.ForeignKey(
        Image,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("picture"),
        help_text=_("Without one the page gets its own woven ornament."),
    )
    cover_alt = models.CharField(_("what is in the picture"), max_length=250, blank=True)
    ornament_topic = models.CharField(
        _("sign in the ornament"), max_length=10, blank=True, choices=list(TOPIC_NAMES.items())
    )
    ornament_ground = models.CharField(
        _("cloth of the ornament"), max_length=10, blank=True, choices=list(GROUND_NAMES.items())
    )

    class Meta(BasePage.Meta):
        abstract = True

    @property
    def ornament_url(self) -> str:
        return ornament_url(self.ornament_seed, topic=self.ornament_topic, ground=self.ornament_ground)


def cover_panel() -> MultiFieldPanel:
    return MultiFieldPanel(
        [
            FieldPanel("cover"),
            FieldPanel("cover_alt"),
            FieldRowPanel([FieldPanel("ornament_topic"), FieldPanel("ornament_ground")]),
        ],
        heading=_("Cover"),
    )


def synchronized(*names: str) -> list[SynchronizedField]:
    """Fields that are one for all languages: these, and the cover's own."""
    names = (*names, "cover", "ornament_topic", "ornament_ground")
    return [SynchronizedField(name, overridable=False) for name in names]
