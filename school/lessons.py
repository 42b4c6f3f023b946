"""Lessons in rooms: for the page of the week, and whom a group gets in the way of."""

from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta
from typing import Any

from school.models import Group, Meeting, Term
from timetable import expansion, occupancy
from timetable.clashes import Clash, Use, clashes
from timetable.expansion import moment
from timetable.models import LONGEST, Room

SOURCE = "lesson"
A_LESSON = timedelta(minutes=LONGEST)
AHEAD = timedelta(days=28)
"""So far clashes are looked for: lessons come again every week."""


@occupancy.source
def held(since: datetime, until: datetime) -> Iterator[Use]:
    rows = Meeting.objects.select_related("group__term", "room").filter(
        group__term__starts_on__lte=until.date() + timedelta(days=1),
        group__term__ends_on__gte=(since - A_LESSON).date(),
    )
    for row in rows:
        yield from uses(row, since=since, until=until)


def uses(meeting: Meeting, *, since: datetime, until: datetime) -> Iterator[Use]:
    """Its lessons within its term."""
    begins, ends = bounds(meeting.group.term)
    since, until = max(since - meeting.length, begins), min(until, ends)
    for start in expansion.between(meeting.rule, since=since, until=until):
        yield Use(
            room=meeting.room_id,
            start=start.at,
            end=start.at + meeting.length,
            label=str(meeting.group),
            source=SOURCE,
            record=meeting.pk,
        )


def bounds(term: Term) -> tuple[datetime, datetime]:
    """From the beginning of its first day to the end of its last one."""
    day_after = term.ends_on + timedelta(days=1)
    return moment(datetime.combine(term.starts_on, time())), moment(datetime.combine(day_after, time()))


def clashes_of(group: Group, *, at: datetime) -> list[Clash]:
    """In the next weeks, or in the first ones of a term that has not begun."""
    begins, ends = bounds(group.term)
    since = max(at, begins)
    found = clashes(occupancy.uses(since=since, until=min(ends, since + AHEAD)))
    records = set(group.meetings.values_list("pk", flat=True))
    return [clash for clash in found if _is_ours(clash.first, records) or _is_ours(clash.second, records)]


def _is_ours(use: Use, records: set[int]) -> bool:
    return use.source == SOURCE and use.record in records


def said(found: Iterable[Clash]) -> list[dict[str, Any]]:
    """With the room’s name."""
    names = dict(Room.objects.values_list("pk", "name"))
    return [{"clash": clash, "room": names.get(clash.first.room, "")} for clash in found]
