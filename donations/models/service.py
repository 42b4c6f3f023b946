from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class PaymentService(models.Model):
    """One row: what we last saw of our account at Stripe, and whether cards are taken at present."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    blik_monthly = models.BooleanField(default=False, editable=False)
    endpoint_works = models.BooleanField(null=True, editable=False)
    """Whether Stripe sends us what happens: it gives up after days of errors. None: nobody has looked."""
    looked_at = models.DateTimeField(null=True, editable=False)
    calm_since = models.DateTimeField(_("no cards since"), null=True, editable=False)
    calm_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )

    class Meta:
        verbose_name = _("payment service")
        verbose_name_plural = _("payment service")
        default_permissions = ("view", "change")
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="payment_service_is_one_row")]

    def __str__(self) -> str:
        return "Stripe"

    @classmethod
    def now(cls) -> "PaymentService":
        return cls.objects.filter(pk=1).first() or cls()
