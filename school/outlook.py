"""What would change for those who wait, with one more teacher or a larger room: of the groups there are, and
of one more group on each of the school’s days. The counting is `what_if`'s."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from school import capacity, standings, what_if
from school.fitting import OLDEST, YOUNGEST, Room, unfit
from school.models import Application, Group, Offer, Term
from school.rooms import Rooms
from school.states import OfferState
from school.what_if import Change
from timetable.expansion import WARSAW

A_GROUP = 12
"""Children of a new group, which one teacher looks after."""


class More(StrEnum):
    TEACHER = "teacher"
    ROOM = "room"
    GROUP = "group"


@dataclass(frozen=True, kw_only=True)
class Option:
    more: More
    group: Group | None
    day: int | None
    """Of a new group, as in Python’s `weekday`."""
    change: Change


def options(*, at: datetime) -> list[Option]:
    """Those by which somebody would get a place, the best for all who wait first."""
    line = [each.code for each in standings.in_line()]
    term = current(at=at)
    if term is None or not line:
        return []
    groups = list(term.groups.filter(opened_at__isnull=False).select_related("term"))
    rooms, speed = Rooms(groups), pace(at=at)
    found = [
        *(option for group in groups for option in _of_group(group, rooms, line, speed)),
        *(_new_group(day, term, rooms, line, speed) for day in Application.Days.values),
    ]
    useful = [option for option in found if option.change.children]
    return sorted(useful, key=lambda each: (-(each.change.months or 0), -each.change.children))


def current(*, at: datetime) -> Term | None:
    """The term that runs, or else the next one."""
    today = at.astimezone(WARSAW).date()
    return Term.objects.filter(ends_on__gte=today).order_by("starts_on").first()


def pace(*, at: datetime) -> float | None:
    """Places a month; None while too few were given to know it."""
    taken = Offer.objects.filter(state=OfferState.ACCEPTED, ended_at__lte=at)
    days = [each.astimezone(WARSAW).date() for each in taken.values_list("ended_at", flat=True) if each]
    return what_if.pace(days, today=at.astimezone(WARSAW).date())


def _of_group(group: Group, rooms: Rooms, line: list[str], speed: float | None) -> list[Option]:
    now, reason = capacity.limits(group), rooms.unfit(group)
    grown = {
        More.TEACHER: replace(now, teachers=now.teachers + 1),
        More.ROOM: replace(now, room=max(now.room, now.teachers * now.per_teacher)),
    }
    return [
        Option(
            more=more,
            group=group,
            day=None,
            change=_change(line, lambda code: reason(code) is None, limits.places - group.capacity, speed),
        )
        for more, limits in grown.items()
        if limits.places > group.capacity
    ]


def _new_group(day: int, term: Term, rooms: Rooms, line: list[str], speed: float | None) -> Option:
    place = Room(starts_on=term.starts_on, youngest=YOUNGEST, oldest=OLDEST, days=[day], level="")

    def fits(code: str) -> bool:
        known = rooms.learners.get(code)
        return known is not None and unfit(known, place) is None

    return Option(more=More.GROUP, group=None, day=day, change=_change(line, fits, A_GROUP, speed))


def _change(line: list[str], fits: Callable[[str], bool], places: int, speed: float | None) -> Change:
    return what_if.change(line, fits=fits, places=places, pace=speed)
