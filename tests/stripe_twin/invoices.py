"""What a subscription asks for each month, and what becomes of it when the bank says no."""

from typing import Any

from tests.stripe_twin import customers, intents
from tests.stripe_twin.balance import DAY
from tests.stripe_twin.instruments import Instrument
from tests.stripe_twin.refusals import Refused
from tests.stripe_twin.store import Document
from tests.stripe_twin.twin import Twin

DRAFT_FOR = 60 * 60
RETRIES = (3 * DAY, 5 * DAY, 7 * DAY)  # after the last of them the subscription ends


def first(twin: Twin, subscription: Document, intent: Document) -> Document:
    """The one that the donor has paid on the hosted page, or that her bank is asked about."""
    invoice = draft(twin, subscription, reason="subscription_create", finalize=False)
    _finalize(twin, invoice)
    _link(twin, invoice, intent)
    twin.save(invoice, attempted=True, attempt_count=1)
    if intent["status"] == "succeeded":
        _pay(twin, invoice)
    return invoice


def draft(
    twin: Twin, subscription: Document, *, reason: str, since: int | None = None, finalize: bool = True
) -> Document:
    """`since`: when the month began that has just ended."""
    item = subscription["items"]["data"][0]
    amount = item["price"]["unit_amount"] * item["quantity"]
    customer = twin.get("customer", subscription["customer"])
    invoice = twin.new(
        "invoice",
        **_amounts(amount),
        account_country="PL",
        account_name="Przykładowa",
        attempt_count=0,
        attempted=False,
        auto_advance=True,
        automatic_tax=dict.fromkeys(("disabled_reason", "liability", "provider", "status"))
        | {"enabled": False},
        billing_reason=reason,
        collection_method="charge_automatically",
        currency=subscription["currency"],
        customer=customer["id"],
        customer_email=customer["email"],
        customer_name=customer["name"],
        customer_tax_exempt="none",
        customer_tax_ids=[],
        default_tax_rates=[],
        discounts=[],
        issuer={"type": "self"},
        lines={},
        metadata={},
        parent={
            "quote_details": None,
            "subscription_details": {
                "metadata": subscription["metadata"],
                "subscription": subscription["id"],
            },
            "type": "subscription_details",
        },
        payment_settings=dict.fromkeys(("default_mandate", "payment_method_options", "payment_method_types")),
        period_end=twin.now(),
        period_start=twin.now() if since is None else since,
        status="draft",
        status_transitions=dict.fromkeys(("finalized_at", "marked_uncollectible_at", "paid_at", "voided_at")),
    )
    _with_line(twin, invoice, subscription, item, amount)
    twin.tell("invoice.created", invoice)
    if finalize:
        _plan(twin, invoice, subscription)
    return invoice


def _amounts(amount: int) -> dict[str, Any]:
    nothing = ("amount_overpaid", "amount_paid", "amount_shipping", "starting_balance")
    credit = ("post_payment_credit_notes_amount", "pre_payment_credit_notes_amount")
    whole = (
        "amount_due",
        "amount_remaining",
        "subtotal",
        "total",
        "total_excluding_tax",
        "subtotal_excluding_tax",
    )
    empty: dict[str, Any] = {
        name: [] for name in ("total_discount_amounts", "total_pretax_credit_amounts", "total_taxes")
    }
    return empty | dict.fromkeys((*nothing, *credit), 0) | dict.fromkeys(whole, amount)


def _with_line(twin: Twin, invoice: Document, subscription: Document, item: Document, amount: int) -> None:
    price = item["price"]
    line = twin.new(
        "line_item",
        amount=amount,
        currency=invoice["currency"],
        description=f"{item['quantity']} × {twin.get('product', price['product'])['name']}",
        discount_amounts=[],
        discountable=True,
        discounts=[],
        invoice=invoice["id"],
        metadata=subscription["metadata"],
        parent={
            "invoice_item_details": None,
            "subscription_item_details": {
                "invoice_item": None,
                "proration": False,
                "proration_details": {"credited_items": None},
                "subscription": subscription["id"],
                "subscription_item": item["id"],
            },
            "type": "subscription_item_details",
        },
        period={"end": item["current_period_end"], "start": item["current_period_start"]},
        pretax_credit_amounts=[],
        pricing={
            "price_details": {"price": price["id"], "product": price["product"]},
            "type": "price_details",
            "unit_amount_decimal": price["unit_amount_decimal"],
        },
        quantity=item["quantity"],
        quantity_decimal=str(item["quantity"]),
        subscription=subscription["id"],
        subtotal=amount,
        taxes=[],
    )
    lines = {
        "object": "list",
        "data": [line],
        "has_more": False,
        "url": f"/v1/invoices/{invoice['id']}/lines",
    }
    twin.save(invoice, lines=lines)


def _plan(twin: Twin, invoice: Document, subscription: Document) -> None:
    """A pause decides what becomes of the invoices that fall into it."""
    pause = subscription["pause_collection"]
    if pause is None:
        twin.later("collect", invoice["id"], at=twin.now() + DRAFT_FOR)
    elif pause["behavior"] == "keep_as_draft":
        twin.save(invoice, auto_advance=False)
    else:
        _finalize(twin, invoice)
        _close(twin, invoice, "void" if pause["behavior"] == "void" else "uncollectible")


def _finalize(twin: Twin, invoice: Document) -> None:
    customer = twin.get("customer", invoice["customer"])
    number = f"{customer['invoice_prefix']}-{customer['next_invoice_sequence']:04}"
    twin.save(customer, next_invoice_sequence=customer["next_invoice_sequence"] + 1)
    transitions = invoice["status_transitions"] | {"finalized_at": twin.now()}
    twin.save(
        invoice,
        effective_at=twin.now(),
        hosted_invoice_url=f"twin://i/{invoice['id']}",
        number=number,
        status="open",
        status_transitions=transitions,
    )
    twin.tell("invoice.finalized", invoice)


def _close(twin: Twin, invoice: Document, status: str) -> None:
    stamp, event = {
        "void": ("voided_at", "invoice.voided"),
        "uncollectible": ("marked_uncollectible_at", "invoice.marked_uncollectible"),
    }[status]
    transitions = invoice["status_transitions"] | {stamp: twin.now()}
    twin.never("collect", invoice["id"])
    twin.save(
        invoice, auto_advance=False, next_payment_attempt=None, status=status, status_transitions=transitions
    )
    twin.tell(event, invoice)


def collect(twin: Twin, id: str) -> None:  # noqa: A002 - as Stripe calls it
    """Its hour as a draft is over, or it is time to try again: the donor is not there."""
    invoice = twin.get("invoice", id)
    if invoice["status"] == "draft":
        _finalize(twin, invoice)
    if invoice["status"] == "open":
        _attempt(twin, invoice, _method(twin, invoice), present=False)


def pay(twin: Twin, id: str, method_id: str | None, *, present: bool = False) -> Document:  # noqa: A002
    """Now, by whoever asks for it; a refusal of the bank is told, and stays."""
    invoice = twin.get("invoice", id)
    if invoice["status"] == "draft":
        _finalize(twin, invoice)
    if invoice["status"] != "open":
        code = "invoice_already_paid" if invoice["status"] == "paid" else "invoice_not_payable"
        raise Refused(f"Invoice is already {invoice['status']}", code=code)
    method = twin.get("payment_method", method_id) if method_id else _method(twin, invoice)
    intent = _attempt(twin, invoice, method, present=present)
    if error := intent["last_payment_error"]:
        raise Refused(
            error["message"],
            status=402,
            type="card_error",
            code=error["code"],
            decline_code=error["decline_code"],
            kept=True,
        )
    return invoice


def _method(twin: Twin, invoice: Document) -> Document:
    return twin.get("payment_method", subscription_of(twin, invoice)["default_payment_method"])


def subscription_of(twin: Twin, invoice: Document) -> Document:
    return twin.get("subscription", invoice["parent"]["subscription_details"]["subscription"])


def _attempt(twin: Twin, invoice: Document, method: Document, *, present: bool) -> Document:
    intent = twin.store.find(invoice.get("_intent") or "") or _new_intent(twin, invoice, method)
    twin.never("collect", invoice["id"])
    twin.save(invoice, attempted=True, attempt_count=invoice["attempt_count"] + 1)
    intents.attempt(twin, intent, method, present=present, confirmed=present)
    answered(twin, intent)
    return intent


def _new_intent(twin: Twin, invoice: Document, method: Document) -> Document:
    intent = intents.begin(
        twin,
        amount=invoice["amount_due"],
        currency=invoice["currency"],
        methods=[method["type"]],
        customer=invoice["customer"],
        description="Subscription update",
        setup_future_usage="off_session",
    )
    return _link(twin, invoice, intent)


def _link(twin: Twin, invoice: Document, intent: Document) -> Document:
    payment = twin.new(
        "invoice_payment",
        amount_requested=invoice["amount_due"],
        currency=invoice["currency"],
        invoice=invoice["id"],
        is_default=True,
        payment={"payment_intent": intent["id"], "type": "payment_intent"},
        status="open",
        status_transitions={"canceled_at": None, "paid_at": None},
    )
    twin.save(invoice, _intent=intent["id"], _payment=payment["id"])
    return twin.save(intent, _invoice=invoice["id"])


def answered(twin: Twin, intent: Document) -> None:
    """The bank has said yes or no to an invoice's money, now or days later."""
    invoice = twin.store.find(intent.get("_invoice") or "")
    if invoice is None or invoice["status"] != "open":
        return
    if intent["status"] == "succeeded":
        _pay(twin, invoice)
    elif intent["status"] == "requires_payment_method":
        _failed(twin, invoice, intent)


def _pay(twin: Twin, invoice: Document) -> None:
    payment = twin.get("invoice_payment", invoice["_payment"])
    transitions = invoice["status_transitions"] | {"paid_at": twin.now()}
    twin.never("collect", invoice["id"])
    twin.save(
        payment,
        amount_paid=invoice["amount_due"],
        status="paid",
        status_transitions={"canceled_at": None, "paid_at": twin.now()},
    )
    twin.save(
        invoice,
        amount_paid=invoice["amount_due"],
        amount_remaining=0,
        auto_advance=False,
        next_payment_attempt=None,
        status="paid",
        status_transitions=transitions,
    )
    twin.tell("invoice_payment.paid", payment)
    twin.tell("invoice.paid", invoice)
    twin.tell("invoice.payment_succeeded", invoice)
    _turn(twin, subscription_of(twin, invoice), "active")


def _failed(twin: Twin, invoice: Document, intent: Document) -> None:
    tries = invoice["attempt_count"]
    again = twin.now() + RETRIES[tries - 1] if tries <= len(RETRIES) else None
    twin.save(invoice, next_payment_attempt=again)
    twin.tell("invoice.payment_failed", invoice)
    if intent["last_payment_error"]["code"] == "authentication_required":
        twin.tell("invoice.payment_action_required", invoice)
    subscription = subscription_of(twin, invoice)
    _turn(twin, subscription, "past_due")
    if again is not None:
        twin.later("collect", invoice["id"], at=again)
    else:
        twin.later("give_up", subscription["id"], at=twin.now())


def _turn(twin: Twin, subscription: Document, status: str) -> None:
    if subscription["status"] in ("active", "past_due") and subscription["status"] != status:
        before = {"status": subscription["status"]}
        twin.tell("customer.subscription.updated", twin.save(subscription, status=status), before=before)


def stop_collecting(twin: Twin, subscription: Document) -> None:
    """Its subscription has ended: what is open stays open and is not asked for by itself any more."""
    for invoice in twin.every("invoice", parent__subscription_details__subscription=subscription["id"]):
        if invoice["status"] in ("draft", "open"):
            twin.never("collect", invoice["id"])
            twin.save(invoice, auto_advance=False, next_payment_attempt=None)


def pay_by_hand(twin: Twin, id: str, instrument: Instrument, payer: dict[str, str]) -> Document:  # noqa: A002
    """On the invoice's hosted page: what pays it pays the months to come too."""
    invoice = twin.get("invoice", id)
    subscription = subscription_of(twin, invoice)
    method = customers.new_method(twin, instrument, payer)
    customers.attach(twin, method, twin.get("customer", invoice["customer"]))
    pay(twin, id, method["id"], present=True)
    if subscription["status"] != "canceled":
        before = {"default_payment_method": subscription["default_payment_method"]}
        twin.save(subscription, default_payment_method=method["id"])
        twin.tell("customer.subscription.updated", subscription, before=before)
    return invoice
