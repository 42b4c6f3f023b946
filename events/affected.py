"""Who is touched by what a coordinator is about to do, and how they will learn of it: counts, no names."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from events.models import Booking, Party

LIVE = [Booking.State.CONFIRMED, Booking.State.WAITING, Booking.State.OFFERED]


@dataclass(frozen=True, kw_only=True)
class Affected:
    parties: int = 0
    people: int = 0
    by_letter: int = 0
    by_call: int = 0
    untold: int = 0
    """Parties without any contact."""


def of(dates: Iterable[int], *, states: Iterable[Booking.State] = LIVE) -> Affected:
    """Everybody who has seats at these dates, is asked or waits."""
    rows = Booking.objects.filter(occurrence__in=list(dates), state__in=list(states), party__isnull=False)
    by = {reach: Count("pk", filter=Q(party__reached_by=reach)) for reach in Party.Reach.values}
    found = rows.aggregate(parties=Count("pk"), people=Sum("seats", default=0), **by)
    told = found[Party.Reach.EMAIL] + found[Party.Reach.PHONE]
    return Affected(
        parties=found["parties"],
        people=found["people"],
        by_letter=found[Party.Reach.EMAIL],
        by_call=found[Party.Reach.PHONE],
        untold=found["parties"] - told,
    )
