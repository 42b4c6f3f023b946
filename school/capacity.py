"""How many children a group may have: as many as its rooms hold and its teachers can look after. Fewer throw
nobody out: they make an overhang, and no new offers until it is gone."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from school import ledger, places
from school.ledger import By, Deed
from school.models import CapacityChange, Group, Head
from school.refusals import SchoolRefused, Why


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What a group can not grow beyond."""

    room: int
    """People in the smallest of its rooms; 0 while it has none."""
    teachers: int
    """Who are checked."""
    per_teacher: int
    ceiling: int | None
    """As staff has set it."""

    @property
    def places(self) -> int:
        by_people = min(self.room, self.teachers * self.per_teacher)
        return by_people if self.ceiling is None else min(by_people, self.ceiling)


def limits(group: Group) -> Limits:
    rooms = [meeting.room.capacity for meeting in group.meetings.select_related("room")]
    return Limits(
        room=min(rooms, default=0),
        teachers=group.teachers.filter(checked_on__isnull=False, left_at__isnull=True).count(),
        per_teacher=group.per_teacher,
        ceiling=group.ceiling,
    )


def allowed(group: Group) -> int:
    """By the smallest of its rooms, its teachers who are checked, and what staff has set."""
    return limits(group).places


def review(*, group_id: int, reason: str, by: Any, at: datetime) -> Group:
    """After its rooms, teachers or ceiling have changed: so many places from now on, for that reason."""
    with ledger.held() as head:
        group = Group.objects.select_related("term").select_for_update(of=("self",)).get(pk=group_id)
        _set(head, group, allowed(group), reason=reason, by=by, at=at)
        places.settle(head, at=at)
        group.refresh_from_db()
        return group


def _set(head: Head, group: Group, now: int, *, reason: str, by: Any, at: datetime) -> None:
    if group.capacity == now:
        return
    CapacityChange.objects.create(group=group, at=at, was=group.capacity, now=now, reason=reason, by=by)
    group.capacity = now
    places.recount(group)
    ledger.write(head, Deed.PLACES, by=By.STAFF, at=at, group=str(group), places=now)


def open_group(*, group_id: int, by: Any, at: datetime) -> Group:
    """From now on it has places to give. Raises SchoolRefused while days, room or teachers are missing."""
    with ledger.held() as head:
        group = Group.objects.select_related("term").select_for_update(of=("self",)).get(pk=group_id)
        if why := cannot_open(group):
            raise SchoolRefused(why)
        group.opened_at = group.opened_at or at
        group.save(update_fields=["opened_at"])
        _set(head, group, allowed(group), reason="", by=by, at=at)
        places.settle(head, at=at)
        group.refresh_from_db()
        return group


def cannot_open(group: Group) -> Why | None:
    if not group.meetings.exists():
        return Why.NO_DAYS
    teachers = group.teachers.filter(left_at__isnull=True)
    if not teachers.exists():
        return Why.NO_TEACHER
    if teachers.filter(checked_on__isnull=True).exists():
        return Why.UNCHECKED
    return None if allowed(group) else Why.NO_ROOM


def hold_back(*, group_id: int, reason: str, at: datetime) -> Group:
    """No new offers for that reason; an empty one lets them go on."""
    with ledger.held() as head:
        group = Group.objects.select_related("term").select_for_update(of=("self",)).get(pk=group_id)
        group.held_back = reason
        group.save(update_fields=["held_back"])
        places.settle(head, at=at)
        group.refresh_from_db()
        return group
