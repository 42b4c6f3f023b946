import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from donations.models import amounts
from donations.models.gifts import Gift


class CheckoutAttempt(models.Model):
    """One opening of the payment page for a gift. Key and end are committed before Stripe is asked, so that
    the same question can be asked again, and the database lets no gift have two pages open."""

    class State(models.TextChoices):
        OPENING = "opening", _("asked for")
        OPEN = "open", _("open")
        COMPLETE = "complete", _("filled in")
        EXPIRED = "expired", _("closed unpaid")
        LOST = "lost", _("never heard of again")

    LIVE = (State.OPENING, State.OPEN)

    gift = models.ForeignKey(Gift, models.PROTECT, related_name="attempts", verbose_name=_("gift"))
    number = models.PositiveSmallIntegerField(_("number"))
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    """Stripe does what is asked with it once."""
    calm = models.BooleanField(default=False, editable=False)
    blik_monthly = models.BooleanField(default=False, editable=False)
    """Circumstances it was asked for under: the same question must be put in the same words."""
    session = amounts.remote_id()
    url = models.TextField(blank=True, editable=False)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.OPENING)
    expires_at = models.DateTimeField(_("open until"))
    asked_at = models.DateTimeField(_("asked for at"))
    tries = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("opening of the payment page")
        verbose_name_plural = _("openings of the payment page")
        default_permissions = ()
        ordering = ["gift", "number"]
        indexes = [
            models.Index(
                fields=["asked_at"],
                name="attempt_to_look_after",
                condition=Q(state__in=["opening", "open"]),
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["gift", "number"], name="attempt_number_is_its_own"),
            models.UniqueConstraint(
                fields=["gift"], name="attempt_is_one_at_a_time", condition=Q(state__in=["opening", "open"])
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["open", "complete"]) | Q(session__isnull=False),
                name="attempt_that_is_open_has_a_session",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gift_id} {self.number}"
