import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from donations.models import amounts


class MonthlyGift(models.Model):
    """A gift that comes every month, until somebody stops it: a subscription at Stripe and what we last saw
    of it. Each payment is a gift of its own."""

    class State(models.TextChoices):
        ACTIVE = "active", _("comes every month")
        PAUSED = "paused", _("makes a pause")
        OVERDUE = "overdue", _("the last payment failed")
        STOPPED = "stopped", _("stopped")
        INCOMPLETE = "incomplete", _("never begun")

    RUNNING = (State.ACTIVE, State.PAUSED, State.OVERDUE)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subscription = models.CharField(_("subscription"), max_length=255, unique=True, editable=False)
    donor = models.ForeignKey(
        "donations.Donor",
        models.SET_NULL,
        null=True,
        related_name="monthly_gifts",
        verbose_name=_("donor"),
    )
    amount_minor = amounts.minor()
    currency = amounts.any_currency()
    fund = models.ForeignKey(
        "donations.Fund", models.PROTECT, null=True, related_name="+", verbose_name=_("fund")
    )
    campaign = models.ForeignKey(
        "donations.Campaign", models.PROTECT, null=True, related_name="+", verbose_name=_("campaign")
    )
    payment_method = models.CharField(max_length=255, blank=True, editable=False)
    method_since = models.DateTimeField(null=True, editable=False)
    """When the page was opened on which this was left, if it was not the first. Older pages change nothing
    any more, however often we hear of them."""
    mandate_ended_at = models.DateTimeField(_("consent withdrawn at the bank"), null=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State.choices)
    next_at = models.DateTimeField(_("next payment"), null=True, editable=False)
    paused_until = models.DateTimeField(_("pause until"), null=True, editable=False)
    began_at = models.DateTimeField(_("began at"))
    ended_at = models.DateTimeField(_("stopped at"), null=True, editable=False)

    class Meta:
        verbose_name = _("monthly gift")
        verbose_name_plural = _("monthly gifts")
        ordering = ["-began_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="monthly_is_more_than_nothing"),
            models.CheckConstraint(condition=amounts.written_so(), name="monthly_currency_is_written_so"),
            models.CheckConstraint(
                condition=Q(fund__isnull=True) | Q(campaign__isnull=True), name="monthly_has_one_purpose"
            ),
            models.CheckConstraint(
                condition=Q(state="stopped", ended_at__isnull=False)
                | (~Q(state="stopped") & Q(ended_at__isnull=True)),
                name="monthly_is_ended_when_its_state_says_so",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class MonthlyChange(models.Model):
    """Something that shall become of a monthly gift. It is committed before Stripe is asked, and asked again
    with the same key until Stripe has answered."""

    class What(models.TextChoices):
        AMOUNT = "amount", _("another amount")
        PAUSE = "pause", _("a pause")
        RESUME = "resume", _("the pause is over")
        STOP = "stop", _("stop")

    class State(models.TextChoices):
        WAITING = "waiting", _("waits")
        DONE = "done", _("done")
        REFUSED = "refused", _("refused by the payment service")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    monthly = models.ForeignKey(
        MonthlyGift, models.PROTECT, related_name="changes", verbose_name=_("monthly gift")
    )
    what = models.CharField(_("what"), max_length=6, choices=What.choices)
    amount_minor = amounts.minor_or_none()
    until = models.DateTimeField(_("pause until"), null=True)
    rounds = models.PositiveSmallIntegerField(default=0, editable=False)
    """A key at which Stripe has failed is of no more use: each round has its own."""
    by_staff = models.BooleanField(_("by staff"), default=False)
    state = models.CharField(_("state"), max_length=7, choices=State.choices, default=State.WAITING)
    asked_at = models.DateTimeField(_("asked for at"))
    done_at = models.DateTimeField(_("done at"), null=True)

    class Meta:
        verbose_name = _("change of a monthly gift")
        verbose_name_plural = _("changes of monthly gifts")
        default_permissions = ()
        ordering = ["asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(what="amount", amount_minor__gt=0)
                | (~Q(what="amount") & Q(amount_minor__isnull=True)),
                name="monthly_change_has_an_amount_or_none",
            ),
            models.UniqueConstraint(
                fields=["monthly"], name="monthly_change_is_one_at_a_time", condition=Q(state="waiting")
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def key(self) -> str:
        """Stripe does what is asked with it once."""
        return str(uuid.uuid5(self.pk, str(self.rounds)))
