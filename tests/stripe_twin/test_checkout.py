import re
from typing import Any

import pytest
import stripe

from tests.stripe_twin.conftest import NOON, Counter
from tests.stripe_twin.running import Disobeyed


def refused(counter: Counter, **other: Any) -> stripe.InvalidRequestError:
    with pytest.raises(stripe.InvalidRequestError) as caught:
        counter.opened(**other)
    return caught.value


def test_a_session_leads_to_the_hosted_page(counter: Counter) -> None:
    session = counter.opened(metadata={"gift": "7"}, client_reference_id="7", expires_at=NOON + 1800)

    assert (session.status, session.payment_status, session.amount_total, session.currency) == (
        "open",
        "unpaid",
        5000,
        "pln",
    )
    assert session.url == f"{counter.address}/c/pay/{session.id}"
    assert re.fullmatch(r"cs_test_[A-Za-z0-9]{58}", session.id)
    assert (session.metadata.to_dict(), session.client_reference_id) == ({"gift": "7"}, "7")
    assert (session.payment_intent, session.customer, session.subscription) == (None, None, None)


@pytest.mark.parametrize(
    ("other", "methods"),
    [
        ({}, ["card", "blik", "p24"]),
        ({"currency": "eur"}, ["card", "p24", "sepa_debit"]),
        ({"currency": "usd"}, ["card"]),
        ({"mode": "subscription"}, ["card"]),
        ({"mode": "subscription", "currency": "eur"}, ["card", "sepa_debit"]),
        ({"allowed_payment_method_types": ["blik", "sepa_debit"]}, ["blik"]),
        ({"excluded_payment_method_types": ["card"]}, ["blik", "p24"]),
    ],
)
def test_methods_follow_currency_rhythm_and_wish(counter: Counter, other: Any, methods: list[str]) -> None:
    assert counter.opened(**other).payment_method_types == methods


def test_monthly_blik_waits_for_the_capability(counter: Counter) -> None:
    counter.capability(name="blik_recurring_payments", status="active")

    assert counter.opened(mode="subscription").payment_method_types == ["card", "blik"]
    assert counter.opened(mode="subscription", amount=200_001).payment_method_types == ["card"]
    assert counter.v1.accounts.retrieve_current().capabilities.blik_recurring_payments == "active"


@pytest.mark.parametrize(
    ("other", "param", "said"),
    [
        ({"payment_method_types": ["card"]}, "payment_method_types", "Received unknown parameter"),
        ({"locale": "be"}, "locale", "Invalid locale"),
        ({"amount": 199}, "line_items", "minimum charge amount: 2.00 pln"),
        ({"amount": 10**12}, "line_items", "no more than 999,999.99"),
        ({"amount": -5}, "unit_amount", "Invalid non-negative integer"),
        ({"currency": "byn"}, "currency", "Invalid currency: byn"),
        ({"expires_at": NOON + 1799}, "expires_at", "30 minutes to 24 hours"),
        ({"expires_at": NOON + 86_401}, "expires_at", "30 minutes to 24 hours"),
        ({"success_url": "thanks"}, "success_url", "Not a valid URL"),
        ({"success_url": ""}, "success_url", "Missing required param"),
        ({"subscription_data": {"metadata": {"a": "b"}}}, "subscription_data", "in `payment` mode"),
        (
            {"mode": "subscription", "payment_intent_data": {"description": "x"}},
            "payment_intent_data",
            "mode",
        ),
        (
            {"mode": "subscription", "customer_creation": "always"},
            "customer_creation",
            "`payment` and `setup`",
        ),
        ({"customer": "cus_nobody"}, "id", "No such customer"),
        ({"payment_intent_data": {"statement_descriptor_suffix": "<b>"}}, None, "suffix has a letter"),
        ({"metadata": {"k": "v" * 501}}, "metadata", "500 characters"),
        ({"shipping_options": [{"shipping_rate": "x"}]}, "shipping_options", "does not play"),
        ({"allowed_payment_method_types": ["klarna"]}, None, "not activated"),
        ({"currency": "usd", "allowed_payment_method_types": ["blik"]}, None, "No valid payment method"),
    ],
)
def test_what_stripe_would_refuse_is_refused(
    counter: Counter, other: dict[str, Any], param: str | None, said: str
) -> None:
    error = refused(counter, **other)

    assert said in str(error)
    assert param in (None, error.param)
    assert counter.twin.store.rows("SELECT id FROM documents WHERE kind = 'checkout.session'") == []


def test_a_recurring_price_needs_the_other_mode(counter: Counter) -> None:
    order = counter.order(mode="subscription")

    with pytest.raises(stripe.InvalidRequestError, match="recurring price"):
        counter.v1.checkout.sessions.create(order | {"mode": "payment"})


def test_a_session_is_paid_once(counter: Counter) -> None:
    session = counter.opened()
    done = counter.pay(session=session.id)

    assert (done["status"], done["payment_status"], done["url"]) == ("complete", "paid", None)
    assert done["customer_details"]["email"] == "payer@example.org"
    assert done["customer"] is None
    with pytest.raises(Disobeyed, match="This Checkout Session is complete"):
        counter.pay(session=session.id)


def test_a_session_expires_at_its_time_and_takes_no_money_after(counter: Counter) -> None:
    session = counter.opened(expires_at=NOON + 1800)
    counter.clock(ahead=1799)
    assert counter.v1.checkout.sessions.retrieve(session.id).status == "open"

    counter.clock(ahead=1)

    found = counter.v1.checkout.sessions.retrieve(session.id)
    assert (found.status, found.url) == ("expired", None)
    assert counter.told("checkout.session.expired") == ["checkout.session.expired"]
    with pytest.raises(Disobeyed, match="is expired"):
        counter.pay(session=session.id)


def test_the_site_expires_a_session_and_the_payment_that_waits_in_it(counter: Counter) -> None:
    session = counter.opened()
    counter.pay(session=session.id, method="blik", number="123456", yes=None)
    expired = counter.v1.checkout.sessions.expire(session.id)

    assert expired.status == "expired"
    assert counter.v1.payment_intents.list().data[0].status == "canceled"
    with pytest.raises(Disobeyed, match="nothing to confirm"):
        counter.answer(session=session.id, yes=True)
    with pytest.raises(stripe.InvalidRequestError, match="can be expired"):
        counter.v1.checkout.sessions.expire(session.id)


def test_a_paid_session_can_not_be_expired(counter: Counter) -> None:
    session = counter.paid()

    with pytest.raises(stripe.InvalidRequestError, match="not complete"):
        counter.v1.checkout.sessions.expire(session["id"])


def test_numbers_become_what_they_stand_for(counter: Counter) -> None:
    session = counter.paid()
    parts = ["payment_intent.latest_charge.balance_transaction", "line_items"]
    found = counter.v1.checkout.sessions.retrieve(session["id"], {"expand": parts})

    assert found.payment_intent.latest_charge.balance_transaction.amount == 5000
    assert found.line_items.data[0].description == "Where it is needed most"
    with pytest.raises(stripe.InvalidRequestError, match="cannot be expanded"):
        counter.v1.checkout.sessions.retrieve(session["id"], {"expand": ["amount_total"]})


def test_lists_come_page_by_page_the_newest_first(counter: Counter) -> None:
    made = []
    for _ in range(5):
        made.append(counter.opened().id)
        counter.clock(ahead=10)

    pages = counter.v1.checkout.sessions.list({"limit": 2})
    assert [each.id for each in pages.auto_paging_iter()] == made[::-1]
    recent = counter.v1.checkout.sessions.list({"created": {"gte": NOON + 20, "lt": NOON + 40}})
    assert [each.id for each in recent] == [made[3], made[2]]
    with pytest.raises(stripe.InvalidRequestError, match="between 1 and 100"):
        counter.v1.checkout.sessions.list({"limit": 101})


def test_a_method_can_be_saved_without_a_payment(counter: Counter) -> None:
    monthly = counter.paid(mode="subscription")
    order = counter.order(mode="setup", customer=monthly["customer"])
    for name in ("line_items", "submit_type"):
        del order[name]
    session = counter.v1.checkout.sessions.create(order)
    done = counter.pay(session=session.id, number="5555555555554444")
    saved = counter.v1.setup_intents.retrieve(done["setup_intent"])

    assert (done["payment_status"], saved.status) == ("no_payment_required", "succeeded")
    counter.v1.subscriptions.update(monthly["subscription"], {"default_payment_method": saved.payment_method})
    counter.clock(ahead=32 * 86_400)
    assert counter.v1.charges.list().data[0].payment_method == saved.payment_method
