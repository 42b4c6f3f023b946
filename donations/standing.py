"""In which state a gift is, from what has happened to its money and its payment page. Pure.

Late money always wins: whatever was thought before, a gift that has been paid is received. What has been
received never becomes unpaid again; only giving back and disputes take from it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from donations.remote import PageState

DRAFT, OPENING, AWAITING_PAYER, SETTLING = "draft", "opening", "awaiting-payer", "settling"
EXPIRED, FAILED, WITHDRAWN = "expired", "failed", "withdrawn"
RECEIVED, PARTLY_REFUNDED, REFUNDED = "received", "partly-refunded", "refunded"
DISPUTED, DISPUTE_LOST = "disputed", "dispute-lost"

MONEY_CAME = frozenset({RECEIVED, PARTLY_REFUNDED, REFUNDED, DISPUTED, DISPUTE_LOST})
BEGUN_ANEW = frozenset({DRAFT, OPENING, AWAITING_PAYER, EXPIRED, FAILED, WITHDRAWN})
"""From these the payment page may be opened (again)."""
MOVES: dict[str, frozenset[str]] = {
    DRAFT: frozenset({OPENING, WITHDRAWN}),
    OPENING: frozenset({AWAITING_PAYER, SETTLING, EXPIRED, FAILED, WITHDRAWN}),
    AWAITING_PAYER: frozenset({OPENING, SETTLING, EXPIRED, FAILED, WITHDRAWN}),
    SETTLING: frozenset({FAILED}),
    EXPIRED: frozenset({OPENING, SETTLING, FAILED, WITHDRAWN}),
    FAILED: frozenset({OPENING, SETTLING, WITHDRAWN}),
    WITHDRAWN: frozenset({OPENING, SETTLING, FAILED}),
}
"""Between states without money. To a state with money there is a way from everywhere, back from none."""


def may_become(before: str, after: str) -> bool:
    return after in MONEY_CAME or after in MOVES.get(before, ())


@dataclass(frozen=True, kw_only=True)
class Sums:
    """Of the lines of the ledger about one gift, as they stand there: what went is below nothing."""

    charged: int = 0
    given_back: int = 0
    disputed: int = 0


GIVEN_BACK = ("refund", "refund-back")
TAKEN = ("dispute", "dispute-back")


def sums(lines: Iterable[tuple[str, int]]) -> Sums:
    """Of kinds and amounts."""
    found = {"charge": 0, "back": 0, "disputed": 0}
    for kind, amount in lines:
        group = "back" if kind in GIVEN_BACK else "disputed" if kind in TAKEN else "charge"
        found[group] += amount
    return Sums(charged=found["charge"], given_back=found["back"], disputed=found["disputed"])


def with_money(sums: Sums, *, lost: bool) -> str:
    """`lost`: the payer's bank has decided a dispute against us."""
    if sums.disputed < 0:
        return DISPUTE_LOST if lost else DISPUTED
    if sums.given_back == 0:
        return RECEIVED
    return PARTLY_REFUNDED if sums.charged + sums.given_back > 0 else REFUNDED


def without_money(page: PageState, *, failed: bool) -> str:
    """What a payment page tells of a gift that nothing has come for."""
    if page is PageState.EXPIRED:
        return EXPIRED
    if page is PageState.OPEN:
        return AWAITING_PAYER
    return FAILED if failed else SETTLING
