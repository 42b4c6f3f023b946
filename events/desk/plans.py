"""A plan of changes, as it is shown before anybody confirms it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.utils.functional import Promise

from events import affected, rooms
from events.affected import Affected
from events.models import Activity
from events.plan import Deed, Facts, Step
from letters import writing
from timetable.expansion import moment
from timetable.models import Room


@dataclass(frozen=True, kw_only=True)
class Line:
    """One date of a plan: what it will be, or what it is where that stays, and what it was."""

    step: Step
    now: Facts
    was: Facts | None
    room: str
    old_room: str

    @property
    def end(self) -> datetime:
        return self.now.start + timedelta(minutes=self.now.minutes)

    @property
    def place(self) -> str:
        return self.room or self.now.place

    @property
    def old_place(self) -> str:
        return self.old_room or (self.was.place if self.was else "")


@dataclass(frozen=True, kw_only=True)
class Shown:
    added: list[Line]
    changed: list[Line]
    removed: list[Line]
    adrift: list[Line]
    kept: list[Line]
    """Coming dates that stand as they are though they differ: changed by hand, or cancelled."""
    told: Affected
    """Who gets the letter."""
    undecided: Affected
    """Who has seats at dates that will be adrift."""
    clashes: list[dict[str, Any]]
    key: str
    """The same plan has the same; another one must be looked at anew."""

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.changed or self.removed or self.adrift)

    @property
    def letter(self) -> str | Promise:
        return letter("date_changed")


def letter(name: str) -> str | Promise:
    return writing.shown[name].title


def of(activity: Activity, steps: Iterable[Step]) -> Shown:
    steps = list(steps)
    names = dict(Room.objects.values_list("pk", "name"))
    by_deed = {deed: [line(step, names) for step in steps if step.deed is deed] for deed in Deed}
    return Shown(
        added=by_deed[Deed.ADD],
        changed=by_deed[Deed.CHANGE],
        removed=by_deed[Deed.REMOVE],
        adrift=by_deed[Deed.DRIFT],
        kept=[each for each in by_deed[Deed.KEEP] if differs(activity, each)],
        told=affected.of(step.pk for step in steps if step.tells and step.pk),
        undecided=affected.of(each.step.pk for each in by_deed[Deed.DRIFT] if each.step.pk),
        clashes=rooms.said(rooms.would_clash(activity, steps)),
        key=sha256(repr(steps).encode()).hexdigest()[:16],
    )


def line(step: Step, names: dict[int, str]) -> Line:
    now = step.facts or step.before
    assert now is not None  # noqa: S101 - a step has what will be, or what is
    return Line(
        step=step,
        now=now,
        was=step.before,
        room=names.get(now.room or 0, ""),
        old_room=names.get(step.before.room or 0, "") if step.before else "",
    )


def differs(activity: Activity, kept: Line) -> bool:
    """Whether the date is left other than the activity says now: it was changed by hand, or is cancelled."""
    start = moment(datetime.combine(kept.step.day, activity.rule.start.time()))
    usual = Facts(
        start=start,
        minutes=activity.minutes,
        room=activity.room_id,
        place=activity.place,
        capacity=activity.capacity,
    )
    return usual != kept.now
