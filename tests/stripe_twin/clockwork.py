"""What happens by the clock, in its order, each thing at its own moment."""

from collections.abc import Callable
from contextlib import suppress

from tests.stripe_twin import balance, billing, checkout, disputes, intents, invoices, refunds
from tests.stripe_twin.refusals import Refused
from tests.stripe_twin.twin import Twin


def settle(twin: Twin, intent_id: str) -> None:
    intent = intents.settle(twin, intent_id)
    checkout.settled(twin, intent)
    invoices.answered(twin, intent)


def give_up(twin: Twin, subscription_id: str) -> None:
    subscription = twin.get("subscription", subscription_id)
    if subscription["status"] in billing.LIVING:
        billing.end(twin, subscription, reason="payment_failed")


VERBS: dict[str, Callable[[Twin, str], object]] = {
    "collect": invoices.collect,
    "dispute": disputes.open_dispute,
    "expire_session": checkout.expire,
    "finish_refund": refunds.finish,
    "give_up": give_up,
    "lose_dispute": disputes.lose,
    "pay_out": balance.pay_out,
    "payout_arrives": balance.payout_arrives,
    "renew": billing.renew,
    "resume_collection": billing.resume_collection,
    "settle": settle,
    "warn": intents.warn,
    "win_dispute": disputes.win,
}


def catch_up(twin: Twin) -> None:
    """Everything that is due by now. One thing may make the next one due."""
    until = twin.now()
    while due := twin.store.rows("SELECT * FROM timers WHERE due <= ? ORDER BY due, number LIMIT 1", until):
        timer = due[0]
        twin.store.write("DELETE FROM timers WHERE number = ?", timer["number"])
        # What was planned may have become senseless: a dispute about what was given back meanwhile.
        with twin.moment(timer["due"]), suppress(Refused):
            VERBS[timer["verb"]](twin, timer["subject"])


def move(twin: Twin, *, ahead: int | None = None, to: int | None = None, stop: bool | None = None) -> int:
    """Forward only: what has happened can not be undone. Gives the new time."""
    now = twin.now()
    wanted = to if to is not None else now + (ahead or 0)
    if wanted < now and twin.every("event"):
        raise ValueError("The clock goes forward only, once something has happened.")
    stopped = twin.store.setting("stopped") is not None if stop is None else stop
    set_clock(twin, wanted, stopped=stopped)
    catch_up(twin)
    return twin.now()


def set_clock(twin: Twin, at: int, *, stopped: bool) -> None:
    twin.store.set("stopped", at if stopped else None)
    twin.store.set("ahead", at - twin.real_now())
