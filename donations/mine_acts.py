"""What the buttons of a donor’s page do. Each names a verb; what may not be done here and now is refused
by it."""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, override

from donations import changing, giving, projecting, showing
from donations.giving import Choice
from donations.methods import Rhythm
from donations.mine import Mine
from donations.models import CheckoutAttempt, MonthlyChange, MonthlyGift
from donations.money import CURRENCIES, POINTS, Money
from donations.monthly_page import RESTS, Monthly
from donations.refusals import GivingRefused, Why
from donations.remote import Refused, Unsure
from donations.story import Cause

logger = logging.getLogger(__name__)

MOST_OPEN = 3
Act = Callable[[Mine, str, datetime], None]
CHOICES = {f"rest {each}": each for each in RESTS}


def do(said: str, mine: Mine, *, at: datetime) -> None:
    """What a button of the page itself says; nothing for what no button says. Raises GivingRefused."""
    verb, _space, which = said.partition(" ")
    if verb in ACTS:
        ACTS[verb](mine, which, at)


def _resume(mine: Mine, which: str, at: datetime) -> None:
    said = {str(each.nth): each for each in mine.monthly}
    monthly = said.get(which)
    if monthly is not None and monthly.row.state == MonthlyGift.State.PAUSED:
        _now(changing.resume(monthly.row, at=at), at=at)


def _withdraw(mine: Mine, which: str, at: datetime) -> None:
    """A gift that is not paid. One that has been paid at this moment stays so, and the page shows it."""
    if gift := mine.own(which):
        giving.withdraw(gift, at=at)


def _hide(mine: Mine, _which: str, at: datetime) -> None:
    for gift in mine.visible:
        showing.hide(gift)


ACTS: Mapping[str, Act] = {"resume": _resume, "withdraw": _withdraw, "hide": _hide}


def look_at_open_pages(mine: Mine, *, at: datetime) -> bool:
    """Whoever comes back from the payment page is told how it ended, though no message has come yet. False
    when the payment service does not say."""
    open_ones = CheckoutAttempt.objects.filter(
        gift__donor__in=mine.donors, state=CheckoutAttempt.State.OPEN
    ).order_by("-asked_at")
    for session in open_ones.values_list("session", flat=True)[:MOST_OPEN]:
        try:
            projecting.look_at_page(session or "", cause=Cause.LOOK, at=at)
        except (Refused, Unsure) as doubt:
            logger.warning("A payment page could not be looked at: %s", doubt)
            return False
    return True


def give_more(mine: Mine, told: Mapping[str, Any], *, at: datetime) -> str:
    """Where to send the donor. For what her last gift was for, if one can still give to that. Raises
    GivingRefused."""
    choice = Choice(
        amount=told["amount"],
        rhythm=Rhythm.ONCE,
        fund=mine.aim.fund if mine.aim else None,
        campaign=mine.aim.campaign if mine.aim else None,
        language=get_language() or mine.donor.language,
        page_language=told["page_language"],
    )
    gift = giving.promise(choice, form=told["stamp"], known=mine.donor, at=at)
    with override(gift.language):  # Asked for again, the page must be asked for in the same words.
        back = {name: f"{settings.BASE_URL}{reverse(name)}" for name in ("my_gifts", "gift_more")}
    return giving.open_page(gift.pk, thanks_url=back["my_gifts"], back_url=back["gift_more"], at=at)


def answer(said: str, monthly: Monthly, *, at: datetime) -> None:
    """What was chosen on the pages that stop or pause; twice is once. Raises GivingRefused."""
    row = monthly.row
    if said == "stop":
        if row.state != MonthlyGift.State.STOPPED:
            _now(changing.stop(row, at=at), at=at)
    elif said in CHOICES:
        until = monthly.rest(CHOICES[said]).until
        if row.paused_until != until:
            _now(changing.pause(row, until=until, at=at), at=at)
    else:
        raise GivingRefused(Why.NOT_CHOSEN)


def change_amount(monthly: Monthly, *, to: Money, at: datetime) -> None:
    """The same amount is no change."""
    if to.minor != monthly.row.amount_minor:
        _now(changing.change_amount(monthly.row, to=to, at=at), at=at)


def _now(change: MonthlyChange, *, at: datetime) -> None:
    changing.try_now(change.pk, at=at)


def typed(row: MonthlyGift) -> str:
    """The amount as its donor would type it."""
    if row.currency not in CURRENCIES:
        return ""
    known = CURRENCIES[row.currency]
    _thousands, point = POINTS.get(get_language() or "", ("", ","))
    whole, rest = divmod(row.amount_minor, known.unit)
    return f"{whole}{point}{rest:0{known.places}}" if rest else str(whole)
