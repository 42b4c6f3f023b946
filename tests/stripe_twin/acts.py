"""What some addresses do that no other module does: lists with filters of their own, plain changes."""

from tests.stripe_twin import billing, catalogue, customers, listing, opening
from tests.stripe_twin.routing import Sent
from tests.stripe_twin.store import Condition, Document, compared
from tests.stripe_twin.twin import Twin


def sessions(twin: Twin, sent: Sent) -> Document:
    names = ("customer", "payment_intent", "subscription", "status")
    wanted = listing.filters(sent, **{name: name for name in names})
    return listing.page(twin, "checkout.session", sent, wanted, url="/v1/checkout/sessions")


def subscriptions(twin: Twin, sent: Sent) -> Document:
    """Without a word about the state, those that have ended are left out."""
    wanted = listing.filters(sent, customer="customer")
    status = sent.get("status", "not ended")
    if status in ("ended", "not ended"):
        sign = "=" if status == "ended" else "<>"
        wanted.append((f"json_extract(body, '$.status') {sign} 'canceled'", ()))
    elif status != "all":
        wanted.append(compared("status", status))
    return listing.page(twin, "subscription", sent, wanted, url="/v1/subscriptions")


def invoice_list(twin: Twin, sent: Sent) -> Document:
    of = "parent__subscription_details__subscription"
    wanted = listing.filters(sent, subscription=of, customer="customer", status="status")
    return listing.page(twin, "invoice", sent, wanted, url="/v1/invoices")


def invoice_payments(twin: Twin, sent: Sent) -> Document:
    wanted = listing.filters(sent, invoice="invoice", status="status")
    wanted += listing.filters(sent.get("payment", {}), payment_intent="payment__payment_intent")
    return listing.page(twin, "invoice_payment", sent, wanted, url="/v1/invoice_payments")


def events(twin: Twin, sent: Sent) -> Document:
    wanted: list[Condition] = []
    if "type" in sent:
        wanted.append(("json_extract(body, '$.type') GLOB ?", (sent["type"],)))
    if "types" in sent:
        marks = ", ".join("?" * len(sent["types"]))
        wanted.append((f"json_extract(body, '$.type') IN ({marks})", tuple(sent["types"])))
    if "delivery_success" in sent:
        sign = "NOT IN" if sent["delivery_success"] else "IN"
        late = "SELECT event FROM deliveries WHERE state <> 'delivered'"
        wanted.append((f"id {sign} ({late})", ()))
    return listing.page(twin, "event", sent, wanted, url="/v1/events")


def lines(twin: Twin, session: str) -> Document:
    return opening.line_items(twin, twin.get("checkout.session", session))


def change_charge(twin: Twin, sent: Sent, id: str) -> Document:  # noqa: A002 - as Stripe calls it
    charge = twin.get("charge", id)
    catalogue.with_metadata(charge, sent)
    return twin.save(charge)


def change_intent(twin: Twin, sent: Sent, id: str) -> Document:  # noqa: A002
    intent = twin.get("payment_intent", id)
    catalogue.with_metadata(intent, sent)
    return twin.save(intent)


def delete_customer(twin: Twin, id: str) -> Document:  # noqa: A002
    for subscription in twin.every("subscription", customer=id):
        if subscription["status"] in billing.LIVING:
            billing.end(twin, subscription, reason="cancellation_requested")
    return customers.delete(twin, twin.get("customer", id))
