"""Which children fit into which groups: the facts for `fitting`, from the rows. Children’s months of birth
are opened here, once for all who wait, and leave this module as a reason only."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property
from uuid import UUID

from school.fitting import Learner, Room, unfit
from school.models import Application, Child, Group, Meeting
from school.states import State
from timetable import expansion


class Rooms:
    """For as long as the list is held."""

    def __init__(self, groups: Iterable[Group]) -> None:
        self.groups = list(groups)

    @cached_property
    def meetings(self) -> dict[int, list[Meeting]]:
        found: dict[int, list[Meeting]] = {group.pk: [] for group in self.groups}
        for meeting in Meeting.objects.filter(group__in=found):
            found[meeting.group_id].append(meeting)
        return found

    @cached_property
    def learners(self) -> dict[str, Learner]:
        rows = list(Application.objects.filter(state__in=[State.WAITING, State.PLACED]))
        opened: dict[UUID, Child] = Application.child.open_many(rows)
        return {row.code: learner(row, opened[row.pk]) for row in rows if row.pk in opened}

    def unfit(self, group: Group) -> Callable[[str], str | None]:
        """Why a child does not fit, by code; None where it does."""
        place = room(group, self.meetings.get(group.pk, []))

        def reason(code: str) -> str | None:
            known = self.learners.get(code)
            return unfit(known, place) if known else "forgotten"

        return reason

    def place_for(self, code: str, *, free: Callable[[Group], int]) -> Group | None:
        """The first group that fits and has a free place, as `free` counts."""
        return next((each for each in self.groups if free(each) and not self.unfit(each)(code)), None)


def learner(row: Application, child: Child) -> Learner:
    level = "" if row.level == Group.Level.ANY else row.level
    return Learner(born_year=child.born_year, born_month=child.born_month, days=row.days, level=level)


def room(group: Group, meetings: Iterable[Meeting]) -> Room:
    return Room(
        starts_on=group.term.starts_on,
        youngest=group.youngest,
        oldest=group.oldest,
        days=weekdays(meetings),
        level="" if group.level == Group.Level.ANY else group.level,
    )


def weekdays(meetings: Iterable[Meeting]) -> frozenset[int]:
    """On which the group meets, as in Python’s `weekday`."""
    return frozenset(day for each in meetings for day in each.rule.weekdays)


def is_lesson_day(group: Group) -> Callable[[date], bool]:
    """Whether the group meets on a day."""
    rules = [meeting.rule for meeting in group.meetings.all()]
    return lambda day: any(next(expansion.dates(rule, since=day), None) == day for rule in rules)
