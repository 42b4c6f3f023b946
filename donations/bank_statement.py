"""Gifts that came to our bank account past the payment service, entered by hand from the bank's statement. A
slip of the pen is not mended: a second line puts the sum right, and both stay."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from donations import ledger
from donations.models import Campaign, Fund, LedgerEntry
from donations.money import Money
from donations.refusals import GivingRefused, Why
from office import journal
from office.models import User

ENTERED = journal.deed("transfer_entered", _("entered a gift by bank transfer"))
CORRECTED = journal.deed("transfer_corrected", _("put the amount of a bank transfer right"))
Kind = LedgerEntry.Kind
PREFIX = "transfer "
"""Before the bank's own number: no number of the payment service looks so."""


def entered() -> "QuerySet[LedgerEntry]":
    """The last first."""
    lines = LedgerEntry.objects.filter(kind=Kind.BANK, remote_id__startswith=PREFIX)
    return lines.select_related("fund", "campaign").order_by("-entered_at", "-pk")


def number_of(line: LedgerEntry) -> str:
    return line.remote_id.removeprefix(PREFIX)


@transaction.atomic
def enter(
    number: str,
    *,
    amount: Money,
    purpose: Fund | Campaign | None,
    came_at: datetime,
    by: User,
    at: datetime,
) -> LedgerEntry:
    """`number` is the bank's: the same twice is refused."""
    remote_id = f"{PREFIX}{number}"
    known = LedgerEntry.objects.filter(kind=Kind.BANK, remote_id=remote_id)
    if known.exists() or not ledger.enter(
        Kind.BANK,
        remote_id,
        gift=None,
        amount=amount.minor,
        currency=amount.currency,
        occurred_at=came_at,
        at=at,
        purpose=purpose,
    ):
        raise GivingRefused(Why.ENTERED)
    line = known.get()
    journal.note(ENTERED, who=by, record=line, at=at)
    return line


@transaction.atomic
def correct(line: LedgerEntry, *, to: int, by: User, at: datetime) -> bool:
    """So much it shall count for, in the smallest unit; nothing, when it was no gift. False when it does so
    already."""
    line = LedgerEntry.objects.select_for_update(of=("self",)).get(pk=line.pk)
    corrections = _corrections(line)
    difference = to - counts_for(line)
    if difference == 0:
        return False
    ledger.enter(
        Kind.ADJUSTMENT,
        f"{line.remote_id} {corrections.count() + 1}",
        gift=None,
        amount=difference,
        currency=line.currency,
        occurred_at=line.occurred_at,
        at=at,
        purpose=line.campaign or line.fund,
    )
    journal.note(CORRECTED, who=by, record=line, at=at)
    return True


def counts_for(line: LedgerEntry) -> int:
    """With all that has been put right since."""
    return line.amount_minor + (_corrections(line).aggregate(total=Sum("amount_minor"))["total"] or 0)


def count_for(lines: Collection[LedgerEntry]) -> list[int]:
    """The same of many, in one question."""
    right = LedgerEntry.objects.filter(kind=Kind.ADJUSTMENT).order_by().annotate(of=ledger.CORRECTED)
    sums = right.filter(of__in=[line.remote_id for line in lines]).values_list("of")
    put_right = dict(sums.annotate(Sum("amount_minor")))
    return [line.amount_minor + put_right.get(line.remote_id, 0) for line in lines]


def _corrections(line: LedgerEntry) -> "QuerySet[LedgerEntry]":
    return LedgerEntry.objects.filter(kind=Kind.ADJUSTMENT, remote_id__startswith=f"{line.remote_id} ")
