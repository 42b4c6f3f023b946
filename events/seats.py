"""The seats of one date: taken, freed, and given to who waits. The only module that writes the counters of
an occurrence.

Whoever wants seats takes them by one conditional UPDATE of the occurrence (`take`), which no two can pass.
Whoever frees some holds the row (`held`), and ends with `settle`, in the same transaction: so seats never
lie idle while somebody waits who fits, and nobody who comes later gets them first.
"""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction
from django.db.models import Count, F, Min, Q, QuerySet

from events import queue, telling
from events.models import Booking, Occurrence
from events.queue import Way
from events.refusals import BookingRefused, Why

logger = logging.getLogger(__name__)

State = Booking.State
FITS = Q(least_waiting__isnull=True) | Q(least_waiting__gt=F("capacity") - F("taken"))
"""Free seats belong to whoever waits and fits, before anybody new."""


@contextmanager
def held(*occurrence_ids: int) -> Iterator[dict[int, Occurrence]]:
    """The rows, locked in one order for all, so that nobody waits for each other in a circle."""
    with transaction.atomic():
        yield _lock(occurrence_ids)


def _lock(occurrence_ids: Iterable[int]) -> dict[int, Occurrence]:
    rows = Occurrence.objects.select_for_update(no_key=True)
    return {row.pk: row for row in rows.filter(pk__in=occurrence_ids).order_by("pk")}


@contextmanager
def held_for(bookings: "QuerySet[Booking]") -> Iterator[dict[int, Occurrence]]:
    """All dates of these bookings. Who moves to another date while we wait makes us begin anew: an earlier
    row must not be waited for while a later one is held."""
    with transaction.atomic():
        while True:
            begun = transaction.savepoint()
            rows = _lock(set(bookings.values_list("occurrence_id", flat=True)))
            if set(bookings.values_list("occurrence_id", flat=True)) <= rows.keys():
                break
            transaction.savepoint_rollback(begun)
        transaction.savepoint_commit(begun)
        yield rows


def take(occurrence_id: int, seats: int, *, at: datetime) -> bool:
    """Whether there were so many; then they are taken until this transaction ends either way.

    Once a date has begun nobody is called from the waiting list any more, and what is free is anybody's.
    """
    there = Q(taken__lte=F("capacity") - seats, cancelled_at__isnull=True)
    rows = Occurrence.objects.filter(FITS | Q(start__lte=at), there, pk=occurrence_id)
    return bool(rows.update(taken=F("taken") + seats))


def take_or_wait(occurrence_id: int, seats: int, *, at: datetime) -> int | None:
    """A number in the waiting list, later than all before it; None where seats have become free just now and
    are taken. Raises BookingRefused where waiting has no sense any more."""
    with held(occurrence_id) as rows:
        row = rows.get(occurrence_id)
        if row is None or row.is_cancelled:
            raise BookingRefused(Why.CANCELLED)
        if take(occurrence_id, seats, at=at):
            return None
        if at >= row.start:
            raise BookingRefused(Why.FULL)
        row.last_number += 1
        row.waiting += 1
        row.least_waiting = min(seats, row.least_waiting or seats)
        _save(row)
        return row.last_number


def settle(occurrence: Occurrence, *, at: datetime) -> None:
    """Count what is taken, and give what is free to who waits. The occurrence is held.

    Every way to free a seat ends here: there is no other way for somebody who waits to get one.
    """
    counted = occurrence.taken
    _let_lapse(occurrence, at=at)
    _count(occurrence)
    if occurrence.taken > counted:
        logger.error("Date %s: %s seats are taken, %s were counted", occurrence.pk, occurrence.taken, counted)
    if not occurrence.is_cancelled and not occurrence.overhang and occurrence.waiting:
        _promote(occurrence, at=at)
        _count(occurrence)
    _save(occurrence)


def _let_lapse(occurrence: Occurrence, *, at: datetime) -> None:
    """Offers that nobody has answered in time are over, whenever somebody looks."""
    offered = occurrence.bookings.select_related("party").filter(state=State.OFFERED)
    lapsed = offered.filter(offered_until__lte=at)
    for booking in lapsed:
        end(booking, by=Booking.End.TIME, at=at)
        telling.tell("seat_lapsed", booking, at=at)


def _count(occurrence: Occurrence) -> None:
    sitting = occurrence.bookings.filter(state__in=Booking.SITTING).values_list("seats", flat=True)
    occurrence.taken = sum(sitting)
    occurrence.overhang = max(0, occurrence.taken - occurrence.capacity)
    waiting = occurrence.bookings.filter(state=State.WAITING)
    counted = waiting.aggregate(parties=Count("pk"), least=Min("seats"))
    occurrence.waiting, occurrence.least_waiting = counted["parties"], counted["least"]


def _promote(occurrence: Occurrence, *, at: datetime) -> None:
    way = queue.way(start=occurrence.start, at=at)
    if way in (Way.LATER, Way.NEVER):
        return
    turn = queue.turn(in_line(occurrence), free=occurrence.free)
    passed = [party.booking for party in turn.passed]
    occurrence.bookings.filter(pk__in=passed).update(times_passed=F("times_passed") + 1)
    chosen = [party.booking for party in turn.taken]
    for booking in occurrence.bookings.select_related("party").filter(pk__in=chosen).order_by("number"):
        _give(booking, occurrence, ask=way is Way.ASKED, at=at)


def in_line(occurrence: Occurrence) -> list[queue.Waiting]:
    return lines([occurrence.pk])[occurrence.pk]


def lines(occurrence_ids: Iterable[int]) -> dict[int, list[queue.Waiting]]:
    """Who waits, by date, in order."""
    found: dict[int, list[queue.Waiting]] = {each: [] for each in occurrence_ids}
    rows = Booking.objects.filter(occurrence__in=found, state=State.WAITING).order_by("number")
    for of, pk, number, seats in rows.values_list("occurrence_id", "pk", "number", "seats"):
        found[of].append(queue.Waiting(booking=pk, number=number or 0, seats=seats))
    return found


def _give(booking: Booking, occurrence: Occurrence, *, ask: bool, at: datetime) -> None:
    booking.state, booking.promoted_at = State.OFFERED if ask else State.CONFIRMED, at
    booking.offered_until = queue.answer_by(start=occurrence.start, at=at) if ask else None
    booking.save(update_fields=["state", "promoted_at", "offered_until"])
    telling.tell("seat_offered" if ask else "seat_promoted", booking, at=at)


def end(booking: Booking, *, by: Booking.End, at: datetime) -> None:
    """Not active any more, for ever: nothing brings it back by itself."""
    booking.state, booking.ended_by, booking.ended_at = State.CANCELLED, by, at
    booking.offered_until = None
    booking.save(update_fields=["state", "ended_by", "ended_at", "offered_until"])


def _save(occurrence: Occurrence) -> None:
    occurrence.save(
        update_fields=["capacity", "taken", "overhang", "waiting", "least_waiting", "last_number"]
    )


def settle_all(occurrence_ids: Iterable[int], *, at: datetime) -> None:
    """Each in a transaction of its own: what is wrong with one does not stop the others."""
    for occurrence_id in sorted(set(occurrence_ids)):
        try:
            with held(occurrence_id) as rows:
                for row in rows.values():
                    settle(row, at=at)
        except Exception:
            logger.exception("Date %s could not be settled", occurrence_id)


def tidy(*, at: datetime) -> int:
    """Dates whose offers have lapsed, or whose free seats had to wait for the morning; gives how many."""
    lapsed = Q(bookings__state=State.OFFERED, bookings__offered_until__lte=at)
    fitting = Q(waiting__gt=0, overhang=0, least_waiting__lte=F("capacity") - F("taken"))
    due = Occurrence.objects.filter(lapsed | fitting & Q(cancelled_at__isnull=True, start__gt=at))
    ids = list(due.values_list("pk", flat=True).distinct())
    settle_all(ids, at=at)
    return len(ids)
