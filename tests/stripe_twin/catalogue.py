"""Products and prices, most of them made on the way by a session or a subscription."""

from typing import Any

from tests.stripe_twin.refusals import Refused, missing
from tests.stripe_twin.store import Document
from tests.stripe_twin.twin import Twin


def create_product(twin: Twin, sent: dict[str, Any], *, active: bool = True) -> Document:
    product = twin.new(
        "product",
        active=sent.get("active", active),
        description=sent.get("description"),
        images=sent.get("images", []),
        marketing_features=[],
        metadata=sent.get("metadata", {}),
        name=sent["name"],
        type="service",
        updated=twin.now(),
    )
    twin.tell("product.created", product)
    return product


def create_price(twin: Twin, sent: dict[str, Any], *, active: bool = True) -> Document:
    if sent.get("unit_amount") is None:
        raise missing("unit_amount")
    if sent["unit_amount"] < 0:
        raise Refused("Invalid non-negative integer", param="unit_amount", begun=False)
    price = twin.new(
        "price",
        active=sent.get("active", active),
        billing_scheme="per_unit",
        currency=sent["currency"].lower(),
        lookup_key=sent.get("lookup_key"),
        metadata=sent.get("metadata", {}),
        nickname=sent.get("nickname"),
        product=_product_of(twin, sent, active=active)["id"],
        recurring=_recurring(sent.get("recurring")),
        tax_behavior="unspecified",
        type="recurring" if sent.get("recurring") else "one_time",
        unit_amount=sent["unit_amount"],
        unit_amount_decimal=str(sent["unit_amount"]),
    )
    twin.tell("price.created", price)
    return price


def _product_of(twin: Twin, sent: dict[str, Any], *, active: bool) -> Document:
    if "product" in sent:
        return twin.get("product", sent["product"])
    if "product_data" not in sent:
        raise missing("product_data")
    return create_product(twin, sent["product_data"], active=active)


def _recurring(sent: dict[str, Any] | None) -> dict[str, Any] | None:
    if sent is None:
        return None
    if (sent["interval"], sent.get("interval_count", 1)) != ("month", 1):
        raise Refused(
            "The twin plays what is paid once a month.", code="twin_does_not_play", param="recurring"
        )
    usual = {"meter": None, "trial_period_days": None, "usage_type": "licensed"}
    return usual | {"interval": "month", "interval_count": 1}


def price_of(twin: Twin, item: dict[str, Any], *, param: str) -> Document:
    """The price that an item names, or that it describes."""
    if "price" in item:
        return twin.get("price", item["price"])
    if "price_data" not in item:
        raise missing(f"{param}[price]")
    return create_price(twin, item["price_data"], active=False)


def plan_of(price: Document) -> Document:
    """The old face of a price that subscription items still show."""
    return {
        "id": price["id"],
        "object": "plan",
        "active": price["active"],
        "amount": price["unit_amount"],
        "amount_decimal": price["unit_amount_decimal"],
        "billing_scheme": "per_unit",
        "created": price["created"],
        "currency": price["currency"],
        "interval": price["recurring"]["interval"],
        "interval_count": price["recurring"]["interval_count"],
        "livemode": False,
        "metadata": {},
        "meter": None,
        "nickname": None,
        "product": price["product"],
        "tiers_mode": None,
        "transform_usage": None,
        "trial_period_days": None,
        "usage_type": "licensed",
    }


def change(twin: Twin, document: Document, sent: dict[str, Any]) -> Document:
    """Products and prices change in the same plain way."""
    before = {name: document[name] for name in sent if name != "metadata"}
    document.update({name: value for name, value in sent.items() if name != "metadata"})
    with_metadata(document, sent)
    twin.tell(f"{document['object']}.updated", twin.save(document), before=before)
    return document


def with_metadata(document: Document, sent: dict[str, Any]) -> None:
    """New words come to those that are there; an empty one takes its own away, emptiness all of them."""
    if "metadata" not in sent:
        return
    if sent["metadata"] == "":
        document["metadata"] = {}
        return
    check_metadata(sent["metadata"])
    merged = (document["metadata"] or {}) | sent["metadata"]
    document["metadata"] = {name: value for name, value in merged.items() if value != ""}


def check_metadata(metadata: dict[str, str]) -> dict[str, str]:
    if len(metadata) > 50 or any(len(name) > 40 or len(value) > 500 for name, value in metadata.items()):
        message = "Metadata holds at most 50 names of 40 characters, with values of 500 characters."
        raise Refused(message, param="metadata", begun=False)
    return metadata
