from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models.occurrences import Occurrence


class Finding(models.Model):
    """Something about the seats of a date that can not be right. It stands until an audit finds it gone."""

    class Wrong(models.TextChoices):
        TAKEN = "taken", _("More or fewer seats are counted as taken than people have.")
        OVERHANG = "overhang", _("The seats above the capacity are counted wrongly.")
        WAITING = "waiting", _("The waiting list is counted wrongly.")
        IDLE = "idle", _("Seats are free though somebody waits who fits.")
        ORDER = "order", _("Somebody was passed over in the waiting list, and nobody has written it down.")
        ASKED = "asked", _("Somebody was asked, has not answered, and the seats did not go on.")
        DATE = "date", _("The date is cancelled, but somebody has seats or waits.")
        UNTOLD = "untold", _("Somebody has got seats from the waiting list, and no letter or call says so.")

    occurrence = models.ForeignKey(
        Occurrence, models.CASCADE, related_name="findings", verbose_name=_("date")
    )
    wrong = models.CharField(_("what is wrong"), max_length=8, choices=Wrong.choices)
    found_at = models.DateTimeField(_("found at"))

    class Meta:
        verbose_name = _("finding about seats")
        verbose_name_plural = _("findings about seats")
        ordering = ["found_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["occurrence", "wrong"], name="finding_is_one_a_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.occurrence_id} {self.wrong}"
