from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting
from wagtail.fields import StreamField

from pages.menu_blocks import ColumnBlock, MainMenuBlock
from pages.models.framed import FramePreview


class Menu(FramePreview, BaseGenericSetting):
    """The ways through the site, one row: `pages.menus` makes of it what a reader gets."""

    main = StreamField(
        MainMenuBlock(),
        verbose_name=_("main menu"),
        blank=True,
        help_text=_("While it is empty, it holds the sections whose setting “show in menus” is on."),
    )
    footer = StreamField(
        [("column", ColumnBlock())],
        verbose_name=_("end of the page"),
        blank=True,
        max_num=2,
        collapsed=True,
        help_text=_("Beside the contacts. While it is empty, it repeats the main menu."),
    )

    panels = [FieldPanel("main"), FieldPanel("footer")]

    class Meta:
        verbose_name = _("menus")
        verbose_name_plural = _("menus")

    def __str__(self) -> str:
        return str(_("Menus"))

    def previewed_frame(self) -> dict[str, Any]:
        return {"menu": self}
