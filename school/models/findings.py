from django.db import models
from django.utils.translation import gettext_lazy as _


class Finding(models.Model):
    """Something about the list or the places that can not be right. It stands until an audit
    finds it gone."""

    class Wrong(models.TextChoices):
        CHAIN = "chain", _("A line of the ledger is not what was written there at first.")
        ORDER = "order", _("The order does not follow from the ledger.")
        DRAW = "draw", _("A ticket does not follow from the draw.")
        TAKEN = "taken", _("More or fewer places are counted as taken than children have.")
        HELD = "held", _("More or fewer places are counted as held than offers are open.")
        OVERHANG = "overhang", _("The children above the capacity are counted wrongly.")
        IDLE = "idle", _("A place is free though a child waits whom it fits.")
        LATE = "late", _("An offer is over, and the place did not go on.")
        UNTOLD = "untold", _("A child was offered a place, and no letter or call says so.")

    subject = models.CharField(_("about"), max_length=40, blank=True)
    """A code, the number of a group, a month; nothing for the list as a whole."""
    wrong = models.CharField(_("what is wrong"), max_length=8, choices=Wrong.choices)
    found_at = models.DateTimeField(_("found at"))

    class Meta:
        verbose_name = _("finding about the school")
        verbose_name_plural = _("findings about the school")
        ordering = ["found_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["subject", "wrong"], name="school_finding_is_one_a_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.wrong}"
