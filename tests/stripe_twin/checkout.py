"""Checkout Sessions: opened by the site, paid by a person on the hosted page, ended once."""

from typing import Any

from tests.stripe_twin import billing, catalogue, customers, intents
from tests.stripe_twin.instruments import Instrument
from tests.stripe_twin.opening import methods_of, total_of
from tests.stripe_twin.refusals import Refused
from tests.stripe_twin.store import Document
from tests.stripe_twin.twin import Twin


def find_by_intent(twin: Twin, intent: Document) -> Document | None:
    return twin.store.find(intent.get("_session") or "")


def change(twin: Twin, session: Document, sent: dict[str, Any]) -> Document:
    catalogue.with_metadata(session, sent)
    return twin.save(session)


def expire(twin: Twin, id: str) -> Document:  # noqa: A002 - as Stripe calls it
    """Nobody can pay by it any more; a payment that waits for its payer is cancelled with it."""
    session = twin.get("checkout.session", id)
    if session["status"] != "open":
        message = f'Only Checkout Sessions with a status in ["open"] can be expired, not {session["status"]}.'
        raise Refused(message)
    twin.never("expire_session", id)
    intent = twin.store.find(session.get("_intent") or "")
    if intent is not None and intent["status"] in intents.OPEN:
        intents.cancel(twin, intent, reason="expired")
    twin.save(session, status="expired", url=None)
    twin.tell("checkout.session.expired", session)
    return session


def pay(twin: Twin, session: Document, instrument: Instrument, payer: dict[str, str]) -> Document:
    """The person has sent the hosted page off. Gives the session, complete or waiting for her yes."""
    _check_payable(twin, session, instrument)
    method = customers.new_method(twin, instrument, payer)
    twin.save(session, _payer=payer)
    if session["mode"] == "setup":
        return _set_up(twin, session, method)
    intent = twin.store.find(session.get("_intent") or "") or _begin(twin, session)
    return _after_attempt(twin, session, intents.attempt(twin, intent, method))


def answer(twin: Twin, session: Document, *, yes: bool) -> Document:
    """What the person told her bank, which had asked her."""
    intent = twin.store.find(session.get("_intent") or "")
    if session["status"] != "open" or intent is None or intent["status"] != "requires_action":
        raise Refused("There is nothing to confirm here any more.")
    if not yes:
        return _after_attempt(twin, session, intents.refuse(twin, intent))
    method = twin.get("payment_method", intent["payment_method"])
    return _after_attempt(twin, session, intents.attempt(twin, intent, method, confirmed=True))


def _check_payable(twin: Twin, session: Document, instrument: Instrument) -> None:
    if session["status"] != "open":
        raise Refused(f"This Checkout Session is {session['status']}.")
    if instrument.type not in methods_of(twin, session):
        raise Refused(f"This Checkout Session does not take {instrument.type}.")


def _begin(twin: Twin, session: Document) -> Document:
    data = session["_intent_data"]
    monthly = session["mode"] == "subscription"
    intent = intents.begin(
        twin,
        amount=total_of(session),
        currency=session["currency"],
        methods=session["payment_method_types"],
        customer=session["customer"],
        description="Subscription creation" if monthly else data.get("description"),
        metadata=data.get("metadata", {}),
        receipt_email=data.get("receipt_email"),
        setup_future_usage="off_session" if monthly else data.get("setup_future_usage"),
        statement_descriptor_suffix=data.get("statement_descriptor_suffix"),
        _session=session["id"],
    )
    twin.save(session, _intent=intent["id"])
    return intent


def _after_attempt(twin: Twin, session: Document, intent: Document) -> Document:
    if intent["status"] in ("succeeded", "processing"):
        return _complete(twin, session, intent)
    if intent["status"] == "requires_action":
        return session
    error = intent["last_payment_error"]
    raise Refused(
        error["message"],
        status=402,
        type="card_error",
        code=error["code"],
        decline_code=error["decline_code"],
        kept=True,
    )


def _complete(twin: Twin, session: Document, intent: Document) -> Document:
    method = twin.get("payment_method", intent["payment_method"])
    customer = _customer(twin, session)
    paid = intent["status"] == "succeeded"
    if session["mode"] == "subscription" and customer is not None:
        subscription = billing.begin(twin, session, intent, customer, method)
        twin.save(session, subscription=subscription["id"], invoice=subscription["latest_invoice"])
    else:
        twin.save(session, payment_intent=intent["id"])
        if customer is not None:
            twin.save(intent, customer=customer["id"])
            charge = twin.get("charge", intent["latest_charge"])
            twin.save(charge, customer=customer["id"])
    return _close(twin, session, payment_status="paid" if paid else "unpaid")


def _customer(twin: Twin, session: Document) -> Document | None:
    if session["customer"]:
        return twin.get("customer", session["customer"])
    if session["mode"] == "payment" and session["customer_creation"] != "always":
        return None
    customer = customers.create(twin, {name: session["_payer"].get(name) for name in ("email", "name")})
    twin.save(session, customer=customer["id"])
    return customer


def _close(twin: Twin, session: Document, *, payment_status: str) -> Document:
    payer = session["_payer"]
    empty = dict.fromkeys(("business_name", "individual_name", "phone"))
    told = empty | {
        "address": customers.NO_ADDRESS | {"country": payer.get("country")},
        "email": payer.get("email"),
        "name": payer.get("name"),
        "tax_exempt": "none",
        "tax_ids": [],
    }
    twin.never("expire_session", session["id"])
    twin.save(session, customer_details=told, payment_status=payment_status, status="complete", url=None)
    twin.tell("checkout.session.completed", session)
    return session


def _set_up(twin: Twin, session: Document, method: Document) -> Document:
    intent = twin.get("setup_intent", session["setup_intent"])
    customer = _customer(twin, session)
    if customer is not None:
        customers.attach(twin, method, customer)
        intent["customer"] = customer["id"]
    twin.save(intent, status="succeeded", payment_method=method["id"])
    twin.save(method, _mandate=billing.mandate_for(twin, method))
    twin.tell("setup_intent.succeeded", intent)
    return _close(twin, session, payment_status="no_payment_required")


def settled(twin: Twin, intent: Document) -> None:
    """A slow bank has answered about money that a session was waiting for."""
    session = find_by_intent(twin, intent)
    if session is None:
        return
    if intent["status"] == "succeeded":
        twin.tell("checkout.session.async_payment_succeeded", twin.save(session, payment_status="paid"))
    else:
        twin.tell("checkout.session.async_payment_failed", session)
