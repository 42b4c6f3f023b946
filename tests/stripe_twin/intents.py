"""One payment: an intent, the attempts to pay it, and the charge that comes of each."""

from dataclasses import dataclass
from typing import Any

from tests.stripe_twin import balance
from tests.stripe_twin.customers import instrument_of
from tests.stripe_twin.instruments import BLIK_REFUSED, MESSAGES
from tests.stripe_twin.refusals import Refused
from tests.stripe_twin.store import Document
from tests.stripe_twin.twin import Twin

OUR_DESCRIPTOR = "PRZYKLADOWA"
SEPA_TAKES = 5 * balance.DAY
BLIK_CEILING = 200_000  # grosze, for each charge while the payer is not there
OPEN = ("requires_payment_method", "requires_confirmation", "requires_action")


@dataclass(frozen=True, kw_only=True)
class Decline:
    code: str
    decline_code: str
    message: str
    blocked: bool = False


def begin(twin: Twin, *, amount: int, currency: str, methods: list[str], **given: Any) -> Document:
    intent = twin.new(
        "payment_intent",
        amount=amount,
        amount_capturable=0,
        amount_details={"tip": {}},
        amount_received=0,
        automatic_payment_methods={"allow_redirects": "always", "enabled": True},
        capture_method="automatic_async",
        confirmation_method="automatic",
        currency=currency,
        metadata=given.pop("metadata", {}),
        payment_method_options={},
        payment_method_types=methods,
        status="requires_payment_method",
        **given,
    )
    twin.save(intent, client_secret=f"{intent['id']}_secret_{intent['id'][-12:]}")
    twin.tell("payment_intent.created", intent)
    return intent


def attempt(
    twin: Twin, intent: Document, method: Document, *, present: bool = True, confirmed: bool = False
) -> Document:
    """Pay with it. `present`: the payer sits before it; `confirmed`: she has said yes to her bank already."""
    if intent["status"] not in OPEN:
        raise Refused(f"This PaymentIntent is {intent['status']}.", code="payment_intent_unexpected_state")
    twin.save(intent, payment_method=method["id"], last_payment_error=None, next_action=None)
    if present and not confirmed and _bank_asks(method):
        return _wait_for_payer(twin, intent, method)
    if decline := decline_of(twin, intent, method, present=present):
        return fail(twin, intent, method, decline)
    charge = _charge(twin, intent, method, status="pending")
    if method["type"] == "sepa_debit":
        return _wait_for_bank(twin, intent, charge)
    return _succeed(twin, intent, charge, method)


def _bank_asks(method: Document) -> bool:
    return method["type"] in ("blik", "p24") or (method["type"] == "card" and instrument_of(method).card.asks)


def _wait_for_payer(twin: Twin, intent: Document, method: Document) -> Document:
    actions: dict[str, dict[str, Any]] = {
        "blik": {"type": "blik_authorize", "blik_authorize": {}},
        "p24": {"type": "redirect_to_url"},
        "card": {"type": "use_stripe_sdk", "use_stripe_sdk": {}},
    }
    action = actions[method["type"]]
    if method["type"] == "p24":
        there = {"return_url": None, "url": f"twin://c/bank/{intent.get('_session')}"}
        action = action | {"redirect_to_url": there}
    twin.save(intent, status="requires_action", next_action=action)
    twin.tell("payment_intent.requires_action", intent)
    return intent


def decline_of(twin: Twin, intent: Document, method: Document, *, present: bool) -> Decline | None:
    """Why the bank, the network or a rule of Radar says no; None when nobody does."""
    if method["type"] == "card":
        card = instrument_of(method).card
        if card.country in twin.store.setting("blocked_countries", []):
            return Decline(
                code="card_declined", decline_code="fraudulent", message=MESSAGES["fraudulent"], blocked=True
            )
        if card.code and card.decline_code:
            return Decline(
                code=card.code, decline_code=card.decline_code, message=MESSAGES[card.decline_code]
            )
        if not present and card.later:
            code, decline_code = card.later
            return Decline(code=code, decline_code=decline_code, message=MESSAGES[decline_code])
    if present:
        return None
    if intent["customer"] in twin.store.setting("declining", []):
        message = MESSAGES["insufficient_funds"]
        return Decline(code="card_declined", decline_code="insufficient_funds", message=message)
    return _mandate_decline(twin, intent, method) if method["type"] in ("blik", "sepa_debit") else None


def _mandate_decline(twin: Twin, intent: Document, method: Document) -> Decline | None:
    mandate = twin.store.find(method.get("_mandate") or "")
    if mandate is None or mandate["status"] != "active":
        message = "The payer has withdrawn the mandate."
        return Decline(
            code="payment_intent_mandate_invalid", decline_code="revocation_of_authorization", message=message
        )
    if method["type"] == "blik" and intent["amount"] > BLIK_CEILING:
        message = "The amount is above what BLIK charges in the payer's absence."
        return Decline(code="payment_method_provider_decline", decline_code="invalid_amount", message=message)
    return None


def refuse(twin: Twin, intent: Document) -> Document:
    """The payer said no to her bank, or let the time pass."""
    method = twin.get("payment_method", intent["payment_method"])
    card = method["type"] == "card"
    return fail(
        twin,
        intent,
        method,
        Decline(
            code="payment_intent_authentication_failure" if card else "payment_method_provider_decline",
            decline_code="authentication_not_handled" if card else "generic_decline",
            message="We are unable to authenticate your payment method." if card else BLIK_REFUSED,
        ),
    )


def fail(
    twin: Twin, intent: Document, method: Document, decline: Decline, charge: Document | None = None
) -> Document:
    if charge is None:
        charge = _charge(twin, intent, method, status="failed")
    outcome = {
        "network_status": "not_sent_to_network" if decline.blocked else "declined_by_network",
        "reason": "rule" if decline.blocked else decline.decline_code,
        "seller_message": "Your Radar rules blocked this payment." if decline.blocked else decline.message,
        "type": "blocked" if decline.blocked else "issuer_declined",
    }
    twin.save(
        charge,
        failure_code=decline.code,
        failure_message=decline.message,
        outcome=charge["outcome"] | outcome,
        paid=False,
        status="failed",
    )
    told = {
        "charge": charge["id"],
        "code": decline.code,
        "decline_code": decline.decline_code,
        "message": decline.message,
        "payment_method": twin.shown(method),
        "type": "card_error" if method["type"] == "card" else "invalid_request_error",
    }
    status = "requires_payment_method"
    twin.save(intent, status=status, last_payment_error=told, payment_method=None, next_action=None)
    twin.tell("charge.failed", charge)
    twin.tell("payment_intent.payment_failed", intent)
    return intent


def _wait_for_bank(twin: Twin, intent: Document, charge: Document) -> Document:
    twin.save(intent, status="processing")
    twin.tell("payment_intent.processing", intent)
    twin.tell("charge.pending", charge)
    twin.later("settle", intent["id"], at=twin.now() + SEPA_TAKES)
    return intent


def settle(twin: Twin, id: str) -> Document:  # noqa: A002 - as Stripe calls it
    """The bank of a slow method has answered."""
    intent = twin.get("payment_intent", id)
    if intent["status"] != "processing":
        raise Refused(f"This PaymentIntent is {intent['status']}: no bank is to answer.")
    method = twin.get("payment_method", intent["payment_method"])
    charge = twin.get("charge", intent["latest_charge"])
    twin.never("settle", id)
    if not instrument_of(method).account.fails:
        return _succeed(twin, intent, charge, method)
    message = "The debit was refused by the payer's bank."
    decline = Decline(code="debit_not_authorized", decline_code="debit_not_authorized", message=message)
    return fail(twin, intent, method, decline, charge)


def _succeed(twin: Twin, intent: Document, charge: Document, method: Document) -> Document:
    line = balance.for_charge(twin, charge, method)
    twin.save(
        charge,
        amount_captured=charge["amount"],
        balance_transaction=line["id"],
        captured=True,
        paid=True,
        status="succeeded",
    )
    twin.save(intent, amount_received=intent["amount"], status="succeeded", next_action=None)
    twin.tell("charge.succeeded", charge)
    twin.tell("payment_intent.succeeded", intent)
    _plan_trouble(twin, charge, method)
    return intent


def _plan_trouble(twin: Twin, charge: Document, method: Document) -> None:
    """Some test cards bring a warning or a dispute soon after."""
    instrument = instrument_of(method)
    if instrument.type == "card" and instrument.card.warning:
        twin.later("warn", charge["id"], at=twin.now() + 60)
    if instrument.card.dispute or instrument.account.disputed:
        twin.later("dispute", charge["id"], at=twin.now() + 60)


def warn(twin: Twin, charge_id: str) -> Document:
    warning = twin.new(
        "radar.early_fraud_warning",
        actionable=True,
        charge=charge_id,
        fraud_type="unauthorized_use_of_card",
        payment_intent=twin.get("charge", charge_id)["payment_intent"],
    )
    twin.tell("radar.early_fraud_warning.created", warning)
    return warning


def cancel(twin: Twin, intent: Document, *, reason: str | None = None) -> Document:
    if intent["status"] not in OPEN:
        message = f"You cannot cancel this PaymentIntent because it has a status of {intent['status']}."
        raise Refused(message, code="payment_intent_unexpected_state")
    twin.save(intent, status="canceled", canceled_at=twin.now(), cancellation_reason=reason, next_action=None)
    twin.tell("payment_intent.canceled", intent)
    return intent


def _charge(twin: Twin, intent: Document, method: Document, *, status: str) -> Document:
    charge = twin.new(
        "charge",
        amount=intent["amount"],
        amount_captured=0,
        amount_refunded=0,
        billing_details=method["billing_details"],
        calculated_statement_descriptor=_descriptor(intent),
        captured=False,
        currency=intent["currency"],
        customer=intent["customer"],
        description=intent["description"],
        disputed=False,
        fraud_details={},
        metadata=intent["metadata"],
        outcome=_approved(),
        paid=False,
        payment_intent=intent["id"],
        payment_method=method["id"],
        payment_method_details=_details(method),
        radar_options={},
        refunded=False,
        statement_descriptor_suffix=intent["statement_descriptor_suffix"],
        status=status,
    )
    twin.save(intent, latest_charge=charge["id"])
    return charge


def _descriptor(intent: Document) -> str:
    suffix = intent["statement_descriptor_suffix"]
    return f"{OUR_DESCRIPTOR}* {suffix}" if suffix else OUR_DESCRIPTOR


def _approved() -> dict[str, Any]:
    empty = dict.fromkeys(("advice_code", "network_advice_code", "network_decline_code", "reason"))
    return empty | {
        "network_status": "approved_by_network",
        "risk_level": "normal",
        "seller_message": "Payment complete.",
        "type": "authorized",
    }


def _details(method: Document) -> dict[str, Any]:
    shown = dict(method[method["type"]])
    for name in ("display_brand", "generated_from", "networks", "three_d_secure_usage"):
        shown.pop(name, None)
    if method["type"] == "card":
        shown |= {"network": shown["brand"], "mandate": None, "installments": None, "three_d_secure": None}
    if method["type"] == "p24":
        shown |= {"reference": f"P24-{method['id'][-6:]}", "verified_name": None}
    if method["type"] == "sepa_debit":
        shown |= {"expected_debit_date": None, "mandate": method.get("_mandate")}
    return {"type": method["type"], method["type"]: shown}
