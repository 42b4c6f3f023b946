"""What Stripe sends to our bank must be, to the grosz, the sum of what stands here for it."""

from datetime import datetime

from django.db import transaction
from django.db.models import Sum

from donations import discrepancies, gateway, ledger, projecting
from donations.models import Payout, Settlement
from donations.remote import Refused, Txn
from donations.story import Cause

ITSELF = "payout"
PAID, FAILED = "paid", "failed"
OF_GIFTS = ("charge", "payment")
Verdict = Payout.Verdict


def look_at(payout_id: str, *, at: datetime) -> Payout:
    """Only of payouts that Stripe makes by itself it says what they are made of. One may fail after it was
    paid: what came back is a line of the next."""
    seen = gateway.payout(payout_id)
    row, _new = Payout.objects.update_or_create(
        remote_id=seen.id,
        defaults={
            "amount_minor": seen.amount,
            "currency": seen.currency,
            "status": seen.status,
            "arrives_at": seen.arrives_at,
        },
    )
    if seen.status == FAILED:
        what = discrepancies.What.PAYOUT_FAILED
        discrepancies.find(what, row.remote_id, theirs=row.amount_minor, currency=row.currency, at=at)
    if seen.automatic and seen.status == PAID:
        _count(row, at=at)
    return row


def _count(row: Payout, *, at: datetime) -> None:
    theirs = [txn for txn in gateway.txns(payout_id=row.remote_id) if txn.kind != ITSELF]
    for txn in theirs:
        _settle(txn, row, at=at)
    ours = _ours(row)
    told = sum(txn.net for txn in theirs)
    fits = ours == row.amount_minor == told and not _differing(theirs)
    row.verdict, row.counted_at = Verdict.FITS if fits else Verdict.DIFFERS, at
    row.save(update_fields=["verdict", "counted_at"])
    if not fits:
        discrepancies.find(
            discrepancies.What.PAYOUT,
            row.remote_id,
            ours=ours,
            theirs=row.amount_minor,
            currency=row.currency,
            at=at,
        )


def _ours(row: Payout) -> int:
    return row.settlements.aggregate(total=Sum("net_minor"))["total"] or 0


def _differing(theirs: list[Txn]) -> bool:
    """What we wrote down earlier about one of them may be another amount than what is told now."""
    written = dict(
        Settlement.objects.filter(txn__in=[txn.id for txn in theirs]).values_list("txn", "net_minor")
    )
    return any(written.get(txn.id) != txn.net for txn in theirs)


def _settle(txn: Txn, row: Payout, *, at: datetime) -> None:
    """What has happened to money and nobody has told us of is entered first: a settlement keeps its line."""
    if txn.source and not ledger.has_line(txn):
        try:
            _entered_first(txn, at=at)
        except Refused:
            discrepancies.find(discrepancies.What.UNREADABLE, txn.id, theirs=txn.net, at=at)
    with transaction.atomic():
        settlement = ledger.settle(txn)
        Settlement.objects.filter(pk=settlement.pk, payout=None).update(payout=row)


def _entered_first(txn: Txn, *, at: datetime) -> None:
    charge = txn.source if txn.kind in OF_GIFTS else gateway.charge_behind(txn.source)
    if charge:
        projecting.look_at_charge(charge, cause=Cause.LOOK, at=at)
