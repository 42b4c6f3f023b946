"""The office's pages that change one date: another time or place, cancelling it, keeping one adrift."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin.auth import permission_required

from events import affected, rooms, running, schedule
from events.desk import plans, rights
from events.desk.activities import FORMS, sent
from events.desk.forms import CancelForm, DateForm
from events.models import Activity, Occurrence
from events.plan import Deed, Step
from office.people import hidden_without, signed_in
from timetable.models import Room

ROWS = Occurrence.objects.select_related("activity", "room")


@FORMS
@never_cache
@hidden_without(rights.CHANGE_DATES)
def change_date(request: HttpRequest, date_id: int) -> HttpResponse:
    """This date alone. Who is touched is shown first."""
    row, at = get_object_or_404(ROWS, pk=date_id, cancelled_at__isnull=True), timezone.now()
    form = DateForm(request.POST or None, row=row, at=at)
    told: dict[str, Any] = {"form": form, "date": row}
    if request.method != "POST" or not form.is_valid() or request.POST.get("do") == "edit":
        return render(request, "events/desk/date_form.html", told)
    step = _step(row, form)
    if request.POST.get("do") != "confirm":
        told |= {"sent": sent(request), **_touched(row, step)}
        return render(request, "events/desk/date_plan.html", told)
    running.change_date(occurrence_id=row.pk, facts=form.facts, by=signed_in(request), at=at)
    messages.success(request, _("Changed, as it was shown."))
    return redirect("event_date", row.pk)


def _step(row: Occurrence, form: DateForm) -> Step:
    facts, before = form.facts, schedule.facts_of(row)
    differs = facts.differs_for_people(before)
    return Step(deed=Deed.CHANGE, day=row.original_day, pk=row.pk, facts=facts, before=before, tells=differs)


def _touched(row: Occurrence, step: Step) -> dict[str, Any]:
    return {
        "line": plans.line(step, dict(Room.objects.values_list("pk", "name"))),
        "told": affected.of([row.pk] if step.tells else []),
        "letter": plans.letter("date_changed"),
        "clashes": rooms.said(rooms.would_clash(row.activity, [step])),
    }


@FORMS
@never_cache
@hidden_without(rights.CHANGE_DATES)
def cancel_date(request: HttpRequest, date_id: int) -> HttpResponse:
    row, at = get_object_or_404(ROWS, pk=date_id, cancelled_at__isnull=True), timezone.now()
    form = CancelForm(request.POST or None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        running.cancel_date(occurrence_id=row.pk, reason=reason, by=signed_in(request), at=at)
        messages.success(request, _("The date is cancelled, and its people are being told."))
        return redirect("event_date", row.pk)
    told = {
        "form": form,
        "date": row,
        "told": affected.of([row.pk]),
        "letter": plans.letter("date_cancelled"),
        "next": next_date(row.activity, after=row),
    }
    return render(request, "events/desk/cancel_date.html", told)


def next_date(activity: Activity, *, after: Occurrence) -> Occurrence | None:
    """Which the letter offers."""
    return activity.occurrences.filter(cancelled_at__isnull=True, start__gt=after.start).first()


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@permission_required(rights.CHANGE_DATES)
def adrift(request: HttpRequest) -> HttpResponse:
    """Dates that the rule has lost: each is kept or cancelled."""
    at = timezone.now()
    found = ROWS.filter(is_adrift=True, cancelled_at__isnull=True, start__gte=at)
    if request.method == "POST":
        number = request.POST.get("date", "")
        row = get_object_or_404(found, pk=int(number) if number.isdecimal() else 0)
        running.keep_date(occurrence_id=row.pk, by=signed_in(request), at=at)
        messages.success(request, _("It takes place, whatever the rule says."))
        return redirect("event_adrift")
    return render(request, "events/desk/adrift.html", {"dates": found[:100], "now": at})


@require_safe
@never_cache
@permission_required(rights.LOOK)
def week(request: HttpRequest) -> HttpResponse:
    """Who is in which room."""
    return render(
        request, "events/desk/week.html", rooms.week(request.GET.get("week", ""), at=timezone.now())
    )
