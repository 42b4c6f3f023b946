"""Plants the demo's activities by the same verbs that coordinators' clicks call."""

from datetime import datetime

from events import schedule
from events.demo import content
from events.models import Activity
from timetable.expansion import WARSAW
from timetable.models import Room

ROOMS = {"101": 80, "102": 20, "103": 24, "104": 14}


def build(*, at: datetime) -> dict[str, Activity]:
    """By the names of their files, with dates."""
    rooms = {name: _room(name, holds) for name, holds in ROOMS.items()}
    return {told.key: _activity(told, rooms, at=at) for told in content.told()}


def _room(name: str, holds: int) -> Room:
    return Room.objects.get_or_create(name=name, defaults={"capacity": holds})[0]


def _activity(told: content.Told, rooms: dict[str, Room], *, at: datetime) -> Activity:
    activity = Activity(
        name=told.name,
        rule=told.rule(today=at.astimezone(WARSAW).date()),
        room=rooms.get(told.table.get("room", "")),
        **told.facts,
    )
    activity.full_clean(exclude=["rule_since"])
    schedule.change(activity, at=at)
    return activity
