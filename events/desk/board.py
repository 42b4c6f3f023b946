"""The office's first page of events: what is on today and in the next days; and the lists of what waits for
a hand: calls to make, wishes for a second group."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.db.models import Count, Min, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.admin.auth import permission_required

from events import hosting, running
from events.desk import people, rights
from events.desk.activities import FORMS
from events.desk.date import ROWS, number_of
from events.desk.people import Person
from events.models import Activity, Booking, Call, Copy, Occurrence
from events.refusals import BookingRefused
from events.rooms import day_asked
from office.fresh import needs_fresh_sign_in
from office.people import signed_in
from timetable.expansion import moment

DAYS = 14
CALLS = 50
SAY = {
    "date_changed": _("The date has a new time or place."),
    "date_cancelled": _("The date is cancelled."),
    "seat_promoted": _("They have seats from the waiting list now."),
    "seat_offered": _("Seats have become free: do they come?"),
    "seat_lapsed": _("They have not answered in time: the seats went to others."),
    "seat_cancelled": _("We had to cancel their seats."),
    "date_message": _("A message of ours, word for word:"),
}
"""On the telephone, in place of the letter of that name."""


@require_safe
@never_cache
@permission_required(rights.LOOK)
def board(request: HttpRequest) -> HttpResponse:
    if (number := request.GET.get("date", "")).isdecimal():
        return redirect("event_date", int(number))  # Exports lead back here.
    at = timezone.now()
    today = timezone.localdate(at)
    first = day_asked(request.GET.get("day", ""), today=today)
    until = first + timedelta(days=DAYS)
    rows = ROWS.filter(start__gte=_midnight(first), start__lt=_midnight(until))
    told = {
        "days": _by_day(rows),
        "first": first,
        "today": today,
        "before": first - timedelta(days=DAYS),
        "until": until,
        "waiting": waiting(request, at=at),
        "may_make": request.user.has_perm(rights.MAKE_ACTIVITIES),
        "now": at,
    }
    return render(request, "events/desk/board.html", told)


def _midnight(day: date) -> datetime:
    return moment(datetime.combine(day, time()))


def _by_day(rows: Iterable[Occurrence]) -> list[tuple[date, list[Occurrence]]]:
    return [(day, list(some)) for day, some in groupby(rows, key=lambda row: timezone.localdate(row.start))]


def waiting(request: HttpRequest, *, at: datetime) -> list[tuple[str, Any, int]]:
    """What this person can clear: the address, in words, how much."""
    found = (
        ("event_calls", _("Calls to make"), rights.CALL, to_call(at=at)),
        ("event_adrift", _("Dates not in the rule any more"), rights.CHANGE_DATES, adrift(at=at)),
        ("event_wishes", _("Wishes for a second group"), rights.HEAR_WISHES, wished()),
    )
    told = [(url, words, rows.count()) for url, words, right, rows in found if request.user.has_perm(right)]
    return [each for each in told if each[2]]


def adrift(*, at: datetime) -> "QuerySet[Occurrence]":
    return ROWS.filter(is_adrift=True, cancelled_at__isnull=True, start__gte=at)


def wished() -> "QuerySet[Activity]":
    """Those of which somebody wants a second group and nobody has heard it, with how many and since when."""
    unheard = Activity.objects.filter(wishes__heard_at__isnull=True, wishes__isnull=False)
    return unheard.annotate(number=Count("wishes"), since=Min("wishes__made_at")).order_by("since", "pk")


def to_call(*, at: datetime) -> "QuerySet[Booking]":
    """Parties who must be told something by telephone while it matters, those who wait longest first."""
    calls = Booking.objects.filter(
        calls__done_at__isnull=True, calls__isnull=False, party__isnull=False, occurrence__start__gt=at
    )
    return calls.annotate(since=Min("calls__made_at")).order_by("since", "pk")


@dataclass(frozen=True, kw_only=True, repr=False)
class ToCall:
    person: Person
    abouts: list[str]
    texts: list[str]

    @property
    def sentences(self) -> list[Any]:
        return [SAY[about] for about in self.abouts if about in SAY]

    @property
    def asks(self) -> bool:
        """Whether they come, while seats are kept for them."""
        return self.person.booking.state == Booking.State.OFFERED


@FORMS
@never_cache
@permission_required(rights.SEE_CALLS)
@needs_fresh_sign_in
def calls(request: HttpRequest) -> HttpResponse:
    at = timezone.now()
    found = to_call(at=at)
    if request.method == "POST" and request.user.has_perm(rights.CALL):
        row = get_object_or_404(found, pk=number_of(request, "booking"))
        _wrote_down(request, row)
        return redirect("event_calls")
    shown = list(found.select_related("party", "occurrence__activity", "occurrence__room")[:CALLS])
    told = {
        "calls": _told(shown, request, at=at),
        "number": found.count(),
        "may_act": request.user.has_perm(rights.CALL),
    }
    return render(request, "events/desk/calls.html", told)


def _wrote_down(request: HttpRequest, row: Booking) -> None:
    who: dict[str, Any] = {"by": signed_in(request), "at": timezone.now()}
    try:
        if request.POST.get("do") in ("yes", "no"):
            hosting.answer(booking_id=row.pk, comes=request.POST["do"] == "yes", **who)
        else:
            hosting.called(booking_id=row.pk, **who)
    except BookingRefused as refused:
        messages.error(request, str(refused))


def _told(rows: list[Booking], request: HttpRequest, *, at: datetime) -> list[ToCall]:
    opened = people.opened_of(rows, by=signed_in(request), at=at)
    about: dict[Any, list[str]] = {}
    for call in Call.objects.filter(booking__in=rows, done_at__isnull=True):
        about.setdefault(call.booking_id, []).append(call.about)
    texts: dict[Any, list[str]] = {}
    for copy in Copy.objects.select_related("message", "booking__party").filter(booking__in=rows):
        texts.setdefault(copy.booking_id, []).append(copy.words)
    return [
        ToCall(
            person=each,
            abouts=list(dict.fromkeys(about.get(each.booking.pk, []))),
            texts=texts.get(each.booking.pk, []) if "date_message" in about.get(each.booking.pk, []) else [],
        )
        for each in opened
    ]


@FORMS
@never_cache
@permission_required(rights.SEE_WISHES)
def wishes(request: HttpRequest) -> HttpResponse:
    found = wished()
    if request.method == "POST" and request.user.has_perm(rights.HEAR_WISHES):
        number = request.POST.get("activity", "")
        row = get_object_or_404(Activity, pk=int(number) if number.isdecimal() else 0)
        running.hear_wishes(activity_id=row.pk, by=signed_in(request), at=timezone.now())
        return redirect("event_wishes")
    told = {
        "activities": found,
        "may_act": request.user.has_perm(rights.HEAR_WISHES),
        "may_make": request.user.has_perm(rights.MAKE_ACTIVITIES),
    }
    return render(request, "events/desk/wishes.html", told)
