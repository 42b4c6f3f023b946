"""The books. What has happened to money is added here and never changed: the database refuses it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from donations.models import amounts
from donations.models.gifts import Gift
from donations.models.purposes import Campaign, Fund


class LedgerEntry(models.Model):
    """One thing that has happened to money, once: what came is above nothing, what went below. Totals, goals
    and papers are sums of these rows and of nothing else."""

    class Kind(models.TextChoices):
        CHARGE = "charge", _("paid")
        REFUND = "refund", _("given back")
        REFUND_BACK = "refund-back", _("giving back has failed")
        DISPUTE = "dispute", _("taken back by the payer’s bank")
        DISPUTE_BACK = "dispute-back", _("a dispute was won")
        ADJUSTMENT = "adjustment", _("adjustment")
        BANK = "bank", _("bank transfer")
        CASH = "cash", _("cash")

    CAME = (Kind.CHARGE, Kind.REFUND_BACK, Kind.DISPUTE_BACK, Kind.BANK, Kind.CASH)
    WENT = (Kind.REFUND, Kind.DISPUTE)

    kind = models.CharField(_("what"), max_length=12, choices=Kind.choices)
    remote_id = models.CharField(_("number at the payment service"), max_length=255)
    gift = models.ForeignKey(Gift, models.PROTECT, null=True, related_name="entries", verbose_name=_("gift"))
    fund = models.ForeignKey(Fund, models.PROTECT, null=True, related_name="+", verbose_name=_("fund"))
    campaign = models.ForeignKey(
        Campaign, models.PROTECT, null=True, related_name="+", verbose_name=_("campaign")
    )
    amount_minor = amounts.minor()
    currency = amounts.any_currency()
    occurred_at = models.DateTimeField(_("happened at"))
    entered_at = models.DateTimeField(_("entered at"))

    class Meta:
        verbose_name = _("line of the ledger")
        verbose_name_plural = _("ledger")
        default_permissions = ("view",)
        ordering = ["-occurred_at", "-pk"]
        indexes = [
            models.Index(fields=["occurred_at"], name="entry_by_time"),
            models.Index(fields=["remote_id"], name="entry_by_remote_id"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["kind", "remote_id"], name="entry_happens_once"),
            models.CheckConstraint(condition=amounts.written_so(), name="entry_currency_is_written_so"),
            models.CheckConstraint(
                condition=Q(
                    kind__in=["charge", "refund-back", "dispute-back", "bank", "cash"], amount_minor__gt=0
                )
                | Q(kind__in=["refund", "dispute"], amount_minor__lt=0)
                | Q(kind="adjustment"),
                name="entry_goes_the_way_of_its_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.remote_id}"


class Payout(models.Model):
    """What Stripe has sent to our bank, and whether it adds up to the grosz."""

    class Verdict(models.TextChoices):
        UNREAD = "unread", _("not counted yet")
        FITS = "fits", _("adds up")
        DIFFERS = "differs", _("does not add up")

    OVER = ("paid", "failed", "canceled")
    """States at the payment service after which nothing becomes of it by itself."""

    remote_id = models.CharField(_("number at the payment service"), max_length=255, unique=True)
    amount_minor = amounts.minor()
    currency = amounts.any_currency()
    status = models.CharField(_("state"), max_length=20)
    arrives_at = models.DateTimeField(_("in the bank at"))
    verdict = models.CharField(_("adds up"), max_length=7, choices=Verdict.choices, default=Verdict.UNREAD)
    counted_at = models.DateTimeField(_("counted at"), null=True)

    class Meta:
        verbose_name = _("payout")
        verbose_name_plural = _("payouts")
        default_permissions = ("view",)
        ordering = ["-arrives_at", "-pk"]

    def __str__(self) -> str:
        return self.remote_id


class Settlement(models.Model):
    """What a line of the ledger became in our account at Stripe: in its currency, less the fee. Known later
    than the line itself, so it is a row of its own; also only added to, but for the payout it went with."""

    txn = models.CharField(_("balance transaction"), max_length=255, unique=True)
    kind = models.CharField(_("what"), max_length=40)
    entry = models.ForeignKey(
        LedgerEntry, models.PROTECT, null=True, related_name="settlements", verbose_name=_("line")
    )
    """None: a fee of the account, which is about no gift."""
    gross_minor = amounts.minor()
    fee_minor = amounts.minor()
    net_minor = amounts.minor()
    currency = amounts.any_currency()
    occurred_at = models.DateTimeField(_("happened at"))
    payout = models.ForeignKey(
        Payout, models.PROTECT, null=True, related_name="settlements", verbose_name=_("payout")
    )

    class Meta:
        verbose_name = _("settlement")
        verbose_name_plural = _("settlements")
        default_permissions = ("view",)
        ordering = ["-occurred_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(net_minor=models.F("gross_minor") - models.F("fee_minor")),
                name="settlement_adds_up",
            ),
            models.CheckConstraint(condition=amounts.written_so(), name="settlement_currency_is_written_so"),
        ]

    def __str__(self) -> str:
        return self.txn
