import dataclasses
from datetime import timedelta

import pytest
import stripe

from donations import gateway, giving, ordering, remote
from donations.methods import Rhythm
from donations.money import Money
from donations.remote import Broken, Gone, Unsure

pytestmark = pytest.mark.django_db(databases=["default", "vault"])


def order_of(counter, **more):
    gift = counter.promise(**more)
    attempt = giving._attempt(gift.pk, at=counter.now)
    return giving.order(attempt, thanks_url="https://example.org/t", back_url="https://example.org/b")


@pytest.fixture
def anew():
    gateway._client.cache_clear()
    yield
    gateway._client.cache_clear()


def test_it_speaks_the_version_the_library_is_pinned_to():
    assert stripe.api_version == gateway.API_VERSION
    assert gateway.API_VERSION.endswith(".endive")


def test_it_sends_no_telemetry_and_waits_for_seconds_only(counter):
    assert not stripe.enable_telemetry
    asking = gateway.client()._requestor
    assert asking._client._timeout == gateway.TIMEOUT
    assert asking._options.max_network_retries == gateway.TRIES_AGAIN


def test_stripe_that_hangs_is_left_after_the_time_limit(counter, anew, monkeypatch):
    monkeypatch.setattr(gateway, "TIMEOUT", (1, 0.2))
    monkeypatch.setattr(gateway, "TRIES_AGAIN", 0)
    counter.misbehave(what="hang", times=1, seconds=1)
    with pytest.raises(Unsure):
        gateway.charge("ch_1")


def test_errors_name_their_kind_and_nothing_that_stripe_says(counter):
    with pytest.raises(Gone) as gone:
        gateway.charge("ch_of_nobody")
    assert "ch_of_nobody" not in str(gone.value)
    counter.misbehave(what="refuse", times=2)
    with pytest.raises(Broken, match="APIError 500"):
        gateway.charge("ch_1")


def test_without_a_key_nothing_is_asked(settings):
    settings.STRIPE_SECRET_KEY = ""
    with pytest.raises(Unsure, match="No key"):
        gateway.charge("ch_1")


def test_of_the_payer_nothing_is_read():
    kinds = [each for each in vars(remote).values() if dataclasses.is_dataclass(each)]
    told = {field.name for each in kinds for field in dataclasses.fields(each)}
    assert told & {"name", "phone", "address", "customer", "last4", "iban", "customer_email"} == set()
    assert [each.__name__ for each in kinds if "email" in each.__dataclass_fields__] == ["Order"]


def test_a_page_is_ordered_for_donations_with_methods_language_and_half_an_hour(counter):
    order = order_of(counter)
    params = ordering.params(order)
    ours = {"gift": order.gift, "attempt": order.key}
    assert params == {
        "mode": "payment",
        "submit_type": "donate",
        "locale": "pl",
        "client_reference_id": order.gift,
        "metadata": ours,
        "payment_intent_data": {"metadata": ours},
        "customer_creation": "if_required",
        "customer_email": "ada@example.org",
        "allowed_payment_method_types": ["blik", "p24", "card"],
        "expires_at": int(order.expires_at.timestamp()),
        "success_url": "https://example.org/t",
        "cancel_url": "https://example.org/b",
        "line_items": [
            {
                "price_data": {
                    "currency": "pln",
                    "unit_amount": 50_00,
                    "product_data": {"name": "Darowizna"},
                },
                "quantity": 1,
            }
        ],
    }
    assert timedelta(minutes=30) < order.expires_at - counter.now <= timedelta(minutes=32)


def test_a_monthly_one_recurs_and_names_its_gift_on_the_subscription(counter):
    order = order_of(counter, rhythm=Rhythm.MONTHLY, page_language="en", amount=Money(20_00, "eur"))
    params = ordering.params(order)
    price = params["line_items"][0]["price_data"]
    assert (params["mode"], price["recurring"], price["product_data"], params["subscription_data"]) == (
        "subscription",
        {"interval": "month"},
        {"name": "Monthly donation"},
        {"metadata": {"gift": order.gift, "attempt": order.key}},
    )
    assert not {"payment_intent_data", "customer_creation"} & params.keys()


def test_the_words_of_a_donor_never_leave(counter):
    order = order_of(counter, name="Alena <b>", message="Жыве!")
    assert "Alena" not in str(ordering.params(order))
    assert "Жыве" not in str(ordering.params(order))


def test_what_stands_on_the_bank_statement_is_neutral(counter, settings):
    settings.STRIPE_DESCRIPTOR_SUFFIX = "THANKS"
    data = ordering.params(order_of(counter))["payment_intent_data"]
    assert data["statement_descriptor_suffix"] == "THANKS"
