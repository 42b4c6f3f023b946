"""The office's page of taking in the list there was before: on trial, for good, and then the letters."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import permission_required

from office.fresh import needs_fresh_sign_in
from office.lists import NotAList
from office.people import signed_in
from school import import_reading, importing
from school.desk import rights, words
from school.desk.child_forms import KeptListForm
from school.desk.doors import FORMS, now, obeyed
from school.desk.terms import uuid_of
from school.import_reading import COLUMNS, Read
from school.importing import Plan
from school.models import Batch, Guardian

SHOWN = 100
EXAMPLE = (
    "дзіця;нараджэнне;дарослы;кантакт;мова;дні;стан;група;брат ці сястра;з\n"
    "Буслік;03.2018;Алена;alena@example.org;be;субота;вучань;А;;01.09.2025\n"
    "Ластаўка;11.2019;Янка;+48 000 000 000;pl;субота, аўторак;чакае;;так;14.03.2026"
)


@FORMS
@never_cache
@permission_required(rights.ADD_CHILDREN)
@needs_fresh_sign_in
def kept_list(request: HttpRequest) -> HttpResponse:
    do = request.POST.get("do", "")
    if request.method == "POST" and do == "tell":
        return _told(request)
    form = KeptListForm(request.POST or None, request.FILES or None, label_suffix="")
    told: dict[str, Any] = {"form": form, "example": EXAMPLE, "batches": _batches()}
    if request.method == "POST" and form.is_valid():
        today = timezone.localdate()
        read = _read(form, today=today)
        plan = importing.plan(read, today=today) if read else None
        if read and plan and do == "take-in" and (plan.is_ready or _is_made(form)):
            return _taken_in(request, read, form)
        told |= _report(plan, form) if plan else {}
    return render(request, "school/desk/kept_list.html", told)


def _read(form: KeptListForm, *, today: date) -> Read | None:
    try:
        return import_reading.read(form.cleaned_data["text"], today=today)
    except NotAList as bad:
        form.refuse(bad, COLUMNS)
        return None


def _report(plan: Plan, form: KeptListForm) -> dict[str, Any]:
    wrong = [(each.number, COLUMNS[each.column][0], words.FAULTS[each.fault]) for each in plan.wrong]
    return {
        "plan": plan,
        "wrong": wrong[:SHOWN],
        "waiting": plan.waiting[:SHOWN],
        "pupils": sorted(plan.pupils, key=lambda line: (line.group, line.child.casefold()))[:SHOWN],
        "sent": {"text": form.cleaned_data["text"], "key": form.cleaned_data["key"]},
    }


def _is_made(form: KeptListForm) -> bool:
    """Somebody has pressed the button twice."""
    return importing.made_before(form.cleaned_data["key"]) is not None


def _taken_in(request: HttpRequest, read: Read, form: KeptListForm) -> HttpResponse:
    who = now(request)
    if obeyed(request, lambda: importing.take_in(read, key=form.cleaned_data["key"], **who)):
        messages.info(request, _("Nobody is told yet: look at the list, and then say yes to the letters."))
    return redirect("school_kept_list")


def _told(request: HttpRequest) -> HttpResponse:
    batch = get_object_or_404(Batch, pk=uuid_of(request, "batch"), told_at__isnull=True)
    obeyed(request, lambda: importing.tell(key=batch.pk, by=signed_in(request), at=timezone.now()))
    return redirect("school_kept_list")


def _batches() -> list[tuple[Batch, int, int]]:
    """With the letters and calls that a second yes would make."""
    return [(each, *_letters_and_calls(each)) for each in Batch.objects.select_related("by")]


def _letters_and_calls(batch: Batch) -> tuple[int, int]:
    readers = {care.guardian_id: care.guardian for care in importing.cares_of(batch)}.values()
    by_letter = sum(each.reached_by == Guardian.Reach.EMAIL for each in readers)
    return by_letter, len(readers) - by_letter
