"""The seats are counted again, from the bookings themselves, and whatever can not be right is written down.

Each look is one question to the database, so it sees one moment, whoever signs up meanwhile. Nothing is
mended here: what is wrong is evidence, until somebody has looked and has the date settled anew.
"""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import (
    CharField,
    Count,
    Exists,
    F,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Concat, Greatest

from events import queue
from events.models import Booking, Call, Finding, Occurrence, Party
from letters.models import Letter

logger = logging.getLogger(__name__)

State, Wrong = Booking.State, Finding.Wrong
PATIENCE = timedelta(minutes=30)
"""The worker comes round more often than that."""
REMEMBERED = timedelta(days=7)
"""Letters that were sent are forgotten later than that."""
CLOCKS = timedelta(minutes=1)
"""So much the clocks of those who wait for one row may be apart."""
AT_MOST = 20
"""Of what is wrong everywhere, so many lines of the log are enough to know it."""


def examine(*, at: datetime) -> list[Finding]:
    """Everything that is wrong now. What was found before and is gone is not kept."""
    found = {(pk, wrong) for wrong, look in LOOKS.items() for pk in look(at)}
    with transaction.atomic():
        gone = [each.pk for each in Finding.objects.all() if (each.occurrence_id, each.wrong) not in found]
        Finding.objects.filter(pk__in=gone).delete()
        new = [Finding(occurrence_id=pk, wrong=wrong, found_at=at) for pk, wrong in sorted(found)]
        Finding.objects.bulk_create(new, ignore_conflicts=True)
    return list(Finding.objects.select_related("occurrence__activity"))


def shout(findings: Iterable[Finding]) -> None:
    findings = list(findings)
    for each in findings[:AT_MOST]:
        logger.error("Date %s does not add up: %s", each.occurrence_id, each.wrong)
    if findings:
        logger.error("%s findings about seats: run audit_seats", len(findings))


def counted() -> "QuerySet[Any]":
    """Each date with what its counters should say."""
    waits = Q(bookings__state=State.WAITING)
    sits = Sum("bookings__seats", filter=Q(bookings__state__in=Booking.SITTING))
    return Occurrence.objects.order_by().annotate(
        sits=Coalesce(sits, 0),
        wait=Count("bookings", filter=waits),
        least=Coalesce(Min("bookings__seats", filter=waits), 0),
        newest=Coalesce(Max("bookings__number"), 0),
    )


def taken(at: datetime) -> "QuerySet[Occurrence, int]":
    return _ids(counted().exclude(taken=F("sits")))


def overhang(at: datetime) -> "QuerySet[Occurrence, int]":
    return _ids(counted().exclude(overhang=Greatest(F("sits") - F("capacity"), 0)))


def waiting(at: datetime) -> "QuerySet[Occurrence, int]":
    known = counted().annotate(known_least=Coalesce(F("least_waiting"), 0))
    return _ids(known.exclude(waiting=F("wait"), known_least=F("least"), last_number__gte=F("newest")))


def idle(at: datetime) -> "QuerySet[Occurrence, int]":
    """Counted anew, not by the counters. At night it is right that they are free; in the morning the worker
    needs a moment."""
    if queue.is_night(at) or queue.is_night(at - PATIENCE):
        return _ids(Occurrence.objects.none())
    ahead = counted().filter(cancelled_at=None, start__gt=at, wait__gt=0)
    return _ids(ahead.filter(least__lte=F("capacity") - F("sits")))


def order(at: datetime) -> "QuerySet[Booking, int]":
    """Who got seats while an earlier party waited, passed it over: that is written down each time, so each
    party has been passed over at least as often as later ones have got seats before it did."""
    until = Coalesce(OuterRef("promoted_at"), OuterRef("ended_at"), Value(at))
    later = Booking.objects.order_by().filter(
        occurrence=OuterRef("occurrence"), number__gt=OuterRef("number"), promoted_at__lt=until - CLOCKS
    )
    moments = later.filter(promoted_at__gte=OuterRef("created_at")).values("occurrence")
    times = Subquery(moments.annotate(times=Count("promoted_at", distinct=True)).values("times"))
    lined_up = Booking.objects.order_by().filter(number__isnull=False)
    return _dates(lined_up.annotate(times=Coalesce(times, 0)).filter(times__gt=F("times_passed")))


def asked(at: datetime) -> "QuerySet[Booking, int]":
    return _dates(Booking.objects.filter(state=State.OFFERED, offered_until__lt=at - PATIENCE))


def date(at: datetime) -> "QuerySet[Booking, int]":
    alive = [State.CONFIRMED, State.WAITING, State.OFFERED]
    return _dates(Booking.objects.filter(state__in=alive, occurrence__cancelled_at__isnull=False))


def untold(at: datetime) -> "QuerySet[Booking, int]":
    """Told by the letter of either kind, or by the call that stands for it."""
    causes = [
        Concat(Value(f"{letter} "), Cast(OuterRef("pk"), CharField()))
        for letter in ("seat_promoted", "seat_offered")
    ]
    written = Exists(Letter.objects.filter(cause__in=causes))
    called = Exists(Call.objects.filter(cause__in=causes))
    promoted = Booking.objects.filter(promoted_at__gte=at - REMEMBERED)
    by_letter = promoted.filter(~written, party__reached_by=Party.Reach.EMAIL)
    return _dates(by_letter | promoted.filter(~called, party__reached_by=Party.Reach.PHONE))


def _ids(rows: "QuerySet[Any]") -> "QuerySet[Occurrence, int]":
    return rows.values_list("pk", flat=True)


def _dates(rows: "QuerySet[Booking]") -> "QuerySet[Booking, int]":
    return rows.order_by().values_list("occurrence", flat=True).distinct()


LOOKS: dict[Finding.Wrong, Callable[[datetime], Iterable[int]]] = {
    Wrong.TAKEN: taken,
    Wrong.OVERHANG: overhang,
    Wrong.WAITING: waiting,
    Wrong.IDLE: idle,
    Wrong.ORDER: order,
    Wrong.ASKED: asked,
    Wrong.DATE: date,
    Wrong.UNTOLD: untold,
}
