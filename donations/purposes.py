"""What gifts are for: whether something can still be given to it; what was given for is never deleted."""

from datetime import datetime

from django.db.models import ProtectedError, Q

from donations.models import Campaign
from donations.refusals import GivingRefused, Why


def is_open(campaign: Campaign, *, at: datetime) -> bool:
    """Money that comes later than its end is entered for it all the same."""
    ended = end(campaign)
    return campaign.opens_at <= at and (ended is None or at < ended)


def end(campaign: Campaign) -> datetime | None:
    """As planned, or earlier."""
    return min(filter(None, (campaign.closed_at, campaign.ends_at)), default=None)


def open_at(at: datetime, *, campaign: str = "") -> Q:
    """The same for the database, about rows that have their campaign there."""
    not_closed = Q(**{f"{campaign}closed_at": None}) | Q(**{f"{campaign}closed_at__gt": at})
    not_ended = Q(**{f"{campaign}ends_at": None}) | Q(**{f"{campaign}ends_at__gt": at})
    return Q(**{f"{campaign}opens_at__lte": at}) & not_closed & not_ended


def close(campaign: Campaign, *, at: datetime) -> None:
    """Earlier than planned. Twice is once."""
    Campaign.objects.filter(pk=campaign.pk, closed_at=None).update(closed_at=at)
    campaign.refresh_from_db()


def remove(campaign: Campaign) -> None:
    """Raises GivingRefused when somebody has begun to give for it, or pages tell of it."""
    if campaign.pages.exists() and not campaign.gifts.exists():
        raise GivingRefused(Why.HAS_PAGES)
    try:
        campaign.delete()
    except ProtectedError:
        raise GivingRefused(Why.HAS_GIFTS) from None
