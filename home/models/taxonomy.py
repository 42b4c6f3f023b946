from django.utils.translation import gettext_lazy as _

from pages.models import FourNames


class Category(FourNames):
    """What a story is about; every story has one."""

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["slug"]


class Tag(FourNames):
    """A finer word for what a story touches; as many as help."""

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["slug"]
