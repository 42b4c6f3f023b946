"""From what Stripe answers to what we know of it. The only place that knows the names of Stripe's parts."""

from datetime import UTC, datetime
from typing import Any

from donations.remote import (
    Account,
    Charge,
    Dispute,
    Event,
    GivenBack,
    Invoice,
    Page,
    PageState,
    Payout,
    Runs,
    Subscription,
    Txn,
)

SAVES_FOR = "saves_for"
"""Beside a page: the subscription that another card or account is left for."""


def number(part: Any) -> str:
    """Of a part that may be only its number, or whole, or nothing."""
    if part is None or isinstance(part, str):
        return part or ""
    return str(part.id)


def moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, tz=UTC)


def moment_or_none(seconds: int | None) -> datetime | None:
    return moment(seconds) if seconds else None


def ours(thing: Any, key: str) -> str:
    """What we have written beside a thing at Stripe."""
    beside = getattr(thing, "metadata", None)
    return str(getattr(beside, key, None) or "") if beside is not None else ""


def whole(part: Any) -> Any:
    """A part that was asked for whole; nothing when there is only its number."""
    return None if part is None or isinstance(part, str) else part


def page(found: Any) -> Page:
    intent = whole(found.payment_intent)
    last = whole(intent.latest_charge) if intent else None
    return Page(
        id=found.id,
        state=_page_state(found),
        url=getattr(found, "url", None) or "",
        gift=found.client_reference_id or "",
        attempt=ours(found, "attempt"),
        amount=found.amount_total or 0,
        currency=found.currency or "",
        payment_intent=number(found.payment_intent),
        subscription=number(found.subscription),
        invoice=number(found.invoice),
        charge=charge(last) if last else None,
        saves_for=ours(found, SAVES_FOR),
        saved_method=_saved_method(found),
        intent_failed=bool(intent) and intent.status in ("requires_payment_method", "canceled"),
        expires_at=moment(found.expires_at),
        created_at=moment(found.created),
        livemode=found.livemode,
    )


def _saved_method(found: Any) -> str:
    saving = whole(getattr(found, "setup_intent", None))
    return number(saving.payment_method) if saving and saving.status == "succeeded" else ""


def _page_state(found: Any) -> PageState:
    if found.status != "complete":
        return PageState.EXPIRED if found.status == "expired" else PageState.OPEN
    return PageState.UNPAID if found.payment_status == "unpaid" else PageState.PAID


def charge(found: Any) -> Charge:
    txn_of = whole(found.balance_transaction)
    details = getattr(found, "payment_method_details", None)
    card = getattr(details, "card", None)
    return Charge(
        id=found.id,
        paid=found.status == "succeeded" and found.captured,
        failed=found.status == "failed",
        amount=found.amount_captured if found.status == "succeeded" else found.amount,
        currency=found.currency,
        gift=ours(found, "gift"),
        payment_intent=number(found.payment_intent),
        by_card=getattr(details, "type", "") == "card",
        country_of_card=getattr(card, "country", None) or "",
        txn=txn(txn_of) if txn_of else None,
        refunded=found.amount_refunded,
        disputed=found.disputed,
        created_at=moment(found.created),
        livemode=found.livemode,
    )


def txn(found: Any) -> Txn:
    return Txn(
        id=found.id,
        kind=found.type,
        source=number(found.source),
        gross=found.amount,
        fee=found.fee,
        net=found.net,
        currency=found.currency,
        created_at=moment(found.created),
    )


def refund(found: Any) -> GivenBack:
    parts = (found.balance_transaction, getattr(found, "failure_balance_transaction", None))
    return GivenBack(
        id=found.id,
        charge=number(found.charge),
        amount=found.amount,
        currency=found.currency,
        failed=found.status in ("failed", "canceled"),
        order=ours(found, "order"),
        txns=tuple(txn(part) for part in parts if whole(part)),
        created_at=moment(found.created),
    )


def dispute(found: Any) -> Dispute:
    return Dispute(
        id=found.id,
        charge=number(found.charge),
        amount=found.amount,
        currency=found.currency,
        lost=found.status == "lost",
        txns=tuple(txn(each) for each in found.balance_transactions),
        created_at=moment(found.created),
    )


RUNS = {
    "active": Runs.ACTIVE,
    "trialing": Runs.ACTIVE,
    "past_due": Runs.OVERDUE,
    "unpaid": Runs.OVERDUE,
    "paused": Runs.PAUSED,
    "incomplete": Runs.INCOMPLETE,
    "incomplete_expired": Runs.ENDED,
    "canceled": Runs.ENDED,
}


def subscription(found: Any) -> Subscription:
    item = found["items"].data[0]
    pause = found.pause_collection
    runs = RUNS.get(found.status, Runs.ACTIVE)
    ended = runs is Runs.ENDED
    return Subscription(
        id=found.id,
        runs=Runs.PAUSED if pause and runs is Runs.ACTIVE else runs,
        amount=(item.price.unit_amount or 0) * (getattr(item, "quantity", None) or 1),
        currency=found.currency,
        gift=ours(found, "gift"),
        item=item.id,
        product=number(item.price.product),
        payment_method=number(found.default_payment_method),
        next_at=None if ended else moment_or_none(item.current_period_end),
        paused_until=moment_or_none(pause.resumes_at) if pause else None,
        ended_at=moment(found.ended_at or found.canceled_at or found.created) if ended else None,
        created_at=moment(found.created),
        livemode=found.livemode,
    )


def invoice(found: Any, *, charges: tuple[Charge, ...]) -> Invoice:
    details = getattr(found.parent, "subscription_details", None) if found.parent else None
    return Invoice(
        id=found.id,
        subscription=number(details.subscription) if details else "",
        first=found.billing_reason == "subscription_create",
        paid=found.status == "paid",
        failed=found.status in ("open", "uncollectible") and found.attempted,
        amount=found.amount_paid,
        currency=found.currency,
        charges=charges,
        created_at=moment(found.created),
        livemode=found.livemode,
    )


def payout(found: Any) -> Payout:
    return Payout(
        id=found.id,
        amount=found.amount,
        currency=found.currency,
        status=found.status,
        automatic=found.automatic,
        arrives_at=moment(found.arrival_date),
    )


def event(found: dict[str, Any]) -> Event:
    """From the words themselves. Raises KeyError or TypeError for what is no event."""
    about = found["data"]["object"]
    return Event(
        id=str(found["id"]),
        type=str(found["type"]),
        api_version=str(found.get("api_version") or ""),
        livemode=found["livemode"] is True,
        created_at=moment(int(found["created"])),
        kind=str(about["object"]),
        object_id=str(about.get("id") or ""),
        charge=_number(about.get("charge")),
        payment_intent=_number(about.get("payment_intent")),
    )


def _number(part: Any) -> str:
    return str(part.get("id") or "") if isinstance(part, dict) else str(part or "")


def stamp(signature: str) -> int:
    """When it says it was signed. It has been verified before: of several stamps the first is what was
    signed."""
    return int(next(part.split("=")[1] for part in signature.split(",") if part.startswith("t=")))


def account(found: Any, endpoints: list[Any], webhook_url: str) -> Account:
    can = getattr(getattr(found, "capabilities", None), "blik_recurring_payments", None)
    here = [each for each in endpoints if each.url == webhook_url]
    works = any(each.status == "enabled" for each in here) if here else None
    return Account(blik_monthly=can == "active", endpoint_works=works)
