"""How far campaigns have come: sums of the ledger, and days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from donations import ledger, purposes
from donations.models import Campaign
from donations.money import Money, shown
from pages.menus import Link


@dataclass(frozen=True, kw_only=True)
class Progress:
    """As a reader gets it, in her language."""

    campaign: Campaign
    raised: Money
    goal: Money
    gifts: int | None
    """None where nobody has asked."""
    is_open: bool
    is_over: bool
    when: str
    days_left: str
    link: Link | None = None

    @property
    def percent(self) -> int:
        """Never 100 before the last grosz is there; more than 100 is told as it is."""
        return max(0, self.raised.minor) * 100 // self.goal.minor

    @property
    def width(self) -> int:
        """Of the band that is stitched."""
        return min(100, self.percent)

    @property
    def raised_words(self) -> str:
        return _shown(self.raised)

    @property
    def goal_words(self) -> str:
        return _shown(self.goal)

    @property
    def gifts_words(self) -> str:
        if self.gifts is None:
            return ""
        said = ngettext("%(number)s gift", "%(number)s gifts", self.gifts)
        return said % {"number": self.gifts}


def _shown(amount: Money) -> str:
    return shown(amount, get_language() or "")


def of(campaign: Campaign, *, at: datetime) -> Progress:
    return of_many([campaign], at=at)[campaign.pk]


def of_many(campaigns: Iterable[Campaign], *, at: datetime) -> dict[int, Progress]:
    """By campaign, in two questions however many there are."""
    wanted = list(campaigns)
    if not wanted:
        return {}
    raised, gifts = ledger.raised_by(wanted), ledger.gifts_by(wanted)
    return {each.pk: told(each, raised[each.pk], gifts=gifts[each.pk], at=at) for each in wanted}


def told(campaign: Campaign, raised: int, *, gifts: int | None = None, at: datetime) -> Progress:
    is_open = purposes.is_open(campaign, at=at)
    return Progress(
        campaign=campaign,
        raised=Money(max(0, raised), campaign.currency),
        goal=Money(campaign.goal_minor, campaign.currency),
        gifts=gifts,
        is_open=is_open,
        is_over=not is_open and campaign.opens_at <= at,
        when=when(campaign, at=at),
        days_left=days_left(campaign, at=at) if is_open else "",
    )


def when(campaign: Campaign, *, at: datetime) -> str:
    """“Open until 31 December 2026”: from when, until when, or since when not any more."""
    if campaign.opens_at > at:
        return _("It opens on %(day)s") % {"day": _day(campaign.opens_at)}
    ended = purposes.end(campaign)
    if ended and ended <= at:
        return _("Closed on %(day)s") % {"day": _day(ended)}
    if campaign.ends_at:
        return _("Open until %(day)s") % {"day": _day(campaign.ends_at)}
    return _("Open since %(day)s") % {"day": _day(campaign.opens_at)}


def days_left(campaign: Campaign, *, at: datetime) -> str:
    """Nothing for one without an end."""
    if campaign.ends_at is None:
        return ""
    days = (timezone.localdate(campaign.ends_at) - timezone.localdate(at)).days
    if days < 1:
        return _("today is the last day")
    return ngettext("%(number)s day left", "%(number)s days left", days) % {"number": days}


def _day(moment: datetime) -> str:
    return date_format(timezone.localdate(moment), "DATE_FORMAT")
