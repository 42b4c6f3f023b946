"""Looking at one thing at Stripe, whatever it is."""

from collections.abc import Callable
from datetime import datetime

from donations import discrepancies, monthly, payouts, projecting, subjects
from donations.models import LedgerEntry
from donations.story import Cause


def look(about: str, *, at: datetime, cause: Cause = Cause.MESSAGE) -> None:
    """Raises KeyError for a kind that nobody looks at, and whatever Stripe's answer is not."""
    kind, _space, number = about.partition(" ")
    LOOKS[kind](number, cause, at)


def _warning(charge: str, cause: Cause, at: datetime) -> None:
    """The bank that has issued the card thinks that it was stolen."""
    projecting.look_at_charge(charge, cause=cause, at=at)
    entry = LedgerEntry.objects.filter(kind=LedgerEntry.Kind.CHARGE, remote_id=charge).first()
    discrepancies.find(discrepancies.What.FRAUD_WARNING, charge, gift=entry.gift if entry else None, at=at)


LOOKS: dict[str, Callable[[str, Cause, datetime], object]] = {
    subjects.PAGE: lambda number, cause, at: projecting.look_at_page(number, cause=cause, at=at),
    subjects.CHARGE: lambda number, cause, at: projecting.look_at_charge(number, cause=cause, at=at),
    subjects.INVOICE: lambda number, cause, at: monthly.look_at_invoice(number, cause=cause, at=at),
    subjects.SUBSCRIPTION: lambda number, _cause, at: monthly.look_at(number, at=at),
    subjects.MANDATE: lambda number, _cause, at: monthly.look_at_mandate(number, at=at),
    subjects.PAYOUT: lambda number, _cause, at: payouts.look_at(number, at=at),
    subjects.WARNING: _warning,
}
