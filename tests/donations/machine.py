"""Donors, their banks, Stripe's moods, workers that die, the clock: in whatever order. What must be true in
the end is asked of the twin's own documents, never of ours."""

from collections import Counter as Counted
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.test import override_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from donations import changing, giving, giving_back, inbox, ledger, reconciliation
from donations.methods import Rhythm
from donations.models import Campaign, Discrepancy, Gift, LedgerEntry, MonthlyGift, Refund, StripeInbox
from donations.money import Money
from donations.refusals import GivingRefused
from donations.remote import Forged, Unsure
from letters.models import Letter
from office.models import User
from tests.donations.counter import ADA, BACK, THANKS, Counter, choice, open_counter
from tests.stripe_twin import hooks, moods
from tests.stripe_twin.refusals import Refused

ANY = st.integers(0, 7)
AMOUNTS = [Money(50_00, "pln"), Money(600_00, "pln"), Money(20_00, "eur"), Money(25_00, "usd")]
IBAN, DECLINED = "DE89370400440532013000", "4000000000000002"
MESSAGES, ANSWERS = sorted(moods.OF_MESSAGES), sorted({*moods.OF_ANSWERS} - {"hang"})
DIFFERENCES = ("differs", "not-there", "payout")


class Killed(BaseException):
    """The process is no more: nothing after this moment is done, and nobody is told."""


@contextmanager
def killed_at(question: int) -> Iterator[None]:
    """Before the so-and-so-manieth question to the database."""
    left = [question]

    def count(execute: Any, *args: Any) -> Any:
        left[0] -= 1
        if left[0] == 0:
            raise Killed
        return execute(*args)

    with suppress(Killed), connection.execute_wrapper(count):
        yield


class Giving(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.begun = transaction.savepoint()
        self.opened = ExitStack()
        self.counter: Counter = self.opened.enter_context(open_counter())
        # Not by the test's fixture: what that lays upon settings stays, life upon life, until the test ends.
        self.opened.enter_context(override_settings(**self.counter.address))
        self.counter.own_stamps()
        self.gifts: list[Gift] = []

    @initialize(amount=st.sampled_from(AMOUNTS), rhythm=st.sampled_from(list(Rhythm)))
    def set_up(self, amount: Money, rhythm: Rhythm) -> None:
        self.campaign = Campaign.objects.create(
            name="Teachers", goal_minor=17_000_00, opens_at=self.counter.now - timedelta(days=1)
        )
        self.staff = [User.objects.create_user(name) for name in ("hanna", "maryna")]
        self.give(amount, rhythm, drive=True, known=True, pays=True)

    def teardown(self) -> None:
        try:
            if hasattr(self, "campaign"):
                self.in_the_end()
        finally:
            self.opened.close()
            transaction.savepoint_rollback(self.begun)

    def one(self, number: int) -> Gift | None:
        return Gift.objects.get(pk=self.gifts[number % len(self.gifts)].pk) if self.gifts else None

    # --- Donors -----------------------------------------------------------------------------------
    @rule(
        amount=st.sampled_from(AMOUNTS),
        rhythm=st.sampled_from(list(Rhythm)),
        drive=st.booleans(),
        known=st.booleans(),
        pays=st.booleans(),
    )
    def give(self, amount: Money, rhythm: Rhythm, *, drive: bool, known: bool, pays: bool) -> None:
        email = ADA if known or rhythm is Rhythm.MONTHLY else None
        chosen = choice(amount=amount, rhythm=rhythm, email=email, campaign=self.campaign if drive else None)
        self.promise(chosen, form=uuid4())
        if pays:
            self.pay(len(self.gifts) - 1, "4242424242424242")

    def promise(self, chosen: giving.Choice, *, form: UUID) -> None:
        self.gifts.append(giving.promise(chosen, form=form, at=self.counter.now))
        self.press(len(self.gifts) - 1)

    @rule(number=ANY)
    def press(self, number: int) -> None:
        if gift := self.one(number):
            with suppress(GivingRefused, Unsure):
                giving.open_page(gift.pk, thanks_url=THANKS, back_url=BACK, at=self.counter.now)

    @rule(number=ANY)
    def choose_again(self, number: int) -> None:
        if (gift := self.one(number)) and gift.form:
            email = ADA if gift.donor_id else None
            rhythm = Rhythm(gift.rhythm)
            chosen = choice(amount=Money(30_00, "pln"), email=email, rhythm=rhythm, campaign=gift.campaign)
            self.promise(chosen, form=gift.form)

    @rule(number=ANY, card=st.sampled_from(["4242424242424242", DECLINED, "4000001120000005"]))
    def pay(self, number: int, card: str) -> None:
        """On whichever of her pages she still has before her."""
        if gift := self.one(number):
            sessions = gift.attempts.exclude(session=None).order_by("-number")
            slow = gift.currency == "eur" and card != DECLINED
            told = {"method": "sepa_debit", "number": IBAN} if slow else {"method": "card", "number": card}
            for session in sessions.values_list("session", flat=True)[:1]:
                with suppress(Refused):
                    self.counter.pay(session=session, **told)

    @rule(number=ANY, what=st.sampled_from(["amount", "pause", "resume", "stop"]))
    def change(self, number: int, what: str) -> None:
        rows = list(MonthlyGift.objects.order_by("began_at", "subscription"))
        if not rows:
            return
        row, at = rows[number % len(rows)], self.counter.now
        verbs = {
            "amount": lambda: changing.change_amount(row, to=Money(70_00, row.currency), at=at),
            "pause": lambda: changing.pause(row, until=at + timedelta(days=40), at=at),
            "resume": lambda: changing.resume(row, at=at),
            "stop": lambda: changing.stop(row, at=at),
        }
        with suppress(GivingRefused):
            changing.try_now(verbs[what]().pk, at=at)

    # --- Banks, Stripe's dashboard, staff ---------------------------------------------------------
    def charge(self, number: int) -> str:
        paid = [each["id"] for each in self.counter.twin.every("charge", status="succeeded")]
        return paid[number % len(paid)] if paid else ""

    @rule(number=ANY, part=st.booleans())
    def refund_at_stripe(self, number: int, *, part: bool) -> None:
        if charge := self.charge(number):
            with suppress(Refused):
                self.counter.refund(charge=charge, **({"amount": 5_00} if part else {}))

    @rule(number=ANY)
    def refund_fails(self, number: int) -> None:
        if refunds := self.counter.twin.every("refund"):
            with suppress(Refused):
                self.counter.fail_refund(refund=refunds[number % len(refunds)]["id"])

    @rule(number=ANY, end=st.sampled_from(["", "win", "lose"]))
    def dispute(self, number: int, end: str) -> None:
        if charge := self.charge(number):
            with suppress(Refused):
                dispute = self.counter.dispute(charge=charge)
                if end:
                    getattr(self.counter, end)(dispute=dispute["id"])

    @rule(number=ANY)
    def payout_fails(self, number: int) -> None:
        if payouts := self.counter.twin.every("payout"):
            with suppress(Refused):
                self.counter.fail_payout(payout=payouts[number % len(payouts)]["id"])

    @rule(number=ANY)
    def refund_by_staff(self, number: int) -> None:
        gift = self.one(number)
        if gift is None or not gift.entries.exists():
            return
        hanna, maryna = self.staff
        reason, at = Refund.Reason.ASKED, self.counter.now
        with suppress(GivingRefused):
            row = giving_back.ask(gift, amount=10_00, reason=reason, by=hanna, at=at)
            if row.state == Refund.State.ASKED:
                giving_back.agree(row, by=maryna, at=at)
            giving_back.try_now(row.pk, at=at)

    @rule(number=ANY)
    def cancel_at_stripe(self, number: int) -> None:
        if running := self.counter.twin.every("subscription", status="active"):
            self.counter.cancel(subscription=running[number % len(running)]["id"])

    # --- Moods, the clock, the worker --------------------------------------------------------------
    @rule(what=st.sampled_from(MESSAGES), times=st.integers(1, 6), seed=ANY)
    def messages_go_wrong(self, what: str, times: int, seed: int) -> None:
        self.counter.misbehave(what=what, times=times, seed=seed)

    @rule(what=st.sampled_from(ANSWERS), times=st.integers(1, 3))
    def answers_go_wrong(self, what: str, times: int) -> None:
        self.counter.misbehave(what=what, times=times)

    @rule(hours=st.sampled_from([0.1, 1.0, 26.0, 24.0 * 8, 24.0 * 31]))
    def time_passes(self, hours: float) -> None:
        self.counter.later(hours=hours)

    @rule()
    def deliver(self) -> None:
        hooks.deliver_due(self.counter.twin, lambda parcel: (self.received(parcel), ""))

    def received(self, parcel: hooks.Parcel) -> int:
        try:
            inbox.receive(parcel.body.encode(), parcel.signature, at=self.counter.now)
        except Forged:
            return 400
        return 200

    @rule(dies_at=st.one_of(st.none(), st.integers(1, 60)))
    def the_worker_comes_round(self, dies_at: int | None) -> None:
        with killed_at(dies_at or 0):
            self.work()

    def work(self) -> None:
        due = StripeInbox.objects.filter(state="new", next_try_at__lte=self.counter.now)
        for about in sorted(set(due.values_list("about", flat=True))):
            inbox.work(about, at=self.counter.now)

    @rule(dies_at=st.one_of(st.none(), st.integers(1, 60)))
    def pages_are_looked_after(self, dies_at: int | None) -> None:
        with killed_at(dies_at or 0):
            reconciliation.open_pages(at=self.counter.now)

    # --- In the end -------------------------------------------------------------------------------
    def in_the_end(self) -> None:
        """All is quiet again, banks have decided, the nightly look has been; a second finds nothing new."""
        self.counter.behave()
        self.counter.later(days=8)
        self.deliver()
        self.work()
        for change in changing.MonthlyChange.objects.filter(state="waiting"):
            changing.try_now(change.pk, at=self.counter.now)
        for row in Refund.objects.filter(state="waiting"):
            giving_back.try_now(row.pk, at=self.counter.now)
        reconciliation.open_pages(at=self.counter.now)
        self.compared()
        assert self.compared().adopted == 0
        self.books_agree()
        self.campaign_agrees()
        self.each_is_thanked_once()
        assert not Discrepancy.objects.filter(what__in=DIFFERENCES).exists()

    def compared(self) -> reconciliation.Outcome:
        return reconciliation.compare(since=self.counter.now - timedelta(days=400), at=self.counter.now)

    def at_stripe(self) -> dict[tuple[str, str], int]:
        """Every movement there is, by what and which."""
        every = self.counter.twin.every
        moved = {("charge", each["id"]): each["amount"] for each in every("charge", status="succeeded")}
        for refund in every("refund"):
            if refund["status"] not in ("failed", "canceled"):
                moved["refund", refund["id"]] = -refund["amount"]
        for dispute in every("dispute"):
            taken = sum(each["amount"] for each in dispute["balance_transactions"])
            if taken < 0:
                moved["dispute", dispute["id"]] = -dispute["amount"]
        return moved

    def books_agree(self) -> None:
        here: Counted[tuple[str, str]] = Counted()
        for kind, remote_id, amount in LedgerEntry.objects.values_list("kind", "remote_id", "amount_minor"):
            here[kind.removesuffix("-back"), remote_id] += amount
        assert {what: amount for what, amount in here.items() if amount} == self.at_stripe()

    def campaign_agrees(self) -> None:
        """With what Stripe says of payments, by whose they are; what dollars became counts as raised."""
        moved: Counted[str] = Counted()
        became: Counted[str] = Counted()
        for (kind, number), amount in self.at_stripe().items():
            document = self.counter.twin.get(kind, number)
            charge = document if kind == "charge" else self.counter.twin.get("charge", document["charge"])
            if self.is_for_the_campaign(charge):
                moved[charge["currency"]] += amount
                became[charge["currency"]] += self.became(number)
        assert Counted(ledger.totals(self.campaign)) == moved
        assert ledger.raised(self.campaign) == moved["pln"] + became["usd"]

    def is_for_the_campaign(self, charge: dict[str, Any]) -> bool:
        """By what stands beside a payment at Stripe; beside a month's, only its subscription tells."""
        beside = charge["metadata"]
        if "gift" not in beside:
            (subscription,) = self.counter.twin.every("subscription", customer=charge["customer"])
            beside = subscription["metadata"]
        return Gift.objects.get(pk=beside["gift"]).campaign_id is not None

    def became(self, source: str) -> int:
        """In our account."""
        lines = self.counter.twin.every("balance_transaction", source=source)
        return sum(int(line["amount"]) for line in lines)

    def each_is_thanked_once(self) -> None:
        written = Counted(
            Letter.objects.filter(name__in=["gift_received", "gift_monthly_received"]).values_list(
                "subject", flat=True
            )
        )
        paid = Gift.objects.filter(donor__has_email=True, state__in=Gift.MONEY_CAME)
        assert written == dict.fromkeys(paid.values_list("pk", flat=True), 1)
