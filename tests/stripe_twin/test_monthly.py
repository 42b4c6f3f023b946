from datetime import UTC, datetime

import pytest
import stripe
from hypothesis import given
from hypothesis import strategies as some

from tests.stripe_twin.conftest import Counter
from tests.stripe_twin.months import month_after
from tests.stripe_twin.running import Disobeyed

DAY = 86_400
MONTH = 31 * DAY


def begun(counter: Counter, **payer: str) -> stripe.Subscription:
    session = counter.paid(mode="subscription", subscription_data={"metadata": {"gift": "7"}}, **payer)
    found: stripe.Subscription = counter.v1.subscriptions.retrieve(session["subscription"])
    return found


def states(counter: Counter, subscription: stripe.Subscription) -> list[str]:
    """Of its invoices, the oldest first."""
    return [each.status for each in counter.v1.invoices.list({"subscription": subscription.id})][::-1]


def test_a_monthly_gift_begins_with_its_first_payment(counter: Counter) -> None:
    subscription = begun(counter)
    invoice = counter.v1.invoices.retrieve(subscription.latest_invoice, {"expand": ["payments"]})

    assert (subscription.status, subscription.metadata.to_dict()) == ("active", {"gift": "7"})
    assert (invoice.status, invoice.amount_paid, invoice.billing_reason) == (
        "paid",
        5000,
        "subscription_create",
    )
    assert invoice.parent.subscription_details.subscription == subscription.id
    intent = counter.v1.payment_intents.retrieve(invoice.payments.data[0].payment.payment_intent)
    assert (intent.status, intent.customer) == ("succeeded", subscription.customer)
    assert counter.told()[-9:] == [
        "customer.created",
        "payment_method.attached",
        "customer.subscription.created",
        "invoice.created",
        "invoice.finalized",
        "invoice_payment.paid",
        "invoice.paid",
        "invoice.payment_succeeded",
        "checkout.session.completed",
    ]


def test_it_does_not_begin_while_the_card_is_declined(counter: Counter) -> None:
    with pytest.raises(Disobeyed):
        begun(counter, number="4000000000000002")

    assert counter.v1.subscriptions.list({"status": "all"}).data == []
    assert counter.v1.customers.list().data == []


def test_it_is_paid_each_month(counter: Counter) -> None:
    subscription = begun(counter)
    counter.clock(ahead=3 * MONTH + DAY)

    assert states(counter, subscription) == ["paid"] * 4
    assert counter.books()["paid"] == {"pln": 20_000}


def test_an_invoice_is_a_draft_for_an_hour(counter: Counter) -> None:
    subscription = begun(counter)
    counter.clock(to=subscription["items"].data[0].current_period_end)
    assert states(counter, subscription) == ["paid", "draft"]

    counter.clock(ahead=3600)
    assert states(counter, subscription) == ["paid", "paid"]


def test_a_declined_month_is_tried_again_and_then_given_up(counter: Counter) -> None:
    subscription = begun(counter)
    counter.decline(customer=subscription.customer)
    counter.clock(ahead=MONTH)
    invoice = counter.v1.invoices.retrieve(counter.v1.subscriptions.retrieve(subscription.id).latest_invoice)
    assert (invoice.status, invoice.attempt_count) == ("open", 1)
    assert counter.v1.subscriptions.retrieve(subscription.id).status == "past_due"

    counter.clock(ahead=16 * DAY)

    found = counter.v1.subscriptions.retrieve(subscription.id)
    assert (found.status, found.cancellation_details.reason) == ("canceled", "payment_failed")
    assert counter.told("invoice.payment_failed") == ["invoice.payment_failed"] * 4
    assert counter.told()[-1] == "customer.subscription.deleted"
    assert len(counter.v1.payment_intents.list({"customer": subscription.customer}).data) == 2


def test_a_month_that_is_paid_late_mends_it(counter: Counter) -> None:
    subscription = begun(counter)
    counter.decline(customer=subscription.customer)
    counter.clock(ahead=MONTH)
    counter.decline(customer=subscription.customer, on=False)
    counter.clock(ahead=4 * DAY)

    assert states(counter, subscription) == ["paid", "paid"]
    assert counter.v1.subscriptions.retrieve(subscription.id).status == "active"


def test_a_bank_that_wants_to_be_asked_is_told_as_such(counter: Counter) -> None:
    begun(counter, number="4000002760003184")
    counter.clock(ahead=MONTH)

    assert counter.told("invoice.payment_failed", "invoice.payment_action_required") == [
        "invoice.payment_failed",
        "invoice.payment_action_required",
    ]


def test_a_new_card_on_the_invoices_page_pays_it_and_the_months_to_come(counter: Counter) -> None:
    subscription = begun(counter, number="4000000000000341")
    counter.clock(ahead=MONTH)
    invoice = counter.v1.invoices.list({"subscription": subscription.id, "status": "open"}).data[0]
    assert invoice.hosted_invoice_url == f"{counter.address}/i/{invoice.id}"

    counter.pay_invoice(invoice=invoice.id, number="5555555555554444")
    counter.clock(ahead=MONTH)

    assert states(counter, subscription) == ["paid"] * 3
    card = counter.charge(
        {"payment_intent": counter.v1.payment_intents.list().data[0].id}
    ).payment_method_details.card
    assert card.brand == "mastercard"


def test_an_invoice_is_paid_on_demand_and_the_refusal_told(counter: Counter) -> None:
    subscription = begun(counter, number="4000000000000341")
    counter.clock(ahead=MONTH)
    invoice = counter.v1.invoices.list({"subscription": subscription.id, "status": "open"}).data[0]

    with pytest.raises(stripe.CardError) as caught:
        counter.v1.invoices.pay(invoice.id)
    assert caught.value.code == "card_declined"
    assert counter.v1.invoices.retrieve(invoice.id).attempt_count == 2


def test_a_new_amount_counts_from_the_next_month(counter: Counter) -> None:
    subscription = begun(counter)
    item = subscription["items"].data[0]
    price = {
        "currency": "pln",
        "product": item.price.product,
        "recurring": {"interval": "month"},
        "unit_amount": 9000,
    }
    told = {"items": [{"id": item.id, "price_data": price}], "proration_behavior": "none"}
    counter.v1.subscriptions.update(subscription.id, told)
    counter.clock(ahead=MONTH)

    amounts = [each.amount_paid for each in counter.v1.invoices.list({"subscription": subscription.id})]
    assert amounts == [9000, 5000]


def test_an_amount_without_the_items_number_would_charge_twice_and_is_refused(counter: Counter) -> None:
    subscription = begun(counter)
    item = {"price": subscription["items"].data[0].price.id}

    with pytest.raises(stripe.InvalidRequestError, match=r"items\[0\]\[id\]"):
        counter.v1.subscriptions.update(subscription.id, {"items": [item], "proration_behavior": "none"})


def test_a_part_of_a_month_is_not_played(counter: Counter) -> None:
    subscription = begun(counter)
    item = {"id": subscription["items"].data[0].id, "quantity": 2}

    with pytest.raises(stripe.InvalidRequestError, match="from the next month on"):
        counter.v1.subscriptions.update(subscription.id, {"items": [item]})


@pytest.mark.parametrize(
    ("behavior", "state"),
    [("void", "void"), ("keep_as_draft", "draft"), ("mark_uncollectible", "uncollectible")],
)
def test_a_pause_takes_no_money_until_it_is_over(counter: Counter, behavior: str, state: str) -> None:
    subscription = begun(counter)
    pause = {"behavior": behavior, "resumes_at": counter.now + MONTH + DAY}
    counter.v1.subscriptions.update(subscription.id, {"pause_collection": pause})
    counter.clock(ahead=2 * MONTH + DAY)

    assert states(counter, subscription) == ["paid", state, "paid"]
    assert counter.v1.subscriptions.retrieve(subscription.id).pause_collection is None


def test_a_pause_is_ended_by_hand(counter: Counter) -> None:
    subscription = begun(counter)
    counter.v1.subscriptions.update(subscription.id, {"pause_collection": {"behavior": "void"}})
    counter.v1.subscriptions.update(subscription.id, {"pause_collection": ""})
    counter.clock(ahead=MONTH)

    assert states(counter, subscription) == ["paid", "paid"]


def test_it_ends_at_once_or_with_its_month(counter: Counter) -> None:
    at_once, later = begun(counter), begun(counter)
    ended = counter.v1.subscriptions.cancel(at_once.id, {"cancellation_details": {"feedback": "other"}})
    counter.v1.subscriptions.update(later.id, {"cancel_at_period_end": True})
    assert (ended.status, counter.v1.subscriptions.retrieve(later.id).status) == ("canceled", "active")

    counter.clock(ahead=2 * MONTH)

    assert counter.v1.subscriptions.retrieve(later.id).status == "canceled"
    assert states(counter, at_once) == states(counter, later) == ["paid"]
    assert counter.v1.subscriptions.list().data == []
    assert len(counter.v1.subscriptions.list({"status": "all"}).data) == 2
    with pytest.raises(stripe.InvalidRequestError, match="No such subscription"):
        counter.v1.subscriptions.cancel(at_once.id)


def test_monthly_blik_stops_when_the_mandate_is_withdrawn(counter: Counter) -> None:
    counter.capability(name="blik_recurring_payments", status="active")
    subscription = begun(counter, method="blik", number="123456")
    counter.clock(ahead=MONTH)
    assert states(counter, subscription) == ["paid", "paid"]
    event = None
    for row in counter.twin.store.rows("SELECT id FROM documents WHERE kind = 'mandate'"):
        event = counter.withdraw(mandate=row["id"])
    assert event is not None
    assert event["status"] == "inactive"

    counter.clock(ahead=MONTH)

    assert states(counter, subscription)[-1] == "open"
    assert counter.told("mandate.updated") == ["mandate.updated"]
    assert counter.v1.charges.list().data[0].failure_code == "payment_intent_mandate_invalid"


def test_a_customer_who_is_deleted_gives_no_more(counter: Counter) -> None:
    subscription = begun(counter)
    gone = counter.v1.customers.delete(subscription.customer)
    counter.clock(ahead=2 * MONTH)

    assert gone.deleted is True
    assert states(counter, subscription) == ["paid"]


@given(some.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=some.just(UTC)))  # noqa: DTZ001
def test_a_month_later_is_the_same_day_or_the_last(day: datetime) -> None:
    at = int(day.timestamp())
    then = datetime.fromtimestamp(month_after(at, anchor=at), UTC)

    assert (then.year * 12 + then.month) - (day.year * 12 + day.month) == 1
    assert then.day == day.day or (
        then.day < day.day and datetime.fromtimestamp(then.timestamp() + DAY, UTC).day == 1
    )


def test_a_short_month_does_not_move_the_day() -> None:
    january = int(datetime(2027, 1, 31, 12, tzinfo=UTC).timestamp())
    february = month_after(january, anchor=january)

    assert [
        datetime.fromtimestamp(each, UTC).day for each in (february, month_after(february, anchor=january))
    ] == [28, 31]
