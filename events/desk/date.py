"""The office's page of one date, which is also the page at the door: people, seats, who has come."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from events import hosting, rooms, running
from events.desk import people, rights
from events.desk.activities import FORMS
from events.desk.forms import CapacityForm
from events.desk.people import People, Person
from events.models import Booking, Occurrence
from events.refusals import BookingRefused
from office.fresh import needs_fresh_sign_in
from office.people import hidden_without, signed_in

ROWS = Occurrence.objects.select_related("activity", "room")
State = Booking.State
STEPS = (-1, 1, 5)
"""By which people without sign-up are counted."""


@FORMS
@never_cache
@hidden_without(rights.SEE_PEOPLE)
@needs_fresh_sign_in
def date(request: HttpRequest, date_id: int) -> HttpResponse:
    row, at = get_object_or_404(ROWS, pk=date_id), timezone.now()
    form = CapacityForm(_typed(request, "seats"), initial={"capacity": row.capacity}, label_suffix="")
    if request.method == "POST" and _act(request, row, form):
        return redirect("event_date", row.pk)
    here = people.of(row, by=signed_in(request), at=at)
    typed = request.POST.get("typed", "").strip()
    if typed and request.POST.get("do") == "find" and _let_in(request, here, typed):
        return redirect("event_date", row.pk)
    told = {
        "date": row,
        "people": here,
        "typed": typed,
        "found": people.by_name(here.seated + here.waiting, typed) if typed else [],
        "form": form,
        "clashes": rooms.said(rooms.clashes_of([row])),
        "messages_sent": row.messages.select_related("by"),
        "is_door_open": timezone.localdate(row.start) <= timezone.localdate(at) and not row.is_cancelled,
        "is_over": row.end <= at,
        "steps": STEPS,
        "may": _may(request),
        "now": at,
    }
    return render(request, "events/desk/date.html", told)


def _typed(request: HttpRequest, do: str) -> Any:
    return request.POST if request.POST.get("do") == do else None


def _may(request: HttpRequest) -> dict[str, bool]:
    wanted = {
        "seat": rights.SEAT_PEOPLE,
        "add": rights.ADD_PEOPLE,
        "change": rights.CHANGE_DATES,
        "plan": rights.CHANGE_ACTIVITIES,
        "write": rights.WRITE,
    }
    return {name: request.user.has_perm(right) for name, right in wanted.items()}


def _act(request: HttpRequest, row: Occurrence, form: CapacityForm) -> bool:
    """Whether a button was pressed and has been obeyed; what can not be done is told."""
    acts: dict[str, tuple[str, Callable[[], bool]]] = {
        "came": (rights.SEAT_PEOPLE, lambda: arrive(request, row, came=True)),
        "absent": (rights.SEAT_PEOPLE, lambda: arrive(request, row, came=False)),
        "count": (rights.CHANGE_DATES, lambda: _count(request, row)),
        "seats": (rights.CHANGE_DATES, lambda: _set_seats(request, row, form)),
    }
    right, act = acts.get(request.POST.get("do", ""), ("", None))
    if act is None or not request.user.has_perm(right):
        return False
    try:
        return act()
    except BookingRefused as refused:
        messages.error(request, str(refused))
        return True


def arrive(request: HttpRequest, row: Occurrence, *, came: bool) -> bool:
    booking = get_object_or_404(row.bookings.filter(party__isnull=False), pk=number_of(request, "booking"))
    hosting.arrive(booking_id=booking.pk, came=came, by=signed_in(request), at=timezone.now())
    return True


def number_of(request: HttpRequest, name: str) -> UUID:
    try:
        return UUID(request.POST.get(name, ""))
    except ValueError:
        raise Http404 from None


def _count(request: HttpRequest, row: Occurrence) -> bool:
    more = next((step for step in STEPS if request.POST.get("more") == str(step)), 0)
    if more:
        running.count_walk_ins(occurrence_id=row.pk, more=more, by=signed_in(request), at=timezone.now())
    return True


def _set_seats(request: HttpRequest, row: Occurrence, form: CapacityForm) -> bool:
    if not form.is_valid():
        return False
    to = form.cleaned_data["capacity"]
    now = running.set_capacity(occurrence_id=row.pk, to=to, by=signed_in(request), at=timezone.now())
    if now.overhang:
        words = ngettext(
            "There are %(number)d more people than seats. Nobody is thrown out.",
            "There are %(number)d more people than seats. Nobody is thrown out.",
            now.overhang,
        )
        messages.warning(request, words % {"number": now.overhang})
    else:
        messages.success(request, _("The number of seats is changed."))
    return True


def _let_in(request: HttpRequest, here: People, typed: str) -> bool:
    """By a ticket, at once: whoever holds it stands at the door."""
    found = people.by_ticket(here.seated + here.waiting, typed)
    if not found or not request.user.has_perm(rights.SEAT_PEOPLE):
        return False
    (person, *_others) = found
    told = {"ticket": person.party.reference, "seats": person.booking.seats}
    if problem := _problem(person):
        messages.error(request, problem % told)
        return True
    hosting.arrive(booking_id=person.booking.pk, came=True, by=signed_in(request), at=timezone.now())
    words = ngettext(
        "%(ticket)s is in: %(seats)d person.", "%(ticket)s is in: %(seats)d people.", person.booking.seats
    )
    messages.success(request, words % told)
    return True


def _problem(person: Person) -> str:
    if person.booking.state == State.ATTENDED:
        return _("%(ticket)s has come in already.")
    if person.booking.state == State.WAITING:
        return _("%(ticket)s waits for a seat and has none.")
    if person.booking.state == State.OFFERED:
        return _("%(ticket)s has not said yet whether they come: open it and write down the answer.")
    return ""
