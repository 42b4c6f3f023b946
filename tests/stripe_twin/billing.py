"""Monthly gifts as Stripe keeps them: subscriptions, changed and ended by the site or by the calendar."""

from typing import Any

from tests.stripe_twin import catalogue, customers, invoices
from tests.stripe_twin.months import month_after
from tests.stripe_twin.refusals import Refused, missing
from tests.stripe_twin.store import Document
from tests.stripe_twin.twin import Twin

LIVING = ("active", "past_due", "incomplete", "trialing", "unpaid", "paused")


def begin(twin: Twin, session: Document, intent: Document, customer: Document, method: Document) -> Document:
    """The subscription that a finished session asks for, with its first invoice paid or on its way."""
    customers.attach(twin, method, customer)
    twin.save(method, _mandate=mandate_for(twin, method))
    twin.save(intent, customer=customer["id"])
    twin.save(twin.get("charge", intent["latest_charge"]), customer=customer["id"])
    item = session["_items"][0]
    subscription = _new(twin, session, customer, method, twin.get("price", item["price"]), item["quantity"])
    twin.tell("customer.subscription.created", subscription)
    invoice = invoices.first(twin, subscription, intent)
    twin.save(subscription, latest_invoice=invoice["id"])
    twin.later("renew", subscription["id"], at=period_end(subscription))
    return subscription


def _new(
    twin: Twin, session: Document, customer: Document, method: Document, price: Document, quantity: int
) -> Document:
    data = session["_subscription_data"]
    subscription = twin.new(
        "subscription",
        automatic_tax={"disabled_reason": None, "enabled": False, "liability": None},
        billing_cycle_anchor=twin.now(),
        billing_mode={"flexible": {"proration_discounts": "included"}, "type": "flexible"},
        billing_schedules=[],
        cancel_at_period_end=False,
        cancellation_details=dict.fromkeys(("comment", "feedback", "reason")),
        collection_method="charge_automatically",
        currency=price["currency"],
        customer=customer["id"],
        default_payment_method=method["id"],
        description=data.get("description"),
        discounts=[],
        invoice_settings={"account_tax_ids": None, "issuer": {"type": "self"}},
        items={},
        metadata=data.get("metadata", {}),
        payment_settings=dict.fromkeys(("payment_method_options", "payment_method_types"))
        | {"save_default_payment_method": "off"},
        start_date=twin.now(),
        status="active",
        trial_settings={"end_behavior": {"missing_payment_method": "create_invoice"}},
    )
    end = month_after(twin.now(), anchor=twin.now())
    line = twin.new(
        "subscription_item",
        current_period_end=end,
        current_period_start=twin.now(),
        discounts=[],
        metadata={},
        plan=catalogue.plan_of(price),
        price=price,
        quantity=quantity,
        subscription=subscription["id"],
        tax_rates=[],
    )
    return _with_item(twin, subscription, line)


def _with_item(twin: Twin, subscription: Document, item: Document) -> Document:
    url = f"/v1/subscription_items?subscription={subscription['id']}"
    lists = {"object": "list", "data": [item], "has_more": False, "total_count": 1, "url": url}
    twin.save(item)
    return twin.save(subscription, items=lists)


def item_of(subscription: Document) -> Document:
    item: Document = subscription["items"]["data"][0]
    return item


def period_end(subscription: Document) -> int:
    return int(item_of(subscription)["current_period_end"])


def mandate_for(twin: Twin, method: Document) -> str | None:
    """What the payer has agreed to for the months to come, where her bank wants it in writing."""
    if method["type"] not in ("blik", "sepa_debit"):
        return None
    details: dict[str, dict[str, Any]] = {
        "blik": {"expires_at": None, "type": "off_session"},
        "sepa_debit": {"reference": f"TWIN{method['id'][-8:]}", "url": "https://example.org/mandate"},
    }
    mandate = twin.new(
        "mandate",
        customer_acceptance={
            "accepted_at": twin.now(),
            "online": {"ip_address": None, "user_agent": None},
            "type": "online",
        },
        multi_use={},
        payment_method=method["id"],
        payment_method_details={"type": method["type"], method["type"]: details[method["type"]]},
        status="active",
        type="multi_use",
    )
    return str(mandate["id"])


def withdraw(twin: Twin, mandate_id: str) -> Document:
    """The payer takes her consent back in her bank's app."""
    mandate = twin.get("mandate", mandate_id)
    if mandate["status"] != "active":
        raise Refused("This mandate is withdrawn already.")
    twin.save(mandate, status="inactive")
    twin.tell("mandate.updated", mandate, before={"status": "active"})
    return mandate


# --- By the calendar ------------------------------------------------------------------------------
def renew(twin: Twin, id: str) -> None:  # noqa: A002 - as Stripe calls it
    subscription = twin.get("subscription", id)
    if subscription["status"] not in LIVING:
        return
    if subscription["cancel_at_period_end"]:
        end(twin, subscription, reason="cancellation_requested")
        return
    item = item_of(subscription)
    since, start = item["current_period_start"], item["current_period_end"]
    item |= {
        "current_period_start": start,
        "current_period_end": month_after(start, anchor=subscription["billing_cycle_anchor"]),
    }
    _with_item(twin, subscription, item)
    invoice = invoices.draft(twin, subscription, reason="subscription_cycle", since=since)
    twin.save(subscription, latest_invoice=invoice["id"])
    twin.tell(
        "customer.subscription.updated", subscription, before={"items": {"data": []}, "latest_invoice": None}
    )
    twin.later("renew", id, at=period_end(subscription))


def resume_collection(twin: Twin, id: str) -> None:  # noqa: A002
    subscription = twin.get("subscription", id)
    before = {"pause_collection": subscription["pause_collection"]}
    twin.tell("customer.subscription.updated", twin.save(subscription, pause_collection=None), before=before)


# --- By the site ----------------------------------------------------------------------------------
def change(twin: Twin, id: str, sent: dict[str, Any]) -> Document:  # noqa: A002
    subscription = twin.get("subscription", id)
    if subscription["status"] not in LIVING:
        raise Refused("A canceled subscription can only update its cancellation_details and metadata.")
    before: dict[str, Any] = {}
    if "items" in sent:
        before["items"] = twin.shown(subscription["items"])
        _change_amount(twin, subscription, sent)
    if "pause_collection" in sent:
        before["pause_collection"] = subscription["pause_collection"]
        _pause(twin, subscription, sent["pause_collection"])
    if "cancel_at_period_end" in sent:
        before["cancel_at_period_end"] = subscription["cancel_at_period_end"]
        _end_with_period(twin, subscription, sent["cancel_at_period_end"])
    if "default_payment_method" in sent:
        before["default_payment_method"] = subscription["default_payment_method"]
        _change_method(twin, subscription, sent["default_payment_method"])
    for name in ("description", "cancellation_details"):
        if name in sent:
            before[name] = subscription[name]
            subscription[name] = sent[name]
    catalogue.with_metadata(subscription, sent)
    twin.tell("customer.subscription.updated", twin.save(subscription), before=before)
    return subscription


def _change_amount(twin: Twin, subscription: Document, sent: dict[str, Any]) -> None:
    if sent.get("proration_behavior") != "none":
        raise Refused(
            "The twin plays a new amount from the next month on.",
            code="twin_does_not_play",
            param="proration_behavior",
        )
    if len(sent["items"]) != 1 or sent["items"][0].get("deleted"):
        raise Refused("The twin plays subscriptions to one price.", code="twin_does_not_play", param="items")
    wanted, item = sent["items"][0], item_of(subscription)
    if "id" not in wanted:  # Stripe would add a second item, and the donor would pay twice
        raise missing("items[0][id]")
    if wanted["id"] != item["id"]:
        raise Refused(
            f"No such subscription item: '{wanted['id']}'", status=404, code="resource_missing", param="items"
        )
    if {"price", "price_data"} & set(wanted):
        price = catalogue.price_of(twin, wanted, param="items[0]")
        if price["currency"] != subscription["currency"] or price["recurring"] is None:
            raise Refused(
                "The price must come again each month in the subscription's currency.",
                param="items[0][price]",
            )
        item |= {"price": price, "plan": catalogue.plan_of(price)}
    item["quantity"] = wanted.get("quantity", item["quantity"])
    catalogue.with_metadata(item, wanted)
    _with_item(twin, subscription, item)


def _pause(twin: Twin, subscription: Document, wanted: Any) -> None:
    twin.never("resume_collection", subscription["id"])
    if wanted == "":
        subscription["pause_collection"] = None
        return
    resumes_at = wanted.get("resumes_at")
    if resumes_at is not None and resumes_at <= twin.now():
        raise Refused("`resumes_at` must be in the future.", param="pause_collection[resumes_at]")
    subscription["pause_collection"] = {"behavior": wanted["behavior"], "resumes_at": resumes_at}
    if resumes_at is not None:
        twin.later("resume_collection", subscription["id"], at=resumes_at)


def _end_with_period(twin: Twin, subscription: Document, wanted: bool) -> None:
    subscription["cancel_at_period_end"] = wanted
    subscription["cancel_at"] = period_end(subscription) if wanted else None
    subscription["canceled_at"] = twin.now() if wanted else None
    if wanted:
        subscription["cancellation_details"] |= {"reason": "cancellation_requested"}


def _change_method(twin: Twin, subscription: Document, id: str) -> None:  # noqa: A002
    method = twin.get("payment_method", id)
    if method["customer"] != subscription["customer"]:
        message = f"The customer does not have a payment method with the ID {id}."
        raise Refused(message, code="resource_missing", param="default_payment_method")
    if method.get("_mandate") is None:
        twin.save(method, _mandate=mandate_for(twin, method))
    subscription["default_payment_method"] = id


def cancel(twin: Twin, id: str, sent: dict[str, Any]) -> Document:  # noqa: A002
    subscription = twin.get("subscription", id)
    if subscription["status"] not in LIVING:
        raise Refused(f"No such subscription: '{id}'", status=404, code="resource_missing", param="id")
    subscription["cancellation_details"] |= sent.get("cancellation_details", {})
    return end(twin, subscription, reason="cancellation_requested")


def end(twin: Twin, subscription: Document, *, reason: str) -> Document:
    for verb in ("renew", "resume_collection"):
        twin.never(verb, subscription["id"])
    subscription["cancellation_details"] |= {"reason": reason}
    canceled_at = subscription["canceled_at"] or twin.now()
    twin.save(subscription, status="canceled", canceled_at=canceled_at, ended_at=twin.now())
    invoices.stop_collecting(twin, subscription)
    twin.tell("customer.subscription.deleted", subscription)
    return subscription
