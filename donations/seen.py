"""What readers see of gifts, so that the page cache knows when pages about campaigns are not true any more.

Each line of the ledger is a new row, and what a line became in our account is another: pages that show sums
wait for these alone. What a donor has let us show ends with her consent, with a moderator's word, and when
she is forgotten.
"""

from datetime import datetime

from django.db.models import Min, Q
from django.http import HttpRequest

from donations.models import Campaign, Gift, LedgerEntry, Settlement
from pages import caching
from pages.page_cache import generation, triggers

GIFTS = "gifts"
"""How much has come in, from how many, and who of them is named (`pages.caching.shows`)."""

triggers.ALSO_SEEN += [Campaign]
triggers.SUMS[LedgerEntry] = triggers.Sums(name=GIFTS)
triggers.SUMS[Settlement] = triggers.Sums(name=GIFTS)
triggers.SUMS[Gift] = triggers.Sums(
    name=GIFTS, columns=frozenset({"moderation", "visibility", "donor_id"}), new_rows=False
)


def gifts(request: HttpRequest) -> None:
    """This page shows them."""
    caching.shows(request, GIFTS)


def next_of_campaigns(at: datetime) -> datetime | None:
    """When a campaign next opens or ends."""
    moments = Campaign.objects.order_by().aggregate(
        **{
            f"next_{name}": Min(name, filter=Q(**{f"{name}__gt": at}))
            for name in ("opens_at", "ends_at", "closed_at")
        }
    )
    return min((each for each in moments.values() if each), default=None)


generation.moments.append(next_of_campaigns)
