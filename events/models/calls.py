from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models.bookings import Booking


class Call(models.Model):
    """Somebody without an e-mail is to be told something by telephone. What, is the name of the letter that
    others get."""

    booking = models.ForeignKey(Booking, models.CASCADE, related_name="calls", verbose_name=_("booking"))
    about = models.CharField(_("about"), max_length=40)
    cause = models.CharField(max_length=120, unique=True, editable=False)
    made_at = models.DateTimeField(_("since"))
    done_at = models.DateTimeField(_("done at"), null=True, editable=False)

    class Meta:
        verbose_name = _("call to make")
        verbose_name_plural = _("calls to make")
        ordering = ["made_at"]

    def __str__(self) -> str:
        return str(self.pk)
