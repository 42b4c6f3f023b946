from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models.activities import Activity


class Wish(models.Model):
    """Somebody could not get in and wants a second group. Says nothing of who."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="wishes", verbose_name=_("activity"))
    made_at = models.DateTimeField(_("wished at"))
    form_key = models.UUIDField(unique=True, editable=False)
    heard_at = models.DateTimeField(_("heard at"), null=True, editable=False)

    class Meta:
        verbose_name = _("wish for a second group")
        verbose_name_plural = _("wishes for a second group")
        ordering = ["made_at"]

    def __str__(self) -> str:
        return str(self.pk)
