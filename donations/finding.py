"""Which gifts somebody means who names a number, or the e-mail she has left."""

from uuid import UUID

from django.db.models import Q, QuerySet

from donations.models import CheckoutAttempt, Donor, Gift, LedgerEntry, MonthlyGift, Refund
from privacy import alike, keys

SHORTEST = 8
"""Signs of a gift's own number: fewer are no number."""


def by_number(text: str) -> "QuerySet[Gift]":
    """Its own, or the beginning of it; or any that the payment service, a page or a refund has."""
    asked = text.strip()
    if len(asked) < SHORTEST:
        return Gift.objects.none()
    own = Q(pk__startswith=asked.lower()) if _may_begin(asked) else Q(pk__in=())
    theirs = Q(payment_intent=asked) | Q(invoice=asked)
    lines = LedgerEntry.objects.filter(Q(remote_id=asked) | Q(settlements__txn=asked))
    through = (
        CheckoutAttempt.objects.filter(session=asked).values("gift"),
        lines.filter(gift__isnull=False).values("gift"),
        Refund.objects.filter(Q(remote_id=asked) | Q(charge=asked)).values("gift"),
        MonthlyGift.objects.filter(subscription=asked).values("gifts"),
    )
    for each in through:
        theirs |= Q(pk__in=each)
    return Gift.objects.filter(own | theirs)


def _may_begin(text: str) -> bool:
    """Whether it could be the beginning of a number of ours."""
    try:
        UUID((text.replace("-", "") + "0" * 32)[:32])
    except ValueError:
        return False
    return len(text) <= len(str(UUID(int=0)))


def by_email(text: str) -> "QuerySet[Donor]":
    """Those who have left this address, however it is spelt. Raises ValueError for what is none."""
    return Donor.objects.filter(seal_id__in=keys.find(alike.email(text)))
