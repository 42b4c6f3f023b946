import pytest

from tests.stripe_twin.conftest import Counter
from tests.stripe_twin.running import Disobeyed


def test_a_card_is_charged_and_the_fee_taken(counter: Counter) -> None:
    charge = counter.charge(counter.paid(number="4000006160000005"))
    line = counter.v1.balance_transactions.retrieve(charge.balance_transaction)

    assert (charge.status, charge.paid, charge.payment_method_details.card.country) == (
        "succeeded",
        True,
        "PL",
    )
    assert (line.type, line.amount, line.fee, line.net, line.status) == ("charge", 5000, 175, 4825, "pending")
    assert counter.told() == [
        "product.created",
        "price.created",
        "payment_intent.created",
        "charge.succeeded",
        "payment_intent.succeeded",
        "checkout.session.completed",
    ]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("4000000000000002", "generic_decline"),
        ("4000000000009995", "insufficient_funds"),
        ("4000000000000069", "expired_card"),
    ],
)
def test_a_declined_card_leaves_the_page_open_for_another(counter: Counter, number: str, code: str) -> None:
    session = counter.opened()
    with pytest.raises(Disobeyed, match="card"):
        counter.pay(session=session.id, number=number)

    (charge,) = counter.v1.charges.list().data
    assert (charge.status, charge.balance_transaction, charge.outcome.reason) == ("failed", None, code)
    assert counter.v1.payment_intents.list().data[0].last_payment_error.decline_code == code
    assert counter.told("charge.failed", "payment_intent.payment_failed", "checkout.session.completed") == [
        "charge.failed",
        "payment_intent.payment_failed",
    ]

    assert counter.pay(session=session.id)["status"] == "complete"
    assert [each.status for each in counter.v1.charges.list()] == ["succeeded", "failed"]
    assert len(counter.v1.payment_intents.list().data) == 1


def test_a_number_that_is_no_card_creates_nothing(counter: Counter) -> None:
    session = counter.opened()

    with pytest.raises(Disobeyed, match="card number is incorrect"):
        counter.pay(session=session.id, number="4111111111111111")
    assert counter.v1.charges.list().data == []


def test_a_rule_of_radar_stops_cards_of_a_country_before_their_bank_is_asked(counter: Counter) -> None:
    counter.block(countries=["BY"])
    session = counter.opened()
    with pytest.raises(Disobeyed, match="declined"):
        counter.pay(session=session.id, number="4000001120000005")

    outcome = counter.v1.charges.list().data[0].outcome
    assert (outcome.type, outcome.network_status) == ("blocked", "not_sent_to_network")


def test_without_the_rule_such_a_card_pays_and_shows_its_country(counter: Counter) -> None:
    charge = counter.charge(counter.paid(number="4000001120000005"))

    assert (charge.status, charge.payment_method_details.card.country) == ("succeeded", "BY")


def test_blik_waits_for_the_bank_app(counter: Counter) -> None:
    session = counter.paid(method="blik", number="123456", yes=None)
    assert (session["status"], counter.v1.payment_intents.list().data[0].status) == (
        "open",
        "requires_action",
    )

    done = counter.answer(session=session["id"], yes=True)
    assert (done["status"], done["payment_status"]) == ("complete", "paid")
    assert counter.charge(done).payment_method_details.type == "blik"


@pytest.mark.parametrize("code", ["12345", "1234567", "12345a", ""])
def test_a_blik_code_has_six_digits(counter: Counter, code: str) -> None:
    with pytest.raises(Disobeyed, match="six digits"):
        counter.paid(method="blik", number=code)


@pytest.mark.parametrize(
    ("method", "number"), [("blik", "123456"), ("p24", "ing"), ("card", "4000002500003155")]
)
def test_whoever_refuses_at_her_bank_can_try_again(counter: Counter, method: str, number: str) -> None:
    session = counter.opened()
    with pytest.raises(Disobeyed):
        counter.pay(session=session.id, method=method, number=number, yes=False)

    assert counter.pay(session=session.id, method=method, number=number)["payment_status"] == "paid"


def test_a_method_that_the_session_lacks_is_refused(counter: Counter) -> None:
    with pytest.raises(Disobeyed, match="does not take sepa_debit"):
        counter.paid(method="sepa_debit", number="AT611904300234573201")


def test_sepa_is_unpaid_until_the_bank_has_answered(counter: Counter) -> None:
    session = counter.paid(currency="eur", method="sepa_debit", number="AT611904300234573201")
    assert (session["status"], session["payment_status"]) == ("complete", "unpaid")
    assert counter.charge(session).status == "pending"

    counter.clock(ahead=5 * 86_400)

    assert counter.v1.checkout.sessions.retrieve(session["id"]).payment_status == "paid"
    assert counter.charge(session).status == "succeeded"
    assert counter.told()[-3:] == [
        "charge.succeeded",
        "payment_intent.succeeded",
        "checkout.session.async_payment_succeeded",
    ]


def test_sepa_may_fail_days_later(counter: Counter) -> None:
    session = counter.paid(currency="eur", method="sepa_debit", number="AT861904300235473202")
    counter.settle(intent=session["payment_intent"])

    assert counter.v1.checkout.sessions.retrieve(session["id"]).payment_status == "unpaid"
    assert counter.told()[-1] == "checkout.session.async_payment_failed"
    assert counter.books()["paid"] == {}


def test_dollars_are_settled_in_zloty_by_a_rate(counter: Counter) -> None:
    charge = counter.charge(counter.paid(currency="usd", amount=1000))
    line = counter.v1.balance_transactions.retrieve(charge.balance_transaction)

    assert (line.currency, line.amount, line.exchange_rate, line.net) == ("pln", 3950, 3.95, 3722)


def test_a_warning_of_fraud_comes_a_minute_later(counter: Counter) -> None:
    charge = counter.charge(counter.paid(number="4000000000005423"))
    counter.clock(ahead=60)

    (warning,) = counter.v1.radar.early_fraud_warnings.list({"charge": charge.id}).data
    assert warning.actionable is True
    assert counter.told()[-1] == "radar.early_fraud_warning.created"
