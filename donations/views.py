"""Where Stripe tells us what has happened."""

import logging

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from donations import gateway, inbox
from donations.remote import Forged
from privacy.errors import PrivacyError

logger = logging.getLogger(__name__)


@csrf_exempt
@require_POST
def webhook(request: HttpRequest) -> HttpResponse:
    """Verified, stored, answered. What can not be stored now is sent again by Stripe, for three days."""
    if not gateway.is_set_up():
        return HttpResponse(status=503)
    try:
        inbox.receive(request.body, request.headers.get("Stripe-Signature", ""), at=timezone.now())
    except Forged as forged:
        logger.warning("A message was not from Stripe: %s", forged)
        return HttpResponse(status=400)
    except (DatabaseError, PrivacyError):
        logger.exception("A message of Stripe could not be stored")
        return HttpResponse(status=503)
    return HttpResponse(status=200)
