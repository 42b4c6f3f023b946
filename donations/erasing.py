"""Forgetting a donor at her word. The books stay whole: gifts, sums and days, and nobody's name with them."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from donations import changing, giving
from donations.models import CheckoutAttempt, Donor, Gift, MonthlyChange, MonthlyGift
from donations.refusals import GivingRefused
from office import journal
from privacy import forgetting

ERASED = journal.deed("donor_erased", _("had what we know of a donor erased"))


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """What is left to her: no letter can reach her any more."""

    at: datetime
    gone_from_backups_at: datetime
    stopped: bool = False
    """Her monthly gifts, as the payment service has said."""
    stopping: bool = False
    """The payment service has not answered yet, and is asked until it does."""


def erase(donors: list[Donor], *, at: datetime) -> Receipt:
    """Monthly gifts are stopped: nobody is left who could be told of a payment, or stop it. So no page stays
    open on which one could begin."""
    _close_pages(donors, at=at)
    running = MonthlyGift.objects.filter(donor__in=donors, state__in=MonthlyGift.RUNNING)
    stops = [change for row in running if (change := _stop(row, at=at))]
    for donor in donors:
        journal.note(ERASED, who=None, record=donor, why=journal.ASKED_FOR, at=at)
    forgetting.erase([each.seal_id for each in donors if each.seal_id], at=at)
    for change in stops:
        changing.try_now(change.pk, at=at)
    waiting = MonthlyChange.objects.filter(
        pk__in=[each.pk for each in stops], state=MonthlyChange.State.WAITING
    )
    return Receipt(
        at=at,
        gone_from_backups_at=at + forgetting.VAULT_BACKUPS,
        stopped=bool(stops) and not waiting.exists(),
        stopping=waiting.exists(),
    )


def _close_pages(donors: list[Donor], *, at: datetime) -> None:
    """Without an answer one stays open for its half hour; what begins there is stopped
    (`monthly.look_at`)."""
    open_ones = Gift.objects.filter(donor__in=donors, attempts__state__in=CheckoutAttempt.LIVE)
    for gift in open_ones.distinct():
        try:
            giving.withdraw(gift, at=at)
        except GivingRefused:
            return


def _stop(row: MonthlyGift, *, at: datetime) -> MonthlyChange | None:
    try:
        return changing.stop(row, at=at)
    except GivingRefused:  # It was stopped at this moment.
        return None
