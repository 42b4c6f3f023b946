"""From a form of ours to the payment service's page, and to nowhere else.

Browsers apply `form-action` to where a form's answer leads on; so pages whose form ends there allow that one
address, and no other page of the site does.
"""

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase

from config.headers import PUBLIC_POLICY, SELF, header
from privacy.private_pages import private

CHECKOUT = "https://checkout.stripe.com"
SEE_OTHER = 303


def may_lead_there(answer: HttpResponseBase) -> HttpResponseBase:
    """For the page with the form. The twin of Stripe has an address of its own."""
    there = settings.STRIPE_API_BASE or CHECKOUT
    answer.headers["Content-Security-Policy"] = header({**PUBLIC_POLICY, "form-action": [SELF, there]})
    return answer


def lead_to(url: str) -> HttpResponseBase:
    """The page there is asked for anew: nothing that was typed goes along."""
    return private(HttpResponse(status=SEE_OTHER, headers={"Location": url}))
