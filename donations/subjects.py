"""Which thing at Stripe an event is about, and so what is to be looked at. Pure."""

from donations.remote import Event

HEARD = (
    "checkout.session.completed",
    "checkout.session.async_payment_succeeded",
    "checkout.session.async_payment_failed",
    "checkout.session.expired",
    "charge.failed",
    "charge.refunded",
    "charge.updated",
    "charge.dispute.created",
    "charge.dispute.updated",
    "charge.dispute.closed",
    "charge.dispute.funds_withdrawn",
    "charge.dispute.funds_reinstated",
    "refund.updated",
    "refund.failed",
    "radar.early_fraud_warning.created",
    "invoice.paid",
    "invoice.payment_failed",
    "invoice.payment_action_required",
    "customer.subscription.updated",
    "customer.subscription.deleted",
    "mandate.updated",
    "payout.paid",
    "payout.failed",
)
"""What the endpoint at Stripe is to be made with. Others are stored and left alone."""
PAGE, CHARGE, INVOICE, SUBSCRIPTION = "checkout.session", "charge", "invoice", "subscription"
MANDATE, PAYOUT, WARNING = "mandate", "payout", "warning"
OF_A_CHARGE = ("refund", "dispute")
THEMSELVES = (PAGE, CHARGE, INVOICE, SUBSCRIPTION, MANDATE, PAYOUT)


def about(event: Event) -> str:
    """Kind and number, with a space; empty for what we know nothing of."""
    if event.type not in HEARD:
        return ""
    if event.kind == "radar.early_fraud_warning":
        return _named(WARNING, event.charge)
    if event.kind in OF_A_CHARGE:
        return _named(CHARGE, event.charge)
    return _named(event.kind, event.object_id) if event.kind in THEMSELVES else ""


def _named(kind: str, number: str) -> str:
    return f"{kind} {number}" if number and " " not in number else ""
