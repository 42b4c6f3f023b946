"""What a donor may choose to give for: where it is needed most, a fund, or a campaign."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from wagtail.models import Locale

from donations import addresses, campaign_pages
from donations.addresses import CAMPAIGN, FUND, of_campaign, of_fund
from donations.models import Campaign, Fund, Gift
from donations.progress import Progress

WHERE_NEEDED = "need"


@dataclass(frozen=True, kw_only=True)
class Aim:
    value: str
    title: str
    about: str = ""
    progress: Progress | None = None

    @property
    def transfer_url(self) -> str:
        return addresses.transfer(self.value)


def offered(locale: Locale, *, at: datetime) -> list[Aim]:
    """Campaigns one can read about in that language, then what always needs something."""
    needed = Aim(
        value=WHERE_NEEDED,
        title=_("Where the need is greatest"),
        about=_("we decide together, each week"),
    )
    campaigns = [
        Aim(
            value=of_campaign(each.campaign.pk),
            title=each.link.title if each.link else "",
            about=_("campaign, %(raised)s of %(goal)s")
            % {"raised": each.raised_words, "goal": each.goal_words},
            progress=each,
        )
        for each in campaign_pages.in_language(locale, None, at=at)
        if each.is_open
    ]
    funds = [
        Aim(value=of_fund(each.pk), title=each.name, about=each.about)
        for each in Fund.objects.filter(is_open=True)
    ]
    return [needed, *campaigns, *funds]


def of_gift(gift: Gift) -> str:
    if gift.campaign_id:
        return of_campaign(gift.campaign_id)
    return of_fund(gift.fund_id) if gift.fund_id else WHERE_NEEDED


def found(value: str) -> Fund | Campaign | None:
    """Raises LookupError for what is none, or is not there any more. One that is over is found: whether
    something can be given to it, the verb says."""
    kind, _dash, number = value.partition("-")
    if value == WHERE_NEEDED:
        return None
    if kind not in (FUND, CAMPAIGN) or not _is_number(number):
        raise LookupError
    rows = Fund.objects.filter(is_open=True) if kind == FUND else Campaign.objects.all()
    row: Fund | Campaign | None = rows.filter(pk=int(number)).first()
    if row is None:
        raise LookupError
    return row


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 9
