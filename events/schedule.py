"""Dates of activities: made six months ahead, changed, cancelled. The rules, in one place.

A row per date is the truth; the rule only says which rows there should be. `bring_up_to_date` may run as
often as one likes and from many processes: it changes nothing that is right.
"""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, Q

from events import booking, plan, seats, telling
from events.booking import LIVE
from events.models import Activity, Booking, Occurrence, Party
from events.plan import Deed, Facts, Standing, Step, Usual
from events.seats import held
from timetable import expansion
from timetable.expansion import WARSAW, moment

logger = logging.getLogger(__name__)

AHEAD = timedelta(days=183)


def planned(activity: Activity, *, at: datetime, since: datetime | None = None) -> list[Step]:
    """What would become of its dates from `since` on, by the activity as it is given, saved or not."""
    begin, end = max(at, since or activity.rule_since), at + AHEAD
    steps = plan.steps(
        expansion.between(activity.rule, since=begin, until=end),
        standing(activity, since=begin, until=end, at=at),
        usual=Usual(
            minutes=activity.minutes,
            room=activity.room_id,
            place=activity.place,
            capacity=activity.capacity,
        ),
    )
    return [step for step in steps if not (activity.is_paused and step.deed is Deed.ADD)]


def standing(activity: Activity, *, since: datetime, until: datetime, at: datetime) -> list[Standing]:
    """Its dates that were first set for those days, wherever they have been moved."""
    parties = Count("bookings", filter=Q(bookings__state__in=LIVE))
    days = (since.astimezone(WARSAW).date(), until.astimezone(WARSAW).date())
    rows = activity.occurrences.filter(original_day__range=days)
    return [
        _standing(row, is_frozen=row.start <= at or not since <= moment(row.original) < until)
        for row in rows.annotate(parties=parties, ever=Count("bookings"))
    ]


def _standing(row: Any, *, is_frozen: bool) -> Standing:
    return Standing(
        pk=row.pk,
        day=row.original_day,
        facts=facts_of(row),
        parties=row.parties,
        was_booked=bool(row.ever),
        is_edited=row.is_edited,
        is_cancelled=row.is_cancelled,
        stays=row.stays,
        is_frozen=is_frozen,
    )


def facts_of(row: Occurrence) -> Facts:
    return Facts(
        start=row.start, minutes=row.minutes, room=row.room_id, place=row.place, capacity=row.capacity
    )


def bring_up_to_date(*, at: datetime) -> None:
    """All activities that are not paused, each in a transaction of its own: what is wrong with one does not
    stop the others."""
    for pk in Activity.objects.filter(is_paused=False).order_by("pk").values_list("pk", flat=True):
        try:
            with _alone(pk) as activity:
                if activity and not activity.is_paused:
                    carry_out(activity, at=at)
        except Exception:
            logger.exception("The dates of activity %s could not be brought up to date", pk)


def change(activity: Activity, *, at: datetime, since: datetime | None = None) -> list[Step]:
    """Save it, and make its dates from `since` on (now, if nothing is said) as it says. New ones need this
    too.

    Booked and hand-edited dates survive: those that the rule has lost are adrift, for a coordinator to
    decide.
    """
    with transaction.atomic():
        activity.rule_since = max(at, since) if since else at
        activity.save()
        Activity.objects.select_for_update(no_key=True).get(pk=activity.pk)
        return carry_out(activity, at=at)


def carry_out(activity: Activity, *, at: datetime) -> list[Step]:
    """The activity is locked; its dates are locked here, before they are looked at."""
    coming = activity.occurrences.filter(original_day__gte=at.astimezone(WARSAW).date())
    with held(*coming.values_list("pk", flat=True)) as rows:
        steps = planned(activity, at=at)
        _add(activity, steps, at=at)
        gone = [step.pk for step in steps if step.deed is Deed.REMOVE and step.pk]
        if gone:
            Occurrence.objects.filter(pk__in=gone).delete()
        _mark(steps, rows)
        for step in steps:
            if step.deed is Deed.CHANGE and step.pk and step.facts:
                _set(rows[step.pk], step.facts, at=at)
        return steps


def _add(activity: Activity, steps: Iterable[Step], *, at: datetime) -> None:
    rows = [
        Occurrence(
            activity=activity,
            original_day=step.day,
            original_time=step.local.time(),
            start=step.facts.start,
            minutes=step.facts.minutes,
            room_id=step.facts.room,
            place=step.facts.place,
            capacity=step.facts.capacity,
            changed_at=at,
        )
        for step in steps
        if step.deed is Deed.ADD and step.facts and step.local
    ]
    if rows:
        Occurrence.objects.bulk_create(rows, ignore_conflicts=True)


def _mark(steps: Iterable[Step], rows: dict[int, Occurrence]) -> None:
    """Nothing is written where nothing is new, as on nearly every night."""
    known = [(step, rows[step.pk]) for step in steps if step.pk and step.pk in rows]
    lost = [row.pk for step, row in known if step.deed is Deed.DRIFT and not row.is_adrift]
    back = [row.pk for step, row in known if step.deed in (Deed.KEEP, Deed.CHANGE) and row.is_adrift]
    Occurrence.objects.filter(pk__in=lost).update(is_adrift=True)
    Occurrence.objects.filter(pk__in=back).update(is_adrift=False)


def _set(row: Occurrence, facts: Facts, *, at: datetime) -> None:
    """The row is held. Whoever has seats is told of what matters to people."""
    differs = facts.differs_for_people(facts_of(row))
    row.start, row.minutes, row.room_id, row.place = facts.start, facts.minutes, facts.room, facts.place
    row.capacity, row.changed_at, row.is_adrift = facts.capacity, at, False
    row.sequence += differs
    row.save(
        update_fields=[
            "start", "minutes", "room", "place", "changed_at", "sequence", "is_adrift", "is_edited"
        ]
    )  # fmt: skip
    row.bookings.filter(offered_until__gt=row.start).update(offered_until=row.start)
    seats.settle(row, at=at)
    if differs:
        _tell_all(row, "date_changed", cause=f"changed {row.pk} {row.sequence}", at=at)
        booking.remember_last_dates(Party.objects.filter(bookings__in=row.bookings.filter(state__in=LIVE)))


def _tell_all(row: Occurrence, letter: str, *, cause: str, at: datetime) -> None:
    for each in row.bookings.select_related("party").filter(state__in=LIVE):
        telling.tell(letter, each, cause=f"{cause} {each.pk}", at=at)


def change_date(*, occurrence_id: int, facts: Facts, at: datetime) -> Occurrence:
    """This date alone; from now on its activity does not change it any more."""
    with held(occurrence_id) as rows:
        row = rows[occurrence_id]
        row.is_edited = True
        _set(row, facts, at=at)
        return row


def cancel_date(*, occurrence_id: int, reason: Occurrence.Reason | None, at: datetime) -> Occurrence:
    """Its people are told, and offered the next date. Twice is the same as once."""
    with held(occurrence_id) as rows:
        row = rows[occurrence_id]
        if row.is_cancelled:
            return row
        row.cancelled_at, row.changed_at, row.is_adrift = at, at, False
        row.reason = reason or ""
        row.sequence += 1
        row.save(update_fields=["cancelled_at", "reason", "changed_at", "sequence", "is_adrift"])
        _tell_all(row, "date_cancelled", cause=f"cancelled {row.pk}", at=at)
        row.bookings.filter(state__in=LIVE).update(
            state=Booking.State.CANCELLED, ended_by=Booking.End.DATE, ended_at=at, offered_until=None
        )
        seats.settle(row, at=at)
        return row


def keep(*, occurrence_id: int) -> None:
    """A date that is not in the rule any more takes place all the same."""
    Occurrence.objects.filter(pk=occurrence_id).update(stays=True, is_adrift=False)


@contextmanager
def _alone(activity_id: int) -> Iterator[Activity | None]:
    """The activity, locked; nothing where it is gone."""
    with transaction.atomic():
        yield Activity.objects.select_for_update(no_key=True).filter(pk=activity_id).first()
