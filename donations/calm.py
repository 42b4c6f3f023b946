"""Card testing: thieves try out stolen cards with small gifts. Past a budget a donor is asked something that
a machine does not answer; nobody is shut out. When it does not stop, staff press one button and no cards are
taken for a while: BLIK and Przelewy24 need the payer's bank application, and there is nothing to try out."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from donations.methods import Circumstances
from donations.models import Campaign, PaymentService
from office import journal
from office.models import User
from privacy import limits

BEGUN = journal.deed("calm_begun", _("stopped taking cards for gifts"))
ENDED = journal.deed("calm_ended", _("takes cards for gifts again"))


class Budget(StrEnum):
    """What there is a budget of payment pages for, in an hour."""

    NETWORK = "network"
    CAMPAIGN = "campaign"
    EVERYBODY = "everybody"
    DONOR = "donor"


PAGES = {Budget.NETWORK: 10, Budget.CAMPAIGN: 2_000, Budget.EVERYBODY: 4_000, Budget.DONOR: 10}
"""The best day there was had three thousand gifts; a hostel or a school may stand behind one network."""
DECLINES = 60
"""So many refused cards an hour are no bad luck."""


def may_open(*, network: bytes, campaign: Campaign | None, at: datetime) -> bool:
    """Counts this payment page. Past a budget the donor is asked a question first; `network` is the hash that
    is forgotten each day. Past its own budget a network uses up nothing of what is there for all."""
    if not _is_within(Budget.NETWORK, network, at=at):
        return False
    shared = [(Budget.EVERYBODY, b"")]
    if campaign is not None:
        shared.append((Budget.CAMPAIGN, str(campaign.pk).encode()))
    within = [_is_within(what, of, at=at) for what, of in shared]
    return all(within)


def may_open_by_link(donor: UUID, *, at: datetime) -> bool:
    """The same for who has come by a link of her own: nobody else uses up what is hers."""
    return _is_within(Budget.DONOR, donor.bytes, at=at)


def _is_within(what: Budget, of: bytes, *, at: datetime) -> bool:
    return limits.times(f"gifts of {what.value}", of=of, at=at) <= PAGES[what]


def declined(*, at: datetime) -> bool:
    """Counts a refused card; whether there are now so many that somebody tries out stolen ones."""
    return limits.times("gifts declined", of=b"", at=at) > DECLINES


def alarming_declines(*, at: datetime) -> int:
    """How many cards were refused in this hour, if that is alarming; otherwise nothing."""
    number = limits.times_so_far("gifts declined", of=b"", at=at)
    return number if number > DECLINES else 0


def circumstances() -> Circumstances:
    now = PaymentService.now()
    return Circumstances(blik_monthly=now.blik_monthly, calm=now.calm_since is not None)


def begin(*, by: User, at: datetime) -> None:
    _set(since=at, by=by, deed=BEGUN, at=at)


def end(*, by: User, at: datetime) -> None:
    _set(since=None, by=by, deed=ENDED, at=at)


@transaction.atomic
def _set(*, since: datetime | None, by: User, deed: journal.Deed, at: datetime) -> None:
    row, _new = PaymentService.objects.select_for_update().get_or_create(pk=1)
    if (row.calm_since is None) == (since is None):
        return
    row.calm_since, row.calm_by = since, by if since else None
    row.save(update_fields=["calm_since", "calm_by"])
    journal.note(deed, who=by, record=row, at=at)
