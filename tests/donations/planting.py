"""Gifts and monthly gifts as they stand in the books, made without Stripe: for letters and lists."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from donations import giving
from donations.methods import Rhythm
from donations.models import Donor, Gift, LedgerEntry, MonthlyGift
from privacy.documents import Email
from tests.donations.counter import ADA, choice


def monthly(language: str, *, at: datetime, email: Email | None = ADA, **more: Any) -> MonthlyGift:
    gift = promised(language, at=at, rhythm=Rhythm.MONTHLY, email=email)
    told = {"state": "active", "next_at": at + timedelta(days=30), "began_at": at}
    row = MonthlyGift.objects.create(
        subscription=f"sub_{uuid4().hex}",
        **{"donor": gift.donor, "amount_minor": gift.amount_minor, "currency": gift.currency} | told | more,
    )
    Gift.objects.filter(pk=gift.pk).update(monthly=row)
    Donor.objects.filter(pk=gift.donor_id).update(gives_monthly=row.state in MonthlyGift.RUNNING)
    return row


def promised(language: str, *, at: datetime, **more: Any) -> Gift:
    return giving.promise(choice(language=language, **more), form=uuid4(), at=at)


def received(language: str, *, at: datetime, back: int = 0, **more: Any) -> UUID:
    gift = promised(language, at=at, **more)
    paid(gift, at=at, back=back)
    return gift.pk


def paid(gift: Gift, *, at: datetime, back: int = 0) -> None:
    """One that was promised, for its own purpose; `back` of it was given back."""
    state = "partly-refunded" if back else "received"
    Gift.objects.filter(pk=gift.pk).update(state=state, received_at=at)
    for kind, amount in (("charge", gift.amount_minor), ("refund", -back)):
        if amount:
            LedgerEntry.objects.create(
                kind=kind,
                remote_id=f"{kind}_{gift.pk.hex}",
                gift=gift,
                fund=gift.fund,
                campaign=gift.campaign,
                amount_minor=amount,
                currency=gift.currency,
                occurred_at=at,
                entered_at=at,
            )
