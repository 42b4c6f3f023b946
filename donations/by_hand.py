"""What staff do for a donor who asks them: her letter once more, her monthly gift changed or stopped. She is
told by letter as if she had done it herself, and the journal knows who has."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from donations import changing
from donations.models import Gift, MonthlyChange, MonthlyGift
from donations.money import Money
from donations.refusals import GivingRefused, Why
from letters import sending
from letters.models import Letter
from office import journal
from office.models import User

AGAIN = journal.deed("gift_letter_again", _("sent a donor her letter again"))
AMOUNT = journal.deed("monthly_amount_changed", _("changed the amount of a monthly gift"))
PAUSED = journal.deed("monthly_paused", _("made a monthly gift pause"))
RESUMED = journal.deed("monthly_resumed", _("ended the pause of a monthly gift"))
STOPPED = journal.deed("monthly_stopped", _("stopped a monthly gift"))
GIVEN_BACK = (Gift.State.PARTLY_REFUNDED, Gift.State.REFUNDED)


def letter_of(gift: Gift) -> str:
    """The letter that tells what has become of it; none while nothing has, or nobody left an e-mail."""
    if gift.state not in Gift.MONEY_CAME or gift.donor is None or not gift.donor.has_email:
        return ""
    if gift.state in GIVEN_BACK:
        return "gift_refunded"
    return "gift_monthly_received" if gift.monthly_id else "gift_received"


def letter_of_monthly(row: MonthlyGift) -> str:
    """The one with the way to make a failed payment good."""
    is_due = row.state == MonthlyGift.State.OVERDUE and row.donor is not None and row.donor.has_email
    return "gift_failed" if is_due else ""


def send_again(gift: Gift, *, form: UUID, by: User, at: datetime) -> None:
    """To the address she has left: nobody leads it elsewhere. One press of the button is one letter."""
    _send_again(letter_of(gift), gift, form=form, by=by, at=at)


def send_mend_again(row: MonthlyGift, *, form: UUID, by: User, at: datetime) -> None:
    _send_again(letter_of_monthly(row), row, form=form, by=by, at=at)


@transaction.atomic
def _send_again(name: str, about: Gift | MonthlyGift, *, form: UUID, by: User, at: datetime) -> None:
    if not name:
        raise GivingRefused(Why.NO_LETTER)
    cause = f"gift again {form}"
    if Letter.objects.filter(cause=cause).exists():
        return
    if Letter.objects.filter(subject=about.pk, name=name, state=Letter.State.WAITING).exists():
        raise GivingRefused(Why.ON_ITS_WAY)
    sending.enqueue(name, subject=about.pk, cause=cause, at=at)
    journal.note(AGAIN, who=by, record=about, at=at)


# --- Monthly gifts ---------------------------------------------------------------------------------


def change_amount(row: MonthlyGift, *, to: Money, by: User, at: datetime) -> MonthlyChange:
    return _do(AMOUNT, row, partial(changing.change_amount, row, to=to), by=by, at=at)


def pause(row: MonthlyGift, *, until: datetime, by: User, at: datetime) -> MonthlyChange:
    return _do(PAUSED, row, partial(changing.pause, row, until=until), by=by, at=at)


def resume(row: MonthlyGift, *, by: User, at: datetime) -> MonthlyChange:
    return _do(RESUMED, row, partial(changing.resume, row), by=by, at=at)


def stop(row: MonthlyGift, *, by: User, at: datetime) -> MonthlyChange:
    return _do(STOPPED, row, partial(changing.stop, row), by=by, at=at)


def _do(
    deed: journal.Deed, row: MonthlyGift, ask: Callable[..., MonthlyChange], *, by: User, at: datetime
) -> MonthlyChange:
    """Stripe is asked at once; without an answer it waits, and the worker asks on. Raises GivingRefused."""
    with transaction.atomic():
        change = ask(at=at, by_staff=True)
        journal.note(deed, who=by, record=row, at=at)
    changing.try_now(change.pk, at=at)
    change.refresh_from_db()
    if change.state == MonthlyChange.State.REFUSED:
        raise GivingRefused(Why.NOT_THERE)
    return change
