"""The journal looks after itself: a broken chain is written down, and stands until somebody accepts it."""

from datetime import datetime

from django.db.models import Exists, Min, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from office import chain, journal
from office.models import JournalEntry, JournalLink

BROKEN = journal.deed("chain_broken", _("found a broken link in the journal’s chain"))
AT_MOST = 20
"""Of a chain that is broken everywhere, so many places are enough to know it."""


def examine(*, at: datetime) -> int:
    """Looks at every link; how many broken ones were found that nobody knew of."""
    known = set(_noted().values_list("record", flat=True))
    places = dict.fromkeys(finding.position for finding in chain.verify().findings)
    new = [place for place in places if str(place) not in known][:AT_MOST]
    for place in new:
        journal.note(BROKEN, who=None, record=JournalLink(position=place), at=at)
    return len(new)


def broken_since() -> datetime | None:
    later = JournalEntry.objects.filter(deed=journal.ACCEPTED.name, pk__gt=OuterRef("pk"))
    return _noted().filter(~Exists(later)).aggregate(oldest=Min("at"))["oldest"]


def unlinked_since() -> datetime | None:
    """Of the newest entries alone, at the price of one look into an index; `chain.verify` looks at all."""
    last = JournalLink.objects.order_by("-position").values("entry")[:1]
    new = JournalEntry.objects.order_by().filter(pk__gt=Coalesce(Subquery(last), 0))
    return new.aggregate(oldest=Min("at"))["oldest"]


def _noted() -> "QuerySet[JournalEntry]":
    return JournalEntry.objects.order_by().filter(deed=BROKEN.name)
