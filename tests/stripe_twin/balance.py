"""The account's money: what each charge costs, when it is free, and the bank transfer of each night."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from tests.stripe_twin.refusals import Refused
from tests.stripe_twin.store import Document
from tests.stripe_twin.twin import Twin

DAY = 86_400
AVAILABLE_AFTER = 2 * DAY
ARRIVES_AFTER = DAY

SMALLEST = {
    "pln": 200,
    "eur": 50,
    "usd": 50,
    "gbp": 30,
    "chf": 50,
    "czk": 1500,
    "sek": 300,
    "nok": 300,
    "dkk": 250,
}
LARGEST = 99_999_999
RATES = {"usd": Decimal("3.95"), "gbp": Decimal("5.05"), "chf": Decimal("4.45"), "czk": Decimal("0.17")} | {
    "sek": Decimal("0.39"),
    "nok": Decimal("0.36"),
    "dkk": Decimal("0.57"),
}  # into złoty; złoty and euro have bank accounts of their own

# Hundredths of a percent, and a fixed part in grosze or euro cents.
PRICES = {
    "card": (150, {"pln": 100, "eur": 25}),
    "foreign card": (325, {"pln": 100, "eur": 25}),
    "blik": (160, {"pln": 100, "eur": 25}),
    "p24": (220, {"pln": 100, "eur": 30}),
    "sepa_debit": (0, {"pln": 150, "eur": 35}),
}
DISPUTE_COSTS = {"pln": 8500, "eur": 2000}
NEAR = frozenset(
    (
        *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS"),
        *("IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK"),
    )
)


def check_amount(amount: int, currency: str, *, param: str) -> None:
    if currency not in SMALLEST:
        raise Refused(f"Invalid currency: {currency}.", param="currency", begun=False)
    if amount < SMALLEST[currency]:
        least = f"{Decimal(SMALLEST[currency]).scaleb(-2)} {currency}"
        message = f"The amount must be greater than or equal to the minimum charge amount: {least}."
        raise Refused(message, code="amount_too_small", param=param, begun=False)
    if amount > LARGEST:
        message = "The amount must be no more than 999,999.99."
        raise Refused(message, code="amount_too_large", param=param, begun=False)


def settled_in(currency: str) -> tuple[str, Decimal | None]:
    return (currency, None) if currency in ("pln", "eur") else ("pln", RATES[currency])


def converted(amount: int, rate: Decimal | None) -> int:
    return amount if rate is None else int((amount * rate).quantize(Decimal(1), ROUND_HALF_UP))


def price_of(method: Document, amount: int, currency: str) -> int:
    kind = method["type"]
    if kind == "card" and method["card"]["country"] not in NEAR:
        kind = "foreign card"
    share, fixed = PRICES[kind]
    return int((Decimal(amount * share) / 10_000).quantize(Decimal(1), ROUND_HALF_UP)) + fixed[currency]


def enter(
    twin: Twin,
    *,
    type: str,  # noqa: A002 - as Stripe calls it
    category: str,
    amount: int,
    currency: str,
    source: str,
    fee: int = 0,
    rate: Decimal | None = None,
    at_once: bool = False,
) -> Document:
    """One line of the account, in a currency of the account; `rate` from the payer's."""
    line = twin.new(
        "balance_transaction",
        amount=amount,
        available_on=twin.now() + (0 if at_once else AVAILABLE_AFTER),
        balance_type="payments",
        currency=currency,
        exchange_rate=None if rate is None else float(rate),
        fee=fee,
        fee_details=[_fee(fee, currency)] if fee else [],
        net=amount - fee,
        reporting_category=category,
        source=source,
        status="available" if at_once else "pending",
        type=type,
        _payout="",
    )
    _plan_payout(twin, currency)
    return line


def _fee(amount: int, currency: str) -> dict[str, Any]:
    kind = {"application": None, "description": "Stripe processing fees", "type": "stripe_fee"}
    return kind | {"amount": amount, "currency": currency}


def for_charge(twin: Twin, charge: Document, method: Document) -> Document:
    currency, rate = settled_in(charge["currency"])
    amount = converted(charge["amount"], rate)
    return enter(
        twin,
        type="charge" if method["type"] == "card" else "payment",
        category="charge",
        amount=amount,
        currency=currency,
        source=charge["id"],
        fee=price_of(method, amount, currency),
        rate=rate,
    )


def taken_back(twin: Twin, charge: Document, amount: int, **what: Any) -> Document:
    """`amount` of the payer's currency leaves the account, or comes back when it is negative."""
    first = twin.get("balance_transaction", charge["balance_transaction"])
    _, rate = settled_in(charge["currency"])
    return enter(twin, amount=-converted(amount, rate), currency=first["currency"], rate=rate, **what)


def _plan_payout(twin: Twin, currency: str) -> None:
    if not twin.waits("pay_out", currency):
        twin.later("pay_out", currency, at=(twin.now() // DAY + 1) * DAY)


def pay_out(twin: Twin, currency: str) -> None:
    """All that is free by now goes to the bank in one transfer; a debt waits until there is more."""
    unpaid = twin.every("balance_transaction", currency=currency, _payout="")
    free = [each for each in unpaid if each["available_on"] <= twin.now()]
    for each in free:
        twin.save(each, status="available")
    total = sum(each["net"] for each in free)
    if total > 0:
        _transfer(twin, currency, total, free)
    if len(free) < len(unpaid) or (free and total <= 0):
        twin.later("pay_out", currency, at=twin.now() + DAY)


def _transfer(twin: Twin, currency: str, total: int, lines: list[Document]) -> None:
    payout = twin.new(
        "payout",
        amount=total,
        arrival_date=twin.now() + ARRIVES_AFTER,
        automatic=True,
        currency=currency,
        description="STRIPE PAYOUT",
        destination=f"ba_twin{currency}",
        metadata={},
        method="standard",
        reconciliation_status="completed",
        source_type="card",
        status="in_transit",
        type="bank_account",
    )
    own = enter(
        twin,
        type="payout",
        category="payout",
        amount=-total,
        currency=currency,
        source=payout["id"],
        at_once=True,
    )
    for each in [*lines, own]:
        twin.save(each, _payout=payout["id"])
    twin.save(payout, balance_transaction=own["id"])
    twin.tell("payout.created", payout)
    twin.later("payout_arrives", payout["id"], at=payout["arrival_date"])


def payout_arrives(twin: Twin, id: str) -> None:  # noqa: A002 - as Stripe calls it
    payout = twin.save(
        twin.get("payout", id), status="paid", trace_id={"status": "supported", "value": f"T{id[-9:]}"}
    )
    twin.tell("payout.paid", payout)


def payout_fails(twin: Twin, id: str) -> Document:  # noqa: A002
    """The bank sends it back: the money is in the account again."""
    payout = twin.get("payout", id)
    if payout["status"] == "failed":
        raise Refused("This payout has failed already.")
    twin.never("payout_arrives", id)
    line = enter(
        twin,
        type="payout_failure",
        category="payout_reversal",
        amount=payout["amount"],
        currency=payout["currency"],
        source=id,
        at_once=True,
    )
    message = "The bank account has been closed."
    twin.save(payout, status="failed", failure_code="account_closed", failure_message=message)
    twin.save(payout, failure_balance_transaction=line["id"])
    twin.tell("payout.failed", payout)
    return payout


def balance(twin: Twin) -> Document:
    """As `/v1/balance` shows it."""
    lines = twin.every("balance_transaction", _payout="")
    sums = {True: dict.fromkeys(("pln", "eur"), 0), False: dict.fromkeys(("pln", "eur"), 0)}
    for each in lines:
        sums[each["available_on"] <= twin.now()][each["currency"]] += each["net"]

    def parts(free: bool) -> list[dict[str, Any]]:
        return [{"amount": amount, "currency": name} for name, amount in sums[free].items()]

    return {"object": "balance", "available": parts(True), "livemode": False, "pending": parts(False)}
