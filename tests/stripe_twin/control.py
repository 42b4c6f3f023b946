"""Commands: what a payer, her bank, Stripe's dashboard or bad luck does: `POST /twin/<command>`, in JSON."""

from collections.abc import Callable
from typing import Any

from tests.stripe_twin import (
    balance,
    billing,
    books,
    checkout,
    clockwork,
    disputes,
    hooks,
    intents,
    invoices,
    moods,
    refunds,
    replay,
    shapes,
)
from tests.stripe_twin.instruments import read_instrument
from tests.stripe_twin.refusals import Refused
from tests.stripe_twin.store import Document
from tests.stripe_twin.twin import Twin

PAYER = {"email": "payer@example.org", "name": "Anna Przykładowa", "country": "PL"}


def pay(
    twin: Twin,
    *,
    session: str,
    method: str = "card",
    number: str = "4242424242424242",
    yes: bool | None = True,
    **payer: str,
) -> Document:
    """As on the hosted page. `yes`: what the payer tells her bank if it asks; null is no answer."""
    found = twin.get("checkout.session", session)
    instrument = read_instrument(method, number)
    paid = checkout.pay(twin, found, instrument, PAYER | payer)
    if paid["status"] == "open" and yes is not None:
        paid = checkout.answer(twin, paid, yes=yes)
    return paid


def answer(twin: Twin, *, session: str, yes: bool) -> Document:
    return checkout.answer(twin, twin.get("checkout.session", session), yes=yes)


def clock(
    twin: Twin, *, ahead: int | None = None, to: int | None = None, stop: bool | None = None
) -> Document:
    return {"now": clockwork.move(twin, ahead=ahead, to=to, stop=stop)}


def misbehave(twin: Twin, **mood: Any) -> Document:
    moods.begin(twin, mood)
    return {"moods": moods.present(twin)}


def behave(twin: Twin) -> Document:
    moods.end_all(twin)
    return {"moods": []}


def settle(twin: Twin, *, intent: str) -> Document:
    clockwork.settle(twin, intent)
    return twin.get("payment_intent", intent)


def decline(twin: Twin, *, customer: str, on: bool = True) -> Document:
    """Her bank says no from now on whenever she is not there."""
    names = set(twin.store.setting("declining", []))
    twin.store.set("declining", sorted(names | {customer} if on else names - {customer}))
    return {"declining": twin.store.setting("declining")}


def block(twin: Twin, *, countries: list[str]) -> Document:
    """A rule of Radar: cards of these countries are refused before their banks are asked."""
    twin.store.set("blocked_countries", countries)
    return {"countries": countries}


def capability(twin: Twin, *, name: str, status: str) -> Document:
    have = twin.store.setting("capabilities", {}) | {name: status}
    twin.store.set("capabilities", have)
    return {"capabilities": have}


def refunds_fail(twin: Twin, *, on: bool = True) -> Document:
    twin.store.set("refunds_fail", on)
    return {"refunds_fail": on}


def own_stamps(twin: Twin, *, on: bool = True) -> Document:
    """Messages are stamped by the twin's clock instead of the real one."""
    twin.store.set("own_stamps", on)
    return {"own_stamps": on}


def forge(twin: Twin, *, type: str, object: dict[str, Any]) -> Document:  # noqa: A002
    """An event that has never happened, sent to every endpoint by somebody who does not know the secret."""
    with twin.transaction():
        given = {"api_version": None, "data": {"object": object}, "pending_webhooks": 0, "type": type}
        event = shapes.blank("event", id=shapes.new_id("event"), created=twin.now(), livemode=False, **given)
        stranger = {"_secret": "whsec_of_nobody"}
        endpoints = twin.every("webhook_endpoint", status="enabled")
        parcels = [hooks.parcel(twin, None, event, each | stranger) for each in endpoints]
    sent = [hooks.send(each) for each in parcels]
    return {"event": event["id"], "answers": [{"status": status, "words": words} for status, words in sent]}


def carry(twin: Twin, *, only: list[str] | None = None) -> Document:
    """All that is due, for whoever takes it to the site herself; of other kinds nobody hears any more."""
    taken: list[hooks.Parcel] = []

    def take(parcel: hooks.Parcel) -> hooks.Answered:
        taken.append(parcel)
        return 200, ""

    sent = hooks.deliver_due(twin, take)
    wanted = [pair[0] for pair in zip(taken, sent, strict=True) if only is None or pair[1]["type"] in only]
    return {"parcels": [{"body": each.body, "signature": each.signature} for each in wanted]}


def fail_payout(twin: Twin, *, payout: str) -> Document:
    return balance.payout_fails(twin, payout)


def fail_refund(twin: Twin, *, refund: str) -> Document:
    return refunds.fail(twin, twin.get("refund", refund))


def endpoint(
    twin: Twin, *, url: str, secret: str, events: list[str] | None = None, version: str | None = None
) -> Document:
    sent = {"url": url, "enabled_events": events or ["*"], "api_version": version}
    return hooks.create_endpoint(twin, sent, secret=secret)


def roll_secret(twin: Twin, *, endpoint: str, secret: str, keep: bool = False) -> Document:
    """`keep`: for a while events are signed with the old one too."""
    found = twin.get("webhook_endpoint", endpoint)
    return twin.save(found, _secret=secret, _old_secret=found["_secret"] if keep else None)


def pay_invoice(twin: Twin, *, invoice: str, number: str = "4242424242424242") -> Document:
    """As on the invoice's hosted page: the card becomes that of the subscription."""
    return invoices.pay_by_hand(twin, invoice, read_instrument("card", number), PAYER)


COMMANDS: dict[str, Callable[..., Any]] = {
    "answer": answer,
    "behave": behave,
    "block": block,
    "books": books.books,
    "cancel": lambda twin, *, subscription: billing.cancel(twin, subscription, {}),
    "capability": capability,
    "clock": clock,
    "decline": decline,
    "deliveries": lambda twin: {"deliveries": hooks.deliveries(twin)},
    "dispute": lambda twin, *, charge, reason=None: disputes.open_dispute(twin, charge, reason=reason),
    "endpoint": endpoint,
    "fail_payout": fail_payout,
    "fail_refund": fail_refund,
    "heard": lambda twin: hooks.all_heard(twin) or {"waiting": 0},
    "lose": lambda twin, *, dispute: disputes.lose(twin, dispute),
    "misbehave": misbehave,
    "own_stamps": own_stamps,
    "pay": pay,
    "pay_invoice": pay_invoice,
    "refund": lambda twin, *, charge, **sent: refunds.create(twin, {"charge": charge} | sent),
    "refunds_fail": refunds_fail,
    "resend": lambda twin, *, event: hooks.again(twin, event) or {"event": event},
    "roll_secret": roll_secret,
    "settle": settle,
    "warn": lambda twin, *, charge: intents.warn(twin, charge),
    "win": lambda twin, *, dispute: disputes.win(twin, dispute),
    "withdraw": lambda twin, *, mandate: billing.withdraw(twin, mandate),
}
SENDING: dict[str, Callable[..., Any]] = {
    "carry": carry,
    "deliver": lambda twin: {"sent": hooks.deliver_due(twin)},
    "forge": forge,
    "replay": replay.replay,
}  # they wait for the site's answers, and the site may ask back: they hold nothing meanwhile


def obey(twin: Twin, command: str, told: dict[str, Any]) -> Any:
    known = COMMANDS | SENDING
    if command not in known:
        raise Refused(f"The twin knows no command {command!r}: it knows {', '.join(sorted(known))}.")
    try:
        if command in SENDING:
            return SENDING[command](twin, **told)
        with twin.transaction():
            clockwork.catch_up(twin)
            return twin.shown(COMMANDS[command](twin, **told))
    except (TypeError, ValueError) as error:
        raise Refused(f"{command}: {error}") from error
