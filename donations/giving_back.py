"""Giving a gift back, wholly or in part: one person asks, with a reason; above a limit another agrees; Stripe
is asked with the key of the row. What Stripe has done stands in the ledger by itself."""

import logging
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from donations import discrepancies, gateway, jobs, projecting
from donations.models import Gift, LedgerEntry, Refund
from donations.refusals import GivingRefused, Why
from donations.remote import Broken, Refused, Unsure
from donations.story import Cause
from office import journal
from office.models import User

logger = logging.getLogger(__name__)

ASKED = journal.deed("refund_asked", _("asked to give a gift back"))
AGREED = journal.deed("refund_agreed", _("agreed to giving a gift back"))
DECLINED = journal.deed("refund_refused", _("refused to give a gift back"))
REASONS = {each: journal.reason(f"refund_{each.value}", each.label) for each in Refund.Reason}
State = Refund.State
A_MOMENT = timedelta(minutes=2)
"""So long the first try may take."""
ALONE_UP_TO = {"pln": 500_00, "eur": 120_00, "usd": 120_00}
"""So much of one gift one person may give back; of other currencies nothing."""


def left(gift: Gift) -> int:
    """What of the gift is still with us and not on its way back, in the smallest unit."""
    lines = gift.entries.values_list("amount_minor", flat=True)
    promised = gift.refunds.filter(state__in=Refund.LIVE).values_list("amount_minor", flat=True)
    return sum(lines) - sum(promised)


def ask(
    gift: Gift, *, amount: int, reason: Refund.Reason, by: User, at: datetime, number: UUID | None = None
) -> Refund:
    """`number` is the refund's own, made with the form: sent twice it is one, even when Stripe has done it in
    between. Raises GivingRefused."""
    try:
        with transaction.atomic():
            gift = Gift.objects.select_for_update().get(pk=gift.pk)
            if number and (already := gift.refunds.filter(pk=number).first()):
                return already
            _fits(gift, amount)
            alone = _is_small(gift, amount)
            row = Refund.objects.create(
                pk=number or uuid4(),
                gift=gift,
                charge=_charge(gift, amount),
                amount_minor=amount,
                reason=reason,
                asked_by=by,
                state=State.WAITING if alone else State.ASKED,
                asked_at=at,
            )
            journal.note(ASKED, who=by, record=row, why=REASONS[reason], at=at)
            if alone:
                jobs.refund_later(row.pk, at=at)
    except IntegrityError:
        raise GivingRefused(Why.ONE_AT_A_TIME) from None
    return row


def _fits(gift: Gift, amount: int) -> None:
    if gift.refunds.filter(state__in=Refund.LIVE).exists():
        raise GivingRefused(Why.ONE_AT_A_TIME)
    there = left(gift)
    if there <= 0:
        raise GivingRefused(Why.NOTHING_LEFT)
    if not 0 < amount <= there:
        raise GivingRefused(Why.NOT_MORE)


def _is_small(gift: Gift, amount: int) -> bool:
    """With all that has gone back of this gift before: no large one goes back in small parts."""
    before = gift.refunds.filter(state__in=(*Refund.LIVE, State.SENT))
    total = before.aggregate(total=Sum("amount_minor"))["total"] or 0
    return total + amount <= ALONE_UP_TO.get(gift.currency, 0)


def _charge(gift: Gift, amount: int) -> str:
    """Most often there is one. Of a gift that was paid twice, the first of which so much is left."""
    of_each = gift.refunds.filter(state__in=(*Refund.LIVE, State.SENT)).order_by().values_list("charge")
    back = dict(of_each.annotate(Sum("amount_minor")))
    charges = gift.entries.filter(kind=LedgerEntry.Kind.CHARGE).order_by("occurred_at", "pk")
    for charge, came in charges.values_list("remote_id", "amount_minor"):
        if amount <= came - back.get(charge, 0):
            return str(charge)
    raise GivingRefused(Why.PAID_IN_PARTS)


def agree(row: Refund, *, by: User, at: datetime) -> None:
    _decided(row, State.WAITING, AGREED, by=by, at=at)


def refuse(row: Refund, *, by: User, at: datetime) -> None:
    _decided(row, State.REFUSED, DECLINED, by=by, at=at)


@transaction.atomic
def _decided(row: Refund, state: Refund.State, deed: journal.Deed, *, by: User, at: datetime) -> None:
    row = Refund.objects.select_for_update().get(pk=row.pk)
    if row.state != State.ASKED:
        raise GivingRefused(Why.DECIDED)
    if row.asked_by_id == by.pk:
        raise GivingRefused(Why.SAME_PERSON)
    row.state, row.agreed_by = state, by
    row.done_at = at if state == State.REFUSED else None
    row.save(update_fields=["state", "agreed_by", "done_at"])
    journal.note(deed, who=by, record=row, at=at)
    if state == State.WAITING:
        jobs.refund_later(row.pk, at=at)


def carry_out(refund_id: UUID, *, at: datetime) -> Refund:
    """Asks Stripe. Raises Unsure when there is no answer: then the worker asks again, with the same key."""
    row = Refund.objects.get(pk=refund_id)
    if row.state != State.WAITING:
        return row
    try:
        gateway.refund(charge_id=row.charge, amount=row.amount_minor, order=str(row.pk), key=row.key)
    except Broken:
        _looked_before_another_key(row, at=at)
        raise
    except Refused as refusal:
        logger.error("A refund was refused: %s", refusal)
        Refund.objects.filter(pk=row.pk, state=State.WAITING).update(state=State.FAILED, done_at=at)
    projecting.look_at_charge(row.charge, cause=Cause.STAFF, at=at)
    row.refresh_from_db()
    _told_if_failed(row, at=at)
    return row


def _told_if_failed(row: Refund, *, at: datetime) -> None:
    """Whoever asked for it was told that it is on its way, and does not look again. What has gone back
    otherwise meanwhile is no longer here to be given."""
    if row.state == State.FAILED and left(row.gift) >= row.amount_minor:
        what, currency = discrepancies.What.REFUND_FAILED, row.gift.currency
        about = row.remote_id or str(row.pk)
        discrepancies.find(what, about, gift=row.gift, theirs=row.amount_minor, currency=currency, at=at)


def _looked_before_another_key(row: Refund, *, at: datetime) -> None:
    """Stripe may have done it before it failed: only what is not there is asked for anew."""
    projecting.look_at_charge(row.charge, cause=Cause.STAFF, at=at)
    Refund.objects.filter(pk=row.pk, state=State.WAITING).update(rounds=row.rounds + 1)


def try_now(refund_id: UUID, *, at: datetime) -> None:
    """Without an answer it waits for the next pick-up."""
    try:
        carry_out(refund_id, at=at)
    except Unsure as doubt:
        logger.warning("A refund waits: %s", doubt)
    except Refused as refusal:
        logger.error("What was to be given back can not be looked at: %s", refusal)


def pick_up(*, at: datetime) -> int:
    """What waits is asked again; gives how many there are."""
    waiting = Refund.objects.filter(state=State.WAITING, asked_at__lt=at - A_MOMENT)
    ids = list(waiting.values_list("pk", flat=True))
    for refund_id in ids:
        jobs.refund_later(refund_id, at=at)
    return len(ids)
