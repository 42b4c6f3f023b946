import secrets
from typing import Any

from tests.stripe_twin.catalogue import check_metadata, with_metadata
from tests.stripe_twin.instruments import Instrument
from tests.stripe_twin.store import Document
from tests.stripe_twin.twin import Twin

PLAIN = ("address", "description", "email", "name", "phone", "preferred_locales", "invoice_settings")
NO_ADDRESS = dict.fromkeys(("city", "country", "line1", "line2", "postal_code", "state"))


def create(twin: Twin, sent: dict[str, Any]) -> Document:
    customer = twin.new(
        "customer",
        balance=0,
        delinquent=False,
        description=sent.get("description"),
        email=sent.get("email"),
        invoice_settings=_settings(sent.get("invoice_settings", {})),
        invoice_prefix=secrets.token_hex(4).upper(),
        metadata=check_metadata(sent.get("metadata", {})),
        name=sent.get("name"),
        phone=sent.get("phone"),
        preferred_locales=sent.get("preferred_locales", []),
        next_invoice_sequence=1,
        tax_exempt="none",
    )
    twin.tell("customer.created", customer)
    return customer


def _settings(sent: dict[str, Any]) -> dict[str, Any]:
    names = ("custom_fields", "default_payment_method", "footer", "rendering_options")
    return dict.fromkeys(names) | sent


def change(twin: Twin, customer: Document, sent: dict[str, Any]) -> Document:
    before = {name: customer[name] for name in sent if name in PLAIN}
    for name in PLAIN:
        if name in sent:
            customer[name] = sent[name] if sent[name] != "" else None
    if "invoice_settings" in sent:
        customer["invoice_settings"] = _settings(sent["invoice_settings"])
    with_metadata(customer, sent)
    twin.tell("customer.updated", twin.save(customer), before=before)
    return customer


def delete(twin: Twin, customer: Document) -> Document:
    """Only its number stays; whoever cancels the subscriptions does it before."""
    gone = {"id": customer["id"], "object": "customer", "deleted": True}
    twin.tell("customer.deleted", customer)
    customer.clear()
    customer.update(gone)
    return twin.save(customer)


def new_method(twin: Twin, instrument: Instrument, payer: dict[str, Any]) -> Document:
    """A method of payment; the twin remembers the number, which Stripe shows nobody."""
    return twin.new(
        "payment_method",
        billing_details={
            "address": NO_ADDRESS | {"country": payer.get("country")},
            "email": payer.get("email"),
            "name": payer.get("name"),
            "phone": None,
            "tax_id": None,
        },
        metadata={},
        type=instrument.type,
        allow_redisplay="limited",
        _number=instrument.number,
        **{instrument.type: instrument.shown},
    )


def attach(twin: Twin, method: Document, customer: Document) -> None:
    if method["customer"] != customer["id"]:
        twin.save(method, customer=customer["id"])
        twin.tell("payment_method.attached", method)


def instrument_of(method: Document) -> Instrument:
    return Instrument(type=method["type"], number=method["_number"], shown=method[method["type"]])
