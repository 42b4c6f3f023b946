"""Dates in the Center's rooms, for the page of the week, and whom a change would get in the way of."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from events.models import Activity, Occurrence
from events.plan import Deed, Step
from timetable import occupancy
from timetable.clashes import Clash, Use, clashes
from timetable.expansion import WARSAW, moment
from timetable.models import LONGEST, Room
from timetable.pattern import LATEST
from timetable.rules import EARLIEST

SOURCE = "date"
LONGEST_DATE = timedelta(minutes=LONGEST)
WEEK = timedelta(days=7)


@occupancy.source
def held(since: datetime, until: datetime) -> Iterator[Use]:
    rows = Occurrence.objects.filter(
        room__isnull=False, cancelled_at__isnull=True, start__lt=until, start__gt=since - LONGEST_DATE
    )
    for row in rows.select_related("activity"):
        yield _use(row.room_id, row.start, row.end, label=row.activity.name, record=row.pk)


def _use(room: int | None, start: datetime, end: datetime, *, label: str, record: int) -> Use:
    return Use(room=room or 0, start=start, end=end, label=label, source=SOURCE, record=record)


def clashes_of(rows: Iterable[Occurrence]) -> list[Clash]:
    """Of dates as they stand, with whatever else is in their rooms."""
    rows = [row for row in rows if row.room_id and not row.is_cancelled]
    if not rows:
        return []
    found = occupancy.uses(since=min(row.start for row in rows), until=max(row.end for row in rows))
    return _with({row.pk for row in rows}, clashes(found))


def would_clash(activity: Activity, steps: Iterable[Step]) -> list[Clash]:
    """If the plan were carried out. Its own dates stand where the plan puts them."""
    steps = [step for step in steps if step.facts and step.facts.room]
    wanted = [
        _use(
            step.facts.room,
            step.facts.start,
            step.facts.start + timedelta(minutes=step.facts.minutes),
            label=activity.name,
            record=step.pk or -number,
        )
        for number, step in enumerate(steps, start=1)
        if step.facts and step.deed in (Deed.ADD, Deed.CHANGE)
    ]
    if not wanted:
        return []
    records = {use.record for use in wanted}
    there = occupancy.uses(since=min(use.start for use in wanted), until=max(use.end for use in wanted))
    others = [use for use in there if use.source != SOURCE or use.record not in records]
    return _with(records, clashes([*wanted, *others]))


def _with(records: set[int], found: Iterable[Clash]) -> list[Clash]:
    return [
        clash
        for clash in found
        if any(use.source == SOURCE and use.record in records for use in (clash.first, clash.second))
    ]


def said(found: Iterable[Clash]) -> list[dict[str, Any]]:
    """With the room's name."""
    names = dict(Room.objects.values_list("pk", "name"))
    return [{"clash": clash, "room": names.get(clash.first.room, "")} for clash in found]


def week(asked: str, *, at: datetime) -> dict[str, Any]:
    """The seven days around a day that is written like 2026-11-23, or around today."""
    monday = _monday(asked, today=at.astimezone(WARSAW).date())
    days = [monday + timedelta(days=number) for number in range(7)]
    bounds = [moment(datetime.combine(day, time())) for day in (*days, monday + WEEK)]
    uses = occupancy.uses(since=bounds[0], until=bounds[-1])
    found, names = clashes(uses), dict(Room.objects.values_list("pk", "name"))
    tight = {id(use) for clash in found for use in (clash.first, clash.second)}
    told: list[dict[str, Any]] = [
        {"use": use, "room": names.get(use.room, ""), "is_tight": id(use) in tight} for use in uses
    ]
    return {
        "days": [
            {"day": day, "uses": [each for each in told if begin <= each["use"].start < end]}
            for day, begin, end in zip(days, bounds, bounds[1:], strict=False)
        ],
        "clashes": said(found),
        "today": at.astimezone(WARSAW).date(),
        "before": monday - WEEK,
        "after": monday + WEEK,
    }


def _monday(asked: str, *, today: date) -> date:
    day = day_asked(asked, today=today)
    return day - timedelta(days=day.weekday())


def day_asked(written: str, *, today: date) -> date:
    """The day that is written like 2026-11-23, within reach; today where nothing sound is written."""
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return today
    return min(max(day, EARLIEST), LATEST - 2 * WEEK)
