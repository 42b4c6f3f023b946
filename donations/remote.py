"""What we know of things at Stripe: our own words for them, whatever Stripe calls the parts. Pure.

Nothing here says who paid: names, addresses and e-mails that Stripe knows are never read.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class PageState(StrEnum):
    OPEN = "open"
    EXPIRED = "expired"
    UNPAID = "unpaid"
    """Filled in; the bank has not paid yet."""
    PAID = "paid"


@dataclass(frozen=True, kw_only=True)
class Page:
    """A payment page, a Checkout Session."""

    id: str
    state: PageState
    url: str
    gift: str
    """The gift it was opened for, as we named it; empty for one that we did not open."""
    attempt: str
    amount: int
    currency: str
    payment_intent: str
    subscription: str
    invoice: str
    charge: "Charge | None"
    intent_failed: bool
    """The bank has refused after it was filled in."""
    saves_for: str
    """The subscription that is to be paid in another way; empty for a page on which something is paid."""
    saved_method: str
    """What was left there; only said of a page that was asked for alone."""
    expires_at: datetime
    created_at: datetime
    livemode: bool


@dataclass(frozen=True, kw_only=True)
class Txn:
    """A balance transaction: what became of an amount in our account."""

    id: str
    kind: str
    source: str
    gross: int
    fee: int
    net: int
    currency: str
    created_at: datetime


@dataclass(frozen=True, kw_only=True)
class GivenBack:
    id: str
    charge: str
    amount: int
    currency: str
    failed: bool
    """Or called off: the money is with us again."""
    order: str
    """The row of ours that asked for it; empty for one made elsewhere."""
    txns: tuple[Txn, ...]
    created_at: datetime


@dataclass(frozen=True, kw_only=True)
class Dispute:
    id: str
    charge: str
    amount: int
    currency: str
    lost: bool
    txns: tuple[Txn, ...]
    """Below nothing: taken from us. Above: given back. None: the bank only asks."""
    created_at: datetime

    @property
    def taken_at(self) -> datetime | None:
        return min((txn.created_at for txn in self.txns if txn.gross < 0), default=None)

    @property
    def returned_at(self) -> datetime | None:
        return min((txn.created_at for txn in self.txns if txn.gross > 0), default=None)


@dataclass(frozen=True, kw_only=True)
class Charge:
    id: str
    paid: bool
    failed: bool
    amount: int
    currency: str
    gift: str
    payment_intent: str
    by_card: bool
    country_of_card: str
    txn: Txn | None
    refunded: int
    disputed: bool
    created_at: datetime
    livemode: bool


class Runs(StrEnum):
    ACTIVE = "active"
    PAUSED = "paused"
    OVERDUE = "overdue"
    INCOMPLETE = "incomplete"
    ENDED = "ended"


@dataclass(frozen=True, kw_only=True)
class Subscription:
    id: str
    runs: Runs
    amount: int
    currency: str
    gift: str
    """The gift it began with, as we named it."""
    item: str
    product: str
    payment_method: str
    next_at: datetime | None
    paused_until: datetime | None
    ended_at: datetime | None
    created_at: datetime
    livemode: bool


@dataclass(frozen=True, kw_only=True)
class Invoice:
    id: str
    subscription: str
    first: bool
    """Of its subscription."""
    paid: bool
    failed: bool
    """It was tried and not paid."""
    amount: int
    currency: str
    charges: tuple[Charge, ...]
    created_at: datetime
    livemode: bool


@dataclass(frozen=True, kw_only=True)
class Payout:
    id: str
    amount: int
    currency: str
    status: str
    automatic: bool
    """Only of these Stripe says what they are made of."""
    arrives_at: datetime


@dataclass(frozen=True, kw_only=True)
class Event:
    id: str
    type: str
    api_version: str
    livemode: bool
    created_at: datetime
    kind: str
    """Of the object it is about."""
    object_id: str
    charge: str
    """Of a refund, a dispute or a warning: the charge it is about."""
    payment_intent: str


@dataclass(frozen=True, kw_only=True)
class Account:
    blik_monthly: bool
    endpoint_works: bool | None
    """None: we know of no endpoint of ours there."""


@dataclass(frozen=True, kw_only=True)
class Order:
    """A payment page to be opened. The same order twice is the same words to Stripe."""

    key: str
    gift: str
    amount: int
    currency: str
    monthly: bool
    methods: tuple[str, ...]
    language: str
    what: str
    """The one line that the payment page shows of what is paid."""
    email: str
    thanks_url: str
    back_url: str
    expires_at: datetime


@dataclass(frozen=True, kw_only=True)
class Saving:
    """A page to be opened on which another card or account is left for a monthly gift."""

    subscription: str
    currency: str
    methods: tuple[str, ...]
    language: str
    back_url: str
    expires_at: datetime


class Unsure(Exception):
    """Stripe has not answered, or not in a way we understand: what was asked may have happened or not."""


class Broken(Unsure):
    """Stripe has failed at it, before or after doing it, and repeats that answer for the same key."""


class TooEarly(Unsure):
    """Stripe is still at it: parts of what it tells do not fit together yet."""


class Refused(Exception):
    """Stripe has understood and said no. Asking the same again is no use."""


class Gone(Refused):
    """Stripe knows no such thing."""


class NotAllowed(Refused):
    """Our key has not the right to ask that, about whatever it is."""


class Forged(Exception):
    """Not signed by Stripe, or signed too long ago, or for a time to come."""
