"""What readers see of events, so that the page cache knows when pages about them are not true any more."""

from datetime import datetime

from django.db.models import Min, Q

from events import queries
from events.models import Activity, Occurrence
from pages.page_cache import generation, triggers
from timetable.models import Room

SEATS = "seats"
"""Free seats and waiting lists: the numbers of pages that show dates (`pages.caching.shows`)."""

triggers.ALSO_SEEN += [Activity, Occurrence, Room]
triggers.COUNTS[Occurrence] = triggers.Counts(
    name=SEATS,
    columns=frozenset({"capacity", "overhang", "taken", "waiting", "least_waiting"}),
    unseen=frozenset({"last_number", "walk_ins", "is_edited", "is_adrift", "stays", "changed_at"}),
)


def next_of_dates(at: datetime) -> datetime | None:
    """When a date next begins or ends, or sign-up for one opens or closes."""
    coming = queries.not_over(Occurrence.objects.all(), at=at).order_by()
    known = coming.annotate(opens=queries.OPENS, closes=queries.CLOSES)
    soonest = known.aggregate(
        **{
            f"next_{name}": Min(name, filter=Q(**{f"{name}__gt": at}))
            for name in ("start", "ends", "opens", "closes")
        }
    )
    return min((each for each in soonest.values() if each), default=None)


generation.moments.append(next_of_dates)
