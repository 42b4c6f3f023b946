"""Whatever payers, banks and the clock do, the twin's own money adds up: else it could judge nothing."""

from collections import Counter
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as some
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from tests.stripe_twin import control, opening
from tests.stripe_twin.instruments import ACCOUNTS, CARDS
from tests.stripe_twin.refusals import Refused
from tests.stripe_twin.store import Document
from tests.stripe_twin.twin import Twin

DAY = 86_400
NOT_A_PAYMENT = ("payout", "payout_failure")


class Life(RuleBasedStateMachine):
    sessions = Bundle("sessions")

    def __init__(self) -> None:
        super().__init__()
        self.twin = Twin(address="")
        self.tell("clock", to=1_790_000_000, stop=True)

    def tell(self, command: str, **told: Any) -> Any:
        return control.obey(self.twin, command, told)

    def one(self, kind: str, number: int) -> str | None:
        found = self.twin.every(kind)
        return found[number % len(found)]["id"] if found else None

    @rule(
        target=sessions,
        currency=some.sampled_from(["pln", "eur", "usd"]),
        amount=some.integers(200, 99_999),
        mode=some.sampled_from(["payment", "subscription"]),
    )
    def opens(self, currency: str, amount: int, mode: str) -> str:
        price: dict[str, Any] = {"currency": currency, "unit_amount": amount, "product_data": {"name": "x"}}
        if mode == "subscription":
            price["recurring"] = {"interval": "month"}
        lines = [{"price_data": price, "quantity": 1}]
        with self.twin.transaction():
            sent = {"mode": mode, "line_items": lines, "success_url": "https://example.org/"}
            return str(opening.open_session(self.twin, sent)["id"])

    @rule(
        session=sessions, number=some.sampled_from([*CARDS, *ACCOUNTS, "123456", "ing"]), yes=some.booleans()
    )
    def pays(self, session: str, number: str, *, yes: bool) -> None:
        methods = {"123456": "blik", "ing": "p24"} | dict.fromkeys(ACCOUNTS, "sepa_debit")
        with suppress(Refused):
            self.tell("pay", session=session, method=methods.get(number, "card"), number=number, yes=yes)

    @rule(number=some.integers(0, 99), amount=some.integers(-1, 99_999))
    def refunds(self, number: int, amount: int) -> None:
        with suppress(Refused):
            self.tell("refund", charge=self.one("charge", number), amount=amount)

    @rule(
        number=some.integers(0, 99),
        what=some.sampled_from(
            [
                ("dispute", "charge", "charge"),
                ("win", "dispute", "dispute"),
                ("lose", "dispute", "dispute"),
                ("fail_refund", "refund", "refund"),
                ("fail_payout", "payout", "payout"),
                ("settle", "payment_intent", "intent"),
                ("cancel", "subscription", "subscription"),
                ("pay_invoice", "invoice", "invoice"),
            ]
        ),
    )
    def happens(self, number: int, what: tuple[str, str, str]) -> None:
        command, kind, name = what
        with suppress(Refused):
            self.tell(command, **{name: self.one(kind, number)})

    @rule(days=some.sampled_from([0.01, 1, 6, 31, 90]))
    def time_passes(self, days: float) -> None:
        self.tell("clock", ahead=int(days * DAY))

    @invariant()
    def a_charge_gives_back_no_more_than_it_took(self) -> None:
        for charge in self.twin.every("charge"):
            assert 0 <= charge["amount_refunded"] <= charge["amount"]
            assert (charge["balance_transaction"] is not None) is (charge["status"] == "succeeded")

    @invariant()
    def a_session_is_paid_once(self) -> None:
        paid: Counter[str] = Counter(
            charge["payment_intent"] for charge in self.twin.every("charge") if charge["status"] != "failed"
        )
        assert set(paid.values()) <= {1}

    @invariant()
    def every_payout_is_its_lines(self) -> None:
        lines = self.twin.every("balance_transaction")
        for payout in self.twin.every("payout"):
            parts = {line["id"]: line["net"] for line in lines if line["_payout"] == payout["id"]}
            assert (sum(parts.values()), parts[payout["balance_transaction"]]) == (0, -payout["amount"])

    @invariant()
    def the_lines_are_the_movements(self) -> None:
        lines = [line for line in self.twin.every("balance_transaction") if line["type"] not in NOT_A_PAYMENT]
        assert all(line["net"] == line["amount"] - line["fee"] for line in lines)
        assert {line["id"]: line["amount"] for line in lines} == dict(self.movements())

    def movements(self) -> list[tuple[str, int]]:
        """The line of each movement and its amount; of dollars only the line's, as a rate settles them."""
        charges = self.twin.every("charge", status="succeeded")
        found = [(charge["balance_transaction"], charge, charge["amount"]) for charge in charges]
        for refund in self.twin.every("refund"):
            found.append((refund["balance_transaction"], refund, -refund["amount"]))
            if refund["status"] == "failed":
                found.append((refund["failure_balance_transaction"], refund, refund["amount"]))
        for dispute in self.twin.every("dispute"):
            for sign, line in zip((-1, 1), dispute["balance_transactions"], strict=False):
                found.append((line["id"], dispute, sign * dispute["amount"]))
        return [(line, self.settled(line, document, amount)) for line, document, amount in found]

    def settled(self, line: str, document: Document, amount: int) -> int:
        if document["currency"] != "usd":
            return amount
        with self.twin.transaction():
            return int(self.twin.get("balance_transaction", line)["amount"])


def test_a_grosz_too_many_would_be_seen() -> None:
    life = Life()
    life.pays(life.opens("pln", 5000, "payment"), "4242424242424242", yes=True)
    life.the_lines_are_the_movements()
    with life.twin.transaction():
        (line,) = life.twin.every("balance_transaction")
        life.twin.save(line, amount=line["amount"] + 1, net=line["net"] + 1)

    with pytest.raises(AssertionError):
        life.the_lines_are_the_movements()


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
