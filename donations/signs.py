"""The sign that reads whether we hear of gifts: silence is what lost messages sound like."""

from datetime import datetime, timedelta

from django.db.models import Max, Min
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django.models import ProcrastinateEvent

from donations import calm, gateway
from donations.models import LedgerEntry, PaymentService, StripeInbox
from office import health
from office.health import DATABASE, Trouble

LATE = timedelta(hours=1)
"""Money that was found by asking so long after the last message was not told of."""
SOON = timedelta(minutes=15)
"""A donor who comes back from the payment page makes us ask before the message is here."""
A_DAY = timedelta(hours=24)
COMPARING = "donations.jobs.compare_with_stripe"
LIVELY = 20
"""So many messages in the week before make a day without any unlikely."""
LOOK_THERE = _("Look at the webhook endpoint in Stripe’s dashboard")


@health.look("gifts", title=_("Gifts are heard of"), order=45, stands_on=(DATABASE,))
def gifts(at: datetime) -> Trouble | None:
    if not gateway.is_set_up():
        return None
    if PaymentService.now().endpoint_works is False:
        return Trouble(wrong=_("Stripe has stopped telling us of gifts."), do=LOOK_THERE)
    if calm.alarming_declines(at=at) and calm.circumstances().calm is False:
        return Trouble(
            wrong=_("Many cards are refused: somebody may be trying out stolen ones."),
            do=_("Stop taking cards for a while"),
        )
    return _not_compared(at) or _silence(at)


def _not_compared(at: datetime) -> Trouble | None:
    """In the last night, nor when it was tried again."""
    failed = ProcrastinateEvent.objects.filter(type="failed", at__gt=at - A_DAY, job__task_name=COMPARING)
    if not failed.exists():
        return None
    return Trouble(
        wrong=_("The books could not be compared with Stripe at night."),
        do=_("Run manage.py reconcile, and read what it says"),
    )


def _silence(at: datetime) -> Trouble | None:
    sent = StripeInbox.objects.filter(listed=False)
    week = sent.filter(received_at__gt=at - 8 * A_DAY, received_at__lte=at - A_DAY).count()
    last = sent.aggregate(last=Max("received_at"))["last"]
    return silence(last=last, unheard=_unheard(last, at), in_the_week_before=week, at=at)


def _unheard(last: datetime | None, at: datetime) -> datetime | None:
    """When the first money of this week was entered that no message has told of."""
    since = at - 7 * A_DAY if last is None else max(last + LATE, at - 7 * A_DAY)
    found = LedgerEntry.objects.filter(kind=LedgerEntry.Kind.CHARGE, entered_at__gte=since)
    return found.aggregate(first=Min("entered_at"))["first"]


def silence(
    *, last: datetime | None, unheard: datetime | None, in_the_week_before: int, at: datetime
) -> Trouble | None:
    """`last`: when Stripe last told us anything; `unheard`: see `_unheard`."""
    told_of_money = unheard is None or at - unheard < SOON
    unlike_itself = last is not None and in_the_week_before >= LIVELY and at - last > A_DAY
    if told_of_money and not unlike_itself:
        return None
    return Trouble(
        wrong=_("Money comes in, or usually would, and Stripe tells us nothing."), do=LOOK_THERE, since=last
    )
