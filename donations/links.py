"""Links that are capabilities of donors: to their own page, and to the page of a payment that has failed."""

from datetime import datetime, timedelta
from uuid import UUID

from donations import boxes
from donations.models import Donor, MonthlyGift
from letters import sending
from privacy import links
from privacy.links import Purpose


def send_new_link(seal_id: UUID, at: datetime) -> None:
    """One letter for all gifts of an address, and at most one an hour. None where nothing was ever paid:
    anybody may write anybody's address into a form."""
    donor = boxes.givers(Donor.objects.filter(seal_id=seal_id, has_email=True)).first()
    if donor is not None:
        newest = boxes.givers(Donor.objects.filter(pk__in=[each.pk for each in boxes.sharing(donor)]))[0]
        cause = f"gift_link {newest.pk} {at:%Y-%m-%d %H}"
        sending.enqueue("gift_link", subject=newest.pk, cause=cause, at=at)


GIFTS = Purpose(name="gifts", to="my_gifts", lifetime=None, renew=send_new_link)
"""Of one donor; it leads to all that was given under her address."""
MEND = Purpose(name="gift_mend", to="gift_mend", lifetime=timedelta(days=30), opens="gift_mend")
"""To the page of a payment that has failed; Stripe tries for about three weeks."""


def page_of(donor: Donor, *, at: datetime) -> str:
    """Where she has chosen four digits for any of her gifts, the link asks for them."""
    return links.issue(GIFTS, donor.pk, language=donor.language, at=at, guarded=boxes.guard_of(donor))


def page_to_mend(row: MonthlyGift, *, language: str, at: datetime) -> str:
    """The payment service's page names its payer: where four digits are chosen, the way there is her page."""
    if row.donor and boxes.guard_of(row.donor):
        return page_of(row.donor, at=at)
    return links.issue(MEND, row.pk, language=language, at=at)
