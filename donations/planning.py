"""What staff do with the purposes of gifts. Words of campaigns stand on their pages; here are the facts."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from donations import purposes
from donations.models import Campaign, Fund, LedgerEntry
from donations.refusals import GivingRefused, Why
from office import journal
from office.models import User

FUND = journal.deed("fund_saved", _("made or changed a fund"))
CAMPAIGN = journal.deed("campaign_saved", _("made or changed a campaign"))
CLOSED = journal.deed("campaign_closed", _("closed a campaign"))
REOPENED = journal.deed("campaign_reopened", _("opened a campaign again"))
REMOVED = journal.deed("campaign_removed", _("deleted a campaign that nobody had given for"))


@transaction.atomic
def save_fund(fund: Fund, *, by: User, at: datetime) -> Fund:
    fund.save()
    journal.note(FUND, who=by, record=fund, at=at)
    return fund


@transaction.atomic
def save_campaign(campaign: Campaign, *, by: User, at: datetime) -> Campaign:
    """What has been given is counted in its currency: that stays. Raises GivingRefused."""
    before = Campaign.objects.filter(pk=campaign.pk).select_for_update().first()
    other = before is not None and before.currency != campaign.currency
    if other and LedgerEntry.objects.filter(campaign=before).exists():
        raise GivingRefused(Why.COUNTED)
    campaign.save()
    journal.note(CAMPAIGN, who=by, record=campaign, at=at)
    return campaign


@transaction.atomic
def close(campaign: Campaign, *, by: User, at: datetime) -> None:
    if campaign.closed_at is None:
        purposes.close(campaign, at=at)
        journal.note(CLOSED, who=by, record=campaign, at=at)


@transaction.atomic
def reopen(campaign: Campaign, *, by: User, at: datetime) -> None:
    if Campaign.objects.filter(pk=campaign.pk, closed_at__isnull=False).update(closed_at=None):
        journal.note(REOPENED, who=by, record=campaign, at=at)


@transaction.atomic
def remove(campaign: Campaign, *, by: User, at: datetime) -> None:
    """Raises GivingRefused when somebody has begun to give for it."""
    journal.note(REMOVED, who=by, record=campaign, at=at)
    purposes.remove(campaign)
