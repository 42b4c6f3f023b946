"""What a sign-up form offers: which dates of an activity, and what there is to say of each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events import opening, wording
from events.models import Activity, Occurrence
from events.opening import Standing

MOST_SHOWN = 40
FIRST_SHOWN = 6
"""The rest are one press away."""
BOOKABLE = (Standing.SEATS, Standing.WAITING_LIST)


def coming(activity: Activity, *, at: datetime) -> list[Occurrence]:
    return coming_of([activity.pk], at=at).get(activity.pk, [])


def coming_of(activities: Iterable[int], *, at: datetime) -> dict[int, list[Occurrence]]:
    """By activity."""
    found: dict[int, list[Occurrence]] = {}
    rows = Occurrence.objects.filter(activity__in=list(activities), start__gt=at, cancelled_at__isnull=True)
    for row in rows.select_related("activity", "room").order_by("start"):
        found.setdefault(row.activity_id, []).append(row)
    return found


def bookable(rows: Iterable[Occurrence], *, at: datetime) -> list[Occurrence]:
    """Where a form may be sent: seats, or a place in the waiting list."""
    return [row for row in rows if opening.standing(row, at=at) in BOOKABLE][:MOST_SHOWN]


def with_seats(rows: Iterable[Occurrence], *, party_of: int, at: datetime) -> list[Occurrence]:
    return [
        row
        for row in rows
        if opening.standing(row, at=at) == Standing.SEATS and opening.seats_for_anybody(row) >= party_of
    ]


def is_course(activity: Activity, rows: list[Occurrence]) -> bool:
    """What ends one day can be wanted whole."""
    return len(rows) > 1 and bool(activity.rule.until or activity.rule.count)


def note(row: Occurrence) -> str:
    free = opening.seats_for_anybody(row)
    if free:
        said = ngettext("%(number)d seat of %(all)d", "%(number)d seats of %(all)d", free)
        return said % {"number": free, "all": row.capacity}
    if not row.waiting:
        return _("no seats now; you would be the first in the waiting list")
    said = ngettext(
        "no seats; %(number)d sign-up waits before you",
        "no seats; %(number)d sign-ups wait before you",
        row.waiting,
    )
    return said % {"number": row.waiting}


def waits(rows: Iterable[Occurrence]) -> bool:
    return any(not opening.seats_for_anybody(row) for row in rows)


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One date as the form offers it."""

    value: str
    label: str
    note: str
    waits: bool
    checked: bool


def choices(rows: Sequence[Occurrence], *, chosen: Iterable[str]) -> list[Choice]:
    picked = {str(value) for value in chosen}
    return [
        Choice(
            value=str(row.pk),
            label=wording.start(row),
            note=note(row),
            waits=waits([row]),
            checked=str(row.pk) in picked,
        )
        for row in rows
    ]
