"""A payment page, as it is ordered from Stripe: the same order is the same words."""

from typing import Any

from django.conf import settings

from donations.reading import SAVES_FOR
from donations.remote import Order, Saving


def params(order: Order) -> dict[str, Any]:
    """What Stripe is told. The donor's own words are not in it."""
    ours = {"gift": order.gift, "attempt": order.key}
    price: dict[str, Any] = {
        "currency": order.currency,
        "unit_amount": order.amount,
        "product_data": {"name": order.what},
    }
    told: dict[str, Any] = {
        "line_items": [{"price_data": price, "quantity": 1}],
        "client_reference_id": order.gift,
        "metadata": ours,
        "submit_type": "donate",
        "locale": order.language,
        "allowed_payment_method_types": list(order.methods),
        "expires_at": int(order.expires_at.timestamp()),
        "success_url": order.thanks_url,
        "cancel_url": order.back_url,
    }
    if order.email:
        told["customer_email"] = order.email
    if order.monthly:
        price["recurring"] = {"interval": "month"}
        return {**told, "mode": "subscription", "subscription_data": {"metadata": ours}}
    neutral = settings.STRIPE_DESCRIPTOR_SUFFIX
    data = {"metadata": ours} | ({"statement_descriptor_suffix": neutral} if neutral else {})
    return {**told, "mode": "payment", "customer_creation": "if_required", "payment_intent_data": data}


def saving(asked: Saving, *, customer: str) -> dict[str, Any]:
    """Nothing is paid there."""
    return {
        "mode": "setup",
        "customer": customer,
        "currency": asked.currency,
        "metadata": {SAVES_FOR: asked.subscription},
        "locale": asked.language,
        "allowed_payment_method_types": list(asked.methods),
        "expires_at": int(asked.expires_at.timestamp()),
        "success_url": asked.back_url,
        "cancel_url": asked.back_url,
    }
