from django.db import models
from django.utils.translation import gettext_lazy as _

from donations.models.gifts import Gift


class Transition(models.Model):
    """From which state a gift came into which, when, and what made us look: the story of a gift in words is
    told from these rows and the ledger's."""

    class Cause(models.TextChoices):
        DONOR = "donor", _("the donor")
        MESSAGE = "message", _("a message of the payment service")
        LOOK = "look", _("we asked the payment service")
        STAFF = "staff", _("staff")

    gift = models.ForeignKey(Gift, models.CASCADE, related_name="transitions", verbose_name=_("gift"))
    before = models.CharField(_("before"), max_length=15, choices=Gift.State.choices)
    after = models.CharField(_("after"), max_length=15, choices=Gift.State.choices)
    cause = models.CharField(_("because of"), max_length=7, choices=Cause.choices)
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("change of a gift’s state")
        verbose_name_plural = _("changes of gifts’ states")
        default_permissions = ()
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.gift_id} {self.after}"
