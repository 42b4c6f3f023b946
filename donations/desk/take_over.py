"""The office's page of taking over today's monthly donors: on trial, and then for good."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import permission_required

from donations import list_reading, taking_over
from donations.desk import rights, words
from donations.desk.doors import FORMS, now
from donations.list_reading import COLUMNS
from donations.refusals import GivingRefused
from donations.taking_over import Plan
from office.fresh import needs_fresh_sign_in
from office.list_form import ListForm
from office.lists import NotAList

SHOWN = 100
EXAMPLE = (
    "id,Customer Email,Customer Name,мова,фонд\n"
    "sub_1Qx0000000000001,ala@example.org,Ала,be,skola\n"
    "sub_1Qx0000000000002,jan@example.org,,pl,"
)


@FORMS
@never_cache
@permission_required(rights.CHANGE_MONTHLY)
@needs_fresh_sign_in
def take_over(request: HttpRequest) -> HttpResponse:
    form = ListForm(request.POST or None, request.FILES or None, label_suffix="")
    told: dict[str, Any] = {"form": form, "example": EXAMPLE}
    if request.method == "POST" and form.is_valid():
        plan = _planned(form)
        if plan and plan.is_ready and request.POST.get("do") == "take-over":
            return _taken_over(request, plan)
        told |= _report(plan, form) if plan else {}
    return render(request, "donations/desk/take_over.html", told)


def _planned(form: ListForm) -> Plan | None:
    try:
        return taking_over.plan(list_reading.read(form.cleaned_data["text"]))
    except NotAList as bad:
        form.refuse(bad, COLUMNS)
    except GivingRefused as refused:
        form.add_error(None, str(refused))
    return None


def _report(plan: Plan, form: ListForm) -> dict[str, Any]:
    return {
        "plan": plan,
        "wrong": [(each.number, COLUMNS[each.column][0], words.FAULTS[each.fault]) for each in plan.wrong][
            :SHOWN
        ],
        "new": plan.new[:SHOWN],
        "text": form.cleaned_data["text"],
    }


def _taken_over(request: HttpRequest, plan: Plan) -> HttpResponse:
    number = taking_over.take_over(plan, **now(request))
    done = ngettext(
        "%(number)d monthly gift is taken over.", "%(number)d monthly gifts are taken over.", number
    )
    messages.success(request, done % {"number": number})
    return redirect("gift_monthly")
