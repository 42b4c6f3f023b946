"""What our account at Stripe can do and whether Stripe reaches us, looked at each hour."""

import logging
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from donations import gateway
from donations.models import PaymentService
from donations.remote import Refused, Unsure

logger = logging.getLogger(__name__)


def webhook_url() -> str:
    return f"{settings.BASE_URL}{reverse('stripe_webhook')}"


def look(*, at: datetime) -> None:
    """A restricted key may not be allowed to look: then everything stays as it was seen last."""
    try:
        seen = gateway.account(webhook_url=webhook_url())
    except (Refused, Unsure) as trouble:
        logger.warning("The account at Stripe could not be looked at: %s", trouble)
        return
    PaymentService.objects.update_or_create(
        pk=1,
        defaults={
            "blik_monthly": seen.blik_monthly,
            "endpoint_works": seen.endpoint_works,
            "looked_at": at,
        },
    )
