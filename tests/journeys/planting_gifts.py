"""Gifts and campaigns as a reader may find them."""

from typing import Any
from uuid import uuid4

LANGUAGES = ("be", "ru", "pl", "en")


def planted() -> dict[str, Any]:
    from donations.models import CampaignIndexPage, CampaignPage
    from tests.journeys.planting import addresses

    index = CampaignIndexPage.objects.get(locale__language_code="be")
    pages = CampaignPage.objects.filter(locale__language_code="be", alias_of=None)
    over = pages.get(campaign__closed_at__isnull=False)
    running = pages.filter(campaign__closed_at=None).order_by("-campaign__opens_at").first()
    assert running is not None
    received(running.campaign, name="Ластаўка з-за ракі " * 3, message="Трымайцеся! " * 20)
    return {
        "campaigns": addresses(index),
        "campaign": addresses(running),
        "campaign closed": addresses(over),
        "gift": in_each_language(promised(running.campaign)),
        "gift paid": in_each_language(received(running.campaign)),
    }


def promised(campaign: Any, **more: Any) -> Any:
    from django.utils import timezone

    from donations import giving
    from donations.models import Gift
    from tests.donations.counter import choice

    told = {"campaign": campaign, "visibility": Gift.Visibility.NAME_AND_AMOUNT, **more}
    return giving.promise(choice(**told), form=uuid4(), at=timezone.now())


def received(campaign: Any, **more: Any) -> Any:
    """It stands in the books, and a moderator has let it be shown."""
    from django.utils import timezone

    from donations import ledger, story
    from donations.models import Gift, LedgerEntry

    gift, at = promised(campaign, **more), timezone.now()
    ledger.enter(
        LedgerEntry.Kind.CHARGE,
        f"ch_{gift.pk.hex}",
        gift=gift,
        amount=gift.amount_minor,
        currency=gift.currency,
        occurred_at=at,
        at=at,
    )
    story.become(gift, Gift.State.RECEIVED, cause=story.Cause.LOOK, at=at)
    Gift.objects.filter(pk=gift.pk).update(moderation=Gift.Moderation.SHOWN)
    return gift


def in_each_language(gift: Any) -> dict[str, str]:
    from donations import gift_keys

    return {code: f"/{code}/l/gift/{gift_keys.key_of(gift)}/" for code in LANGUAGES}
