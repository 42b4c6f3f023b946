import pytest
import stripe

from tests.stripe_twin import hooks
from tests.stripe_twin.conftest import Counter, Site
from tests.stripe_twin.running import SECRET

DAY = 86_400
PAID = [
    "product.created",
    "price.created",
    "payment_intent.created",
    "charge.succeeded",
    "payment_intent.succeeded",
    "checkout.session.completed",
]


def test_events_arrive_signed_in_their_order(counter: Counter, site: Site) -> None:
    session = counter.paid()
    sent = counter.deliver()["sent"]

    assert site.kinds() == PAID
    assert [each["status"] for each in sent] == [200] * 6
    last = site.taken[-1]
    assert (last["data"]["object"]["id"], last["livemode"], last["api_version"]) == (
        session["id"],
        False,
        stripe.api_version,
    )
    assert counter.v1.events.list({"delivery_success": False}).data == []
    assert {each.pending_webhooks for each in counter.v1.events.list()} == {0}


def test_an_event_names_the_request_that_caused_it(counter: Counter, site: Site) -> None:
    counter.v1.checkout.sessions.create(counter.order(), {"idempotency_key": "ours"})
    counter.deliver()

    assert {each["request"]["idempotency_key"] for each in site.taken} == {"ours"}


def test_an_endpoint_gets_what_it_asked_for(counter: Counter, site: Site) -> None:
    (endpoint,) = counter.v1.webhook_endpoints.list().data
    counter.v1.webhook_endpoints.update(endpoint.id, {"enabled_events": ["checkout.session.completed"]})
    counter.paid()
    counter.deliver()

    assert site.kinds() == ["checkout.session.completed"]


def test_a_disabled_endpoint_gets_nothing(counter: Counter, site: Site) -> None:
    (endpoint,) = counter.v1.webhook_endpoints.list().data
    counter.v1.webhook_endpoints.update(endpoint.id, {"disabled": True})
    counter.paid()
    counter.deliver()

    assert (site.taken, counter.v1.webhook_endpoints.retrieve(endpoint.id).status) == ([], "disabled")


def test_a_secret_is_told_once(counter: Counter) -> None:
    wanted = {"url": "https://example.org/", "enabled_events": ["*"], "api_version": stripe.api_version}
    made = counter.v1.webhook_endpoints.create(wanted)

    assert made.secret.startswith("whsec_")
    assert "secret" not in counter.v1.webhook_endpoints.retrieve(made.id)
    assert counter.v1.webhook_endpoints.delete(made.id).deleted is True
    assert counter.v1.webhook_endpoints.list().data == []


def test_who_does_not_answer_well_is_asked_again_for_three_days(counter: Counter, site: Site) -> None:
    site.answers = [503, 500]
    counter.opened()
    counter.deliver()
    assert site.kinds() == ["product.created", "price.created"]
    assert len(counter.v1.events.list({"delivery_success": False}).data) == 2

    counter.clock(ahead=10)
    counter.deliver()

    assert site.kinds() == ["product.created", "price.created"] * 2
    assert counter.v1.events.list({"delivery_success": False}).data == []


def test_a_site_that_is_away_for_longer_finds_it_in_the_list(counter: Counter) -> None:
    counter.endpoint(url="http://127.0.0.1:9/", secret=SECRET, events=["product.created"])
    counter.opened()
    for pause in (0, *hooks.PAUSES):
        counter.clock(ahead=pause)
        counter.deliver()

    (delivery,) = counter.deliveries()["deliveries"]
    assert (delivery["state"], delivery["attempt"]) == ("failed", len(hooks.PAUSES) + 1)
    assert sum(hooks.PAUSES) > 2.5 * DAY
    assert [each.type for each in counter.v1.events.list({"delivery_success": False})] == ["product.created"]


def test_an_endpoint_that_takes_nothing_for_nine_days_is_given_up(counter: Counter, site: Site) -> None:
    (endpoint,) = counter.v1.webhook_endpoints.list().data
    site.answers = [500] * 100
    states = []
    for days in (0, 8, 1):
        counter.clock(ahead=days * DAY)
        counter.opened()
        counter.deliver()
        states.append(counter.v1.webhook_endpoints.retrieve(endpoint.id).status)

    assert states == ["enabled", "enabled", "disabled"]


def test_one_good_answer_is_enough_to_be_trusted_again(counter: Counter, site: Site) -> None:
    (endpoint,) = counter.v1.webhook_endpoints.list().data
    for answers in ([500] * 100, [200], [500] * 100):
        site.answers = answers
        counter.opened()
        counter.deliver()
        counter.clock(ahead=5 * DAY)

    assert counter.v1.webhook_endpoints.retrieve(endpoint.id).status == "enabled"


def test_what_was_heard_of_in_another_way_is_not_sent(counter: Counter, site: Site) -> None:
    counter.paid()
    counter.heard()
    counter.deliver()

    assert site.taken == []
    assert counter.v1.events.list({"delivery_success": False}).data == []


def test_an_event_is_sent_again_on_demand(counter: Counter, site: Site) -> None:
    counter.opened()
    counter.deliver()
    counter.resend(event=site.taken[0]["id"])
    counter.deliver()

    assert [site.taken[0]["id"], site.taken[2]["id"]] == [site.taken[0]["id"]] * 2


def test_a_days_events_are_sent_in_a_moment_some_twice(counter: Counter, site: Site) -> None:
    for _ in range(6):
        counter.opened()
    told = counter.replay(seconds=0.2, workers=3)

    assert (told["sent"], told["statuses"]) == (16, {"200": 16})
    assert told["p50"] <= told["p99"] <= told["slowest"]
    assert len({each["id"] for each in site.taken}) == 12
    assert site.kinds() != ["product.created", "price.created"] * 8
    assert counter.v1.events.list({"delivery_success": False}).data == []
    assert counter.replay(seconds=0.2)["sent"] == 0


def test_of_a_days_events_only_some_kinds_are_sent(counter: Counter, site: Site) -> None:
    counter.opened()

    assert counter.replay(seconds=0.1, twice=0, only=["price.created"])["sent"] == 1
    assert site.kinds() == ["price.created"]


# --- Misbehaviour ---------------------------------------------------------------------------------
COMPLETED = {"only": "checkout.session.completed"}


def test_it_sends_twice(counter: Counter, site: Site) -> None:
    counter.misbehave(what="duplicate", copies=2, **COMPLETED)
    counter.paid()
    counter.deliver()

    assert site.kinds() == [*PAID, "checkout.session.completed", "checkout.session.completed"]
    assert len({each["id"] for each in site.taken[-3:]}) == 1


def test_it_sends_in_another_order(counter: Counter, site: Site) -> None:
    counter.misbehave(what="reorder", times=6, seed=3)
    counter.paid()
    counter.deliver()

    assert site.kinds() != PAID
    assert sorted(site.kinds()) == sorted(PAID)


def test_what_is_kept_back_goes_out_when_it_behaves_again(counter: Counter, site: Site) -> None:
    counter.misbehave(what="reorder", times=100)
    counter.paid()
    counter.deliver()
    assert site.taken == []

    assert counter.behave() == {"moods": []}
    counter.deliver()
    assert site.kinds() == PAID


def test_it_sends_a_day_later(counter: Counter, site: Site) -> None:
    counter.misbehave(what="delay", **COMPLETED)
    counter.paid()
    counter.deliver()
    assert "checkout.session.completed" not in site.kinds()

    counter.clock(ahead=DAY)
    counter.deliver()
    assert "checkout.session.completed" in site.kinds()


def test_it_forgets_to_send(counter: Counter, site: Site) -> None:
    counter.misbehave(what="drop", **COMPLETED)
    counter.paid()
    counter.deliver()
    counter.clock(ahead=10 * DAY)
    counter.deliver()

    assert "checkout.session.completed" not in site.kinds()
    lost = counter.v1.events.list({"delivery_success": False, "type": "checkout.session.*"})
    assert [each.type for each in lost] == ["checkout.session.completed"]


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        ("forge", "No signatures found matching"),
        ("tamper", "No signatures found matching"),
        ("stale", "Timestamp"),
    ],
)
def test_what_is_not_signed_well_is_followed_by_what_is(
    counter: Counter, site: Site, what: str, reason: str
) -> None:
    counter.misbehave(what=what, only="checkout.session.completed")
    counter.paid()
    counter.deliver()
    counter.clock(ahead=10)
    counter.deliver()

    assert len(site.refused) == 1
    assert site.refused[0].startswith(reason)
    assert sorted(site.kinds()) == sorted(PAID)


def test_a_stamp_of_the_future_is_signed_well(counter: Counter, site: Site) -> None:
    """Stripe's own library lets it pass: refusing it is the site's part."""
    counter.misbehave(what="future", only="charge.succeeded")
    counter.paid()
    counter.deliver()

    stamps = [int(each["_signature"].split(",")[0][2:]) for each in site.taken]
    assert max(stamps) - min(stamps) >= DAY - 5


def test_it_claims_real_money_and_another_version(counter: Counter, site: Site) -> None:
    counter.misbehave(what="livemode", only="charge.succeeded")
    counter.misbehave(what="version", only="payment_intent.succeeded")
    counter.paid()
    counter.deliver()

    assert [each["type"] for each in site.taken if each["livemode"]] == ["charge.succeeded"]
    odd = [each["type"] for each in site.taken if each["api_version"] != stripe.api_version]
    assert odd == ["payment_intent.succeeded"]


def test_a_stranger_tells_of_what_never_happened(counter: Counter, site: Site) -> None:
    told = counter.forge(
        type="checkout.session.completed", object={"id": "cs_test_x", "object": "checkout.session"}
    )

    assert [each["status"] for each in told["answers"]] == [400]
    assert (site.taken, counter.v1.events.list().data) == ([], [])


def test_stamps_may_be_of_the_twins_own_clock(counter: Counter, site: Site) -> None:
    counter.own_stamps()
    counter.opened()
    counter.deliver()

    assert site.taken == []  # its clock stands in September
    assert all(each.startswith("Timestamp outside") for each in site.refused)


def test_while_a_secret_is_changed_either_will_do(counter: Counter, site: Site) -> None:
    (endpoint,) = counter.v1.webhook_endpoints.list().data
    counter.roll_secret(endpoint=endpoint.id, secret="whsec_new", keep=True)
    counter.opened()
    counter.deliver()

    assert (len(site.taken), site.refused) == (2, [])
    assert [each["_signature"].count("v1=") for each in site.taken] == [2, 2]


def test_a_secret_is_changed(counter: Counter, site: Site) -> None:
    (endpoint,) = counter.v1.webhook_endpoints.list().data
    counter.roll_secret(endpoint=endpoint.id, secret="whsec_new")
    counter.opened()
    counter.deliver()

    assert (site.taken, len(site.refused)) == ([], 2)


def test_whoever_carries_events_to_the_site_herself_gets_them_signed_and_once(
    counter: Counter, site: Site
) -> None:
    counter.paid()
    parcels = counter.carry(only=["checkout.session.completed"])["parcels"]

    assert [site.take(each["body"].encode(), each["signature"]) for each in parcels] == [200]
    assert site.kinds() == ["checkout.session.completed"]
    assert (counter.carry()["parcels"], counter.deliver()["sent"]) == ([], [])
