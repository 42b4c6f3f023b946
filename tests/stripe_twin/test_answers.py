import pytest
import stripe

from tests.stripe_twin.conftest import NOON, Counter
from tests.stripe_twin.running import Disobeyed

CREATE = {"only": "/v1/checkout/sessions", "method": "POST"}


def sessions(counter: Counter) -> int:
    return len(counter.v1.checkout.sessions.list({"limit": 100}).data)


def test_the_same_key_gets_the_same_answer(counter: Counter) -> None:
    first = counter.v1.checkout.sessions.create(counter.order(), {"idempotency_key": "k"})
    second = counter.v1.checkout.sessions.create(counter.order(), {"idempotency_key": "k"})

    assert (first.id, sessions(counter)) == (second.id, 1)
    assert second.last_response.headers["Idempotent-Replayed"] == "true"


def test_the_same_key_asks_for_nothing_else(counter: Counter) -> None:
    counter.v1.checkout.sessions.create(counter.order(), {"idempotency_key": "k"})

    with pytest.raises(stripe.IdempotencyError):
        counter.v1.checkout.sessions.create(counter.order(amount=9000), {"idempotency_key": "k"})


def test_a_key_lasts_a_day(counter: Counter) -> None:
    counter.v1.checkout.sessions.create(counter.order(), {"idempotency_key": "k"})
    counter.clock(ahead=86_401)
    counter.v1.checkout.sessions.create(counter.order(), {"idempotency_key": "k"})

    assert sessions(counter) == 2


def test_a_request_that_does_not_fit_leaves_its_key_free(counter: Counter) -> None:
    with pytest.raises(stripe.InvalidRequestError):
        counter.v1.checkout.sessions.create(counter.order(locale="be"), {"idempotency_key": "k"})

    assert counter.v1.checkout.sessions.create(counter.order(), {"idempotency_key": "k"}).status == "open"


def test_a_refusal_of_the_work_is_kept_under_its_key(counter: Counter) -> None:
    charge = counter.charge(counter.paid())
    for _ in range(2):
        with pytest.raises(stripe.InvalidRequestError, match="greater than unrefunded"):
            counter.v1.refunds.create({"charge": charge.id, "amount": 9999}, {"idempotency_key": "r"})


@pytest.mark.parametrize("what", ["lose", "hang"])
def test_a_lost_answer_is_given_again_and_the_work_not_done_twice(counter: Counter, what: str) -> None:
    counter.misbehave(what=what, seconds=0, **CREATE)
    with pytest.raises(stripe.APIConnectionError):
        counter.v1.checkout.sessions.create(counter.order(), {"idempotency_key": "k"})
    again = counter.v1.checkout.sessions.create(counter.order(), {"idempotency_key": "k"})

    assert (again.status, sessions(counter)) == ("open", 1)


def test_without_a_key_a_lost_answer_costs_a_second_session(counter: Counter) -> None:
    """Why a key is stored before the question is asked."""
    counter.misbehave(what="lose", **CREATE)
    with pytest.raises(stripe.APIConnectionError):
        counter.opened()
    counter.opened()

    assert sessions(counter) == 2


def test_an_error_after_the_work_is_told_again_under_its_key(counter: Counter) -> None:
    counter.misbehave(what="error", **CREATE)
    for _ in range(2):
        with pytest.raises(stripe.APIError):
            counter.v1.checkout.sessions.create(counter.order(), {"idempotency_key": "k"})
    other = counter.v1.checkout.sessions.create(counter.order(), {"idempotency_key": "another"})

    assert (other.status, sessions(counter)) == ("open", 2)


def test_the_library_asks_again_by_itself(counter: Counter) -> None:
    counter.misbehave(what="lose", times=2, **CREATE)
    client = counter.client(max_network_retries=2)

    assert client.v1.checkout.sessions.create(counter.order()).status == "open"
    assert sessions(counter) == 1


@pytest.mark.parametrize(
    ("what", "error"),
    [
        ("refuse", stripe.APIError),
        ("forbid", stripe.PermissionError),
        ("limit", stripe.RateLimitError),
        ("busy", stripe.APIError),
    ],
)
def test_a_refusal_before_the_work_leaves_nothing(
    counter: Counter, what: str, error: type[Exception]
) -> None:
    counter.misbehave(what=what, **CREATE)
    with pytest.raises(error):
        counter.v1.checkout.sessions.create(counter.order(), {"idempotency_key": "k"})
    counter.v1.checkout.sessions.create(counter.order(), {"idempotency_key": "k"})

    assert sessions(counter) == 1


def test_a_mood_may_wait_for_one_address(counter: Counter) -> None:
    counter.misbehave(what="refuse", only="/v1/refunds")

    assert counter.opened().status == "open"


def test_a_mood_that_it_does_not_know_is_named(counter: Counter) -> None:
    with pytest.raises(Disobeyed, match="knows no mood 'sulk'"):
        counter.misbehave(what="sulk")
    with pytest.raises(Disobeyed, match="knows no command 'dance'"):
        counter.dance()
    with pytest.raises(Disobeyed, match="pay: "):
        counter.pay(colour="red")


def test_a_wrong_key_is_not_let_in(counter: Counter) -> None:
    client = stripe.StripeClient("sk_live_real", base_addresses={"api": counter.address})

    with pytest.raises(stripe.AuthenticationError, match=r"sk_live_\*\*\*\*"):
        client.v1.charges.list()


def test_another_version_is_not_spoken(counter: Counter) -> None:
    with pytest.raises(stripe.InvalidRequestError, match="not 2020-08-27"):
        counter.v1.charges.list({}, {"stripe_version": "2020-08-27"})


def test_an_address_that_it_does_not_know_is_named(counter: Counter) -> None:
    with pytest.raises(
        stripe.InvalidRequestError, match=r"Unrecognized request URL \(POST: /v1/payment_links\)"
    ):
        counter.v1.payment_links.create({"line_items": []})


def test_the_clock_goes_forward_only(counter: Counter) -> None:
    counter.opened()
    assert counter.clock(ahead=60) == {"now": NOON + 60}

    with pytest.raises(Disobeyed, match="forward only"):
        counter.clock(to=NOON)
    assert counter.clock(stop=False)["now"] >= NOON + 60
