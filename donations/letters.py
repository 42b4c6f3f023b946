"""Letters to donors. Each opens the sealed address at the moment of sending and says what is true then. A
subject says nothing of whom the money is for."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from donations import ledger, wording
from donations.links import page_of, page_to_mend
from donations.models import Donor, Gift, MonthlyGift
from letters import writing

MAY = "donations.view_gift"
Told = Mapping[str, Any]


def _of_gift(name: str, title: object, tell: Callable[[Gift], Told | None]) -> None:
    def addressed(subject: UUID, at: datetime) -> writing.Address | None:
        gift = Gift.objects.filter(pk=subject).select_related("donor", "monthly", "fund", "campaign").first()
        return _address(gift.donor, lambda: tell(gift), at=at) if gift else None

    writing.kind(name, title=title, page="gift_story", may=MAY)(addressed)  # type: ignore[arg-type]  # a lazy sentence


def _of_monthly(name: str, title: object, tell: Callable[[MonthlyGift], Told | None]) -> None:
    def addressed(subject: UUID, at: datetime) -> writing.Address | None:
        row = MonthlyGift.objects.filter(pk=subject).select_related("donor", "fund", "campaign").first()
        return _address(row.donor, lambda: tell(row), at=at) if row else None

    writing.kind(name, title=title, page="gift_monthly_one", may=MAY)(addressed)  # type: ignore[arg-type]  # a lazy sentence


def _address(donor: Donor | None, tell: Callable[[], Told | None], *, at: datetime) -> writing.Address | None:
    """Each letter has the link to her own page, where what is monthly is changed and stopped."""
    email = donor.given.open().email if donor else None
    if donor is None or not email:
        return None
    with override(donor.language):
        told = tell()
    if told is None:
        return None
    mine = page_of(donor, at=at)
    context = {"url": mine, "mine_url": mine, **told}
    return writing.Address(to=email, language=donor.language, context=context)


def received(gift: Gift) -> Told:
    return {"amount": wording.amount(gift.amount_minor, gift.currency), "purpose": wording.purpose(gift)}


def monthly_received(gift: Gift) -> Told:
    coming = gift.monthly.next_at if gift.monthly and gift.monthly.state == MonthlyGift.State.ACTIVE else None
    return {**received(gift), "day": wording.day(coming) if coming else ""}


def refunded(gift: Gift) -> Told | None:
    """All that has gone back until now; nothing, when giving back has failed meanwhile."""
    back = -ledger.sums_of(gift).given_back
    amount = wording.amount(gift.amount_minor, gift.currency)
    return {"back": wording.amount(back, gift.currency), "amount": amount} if back > 0 else None


def failed(row: MonthlyGift) -> Told | None:
    """Nothing, when it has been paid or stopped meanwhile."""
    if row.state != MonthlyGift.State.OVERDUE:
        return None
    amount = wording.amount(row.amount_minor, row.currency)
    return {"amount": amount, "url": page_to_mend(row, language=get_language() or "", at=timezone.now())}


def changed(row: MonthlyGift) -> Told | None:
    if row.state == MonthlyGift.State.STOPPED:
        return None
    paused = row.state == MonthlyGift.State.PAUSED
    return {
        "amount": wording.amount(row.amount_minor, row.currency),
        "paused": paused,
        "until": wording.day(row.paused_until) if paused and row.paused_until else "",
        "day": wording.day(row.next_at) if row.next_at and not paused else "",
    }


def stopped(row: MonthlyGift) -> Told:
    return {"amount": wording.amount(row.amount_minor, row.currency)}


_of_gift("gift_received", _("To a donor: thank you"), received)
_of_gift("gift_monthly_received", _("To a donor: thank you, as every month"), monthly_received)
_of_gift("gift_refunded", _("To a donor: given back"), refunded)
_of_monthly("gift_failed", _("To a donor: a payment did not work"), failed)
_of_monthly("gift_changed", _("To a donor: the monthly gift is changed"), changed)
_of_monthly("gift_stopped", _("To a donor: the monthly gift is stopped"), stopped)


@writing.kind("gift_link", title=_("To a donor: a new link"), page="gift_donor", may="donations.view_donor")
def new_link(subject: UUID, at: datetime) -> writing.Address | None:
    donor = Donor.objects.filter(pk=subject).first()
    return _address(donor, dict, at=at)
