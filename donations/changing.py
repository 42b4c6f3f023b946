"""What a donor does with her monthly gift: another amount, a pause, the end of it, her word taken back.

What is asked for is committed first, with the key Stripe is asked with. Whether Stripe answers at once, in an
hour, or twice: it is done once.
"""

import logging
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from donations import gateway, jobs, monthly, telling
from donations.models import MonthlyChange, MonthlyGift
from donations.money import Money
from donations.refusals import GivingRefused, Why
from donations.remote import Broken, Gone, Refused, Subscription, Unsure

logger = logging.getLogger(__name__)

What, State = MonthlyChange.What, MonthlyChange.State
LONGEST_PAUSE = timedelta(days=366)
A_MOMENT = timedelta(minutes=2)
"""So long the first try may take."""
HEAD_START = timedelta(seconds=30)
"""Whoever asks tries at once (`try_now`), to be told how it ended. The worker comes later, if nobody has: the
same question put twice at one moment is answered to one of the two only."""


def change_amount(row: MonthlyGift, *, to: Money, at: datetime, by_staff: bool = False) -> MonthlyChange:
    """From the next payment on. The currency stays what it is."""
    if to.currency != row.currency:
        raise ValueError("A monthly gift keeps its currency.")
    return _asked(row, What.AMOUNT, amount=to.minor, until=None, by_staff=by_staff, at=at)


def pause(row: MonthlyGift, *, until: datetime, at: datetime, by_staff: bool = False) -> MonthlyChange:
    """Nothing is taken until then, and nothing afterwards for that time."""
    end = min(until, at + LONGEST_PAUSE)
    return _asked(row, What.PAUSE, amount=None, until=end, by_staff=by_staff, at=at)


def resume(row: MonthlyGift, *, at: datetime, by_staff: bool = False) -> MonthlyChange:
    return _asked(row, What.RESUME, amount=None, until=None, by_staff=by_staff, at=at)


def stop(row: MonthlyGift, *, at: datetime, by_staff: bool = False) -> MonthlyChange:
    """Now: no further payment is taken. It goes before whatever else was asked and is not done yet."""
    with transaction.atomic():
        MonthlyGift.objects.select_for_update().get(pk=row.pk)
        waiting = MonthlyChange.objects.filter(monthly=row, state=State.WAITING)
        if already := waiting.filter(what=What.STOP).first():
            return already
        waiting.update(state=State.REFUSED, done_at=at)
        return _asked(row, What.STOP, amount=None, until=None, by_staff=by_staff, at=at)


def _asked(
    row: MonthlyGift,
    what: MonthlyChange.What,
    *,
    amount: int | None,
    until: datetime | None,
    by_staff: bool,
    at: datetime,
) -> MonthlyChange:
    try:
        with transaction.atomic():
            if MonthlyGift.objects.select_for_update().get(pk=row.pk).state not in MonthlyGift.RUNNING:
                raise GivingRefused(Why.STOPPED)
            change = MonthlyChange(monthly=row, what=what, until=until, by_staff=by_staff, asked_at=at)
            change.amount_minor = amount
            change.save(force_insert=True)
            jobs.change_later(change.pk, at=at + HEAD_START)
    except IntegrityError:
        same = MonthlyChange.objects.filter(monthly=row, state=State.WAITING, what=what, until=until)
        if asked := same.filter(amount_minor=amount).first():  # The button was pressed twice.
            return asked
        raise GivingRefused(Why.BUSY) from None
    return change


def carry_out(change_id: UUID, *, at: datetime) -> MonthlyChange:
    """Asks Stripe, with the key of the row. Raises Unsure without an answer: then the worker asks again. With
    another key, what was done already is done to be as it is."""
    change = MonthlyChange.objects.select_related("monthly").get(pk=change_id)
    if change.state != State.WAITING:
        return change
    try:
        seen = _carried_out(change)
    except Broken:
        MonthlyChange.objects.filter(pk=change.pk).update(rounds=change.rounds + 1)
        raise
    except Refused as refusal:
        logger.error("A change of a monthly gift was refused: %s", refusal)
        return _refused(change, at=at)
    return _done(change, seen, at=at)


def _carried_out(change: MonthlyChange) -> Subscription:
    key, subscription = change.key, change.monthly.subscription
    if change.what == What.AMOUNT:
        of = gateway.subscription(subscription)
        return gateway.change_amount(of, amount=change.amount_minor or 0, key=key)
    if change.what == What.PAUSE:
        return gateway.pause(subscription, until=change.until, key=key)
    if change.what == What.RESUME:
        return gateway.resume(subscription, key=key)
    return gateway.stop(subscription, key=key)


@transaction.atomic
def _done(change: MonthlyChange, seen: Subscription, *, at: datetime) -> MonthlyChange:
    """What Stripe has answered may be a repeated answer: it is looked at anew once it is done."""
    moved = MonthlyChange.objects.filter(pk=change.pk, state=State.WAITING)
    if moved.update(state=State.DONE, done_at=at) and change.what != What.STOP:
        telling.changed(change.monthly, change.pk, at=at)
    row = MonthlyGift.objects.select_for_update().get(pk=change.monthly_id)
    monthly.bring_up_to(row, gateway.subscription(seen.id), at=at)
    change.refresh_from_db()
    return change


def _refused(change: MonthlyChange, *, at: datetime) -> MonthlyChange:
    """Most often because it was stopped at Stripe: then that is what is to be seen here, too. A stop is given
    up for no other reason: she would be told that nothing more is taken, and it would be."""
    waiting = MonthlyChange.objects.filter(pk=change.pk, state=State.WAITING)
    if change.what == What.STOP and _still_runs(change.monthly, at=at):
        waiting.update(rounds=change.rounds + 1)
        raise Unsure("A monthly gift runs on although its end was asked for.")
    if waiting.update(state=State.REFUSED, done_at=at) and change.what != What.STOP:
        monthly.look_at(change.monthly.subscription, at=at)
    change.refresh_from_db()
    return change


def _still_runs(row: MonthlyGift, *, at: datetime) -> bool:
    try:
        monthly.look_at(row.subscription, at=at)
    except Gone:
        return False
    row.refresh_from_db()
    return row.state in MonthlyGift.RUNNING


def try_now(change_id: UUID, *, at: datetime) -> None:
    """Without an answer it waits for the next pick-up."""
    try:
        carry_out(change_id, at=at)
    except Unsure as doubt:
        logger.warning("A change of a monthly gift waits: %s", doubt)
    except Refused as refusal:
        logger.error("A monthly gift that was to be changed can not be looked at: %s", refusal)


def pick_up(*, at: datetime) -> int:
    """What waits is asked again; gives how many there are."""
    waiting = MonthlyChange.objects.filter(state=State.WAITING, asked_at__lt=at - A_MOMENT)
    ids = list(waiting.values_list("pk", flat=True))
    for change_id in ids:
        jobs.change_later(change_id, at=at)
    return len(ids)
