from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from donations.models import amounts
from donations.models.gifts import Gift


class Discrepancy(models.Model):
    """Where the books and Stripe do not say the same, or something has happened that a person must know. No
    amount is ever mended by itself: somebody looks, and explains."""

    class What(models.TextChoices):
        AMOUNT = "amount", _("Another amount or currency was paid than promised.")
        TWICE = "twice", _("One gift was paid more than once.")
        UNKNOWN_CURRENCY = "currency", _("Money came in a currency that we do not know.")
        LEDGER_DIFFERS = "differs", _("The ledger says another amount than the payment service.")
        NOT_THERE = "not-there", _("The payment service does not know what stands in the ledger.")
        PAYOUT = "payout", _("A payout does not add up to what it is made of.")
        PAYOUT_FAILED = (
            "payout-back",
            _("Our bank has sent a payout back: the money is with the payment service."),
        )
        REFUND_FAILED = "refund-back", _("Giving back has failed: the money is with us again.")
        DISPUTE = "dispute", _("The payer’s bank disputes a payment: answer at the payment service.")
        BELARUSIAN_CARD = (
            "by-card",
            _("A card issued in Belarus was used. The bank keeps a trace of it: the donor may be in danger."),
        )
        FRAUD_WARNING = "fraud", _("The card’s bank warns of fraud: giving the gift back avoids a dispute.")
        LIVEMODE = "livemode", _("A message spoke of real money in a test, or of a test here.")
        UNREADABLE = "unreadable", _("Something at the payment service can not be understood.")
        CONSENT_ENDED = "consent", _("The donor’s bank says that she no longer agrees to monthly payments.")

    what = models.CharField(_("what is it"), max_length=12, choices=What.choices)
    about = models.CharField(_("number at the payment service"), max_length=255)
    gift = models.ForeignKey(
        Gift, models.PROTECT, null=True, related_name="discrepancies", verbose_name=_("gift")
    )
    ours_minor = models.BigIntegerField(_("ours"), null=True)
    theirs_minor = models.BigIntegerField(_("theirs"), null=True)
    currency = amounts.any_currency(blank=True)
    found_at = models.DateTimeField(_("found at"))
    explanation = models.CharField(_("explanation"), max_length=300, blank=True)
    explained_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("explained by")
    )
    explained_at = models.DateTimeField(_("explained at"), null=True)

    class Meta:
        verbose_name = _("difference")
        verbose_name_plural = _("differences")
        default_permissions = ("view", "change")
        ordering = ["found_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["what", "about"], name="discrepancy_is_one_a_kind"),
            models.CheckConstraint(
                condition=Q(explained_at__isnull=True, explanation="")
                | (Q(explained_at__isnull=False) & ~Q(explanation="")),
                name="discrepancy_is_explained_in_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.about}"
