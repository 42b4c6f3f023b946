"""What stands on pages about campaigns beside their words: how far they have come, and who may be named."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from wagtail.models import Locale

from config.languages import DEFAULT_LANGUAGE
from donations import addresses, ledger, progress, purposes, seen
from donations.models import Campaign, CampaignIndexPage, CampaignPage, Donor, Gift
from donations.money import shown
from donations.progress import Progress
from pages import locales, visibility
from pages.frame import absolute
from pages.menus import Link, home_crumb

NAMED_AT_MOST = 12
"""Of those who want to be named, the last."""


@dataclass(frozen=True, kw_only=True)
class Signature:
    """Of a gift, as its donor has let us show it."""

    day: str
    name: str
    amount: str
    message: str


def listing(page: CampaignIndexPage, request: HttpRequest, *, at: datetime) -> dict[str, Any]:
    seen.gifts(request)
    known = in_language(page.locale, request, at=at)
    return {
        "crumbs": [home_crumb()],
        "open": [each for each in known if each.is_open],
        "others": [each for each in known if not each.is_open],
        "donate_url": addresses.donate(),
        "transfer_url": addresses.transfer(),
    }


def in_language(locale: Locale, request: HttpRequest | None, *, at: datetime) -> list[Progress]:
    """Of campaigns with a page in that language: those that are open first, and the latest first."""
    pages = visibility.listed(CampaignPage.objects.filter(locale=locale), at=at)
    found = {page.campaign_id: page for page in pages.select_related("campaign", "locale")}
    known = progress.of_many([page.campaign for page in found.values()], at=at)
    linked = [replace(each, link=_link(found[pk], request)) for pk, each in known.items()]
    linked.sort(key=lambda each: each.campaign.opens_at, reverse=True)
    return sorted(linked, key=lambda each: not each.is_open)


def _link(page: CampaignPage, request: HttpRequest | None) -> Link:
    return Link(title=page.title, url=page.get_url(request) or "")


def surroundings(page: CampaignPage, request: HttpRequest, *, at: datetime) -> dict[str, Any]:
    seen.gifts(request)
    known = progress.of(page.campaign, at=at)
    index = index_page(at=at)
    parents = [Link(title=index.title, url=index.get_url(request) or "")] if index else []
    return {
        "crumbs": [home_crumb(), *parents],
        "progress": known,
        "updates": [_update(each.value) for each in page.updates],
        "signatures": signatures(page.campaign),
        "donate_url": addresses.donate(campaign=page.campaign_id) if known.is_open else "",
        "transfer_url": addresses.transfer(addresses.of_campaign(page.campaign_id)) if known.is_open else "",
        "share_url": absolute(page.get_url(request) or ""),
    }


def _update(value: Any) -> dict[str, Any]:
    return {"date": value["date"], "text": value["text"]}


def index_page(*, at: datetime) -> CampaignIndexPage | None:
    """In the reader's language."""
    pages = CampaignIndexPage.objects.filter(locale=locales.active())
    return visibility.readable(pages, at=at).first()


def signatures(campaign: Campaign) -> list[Signature]:
    """Of gifts whose donors want it and whose words somebody has read; the last first."""
    shown_ones = Gift.objects.filter(
        campaign=campaign,
        moderation=Gift.Moderation.SHOWN,
        visibility__in=(Gift.Visibility.NAME, Gift.Visibility.NAME_AND_AMOUNT),
        state__in=(Gift.State.RECEIVED, Gift.State.PARTLY_REFUNDED),
        donor__isnull=False,
    )
    return _signed(shown_ones.select_related("donor").order_by("-received_at")[:NAMED_AT_MOST])


def _signed(gifts: Iterable[Gift]) -> list[Signature]:
    rows = list(gifts)
    opened = Donor.given.open_many(gift.donor for gift in rows if gift.donor) if rows else {}
    language = get_language() or DEFAULT_LANGUAGE
    told = []
    for gift in rows:
        if (given := opened.get(gift.donor_id)) and (given.name or given.message):  # type: ignore[arg-type]  # None finds nothing
            is_whole = gift.state == Gift.State.RECEIVED
            with_amount = gift.visibility == Gift.Visibility.NAME_AND_AMOUNT and is_whole
            told.append(
                Signature(
                    day=_day(gift.received_at),
                    name=given.name,
                    amount=shown(gift.amount, language) if with_amount else "",
                    message=given.message,
                )
            )
    return told


def _day(moment: datetime | None) -> str:
    """No hour: it would be found again in a bank's list."""
    return date_format(timezone.localdate(moment), "DATE_FORMAT") if moment else ""


def for_home(request: HttpRequest, *, at: datetime) -> dict[str, Any]:
    """The campaign that was opened last, if one can give to it: one question."""
    seen.gifts(request)
    running = CampaignPage.objects.filter(
        purposes.open_at(at, campaign="campaign__"), locale__language_code=get_language() or DEFAULT_LANGUAGE
    )
    listed = visibility.listed(running, at=at).select_related("campaign", "locale")
    page = listed.annotate(raised=ledger.raised_for("campaign")).order_by("-campaign__opens_at").first()
    if page is None:
        return {}
    known = progress.told(page.campaign, page.raised, at=at)
    return {
        "campaign": replace(known, link=_link(page, request)),
        "donate_url": addresses.donate(campaign=page.campaign_id),
    }
