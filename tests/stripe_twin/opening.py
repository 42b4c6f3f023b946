"""What a Checkout Session may be opened with, and the session that comes of it."""

from typing import Any

from tests.stripe_twin import balance, catalogue
from tests.stripe_twin.refusals import Refused, missing
from tests.stripe_twin.store import Document
from tests.stripe_twin.twin import Twin

SHORTEST, LONGEST = 30 * 60, 24 * 60 * 60
MODES = {"payment_intent_data": "payment", "subscription_data": "subscription", "setup_intent_data": "setup"}
CURRENCIES = {"card": None, "blik": {"pln"}, "p24": {"pln", "eur"}, "sepa_debit": {"eur"}}
FORBIDDEN_IN_DESCRIPTOR = set("<>\\'\"*")


def open_session(twin: Twin, sent: dict[str, Any]) -> Document:
    mode = _mode(sent)
    prices = _prices(twin, sent, mode)
    currency = _currency(sent, prices)
    expires_at = sent.get("expires_at", twin.now() + LONGEST)
    if not SHORTEST <= expires_at - twin.now() <= LONGEST:
        message = "The `expires_at` timestamp must be 30 minutes to 24 hours from Checkout Session creation."
        raise Refused(message, param="expires_at", begun=False)
    data = sent.get("payment_intent_data", {})
    _check_descriptor(data.get("statement_descriptor_suffix"))
    catalogue.check_metadata(data.get("metadata", {}))
    session = _new(twin, sent, mode=mode, currency=currency, expires_at=expires_at, prices=prices)
    methods = methods_of(twin, session)
    if not methods:
        raise Refused("No valid payment method types for this Checkout Session.", begun=False)
    twin.save(session, payment_method_types=methods, url=f"twin://c/pay/{session['id']}")
    if mode == "setup":
        twin.save(session, setup_intent=_setup_intent(twin, session)["id"])
    elif total_of(session):
        balance.check_amount(total_of(session), currency, param="line_items")
    twin.later("expire_session", session["id"], at=expires_at)
    return session


def _mode(sent: dict[str, Any]) -> str:
    for name in ("mode", "success_url"):
        if not sent.get(name):
            raise missing(name)
    mode: str = sent["mode"]
    for name, meant in MODES.items():
        if name in sent and mode != meant:
            message = f"You can not pass `{name}` in `{mode}` mode."
            raise Refused(message, param=name, begun=False)
    if "customer_creation" in sent and mode == "subscription":
        message = "`customer_creation` can only be used in `payment` and `setup` mode."
        raise Refused(message, param="customer_creation", begun=False)
    if "customer" in sent and {"customer_email", "customer_creation"} & set(sent):
        raise Refused("You may only specify one of these parameters: customer, customer_email.", begun=False)
    if sent.get("ui_mode", "hosted_page") != "hosted_page":
        raise Refused("The twin plays hosted pages.", code="twin_does_not_play", param="ui_mode", begun=False)
    for name in ("success_url", "cancel_url"):
        if name in sent and not sent[name].startswith(("http://", "https://")):
            message = "Not a valid URL. URLs must include an explicit scheme (such as https)."
            raise Refused(message, code="url_invalid", param=name, begun=False)
    return mode


def _prices(twin: Twin, sent: dict[str, Any], mode: str) -> list[Document]:
    if mode == "setup":
        return []
    if not sent.get("line_items"):
        raise missing("line_items")
    prices = []
    for number, item in enumerate(sent["line_items"]):
        if item.get("quantity", 0) < 1:
            raise missing(f"line_items[{number}][quantity]")
        prices.append(catalogue.price_of(twin, item, param=f"line_items[{number}]"))
    recurring = [price for price in prices if price["recurring"]]
    if mode == "payment" and recurring:
        message = "You specified `payment` mode but passed a recurring price."
        raise Refused(message, param="mode", begun=False)
    if mode == "subscription" and len(prices) != 1:
        raise Refused(
            "The twin plays subscriptions to one price.", code="twin_does_not_play", param="line_items"
        )
    if mode == "subscription" and not recurring:
        message = "You must provide at least one recurring price in `subscription` mode when using prices."
        raise Refused(message, param="mode", begun=False)
    return prices


def _currency(sent: dict[str, Any], prices: list[Document]) -> str:
    currencies = {price["currency"] for price in prices} or {sent.get("currency", "pln").lower()}
    if len(currencies) > 1:
        raise Refused("All line items must have the same currency.", param="line_items", begun=False)
    (currency,) = currencies
    if currency not in balance.SMALLEST:
        raise Refused(f"Invalid currency: {currency}.", param="currency", begun=False)
    return str(currency)


def _check_descriptor(suffix: str | None) -> None:
    if suffix is None:
        return
    if (
        len(suffix) > 22
        or FORBIDDEN_IN_DESCRIPTOR & set(suffix)
        or not any(each.isalpha() for each in suffix)
    ):
        message = (
            "The statement descriptor suffix has a letter, at most 22 characters and none of < > \\ ' \" *."
        )
        raise Refused(message, param="payment_intent_data[statement_descriptor_suffix]", begun=False)


def _new(
    twin: Twin, sent: dict[str, Any], *, mode: str, currency: str, expires_at: int, prices: list[Document]
) -> Document:
    counts = [item["quantity"] for item in sent.get("line_items", [])] if prices else []
    items = [{"price": price["id"], "quantity": count} for price, count in zip(prices, counts, strict=True)]
    total = sum(price["unit_amount"] * count for price, count in zip(prices, counts, strict=True))
    if len(sent.get("client_reference_id", "")) > 200:
        raise Refused(
            "`client_reference_id` holds at most 200 characters.", param="client_reference_id", begun=False
        )
    if "customer" in sent:
        twin.get("customer", sent["customer"])
    plain = ("cancel_url", "client_reference_id", "customer", "customer_email", "submit_type", "success_url")
    wanted = ("allowed_payment_method_types", "excluded_payment_method_types", "billing_address_collection")
    return twin.new(
        "checkout.session",
        **{name: sent[name] for name in (*plain, *wanted) if name in sent},
        amount_subtotal=total if prices else None,
        amount_total=total if prices else None,
        automatic_tax={"enabled": False, "liability": None, "provider": None, "status": None},
        currency=currency,
        custom_fields=[],
        custom_text=dict.fromkeys(
            ("after_submit", "shipping_address", "submit", "terms_of_service_acceptance")
        ),
        customer_creation=None if mode == "subscription" else sent.get("customer_creation", "if_required"),
        expires_at=expires_at,
        locale=sent.get("locale"),
        metadata=catalogue.check_metadata(sent.get("metadata", {})),
        mode=mode,
        payment_method_collection="always" if mode == "subscription" else "if_required",
        payment_method_options={},
        payment_method_types=[],
        payment_status="no_payment_required" if mode == "setup" else "unpaid",
        phone_number_collection={"enabled": False},
        shipping_options=[],
        status="open",
        total_details={"amount_discount": 0, "amount_shipping": 0, "amount_tax": 0},
        ui_mode="hosted_page",
        _intent_data=sent.get("payment_intent_data", {}),
        _items=items,
        _payer={},
        _setup_data=sent.get("setup_intent_data", {}),
        _subscription_data=sent.get("subscription_data", {}),
    )


def _setup_intent(twin: Twin, session: Document) -> Document:
    data = session["_setup_data"]
    intent = twin.new(
        "setup_intent",
        customer=session["customer"],
        description=data.get("description"),
        metadata=data.get("metadata", {}),
        payment_method_options={},
        payment_method_types=session["payment_method_types"],
        status="requires_payment_method",
        usage="off_session",
    )
    twin.tell("setup_intent.created", intent)
    return intent


def total_of(session: Document) -> int:
    return session["amount_total"] or 0


def methods_of(twin: Twin, session: Document) -> list[str]:
    """Those that the account has, that know the currency and the rhythm, and that the session leaves in."""
    allowed = session["allowed_payment_method_types"]
    excluded = session["excluded_payment_method_types"] or []
    able = [
        each for each in capable(twin) if CURRENCIES[each] is None or session["currency"] in CURRENCIES[each]
    ]
    if allowed and (strangers := set(allowed) - set(capable(twin))):
        message = f"The payment method type {min(strangers)!r} is not activated for your account."
        raise Refused(message, param="allowed_payment_method_types", begun=False)
    if session["mode"] != "payment":
        able = [each for each in able if _comes_again(twin, each, total_of(session))]
    return [each for each in able if each not in excluded and (not allowed or each in allowed)]


def _comes_again(twin: Twin, method: str, amount: int) -> bool:
    if method == "blik":
        return capabilities(twin)["blik_recurring_payments"] == "active" and amount <= 200_000
    return method != "p24"


def capabilities(twin: Twin) -> dict[str, str]:
    usual = dict.fromkeys(
        ("card_payments", "blik_payments", "p24_payments", "sepa_debit_payments", "transfers"), "active"
    )
    return usual | {"blik_recurring_payments": "inactive"} | twin.store.setting("capabilities", {})


def capable(twin: Twin) -> list[str]:
    have = capabilities(twin)
    return [each for each in CURRENCIES if have[f"{each}_payments"] == "active"]


def line_items(twin: Twin, session: Document) -> Document:
    data = []
    for item in session["_items"]:
        price = twin.get("price", item["price"])
        total = price["unit_amount"] * item["quantity"]
        data.append(
            {
                "id": f"li_{session['id'][-20:]}{len(data)}",
                "object": "item",
                "adjustable_quantity": None,
                "amount_discount": 0,
                "amount_subtotal": total,
                "amount_tax": 0,
                "amount_total": total,
                "currency": price["currency"],
                "description": twin.get("product", price["product"])["name"],
                "metadata": {},
                "price": price,
                "quantity": item["quantity"],
            }
        )
    return {
        "object": "list",
        "data": data,
        "has_more": False,
        "url": f"/v1/checkout/sessions/{session['id']}/line_items",
    }
