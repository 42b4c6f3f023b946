import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from donations.models import amounts
from donations.models.gifts import Gift


class Refund(models.Model):
    """That a member of staff wants to give a gift back, wholly or in part. Committed before Stripe is asked,
    with the key it is asked with; above a limit another person has to agree first."""

    class Reason(models.TextChoices):
        ASKED = "asked", _("the donor asked for it")
        TWICE = "twice", _("paid twice by mistake")
        UNSAFE = "unsafe", _("it may endanger the donor")
        FRAUD = "fraud", _("a stolen card")
        PURPOSE = "purpose", _("what it was for can not be done")

    class State(models.TextChoices):
        ASKED = "asked", _("waits for a second person")
        WAITING = "waiting", _("is being given back")
        SENT = "sent", _("given back")
        FAILED = "failed", _("giving back has failed")
        REFUSED = "refused", _("a second person has refused")

    LIVE = (State.ASKED, State.WAITING)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gift = models.ForeignKey(Gift, models.PROTECT, related_name="refunds", verbose_name=_("gift"))
    charge = models.CharField(max_length=255, editable=False)
    amount_minor = amounts.minor()
    reason = models.CharField(_("reason"), max_length=7, choices=Reason.choices)
    rounds = models.PositiveSmallIntegerField(default=0, editable=False)
    """A key at which Stripe has failed is of no more use: each round has its own."""
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("asked by")
    )
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("decided by")
    )
    state = models.CharField(_("state"), max_length=7, choices=State.choices)
    remote_id = amounts.remote_id()
    asked_at = models.DateTimeField(_("asked for at"))
    done_at = models.DateTimeField(_("done at"), null=True)

    class Meta:
        verbose_name = _("refund")
        verbose_name_plural = _("refunds")
        default_permissions = ("view",)
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="refund_is_more_than_nothing"),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True) | ~Q(agreed_by=F("asked_by")),
                name="refund_has_two_different_people",
            ),
            models.UniqueConstraint(
                fields=["gift"], name="refund_is_one_at_a_time", condition=Q(state__in=["asked", "waiting"])
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def key(self) -> str:
        """Stripe does what is asked with it once."""
        return str(uuid.uuid5(self.pk, str(self.rounds)))
