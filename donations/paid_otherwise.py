"""Another way to pay a monthly gift: another card or account is left before a payment fails, on the payment
service's own page. We never see its number."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from donations import calm, gateway, methods, monthly, telling
from donations.giving import OPEN_FOR
from donations.methods import Method, Rhythm
from donations.models import MonthlyGift
from donations.money import CURRENCIES, Money
from donations.refusals import GivingRefused, Why
from donations.remote import Page, PageState, Refused, Saving, Unsure

CAN_BE_LEFT = (Method.CARD, Method.SEPA)
"""Without paying anything."""


def page_for(row: MonthlyGift, *, language: str, at: datetime) -> str:
    """Where to send the donor. Raises GivingRefused."""
    try:
        return gateway.open_page_to_save(_saving(row, language=language, at=at))
    except Unsure:
        raise GivingRefused(Why.NO_ANSWER_NOW) from None
    except Refused:
        raise GivingRefused(Why.NOT_POSSIBLE) from None


def _saving(row: MonthlyGift, *, language: str, at: datetime) -> Saving:
    if row.state not in MonthlyGift.RUNNING:
        raise GivingRefused(Why.STOPPED)
    ways = _ways(row)
    if not ways:
        raise GivingRefused(Why.NO_CARDS_NOW)
    return Saving(
        subscription=row.subscription,
        currency=row.currency,
        methods=ways,
        language=language,
        back_url=f"{settings.BASE_URL}{reverse('my_gifts')}",
        expires_at=at + OPEN_FOR,
    )


def _ways(row: MonthlyGift) -> tuple[str, ...]:
    if row.currency not in CURRENCIES:
        return (Method.CARD.value,)
    amount = Money(row.amount_minor, row.currency)
    offered = methods.offered(amount, Rhythm.MONTHLY, calm.circumstances())
    return tuple(each.value for each in offered if each in CAN_BE_LEFT)


def page_seen(page: Page, *, at: datetime) -> None:
    """What was left on it pays from the next payment on. Of several pages the one that was opened last
    counts, in whatever order and however often we hear of them."""
    if page.state is not PageState.PAID:
        return
    method = page.saved_method or gateway.page(page.id).saved_method
    if method:
        _use(page, method, at=at)


@transaction.atomic
def _use(page: Page, method: str, *, at: datetime) -> None:
    row = MonthlyGift.objects.select_for_update().filter(subscription=page.saves_for).first()
    if row is None or row.state not in MonthlyGift.RUNNING:
        return
    if row.method_since and page.created_at <= row.method_since:
        return
    seen = gateway.use_method(row.subscription, method=method, key=f"method {page.id}")
    row.method_since, row.mandate_ended_at = page.created_at, None
    monthly.bring_up_to(row, seen, at=at)
    telling.changed(row, f"method {page.id}", at=at)
