"""How a gift can be paid, by its currency and rhythm. Pure: a table, and what narrows it.

Stripe offers what its dashboard has switched on; this says which of that may be offered for one gift.
"""

from dataclasses import dataclass
from enum import StrEnum

from donations.money import Money


class Rhythm(StrEnum):
    ONCE = "once"
    MONTHLY = "monthly"


class Method(StrEnum):
    CARD = "card"
    """Apple Pay and Google Pay are cards to Stripe."""
    BLIK = "blik"
    P24 = "p24"
    SEPA = "sepa_debit"


OFFERED: dict[tuple[str, Rhythm], tuple[Method, ...]] = {
    ("pln", Rhythm.ONCE): (Method.BLIK, Method.P24, Method.CARD),
    ("eur", Rhythm.ONCE): (Method.CARD, Method.P24, Method.SEPA),
    ("usd", Rhythm.ONCE): (Method.CARD,),
    ("pln", Rhythm.MONTHLY): (Method.CARD,),
    ("eur", Rhythm.MONTHLY): (Method.CARD, Method.SEPA),
    ("usd", Rhythm.MONTHLY): (Method.CARD,),
}
NEEDS_BANK_APP = (Method.BLIK, Method.P24)
"""The payer confirms in the bank's own application: there is nothing to try out with stolen cards."""
LARGEST_MONTHLY_BLIK = 2_000_00


@dataclass(frozen=True, kw_only=True)
class Circumstances:
    blik_monthly: bool = False
    """The account can take BLIK each month."""
    calm: bool = False
    """Cards are not taken: somebody tries out stolen ones."""


def offered(amount: Money, rhythm: Rhythm, now: Circumstances) -> tuple[Method, ...]:
    """None at all when cards are the only way and are not taken at present."""
    found = OFFERED[(amount.currency, rhythm)]
    fits_blik = amount.currency == "pln" and amount.minor <= LARGEST_MONTHLY_BLIK
    if rhythm is Rhythm.MONTHLY and now.blik_monthly and fits_blik:
        found = (Method.BLIK, *found)
    return tuple(each for each in found if each in NEEDS_BANK_APP) if now.calm else found


PAGE_LANGUAGES = ("pl", "en", "ru")
"""Of the payment page. It speaks no Belarusian."""


def page_language(chosen: str, site: str) -> str:
    """What the donor has chosen; otherwise the site's language where the page speaks it, and Polish for
    Belarusian. Russian comes by choice, or with the Russian site."""
    if chosen in PAGE_LANGUAGES:
        return chosen
    return site if site in PAGE_LANGUAGES else "pl"
