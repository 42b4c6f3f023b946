"""The office's pages of applications that may be of one child: the list says why, in codes; one pair is
opened at a time, and a person decides. Twins are never made one."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.admin.auth import permission_required

from office import journal
from office.fresh import needs_fresh_sign_in
from office.people import hidden_without, signed_in
from school import duplicates
from school.desk import rights
from school.desk.child import Carer, carers_of
from school.desk.doors import FORMS, now, obeyed
from school.models import Application, Child, Likeness

SHOWN = 100


@dataclass(frozen=True, kw_only=True, repr=False)
class Side:
    application: Application
    child: Child
    carers: list[Carer]


@require_safe
@never_cache
@permission_required(rights.SEE_CHILDREN)
def likenesses(request: HttpRequest) -> HttpResponse:
    found = duplicates.undecided()
    return render(request, "school/desk/likenesses.html", {"pairs": found[:SHOWN], "number": found.count()})


@FORMS
@never_cache
@hidden_without(rights.CHANGE_CHILDREN)
@needs_fresh_sign_in
def likeness(request: HttpRequest, likeness_id: int) -> HttpResponse:
    pair = get_object_or_404(duplicates.undecided(), pk=likeness_id)
    if request.method == "POST" and _decided(request, pair):
        return redirect("school_likenesses")
    told = {
        "pair": pair,
        "sides": [_side(each, request) for each in (pair.first, pair.second)],
        "share_a_contact": duplicates.share_a_contact(pair),
        "may_be_twins": duplicates.may_be_twins(pair),
    }
    return render(request, "school/desk/likeness.html", told)


def _side(row: Application, request: HttpRequest) -> Side | None:
    at = timezone.now()
    child = journal.opened(Application.child, [row], by=signed_in(request), at=at).get(row.pk)
    return Side(application=row, child=child, carers=carers_of(row, request, at=at)) if child else None


def _decided(request: HttpRequest, pair: Likeness) -> bool:
    own: dict[str, Any] = {"likeness_id": pair.pk, **now(request)}
    hidden, asked = bool(request.POST.get("hidden")), bool(request.POST.get("asked"))
    acts = {
        "one": lambda: duplicates.are_one(hidden=hidden, asked=asked, **own),
        "two": lambda: duplicates.are_two(**own),
        "twins": lambda: duplicates.are_twins(**own),
    }
    act = acts.get(request.POST.get("do", ""))
    return act is not None and obeyed(request, act)
