"""Every address of Stripe's that the twin answers, with the type in its library that a request must fit."""

import stripe

from tests.stripe_twin import (
    account,
    acts,
    balance,
    billing,
    catalogue,
    checkout,
    customers,
    disputes,
    hooks,
    intents,
    invoices,
    opening,
    refunds,
)
from tests.stripe_twin.routing import Route, many, one, route

SESSION = (
    "mode line_items success_url cancel_url client_reference_id customer customer_email customer_creation"
    " metadata submit_type locale expires_at allowed_payment_method_types excluded_payment_method_types"
    " currency ui_mode payment_intent_data subscription_data setup_intent_data billing_address_collection"
)
SUBSCRIPTION = (
    "items pause_collection cancel_at_period_end default_payment_method metadata description"
    " proration_behavior cancellation_details"
)
PRODUCT = "name description active metadata images"
PRICE = "currency unit_amount recurring product product_data active metadata nickname lookup_key"
CUSTOMER = "address description email name phone preferred_locales invoice_settings metadata"

CHECKOUT = [
    route("POST", "/v1/checkout/sessions", "checkout.SessionCreateParams", opening.open_session, SESSION),
    route("GET", "/v1/checkout/sessions", "checkout.SessionListParams", acts.sessions),
    one("checkout.session", "/v1/checkout/sessions/{id}", "checkout.SessionRetrieveParams"),
    route(
        "POST",
        "/v1/checkout/sessions/{id}",
        "checkout.SessionUpdateParams",
        lambda twin, sent, number: checkout.change(twin, twin.get("checkout.session", number), sent),
        "metadata",
    ),
    route(
        "POST",
        "/v1/checkout/sessions/{id}/expire",
        "checkout.SessionExpireParams",
        lambda twin, sent, number: checkout.expire(twin, number),
    ),
    route(
        "GET",
        "/v1/checkout/sessions/{id}/line_items",
        "checkout.SessionLineItemListParams",
        lambda twin, sent, number: acts.lines(twin, number),
        "limit",
    ),
]

MONEY = [
    one("payment_intent", "/v1/payment_intents/{id}", "PaymentIntentRetrieveParams"),
    many("payment_intent", "/v1/payment_intents", "PaymentIntentListParams", customer="customer"),
    route("POST", "/v1/payment_intents/{id}", "PaymentIntentUpdateParams", acts.change_intent, "metadata"),
    route(
        "POST",
        "/v1/payment_intents/{id}/cancel",
        "PaymentIntentCancelParams",
        lambda twin, sent, number: intents.cancel(
            twin, twin.get("payment_intent", number), reason=sent.get("cancellation_reason")
        ),
    ),
    one("setup_intent", "/v1/setup_intents/{id}", "SetupIntentRetrieveParams"),
    one("charge", "/v1/charges/{id}", "ChargeRetrieveParams"),
    many("charge", "/v1/charges", "ChargeListParams", customer="customer", payment_intent="payment_intent"),
    route("POST", "/v1/charges/{id}", "ChargeUpdateParams", acts.change_charge, "metadata"),
    route(
        "POST",
        "/v1/refunds",
        "RefundCreateParams",
        refunds.create,
        "charge payment_intent amount reason metadata",
    ),
    one("refund", "/v1/refunds/{id}", "RefundRetrieveParams"),
    many("refund", "/v1/refunds", "RefundListParams", charge="charge", payment_intent="payment_intent"),
    one("dispute", "/v1/disputes/{id}", "DisputeRetrieveParams"),
    many("dispute", "/v1/disputes", "DisputeListParams", charge="charge", payment_intent="payment_intent"),
    route(
        "POST",
        "/v1/disputes/{id}",
        "DisputeUpdateParams",
        lambda twin, sent, number: disputes.change(twin, twin.get("dispute", number), sent),
        "evidence submit metadata",
    ),
    route(
        "POST",
        "/v1/disputes/{id}/close",
        "DisputeCloseParams",
        lambda twin, sent, number: disputes.lose(twin, number),
    ),
    one(
        "radar.early_fraud_warning",
        "/v1/radar/early_fraud_warnings/{id}",
        "radar.EarlyFraudWarningRetrieveParams",
    ),
    many(
        "radar.early_fraud_warning",
        "/v1/radar/early_fraud_warnings",
        "radar.EarlyFraudWarningListParams",
        charge="charge",
        payment_intent="payment_intent",
    ),
    one("balance_transaction", "/v1/balance_transactions/{id}", "BalanceTransactionRetrieveParams"),
    many(
        "balance_transaction",
        "/v1/balance_transactions",
        "BalanceTransactionListParams",
        payout="_payout",
        type="type",
        source="source",
        currency="currency",
    ),
    route("GET", "/v1/balance", "BalanceRetrieveParams", lambda twin, sent: balance.balance(twin)),
    one("payout", "/v1/payouts/{id}", "PayoutRetrieveParams"),
    many("payout", "/v1/payouts", "PayoutListParams", status="status"),
]

BILLING = [
    one("subscription", "/v1/subscriptions/{id}", "SubscriptionRetrieveParams"),
    route(
        "GET",
        "/v1/subscriptions",
        "SubscriptionListParams",
        acts.subscriptions,
        "limit starting_after ending_before created customer status",
    ),
    route(
        "POST",
        "/v1/subscriptions/{id}",
        "SubscriptionUpdateParams",
        lambda twin, sent, number: billing.change(twin, number, sent),
        SUBSCRIPTION,
    ),
    route(
        "DELETE",
        "/v1/subscriptions/{id}",
        "SubscriptionCancelParams",
        lambda twin, sent, number: billing.cancel(twin, number, sent),
        "cancellation_details",
    ),
    one("invoice", "/v1/invoices/{id}", "InvoiceRetrieveParams"),
    route(
        "GET",
        "/v1/invoices",
        "InvoiceListParams",
        acts.invoice_list,
        "limit starting_after ending_before created customer status subscription",
    ),
    route(
        "POST",
        "/v1/invoices/{id}/pay",
        "InvoicePayParams",
        lambda twin, sent, number: invoices.pay(twin, number, sent.get("payment_method")),
        "payment_method off_session",
    ),
    one("invoice_payment", "/v1/invoice_payments/{id}", "InvoicePaymentRetrieveParams"),
    route(
        "GET",
        "/v1/invoice_payments",
        "InvoicePaymentListParams",
        acts.invoice_payments,
        "limit starting_after ending_before created invoice payment status",
    ),
    one("mandate", "/v1/mandates/{id}", "MandateRetrieveParams"),
    one("payment_method", "/v1/payment_methods/{id}", "PaymentMethodRetrieveParams"),
    many(
        "payment_method", "/v1/payment_methods", "PaymentMethodListParams", customer="customer", type="type"
    ),
]

PEOPLE_AND_GOODS = [
    route("POST", "/v1/customers", "CustomerCreateParams", customers.create, CUSTOMER),
    one("customer", "/v1/customers/{id}", "CustomerRetrieveParams"),
    many("customer", "/v1/customers", "CustomerListParams", email="email"),
    route(
        "POST",
        "/v1/customers/{id}",
        "CustomerUpdateParams",
        lambda twin, sent, number: customers.change(twin, twin.get("customer", number), sent),
        CUSTOMER,
    ),
    route(
        "DELETE",
        "/v1/customers/{id}",
        "CustomerDeleteParams",
        lambda twin, sent, number: acts.delete_customer(twin, number),
    ),
    route("POST", "/v1/products", "ProductCreateParams", catalogue.create_product, PRODUCT),
    one("product", "/v1/products/{id}", "ProductRetrieveParams"),
    many("product", "/v1/products", "ProductListParams", active="active"),
    route(
        "POST",
        "/v1/products/{id}",
        "ProductUpdateParams",
        lambda twin, sent, number: catalogue.change(twin, twin.get("product", number), sent),
        PRODUCT,
    ),
    route("POST", "/v1/prices", "PriceCreateParams", catalogue.create_price, PRICE),
    one("price", "/v1/prices/{id}", "PriceRetrieveParams"),
    many("price", "/v1/prices", "PriceListParams", product="product", active="active", currency="currency"),
    route(
        "POST",
        "/v1/prices/{id}",
        "PriceUpdateParams",
        lambda twin, sent, number: catalogue.change(twin, twin.get("price", number), sent),
        "active metadata nickname",
    ),
]

TELLING = [
    one("event", "/v1/events/{id}", "EventRetrieveParams"),
    route("GET", "/v1/events", "EventListParams", acts.events),
    route(
        "POST",
        "/v1/webhook_endpoints",
        "WebhookEndpointCreateParams",
        hooks.create_endpoint,
        "url enabled_events api_version description metadata",
    ),
    one("webhook_endpoint", "/v1/webhook_endpoints/{id}", "WebhookEndpointRetrieveParams"),
    many("webhook_endpoint", "/v1/webhook_endpoints", "WebhookEndpointListParams"),
    route(
        "POST",
        "/v1/webhook_endpoints/{id}",
        "WebhookEndpointUpdateParams",
        lambda twin, sent, number: hooks.change_endpoint(twin, twin.get("webhook_endpoint", number), sent),
    ),
    route(
        "DELETE",
        "/v1/webhook_endpoints/{id}",
        "WebhookEndpointDeleteParams",
        lambda twin, sent, number: hooks.delete_endpoint(twin, twin.get("webhook_endpoint", number)),
    ),
    route("GET", "/v1/account", "AccountRetrieveCurrentParams", lambda twin, sent: account.account(twin)),
]

ROUTES = [*CHECKOUT, *MONEY, *BILLING, *PEOPLE_AND_GOODS, *TELLING]
VERSION = stripe.api_version


def find(method: str, path: str) -> tuple[Route, tuple[str, ...]] | None:
    for each in ROUTES:
        if each.method == method and (found := each.path.fullmatch(path)):
            return each, found.groups()
    return None
