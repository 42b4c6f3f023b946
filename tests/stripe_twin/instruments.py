"""What a payer can pay with here: Stripe's own test cards and accounts, and what her bank does with each."""

from dataclasses import dataclass, field
from typing import Any

from tests.stripe_twin.refusals import Refused


@dataclass(frozen=True, kw_only=True)
class Card:
    country: str = "US"
    brand: str = "visa"
    code: str | None = None  # declined with it
    decline_code: str | None = None
    later: tuple[str, str] | None = None  # works while the payer is there, is declined so when she is not
    asks: bool = False  # her bank wants her to confirm
    dispute: str | None = None
    warning: bool = False
    refunds: str = "succeeded"


DECLINED = ("card_declined", "generic_decline")

CARDS = {
    "4242424242424242": Card(),
    "5555555555554444": Card(brand="mastercard"),
    "4000006160000005": Card(country="PL"),
    "4000002760000016": Card(country="DE"),
    "4000001120000005": Card(country="BY"),
    "4000000000000002": Card(code="card_declined", decline_code="generic_decline"),
    "4000000000009995": Card(code="card_declined", decline_code="insufficient_funds"),
    "4000000000009987": Card(code="card_declined", decline_code="lost_card"),
    "4000000000000069": Card(code="expired_card", decline_code="expired_card"),
    "4000000000000127": Card(code="incorrect_cvc", decline_code="incorrect_cvc"),
    "4000000000000119": Card(code="processing_error", decline_code="processing_error"),
    "4000000000000341": Card(later=DECLINED),
    "4000002500003155": Card(asks=True),
    "4000002760003184": Card(
        country="DE", asks=True, later=("authentication_required", "authentication_required")
    ),
    "4000000000000259": Card(dispute="fraudulent"),
    "4000000000002685": Card(dispute="product_not_received"),
    "4000000000005423": Card(warning=True),
    "4000000000007726": Card(refunds="pending"),
    "4000000000005126": Card(refunds="failed"),
}


@dataclass(frozen=True, kw_only=True)
class Account:
    """A bank account for SEPA direct debit."""

    fails: bool = False
    disputed: bool = False


ACCOUNTS = {
    "AT611904300234573201": Account(),
    "DE89370400440532013000": Account(),
    "AT861904300235473202": Account(fails=True),
    "AT591904300235473203": Account(disputed=True),
}

MESSAGES = {
    "generic_decline": "Your card was declined.",
    "insufficient_funds": "Your card has insufficient funds.",
    "lost_card": "Your card was declined.",
    "expired_card": "Your card has expired.",
    "incorrect_cvc": "Your card's security code is incorrect.",
    "processing_error": "An error occurred while processing your card. Try again in a little bit.",
    "authentication_required": "Your card was declined. This transaction requires authentication.",
    "fraudulent": "Your card was declined.",
}
BLIK_REFUSED = "The payment was declined by the customer in their banking app."


@dataclass(frozen=True, kw_only=True)
class Instrument:
    """A method of payment as the payer has typed it in."""

    type: str
    number: str = ""
    shown: dict[str, Any] = field(default_factory=dict)

    @property
    def card(self) -> Card:
        return CARDS.get(self.number, Card())

    @property
    def account(self) -> Account:
        return ACCOUNTS.get(self.number, Account())


def read_instrument(method: str, typed: str) -> Instrument:
    compact = "".join(typed.split()).upper()
    if method == "card":
        return _card(compact)
    if method == "sepa_debit":
        return _account(compact)
    if method == "blik":
        if not (compact.isascii() and compact.isdecimal() and len(compact) == 6):
            raise Refused("A BLIK code has six digits.", code="incorrect_blik_code", param="blik[code]")
        return Instrument(type="blik", number=compact, shown={"buyer_id": f"buyer_{compact}"})
    if method == "p24":
        return Instrument(type="p24", shown={"bank": typed.strip() or "mbank_mtransfer"})
    raise Refused(f"The twin does not know the method {method!r}.")


def _card(number: str) -> Instrument:
    if number not in CARDS:
        message = "Your card number is incorrect: the twin takes Stripe's test cards alone."
        raise Refused(message, status=402, type="card_error", code="incorrect_number", param="number")
    card = CARDS[number]
    shown = {
        "brand": card.brand,
        "checks": {
            "address_line1_check": None,
            "address_postal_code_check": None,
            "cvc_check": "fail" if card.code == "incorrect_cvc" else "pass",
        },
        "country": card.country,
        "display_brand": card.brand,
        "exp_month": 12,
        "exp_year": 2034,
        "fingerprint": f"card{number[-12:]}",
        "funding": "credit",
        "generated_from": None,
        "last4": number[-4:],
        "networks": {"available": [card.brand], "preferred": None},
        "regulated_status": "unregulated",
        "three_d_secure_usage": {"supported": True},
        "wallet": None,
    }
    return Instrument(type="card", number=number, shown=shown)


def _account(number: str) -> Instrument:
    if number not in ACCOUNTS:
        message = "The IBAN is invalid: the twin takes Stripe's test accounts alone."
        raise Refused(message, code="invalid_bank_account_iban", param="sepa_debit[iban]")
    shown = {
        "bank_code": number[4:9],
        "branch_code": "",
        "country": number[:2],
        "fingerprint": f"iban{number[-12:]}",
        "generated_from": {"charge": None, "setup_attempt": None},
        "last4": number[-4:],
    }
    return Instrument(type="sepa_debit", number=number, shown=shown)
