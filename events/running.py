"""What coordinators do to activities and their dates. The rules are those of `schedule` and `booking`; here
the journal learns who has done it, in the same transaction."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from events import booking, invitations, schedule
from events.models import Activity, Occurrence, Wish
from events.models.activities import MOST_SEATS
from events.plan import Facts, Step
from office import journal
from office.models import User

MADE = journal.deed("activity_made", _("made an activity"))
CHANGED = journal.deed("activity_changed", _("changed an activity and its dates"))
PAUSED = journal.deed("activity_paused", _("paused an activity"))
RESUMED = journal.deed("activity_resumed", _("let an activity go on"))
DATE_CHANGED = journal.deed("event_date_changed", _("changed a date of an activity"))
DATE_CANCELLED = journal.deed("event_date_cancelled", _("cancelled a date of an activity"))
DATE_KEPT = journal.deed("event_date_kept", _("kept a date that was not in the rule any more"))
SEATS_SET = journal.deed("event_seats_set", _("changed how many seats a date has"))
COUNTED = journal.deed("event_walk_ins", _("counted people who came without sign-up"))
INVITED = journal.deed("invitation_issued", _("made an invitation link for an activity"))
UNINVITED = journal.deed("invitations_revoked", _("withdrew the invitation links of an activity"))
HEARD = journal.deed("wishes_heard", _("heard wishes for a second group"))


def make(activity: Activity, *, hosts: Iterable[User], by: User, at: datetime) -> Activity:
    """With its dates."""
    _carried_out(activity, MADE, hosts=hosts, by=by, at=at)
    return activity


def change(
    activity: Activity, *, hosts: Iterable[User], by: User, at: datetime, since: datetime | None = None
) -> list[Step]:
    """All coming dates, or those from `since` on."""
    return _carried_out(activity, CHANGED, hosts=hosts, by=by, at=at, since=since)


@transaction.atomic
def _carried_out(
    activity: Activity,
    deed: journal.Deed,
    *,
    hosts: Iterable[User],
    by: User,
    at: datetime,
    since: datetime | None = None,
) -> list[Step]:
    steps = schedule.change(activity, at=at, since=since)
    activity.hosts.set(hosts)
    journal.note(deed, who=by, record=activity, at=at)
    return steps


@transaction.atomic
def pause(*, activity_id: int, by: User, at: datetime) -> None:
    """No new dates; those that are there stay. Twice is the same as once."""
    if Activity.objects.filter(pk=activity_id, is_paused=False).update(is_paused=True):
        journal.note(PAUSED, who=by, record=Activity(pk=activity_id), at=at)


@transaction.atomic
def resume(*, activity_id: int, by: User, at: datetime) -> None:
    """The dates that are missing are made at once."""
    activity = Activity.objects.select_for_update(no_key=True).get(pk=activity_id)
    if activity.is_paused:
        activity.is_paused = False
        activity.save(update_fields=["is_paused"])
        schedule.carry_out(activity, at=at)
        journal.note(RESUMED, who=by, record=activity, at=at)


@transaction.atomic
def invite(activity: Activity, *, language: str, by: User, at: datetime) -> str:
    """The address of a new link, which is shown this once."""
    journal.note(INVITED, who=by, record=activity, at=at)
    return invitations.issue(activity, language=language, at=at)


@transaction.atomic
def withdraw_invitations(activity: Activity, *, by: User, at: datetime) -> None:
    """Whoever has signed up by one stays."""
    journal.note(UNINVITED, who=by, record=activity, at=at)
    invitations.revoke(activity)


@transaction.atomic
def change_date(*, occurrence_id: int, facts: Facts, by: User, at: datetime) -> Occurrence:
    row = schedule.change_date(occurrence_id=occurrence_id, facts=facts, at=at)
    journal.note(DATE_CHANGED, who=by, record=row, at=at)
    return row


@transaction.atomic
def cancel_date(
    *, occurrence_id: int, reason: Occurrence.Reason | None, by: User, at: datetime
) -> Occurrence:
    """Twice is the same as once, for the journal too."""
    with_seats = Occurrence.objects.select_for_update(no_key=True).get(pk=occurrence_id)
    if not with_seats.is_cancelled:
        journal.note(DATE_CANCELLED, who=by, record=with_seats, at=at)
    return schedule.cancel_date(occurrence_id=occurrence_id, reason=reason, at=at)


@transaction.atomic
def keep_date(*, occurrence_id: int, by: User, at: datetime) -> None:
    schedule.keep(occurrence_id=occurrence_id)
    journal.note(DATE_KEPT, who=by, record=Occurrence(pk=occurrence_id), at=at)


@transaction.atomic
def set_capacity(*, occurrence_id: int, to: int, by: User, at: datetime) -> Occurrence:
    row = booking.set_capacity(occurrence_id=occurrence_id, to=to, at=at)
    journal.note(SEATS_SET, who=by, record=row, at=at)
    return row


@transaction.atomic
def count_walk_ins(*, occurrence_id: int, more: int, by: User, at: datetime) -> None:
    """So many more, or fewer: two people who count at one door do not undo each other's work."""
    rows = Occurrence.objects.filter(
        pk=occurrence_id, walk_ins__gte=-more, walk_ins__lte=MOST_SEATS - max(0, more)
    )
    if rows.update(walk_ins=F("walk_ins") + more):
        journal.note(COUNTED, who=by, record=Occurrence(pk=occurrence_id), at=at)


@transaction.atomic
def hear_wishes(*, activity_id: int, by: User, at: datetime) -> None:
    """Those made until now: somebody has read the number and thought about it."""
    wishes = Wish.objects.filter(activity=activity_id, heard_at__isnull=True, made_at__lte=at)
    if wishes.update(heard_at=at):
        journal.note(HEARD, who=by, record=Activity(pk=activity_id), at=at)
