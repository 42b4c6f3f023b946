"""What coordinators do to terms, groups, their meetings and their teachers. How many places there are follows
(`capacity`), and free ones are offered; here the journal learns who has done it, in the same transaction."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from office import journal
from office.models import User
from privacy import keys
from school import capacity, ledger, places
from school.models import Group, Meeting, Teacher, TeacherName, Term
from school.refusals import SchoolRefused, Why

TERM_MADE = journal.deed("school_term_made", _("made a term of the school"))
TERM_CHANGED = journal.deed("school_term_changed", _("changed the days of a term"))
GROUP_MADE = journal.deed("school_group_made", _("made a group of the school"))
GROUP_CHANGED = journal.deed("school_group_changed", _("changed a group of the school"))
GROUP_OPENED = journal.deed("school_group_opened", _("opened a group of the school"))
HELD_BACK = journal.deed("school_group_held_back", _("stopped new offers in a group"))
LET_ON = journal.deed("school_group_let_on", _("let offers in a group go on"))
MEETING_SET = journal.deed("school_meeting_set", _("set when and where a group meets"))
MEETING_REMOVED = journal.deed("school_meeting_removed", _("removed a meeting of a group"))
TEACHER_ADDED = journal.deed("school_teacher_added", _("added a teacher"))
TEACHER_CHECKED = journal.deed("school_teacher_checked", _("wrote down that a teacher is checked"))
TEACHER_LEFT = journal.deed("school_teacher_left", _("wrote down that a teacher has left"))

FACTS = ("name", "youngest", "oldest", "level", "languages", "per_teacher", "ceiling")
"""Of a group; its counters belong to `places`."""


def save_term(term: Term, *, by: User, at: datetime) -> Term:
    """A new one, or other days of one that is there: places may have to wait for its pupils, or not any
    more."""
    with ledger.held() as head:
        deed = TERM_MADE if term._state.adding else TERM_CHANGED
        term.save()
        journal.note(deed, who=by, record=term, at=at)
        places.settle(head, at=at)
        return term


def make_group(group: Group, *, teachers: Iterable[Teacher], by: User, at: datetime) -> Group:
    """It gives no place before it is opened."""
    with ledger.held():
        group.save()
        group.teachers.set(teachers)
        journal.note(GROUP_MADE, who=by, record=group, at=at)
        return group


def _require_checked(group: Group, teachers: Iterable[Teacher]) -> None:
    """Nobody who is not checked comes to children through a door that stands open."""
    if group.is_open and not all(each.is_checked for each in teachers):
        raise SchoolRefused(Why.UNCHECKED)


def change_group(group: Group, *, teachers: Iterable[Teacher], reason: str, by: User, at: datetime) -> Group:
    """Raises SchoolRefused."""
    teachers = list(teachers)
    _require_checked(group, teachers)
    with ledger.held():
        group.save(update_fields=FACTS)
        group.teachers.set(teachers)
        journal.note(GROUP_CHANGED, who=by, record=group, at=at)
        return capacity.review(group_id=group.pk, reason=reason, by=by, at=at)


def open_group(*, group_id: int, by: User, at: datetime) -> Group:
    """Raises SchoolRefused while days, room or teachers are missing."""
    with ledger.held():
        group = capacity.open_group(group_id=group_id, by=by, at=at)
        journal.note(GROUP_OPENED, who=by, record=group, at=at)
        return group


def hold_back(*, group_id: int, reason: str, by: User, at: datetime) -> Group:
    """No new offers for that reason; without one they go on."""
    with ledger.held():
        group = capacity.hold_back(group_id=group_id, reason=reason, at=at)
        journal.note(HELD_BACK if reason else LET_ON, who=by, record=group, at=at)
        return group


def set_meeting(meeting: Meeting, *, reason: str, by: User, at: datetime) -> Group:
    """A new one, or another time or room."""
    with ledger.held():
        meeting.save()
        journal.note(MEETING_SET, who=by, record=meeting.group, at=at)
        return capacity.review(group_id=meeting.group_id, reason=reason, by=by, at=at)


def remove_meeting(*, meeting_id: int, by: User, at: datetime) -> Group:
    """Raises SchoolRefused for the last one of an open group: children would not know where to go."""
    with ledger.held():
        meeting = Meeting.objects.select_related("group").get(pk=meeting_id)
        group = meeting.group
        if group.is_open and not group.meetings.exclude(pk=meeting_id).exists():
            raise SchoolRefused(Why.NO_DAYS)
        meeting.delete()
        journal.note(MEETING_REMOVED, who=by, record=group, at=at)
        return capacity.review(group_id=group.pk, reason=_now("It meets less often."), by=by, at=at)


def add_teacher(*, name: str, by: User, at: datetime) -> Teacher:
    """Not checked yet."""
    teacher = Teacher(seal_id=keys.new_seal(at=at))
    with transaction.atomic():
        teacher.person.seal(TeacherName(name=name), at=at)
        teacher.save(force_insert=True)
        journal.note(TEACHER_ADDED, who=by, record=teacher, at=at)
    return teacher


def check_teacher(*, teacher_id: UUID, on: date, by: User, at: datetime) -> None:
    """That the registers were looked at, on that day, by that colleague; nothing of what they say."""
    with ledger.held():
        teacher = Teacher.objects.select_for_update().get(pk=teacher_id)
        teacher.checked_on, teacher.checked_by = on, by
        teacher.save(update_fields=["checked_on", "checked_by"])
        journal.note(TEACHER_CHECKED, who=by, record=teacher, at=at)
        _review_groups_of(teacher, reason=_now("A teacher is checked."), by=by, at=at)


def let_teacher_go(*, teacher_id: UUID, by: User, at: datetime) -> None:
    """The groups may have fewer places now; nobody is thrown out. Twice is the same as once."""
    with ledger.held():
        teacher = Teacher.objects.select_for_update().get(pk=teacher_id)
        if teacher.left_at:
            return
        teacher.left_at = at
        teacher.save(update_fields=["left_at"])
        journal.note(TEACHER_LEFT, who=by, record=teacher, at=at)
        _review_groups_of(teacher, reason=_now("A teacher has left."), by=by, at=at)


def _review_groups_of(teacher: Teacher, *, reason: str, by: User, at: datetime) -> None:
    today = at.date()
    for group in teacher.groups.filter(term__ends_on__gte=today).order_by("pk"):
        capacity.review(group_id=group.pk, reason=reason, by=by, at=at)
