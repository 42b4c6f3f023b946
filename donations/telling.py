"""Which letter goes with what has become of a gift. Whoever has left no e-mail gets none."""

from datetime import datetime
from uuid import UUID

from donations.models import Donor, Gift, MonthlyGift
from letters import sending


def received(gift: Gift, *, at: datetime) -> None:
    """Once for each gift, whatever tells us of it and how often."""
    if gift.donor_id is None:
        return
    Donor.objects.filter(pk=gift.donor_id).update(last_gift_at=at)
    name = "gift_monthly_received" if gift.monthly_id else "gift_received"
    _write(name, gift, cause=f"gift received {gift.pk}", at=at)


def refunded(gift: Gift, refund: str, *, at: datetime) -> None:
    _write("gift_refunded", gift, cause=f"gift refunded {refund}", at=at)


def failed(monthly: MonthlyGift, invoice: str, *, at: datetime) -> None:
    """Once for each payment that was due, however often the bank is asked for it."""
    _write_of_monthly("gift_failed", monthly, cause=f"gift failed {invoice}", at=at)


def changed(monthly: MonthlyGift, change: object, *, at: datetime) -> None:
    _write_of_monthly("gift_changed", monthly, cause=f"gift changed {change}", at=at)


def stopped(monthly: MonthlyGift, *, at: datetime) -> None:
    _write_of_monthly("gift_stopped", monthly, cause=f"gift stopped {monthly.pk}", at=at)


def _write(name: str, gift: Gift, *, cause: str, at: datetime) -> None:
    if _can_be_written_to(gift.donor_id):
        sending.enqueue(name, subject=gift.pk, cause=cause, at=at)


def _write_of_monthly(name: str, monthly: MonthlyGift, *, cause: str, at: datetime) -> None:
    if _can_be_written_to(monthly.donor_id):
        sending.enqueue(name, subject=monthly.pk, cause=cause, at=at)


def _can_be_written_to(donor_id: UUID | None) -> bool:
    return donor_id is not None and Donor.objects.filter(pk=donor_id, has_email=True).exists()
