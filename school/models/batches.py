import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Batch(models.Model):
    """A list that was kept before, taken in at once; its applications have its key for `form_key`. Their
    families are told by letter only when somebody says yes a second time."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    made_at = models.DateTimeField(_("taken in at"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    pupils = models.PositiveSmallIntegerField(_("pupils"))
    waiting = models.PositiveSmallIntegerField(_("waiting"))
    told_at = models.DateTimeField(_("families told at"), null=True)
    """No group gives a place before."""

    class Meta:
        verbose_name = _("list taken in")
        verbose_name_plural = _("lists taken in")
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return str(self.pk)
