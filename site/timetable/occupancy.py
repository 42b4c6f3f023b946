"""Who is in which room when.

Each part of the site that fills rooms adds a source of its own with `@occupancy.source`; this module knows
of lent rooms only. `clashes.clashes(occupancy.uses(…))` are the clashes of a week.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from timetable import expansion
from timetable.clashes import Use
from timetable.models import Lending

Source = Callable[[datetime, datetime], Iterable[Use]]
sources: list[Source] = []


def source(find: Source) -> Source:
    """`find` answers with the uses that touch the time from its first argument to its second."""
    sources.append(find)
    return find


def uses(*, since: datetime, until: datetime) -> list[Use]:
    """All that somebody is in a room for at some moment from `since` to before `until`, in order."""
    found = (use for find in sources for use in find(since, until))
    return sorted((use for use in found if use.start < until and use.end > since), key=lambda use: use.order)


@source
def lent(since: datetime, until: datetime) -> Iterator[Use]:
    for lending in Lending.objects.select_related("room"):
        yield from _of(lending, since, until)


def _of(lending: Lending, since: datetime, until: datetime) -> Iterator[Use]:
    for start in expansion.between(lending.rule, since=since - lending.length, until=until):
        yield Use(
            room=lending.room_id,
            start=start.at,
            end=start.at + lending.length,
            label=lending.initiative,
            source="lending",
            record=lending.pk,
        )
