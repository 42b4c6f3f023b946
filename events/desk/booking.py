"""The office's pages of one party at a date, of adding one by hand, and of writing to all."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from config.languages import LANGUAGES
from events import affected, hosting, opening
from events.desk import people, plans, rights
from events.desk.activities import FORMS
from events.desk.date import ROWS
from events.desk.forms import MoveForm, NoteForm, PartyForm, ShrinkForm
from events.models import Booking, Occurrence, Party
from events.refusals import BookingRefused
from letters.by_hand import MessageForm
from office.fresh import needs_fresh_sign_in
from office.people import hidden_without, signed_in

State = Booking.State
DATES = 30


@FORMS
@never_cache
@hidden_without(rights.SEE_PEOPLE)
@needs_fresh_sign_in
def booking(request: HttpRequest, booking_id: UUID) -> HttpResponse:
    rows = Booking.objects.select_related("party", "occurrence__activity", "occurrence__room")
    row, at = get_object_or_404(rows, pk=booking_id, party__isnull=False), timezone.now()
    others = _others(row)
    forms = {
        "note": NoteForm(_typed(request, "note"), label_suffix=""),
        "shrink": ShrinkForm(_typed(request, "shrink"), booking=row),
        "move": MoveForm(_typed(request, "move"), dates=others),
    }
    if request.method == "POST" and request.user.has_perm(rights.SEAT_PEOPLE):
        if done := _act(request, row, forms):
            return redirect(done)
        row.refresh_from_db()
    opened = people.opened_of([row], by=signed_in(request), at=at)
    if not opened:
        raise Http404
    forms["note"].initial["note"] = opened[0].words.note
    told = {
        "person": opened[0],
        "date": row.occurrence,
        "others": others,
        "forms": forms,
        "live": affected.LIVE,
        "is_over": row.occurrence.end <= at,
        "is_door_open": timezone.localdate(row.occurrence.start) <= timezone.localdate(at),
        "may_act": request.user.has_perm(rights.SEAT_PEOPLE),
        "letter": plans.letter("seat_cancelled"),
    }
    return render(request, "events/desk/booking.html", told)


def _typed(request: HttpRequest, do: str) -> Any:
    return request.POST if request.POST.get("do") == do else None


def _others(row: Booking) -> list[Occurrence]:
    """Dates of the same activity that one could be moved to."""
    at = timezone.now()
    coming = row.occurrence.activity.occurrences.select_related("activity").exclude(pk=row.occurrence_id)
    found = coming.filter(cancelled_at__isnull=True, start__gte=at, capacity__gt=0)[:DATES]
    return [each for each in found if not opening.refusal_for_staff(each, at=at)]


def _act(request: HttpRequest, row: Booking, forms: dict[str, Any]) -> str:
    """Where to go when a button was pressed and all was well; nothing otherwise."""
    try:
        return _obeyed(request, row, forms)
    except BookingRefused as refused:
        messages.error(request, str(refused))
        return ""


def _obeyed(request: HttpRequest, row: Booking, forms: dict[str, Any]) -> str:
    do = request.POST.get("do", "")
    who: dict[str, Any] = {"by": signed_in(request), "at": timezone.now()}
    if do in forms and not forms[do].is_valid():
        return ""
    if do == "note" and row.party_id:
        hosting.write_note(party_id=row.party_id, text=forms[do].cleaned_data["note"], **who)
    elif do == "shrink":
        hosting.shrink(booking_id=row.pk, to=forms[do].cleaned_data["seats"], **who)
    elif do == "move":
        row = hosting.move(booking_id=row.pk, to=forms[do].cleaned_data["to"], **who)
    elif do == "cancel":
        hosting.cancel(booking_id=row.pk, **who)
    elif do in ("yes", "no"):
        hosting.answer(booking_id=row.pk, comes=do == "yes", **who)
    elif do in ("came", "absent"):
        hosting.arrive(booking_id=row.pk, came=do == "came", **who)
    else:
        return ""
    messages.success(request, _("Done."))
    return reverse("event_booking", args=[row.pk])


@FORMS
@never_cache
@hidden_without(rights.ADD_PEOPLE)
@needs_fresh_sign_in
def add_party(request: HttpRequest, date_id: int) -> HttpResponse:
    row = get_object_or_404(ROWS, pk=date_id, cancelled_at__isnull=True)
    form = PartyForm(request.POST or None, largest=row.activity.largest_party)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("event_booking", _added(request, row, form).pk)
        except BookingRefused as refused:
            form.add_error(None, str(refused))
    return render(request, "events/desk/add_party.html", {"form": form, "date": row})


def _added(request: HttpRequest, row: Occurrence, form: PartyForm) -> Booking:
    said = form.cleaned_data
    party = hosting.add(
        date=row.pk,
        party_of=said["seats"],
        signed=form.signed,
        language=said["language"],
        form_key=said["form_key"],
        may_wait=said["may_wait"],
        by=signed_in(request),
        at=timezone.now(),
    )
    messages.success(request, _("Signed up: ticket %(ticket)s.") % {"ticket": party.reference})
    return party.bookings.get(occurrence=row)


@FORMS
@never_cache
@hidden_without(rights.WRITE)
@needs_fresh_sign_in
def write_to_all(request: HttpRequest, date_id: int) -> HttpResponse:
    row, at = get_object_or_404(ROWS, pk=date_id), timezone.now()
    form = MessageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["form_key"]
        hosting.write_to_all(
            occurrence_id=row.pk, words=form.words, form_key=key, by=signed_in(request), at=at
        )
        messages.success(request, _("It is on its way."))
        return redirect("event_date", row.pk)
    told = {
        "form": form,
        "date": row,
        "told": affected.of([row.pk], states=Booking.ACTIVE),
        "speaking": _speaking(row),
    }
    return render(request, "events/desk/write_to_all.html", told)


def _speaking(row: Occurrence) -> list[tuple[Any, int]]:
    """How many parties read which language."""
    codes = _parties(row).values_list("language", flat=True)
    counted = {code: list(codes).count(code) for code in set(codes)}
    return [(name, counted[code]) for code, name in LANGUAGES if code in counted]


def _parties(row: Occurrence) -> "QuerySet[Party]":
    return Party.objects.filter(bookings__occurrence=row, bookings__state__in=Booking.ACTIVE)


@require_safe
@never_cache
@hidden_without(rights.SEE_PEOPLE)
@needs_fresh_sign_in
def sheet(request: HttpRequest, date_id: int) -> HttpResponse:
    """To print: names and boxes, no contacts and no notes."""
    row, at = get_object_or_404(ROWS, pk=date_id), timezone.now()
    here = people.of(row, by=signed_in(request), at=at)
    return render(request, "events/desk/sheet.html", {"date": row, "people": here, "now": at})
