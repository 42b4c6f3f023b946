"""What must be set before gifts are taken. `manage.py check --deploy` asks it all."""

from typing import Any

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register

from donations import gateway


@register(Tags.compatibility)
def stripe_can_reach_us(**options: Any) -> list[CheckMessage]:
    if gateway.is_set_up() and not settings.STRIPE_WEBHOOK_SECRETS:
        return [
            Error(
                "STRIPE_SECRET_KEY is set and STRIPE_WEBHOOK_SECRETS is not: we would not hear of any gift.",
                id="donations.E001",
            )
        ]
    return []


@register(Tags.security, deploy=True)
def donors_are_safe(**options: Any) -> list[CheckMessage]:
    if not gateway.is_set_up():
        return []
    found: list[CheckMessage] = []
    if not settings.STRIPE_BLOCKS_BELARUSIAN_CARDS:
        found.append(
            Error(
                "Nobody has confirmed that Stripe blocks cards issued in Belarus. Donors go to prison for "
                "such payments: set the rule of docs/donations.md in Radar, try it with a test card, then "
                "set STRIPE_BLOCKS_BELARUSIAN_CARDS=yes.",
                id="donations.E002",
            )
        )
    if not gateway.expects_livemode():
        found.append(
            checks.Warning(
                "STRIPE_SECRET_KEY is a test key: gifts look paid, and no money comes.", id="donations.W001"
            )
        )
    if not settings.STRIPE_DESCRIPTOR_SUFFIX:
        found.append(
            checks.Warning(
                "STRIPE_DESCRIPTOR_SUFFIX is not set: what stands on a donor's bank statement is the name of "
                "the account. Choose a neutral word.",
                id="donations.W002",
            )
        )
    return found
