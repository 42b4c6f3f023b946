"""New documents with every field that the pinned library knows: what nobody gave is null."""

import secrets
from functools import cache
from types import NoneType
from typing import Any, get_args

from stripe._object_classes import get_object_class

from tests.stripe_twin.store import Document

PREFIXES = {
    "balance_transaction": "txn",
    "charge": "ch",
    "checkout.session": "cs_test",
    "customer": "cus",
    "dispute": "du",
    "event": "evt",
    "invoice": "in",
    "invoice_payment": "inpay",
    "line_item": "il",
    "mandate": "mandate",
    "payment_intent": "pi",
    "payment_method": "pm",
    "payout": "po",
    "price": "price",
    "product": "prod",
    "radar.early_fraud_warning": "issfr",
    "refund": "re",
    "setup_intent": "seti",
    "subscription": "sub",
    "subscription_item": "si",
    "webhook_endpoint": "we",
}
LENGTHS = {"checkout.session": 58, "customer": 14, "product": 14}

# Shown on demand only, or by other kinds of accounts and methods than ours.
LEFT_OUT: dict[str, set[str]] = {
    "charge": {"refunds", "level3", "presentment_details", "authorization_code"},
    "checkout.session": {
        "line_items",
        "presentment_details",
        "optional_items",
        "permissions",
        "client_secret",
    },
    "customer": {
        *(
            "sources",
            "subscriptions",
            "tax_ids",
            "tax",
            "cash_balance",
            "invoice_credit_balance",
            "test_clock",
        ),
        *("business_name", "individual_name"),
    },
    "invoice": {"payments", "test_clock", "confirmation_secret"},
    "payment_intent": {"presentment_details", "processing"},
    "price": {"currency_options", "tiers"},
    "refund": {"presentment_details", "instructions_email", "next_action"},
    "subscription": {"presentment_details", "test_clock"},
    "webhook_endpoint": {"secret"},
}
NOT_OF_LIVEMODE = {"balance_transaction", "refund", "subscription_item", "plan", "account"}


def new_id(kind: str) -> str:
    return f"{PREFIXES[kind]}_{secrets.token_hex(29)[: LENGTHS.get(kind, 24)]}"


def blank(kind: str, **given: Any) -> Document:
    """Refuses a field that the library does not know and the lack of one that it says is always there."""
    needed, optional = fields(kind)
    known = {name: value for name, value in given.items() if not name.startswith("_")}
    if strangers := set(known) - needed - optional:
        raise ValueError(f"{kind} has no {sorted(strangers)}")
    if lacking := needed - set(known) - {"object"}:
        raise ValueError(f"{kind} lacks {sorted(lacking)}")
    empty = dict.fromkeys(sorted(optional - LEFT_OUT.get(kind, set())))
    if kind == "payment_method":
        empty = dict.fromkeys(["allow_redisplay", "customer", "customer_account", "metadata"])
    return {"id": given.get("id"), "object": kind} | empty | given


@cache
def fields(kind: str) -> tuple[frozenset[str], frozenset[str]]:
    """Those that are always there, and those that may be null."""
    found = get_object_class("V1", kind).__annotations__
    names = {name for name in found if name != "deleted" and not name.isupper() and not name.startswith("_")}
    optional = {name for name in names if NoneType in get_args(found[name])}
    return frozenset(names - optional), frozenset(optional)


def listed(data: list[Document], *, url: str) -> Document:
    """A list within a document."""
    return {"object": "list", "data": data, "has_more": False, "total_count": len(data), "url": url}


def public(value: Any, address: str = "") -> Any:
    """A copy without what the twin writes on the back (names that begin with an underscore).

    Addresses lead to where the twin is now.
    """
    if isinstance(value, dict):
        return {name: public(each, address) for name, each in value.items() if not name.startswith("_")}
    if isinstance(value, list):
        return [public(each, address) for each in value]
    return address + value[6:] if isinstance(value, str) and value.startswith("twin://") else value
