"""Stripe. No other module imports `stripe`, and none sees one of its objects: what comes out is ours.

Every question has a time limit and a small number of tries; what changes something carries a key that was
stored before, so that asking again does not do it again.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

import stripe
from django.conf import settings

from donations import ordering, reading
from donations.remote import (
    Account,
    Broken,
    Charge,
    Dispute,
    Event,
    Forged,
    GivenBack,
    Gone,
    Invoice,
    NotAllowed,
    Order,
    Page,
    Payout,
    Refused,
    Saving,
    Subscription,
    Txn,
    Unsure,
)

stripe.enable_telemetry = False
API_VERSION = stripe.api_version
"""The one this SDK speaks; the endpoint at Stripe is to be made with it."""
TIMEOUT = (3.05, 10)
"""Seconds to connect, and to wait for each part of the answer."""
TRIES_AGAIN = 1
FRESH = timedelta(minutes=5)
"""How far the stamp of a message may be from our clock, either way."""
PAGE = 100
CHARGE_PARTS = ["balance_transaction"]
DECLINED = (stripe.CardError, stripe.InvalidRequestError, stripe.IdempotencyError)
"""Answers that mean: no, and not later either."""
FAILED, BEING_ANSWERED = 500, 409
"""The second: the same question is being answered at this moment, to somebody else of ours."""


def is_set_up() -> bool:
    return bool(settings.STRIPE_SECRET_KEY)


def expects_livemode() -> bool:
    return "_live_" in settings.STRIPE_SECRET_KEY


def client() -> stripe.StripeClient:
    if not is_set_up():
        raise Unsure("No key for Stripe is set.")
    return _client(settings.STRIPE_SECRET_KEY, settings.STRIPE_API_BASE)


@lru_cache(maxsize=1)
def _client(key: str, base: str) -> stripe.StripeClient:
    """One for the process: it keeps connections for each thread."""
    addresses: Any = {"api": base} if base else None
    return stripe.StripeClient(
        key,
        http_client=stripe.RequestsClient(timeout=TIMEOUT),
        max_network_retries=TRIES_AGAIN,
        base_addresses=addresses,
    )


@contextmanager
def _asking() -> Iterator[Any]:
    """Stripe's services; its errors leave as ours, without the words of an answer, which may name people."""
    try:
        yield client().v1
    except stripe.PermissionError as error:
        raise NotAllowed(_told(error)) from None
    except DECLINED as error:
        if error.http_status == BEING_ANSWERED:
            raise Unsure(_told(error)) from None
        missing = getattr(error, "code", None) == "resource_missing"
        raise (Gone if missing else Refused)(_told(error)) from None
    except stripe.StripeError as error:
        raise (Broken if (error.http_status or 0) >= FAILED else Unsure)(_told(error)) from None


def _told(error: stripe.StripeError) -> str:
    parts = (type(error).__name__, getattr(error, "code", None), error.http_status, error.request_id)
    return " ".join(str(part) for part in parts if part)


# --- Payment pages ---------------------------------------------------------------------------------


def open_page(order: Order) -> Page:
    with _asking() as v1:
        made = v1.checkout.sessions.create(ordering.params(order), {"idempotency_key": order.key})
        return reading.page(made)


SESSION_PARTS = ["payment_intent.latest_charge.balance_transaction", "setup_intent"]


def page(session: str) -> Page:
    with _asking() as v1:
        return reading.page(v1.checkout.sessions.retrieve(session, {"expand": SESSION_PARTS}))


def close_page(session: str) -> None:
    """Nobody can pay on it any more. Raises Refused when it is closed, paid or unpaid, already."""
    with _asking() as v1:
        v1.checkout.sessions.expire(session)


def pages(*, since: datetime) -> Iterator[Page]:
    """Without the charges that have paid them."""
    yield from _listed(lambda v1, told: v1.checkout.sessions.list(told), reading.page, since)


# --- Money -----------------------------------------------------------------------------------------


def charge(charge_id: str) -> Charge:
    with _asking() as v1:
        return reading.charge(v1.charges.retrieve(charge_id, {"expand": CHARGE_PARTS}))


def charge_of(payment_intent: str) -> str:
    """The last one of a payment; empty when there was no try."""
    with _asking() as v1:
        return reading.number(v1.payment_intents.retrieve(payment_intent).latest_charge)


def charges(*, since: datetime) -> Iterator[Charge]:
    parts = [f"data.{part}" for part in CHARGE_PARTS]
    yield from _listed(lambda v1, told: v1.charges.list(told), reading.charge, since, expand=parts)


REFUND_PARTS = ["balance_transaction", "failure_balance_transaction"]


def refund(*, charge_id: str, amount: int, order: str, key: str) -> GivenBack:
    told: Any = {
        "charge": charge_id,
        "amount": amount,
        "reason": "requested_by_customer",
        "metadata": {"order": order},
        "expand": REFUND_PARTS,
    }
    with _asking() as v1:
        return reading.refund(v1.refunds.create(told, {"idempotency_key": key}))


def refunds(*, charge_id: str = "", since: datetime | None = None) -> Iterator[GivenBack]:
    of: dict[str, Any] = {"charge": charge_id} if charge_id else {}
    parts = [f"data.{part}" for part in REFUND_PARTS]
    yield from _listed(lambda v1, told: v1.refunds.list(told), reading.refund, since, **of, expand=parts)


def disputes(*, charge_id: str = "", since: datetime | None = None) -> Iterator[Dispute]:
    of: dict[str, Any] = {"charge": charge_id} if charge_id else {}
    yield from _listed(lambda v1, told: v1.disputes.list(told), reading.dispute, since, **of)


REFUND_NUMBERS, DISPUTE_NUMBERS = ("re_", "pyr_"), ("du_", "dp_")


def charge_behind(source: str) -> str:
    """Which payment a refund or a dispute is about; empty for anything else that moves money."""
    with _asking() as v1:
        if source.startswith(REFUND_NUMBERS):
            return reading.number(v1.refunds.retrieve(source).charge)
        if source.startswith(DISPUTE_NUMBERS):
            return reading.number(v1.disputes.retrieve(source).charge)
    return ""


def payout(payout_id: str) -> Payout:
    with _asking() as v1:
        return reading.payout(v1.payouts.retrieve(payout_id))


def payouts(*, since: datetime) -> Iterator[Payout]:
    yield from _listed(lambda v1, told: v1.payouts.list(told), reading.payout, since)


def txns(*, payout_id: str = "", since: datetime | None = None) -> Iterator[Txn]:
    """What a payout is made of, or what has moved since."""
    of: dict[str, Any] = {"payout": payout_id} if payout_id else {}
    yield from _listed(lambda v1, told: v1.balance_transactions.list(told), reading.txn, since, **of)


# --- Monthly gifts ---------------------------------------------------------------------------------


def subscription(subscription_id: str) -> Subscription:
    with _asking() as v1:
        return reading.subscription(v1.subscriptions.retrieve(subscription_id))


def subscriptions(*, since: datetime | None = None) -> Iterator[Subscription]:
    yield from _listed(
        lambda v1, told: v1.subscriptions.list(told), reading.subscription, since, status="all"
    )


def change_amount(of: Subscription, *, amount: int, key: str) -> Subscription:
    """From the next payment on; nothing is charged for the days between."""
    price: Any = {
        "currency": of.currency,
        "product": of.product,
        "recurring": {"interval": "month"},
        "unit_amount": amount,
    }
    told = {"items": [{"id": of.item, "price_data": price}], "proration_behavior": "none"}
    return _update(of.id, told, key)


def pause(subscription_id: str, *, until: datetime | None, key: str) -> Subscription:
    """Payments that would fall due are dropped, not put off."""
    how: dict[str, Any] = {"behavior": "void"}
    if until:
        how["resumes_at"] = int(until.timestamp())
    return _update(subscription_id, {"pause_collection": how}, key)


def resume(subscription_id: str, *, key: str) -> Subscription:
    return _update(subscription_id, {"pause_collection": ""}, key)


def _update(subscription_id: str, told: Any, key: str) -> Subscription:
    with _asking() as v1:
        return reading.subscription(v1.subscriptions.update(subscription_id, told, {"idempotency_key": key}))


def stop(subscription_id: str, *, key: str) -> Subscription:
    with _asking() as v1:
        return reading.subscription(v1.subscriptions.cancel(subscription_id, {}, {"idempotency_key": key}))


def open_page_to_save(asked: Saving) -> str:
    """The address of a page on which another card or account is left. One that nobody fills in changes
    nothing."""
    with _asking() as v1:
        customer = reading.number(v1.subscriptions.retrieve(asked.subscription).customer)
        return str(v1.checkout.sessions.create(ordering.saving(asked, customer=customer)).url)


def use_method(subscription_id: str, *, method: str, key: str) -> Subscription:
    """From the next payment on."""
    return _update(subscription_id, {"default_payment_method": method}, key)


def invoice(invoice_id: str) -> Invoice:
    """With the charges that have paid it."""
    of: Any = {"invoice": invoice_id, "status": "paid", "limit": PAGE}
    with _asking() as v1:
        found = v1.invoices.retrieve(invoice_id)
        paid_by = [
            getattr(each.payment, "payment_intent", None) for each in v1.invoice_payments.list(of).data
        ]
    numbers = [charge_of(reading.number(intent)) for intent in paid_by if intent]
    return reading.invoice(found, charges=tuple(charge(each) for each in numbers if each))


def invoice_of(payment_intent: str) -> str:
    """Which invoice a payment was for; empty for a gift without one."""
    of: Any = {"payment": {"type": "payment_intent", "payment_intent": payment_intent}, "limit": 1}
    with _asking() as v1:
        found = v1.invoice_payments.list(of).data
        return reading.number(found[0].invoice) if found else ""


def mandate_ended(mandate: str) -> str:
    """The payment method whose owner no longer agrees; empty while she does."""
    with _asking() as v1:
        found = v1.mandates.retrieve(mandate)
        return reading.number(found.payment_method) if found.status == "inactive" else ""


def page_to_mend(subscription_id: str) -> str:
    """Where a payment that has failed can be made good: Stripe's own page for it. Empty when none is open."""
    told: Any = {"subscription": subscription_id, "status": "open", "limit": 1}
    with _asking() as v1:
        found = v1.invoices.list(told).data
        return str(found[0].hosted_invoice_url or "") if found else ""


# --- What Stripe tells us --------------------------------------------------------------------------


def verified(body: bytes, signature: str, *, at: datetime) -> Event:
    """Raises Forged. While a secret is changed there are two, and either will do."""
    text = _signed(body, signature)
    stamped = datetime.fromtimestamp(reading.stamp(signature), tz=UTC)
    if abs(stamped - at) > FRESH:
        raise Forged("stale or of a time to come")
    try:
        return reading.event(json.loads(text))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Forged("no event") from None


def _signed(body: bytes, signature: str) -> str:
    for secret in settings.STRIPE_WEBHOOK_SECRETS if signature.isascii() else ():
        try:
            stripe.WebhookSignature.verify_header(body, signature, secret, None)
        except (stripe.SignatureVerificationError, UnicodeDecodeError):
            continue
        return body.decode()
    raise Forged("no signature of ours")


def undelivered(*, since: datetime) -> Iterator[tuple[Event, str]]:
    """Events that Stripe could not give us, with their words."""
    yield from _listed(lambda v1, told: v1.events.list(told), _event_and_words, since, delivery_success=False)


def _event_and_words(found: Any) -> tuple[Event, str]:
    told = found.to_dict(for_json=True)
    return reading.event(told), json.dumps(told, ensure_ascii=False)


def account(*, webhook_url: str) -> Account:
    with _asking() as v1:
        found = v1.accounts.retrieve_current()
        endpoints = list(v1.webhook_endpoints.list({"limit": PAGE}).auto_paging_iter())
    return reading.account(found, endpoints, webhook_url)


def _listed(
    ask: Callable[[Any, Any], Any], read: Callable[[Any], Any], since: datetime | None, **of: Any
) -> Iterator[Any]:
    """All pages of a list, newest first."""
    told = {**of, "limit": PAGE} | ({"created": {"gte": int(since.timestamp())}} if since else {})
    with _asking() as v1:
        for each in ask(v1, told).auto_paging_iter():
            yield read(each)
