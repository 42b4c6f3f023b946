"""The office's pages of draws: the months, naming a value, and one draw from its list to its signature."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.admin.auth import permission_required

from office.people import hidden_without, signed_in
from school import beacon, drawing, draws_due
from school.desk import doors, rights
from school.desk.draw_forms import NameForm, ValueForm
from school.draw_refusals import DrawRefused
from school.draws_due import Step
from school.models import Care, Draw, Finding

ROWS = Draw.objects.select_related("named_by", "first_by", "second_by", "signed_by")
Act = Callable[[], Any]


@require_safe
@never_cache
@permission_required(rights.SEE_DRAWS)
def draws(request: HttpRequest) -> HttpResponse:
    told = {
        "months": draws_due.months(at=timezone.now()),
        "findings": Finding.objects.all()[:20],
        "may_name": request.user.has_perm(rights.NAME_DRAWS),
    }
    return render(request, "school/desk/draws.html", told)


@doors.FORMS
@never_cache
@permission_required(rights.NAME_DRAWS)
def name(request: HttpRequest) -> HttpResponse:
    at = timezone.now()
    month = request.POST.get("month", request.GET.get("month", ""))
    form = NameForm(request.POST or None, month=month, at=at)
    if request.method == "POST" and form.is_valid():
        try:
            row = drawing.name(**form.facts, by=signed_in(request), at=at)
        except DrawRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The value is named. Everybody can read it now."))
            return redirect("school_draw", row.pk)
    return render(request, "school/desk/draw_name.html", {"form": form})


@doors.FORMS
@never_cache
@hidden_without(rights.SEE_DRAWS)
def draw(request: HttpRequest, draw_id: int) -> HttpResponse:
    row, at = get_object_or_404(ROWS, pk=draw_id), timezone.now()
    form = ValueForm(request.POST if request.POST.get("do") == "type" else None, label_suffix="")
    if request.method == "POST":
        if not request.user.has_perm(rights.DRAW):
            raise Http404
        if act := _act(request, row, form):
            doors.obeyed(request, act)
            return redirect("school_draw", row.pk)
    return render(request, "school/desk/draw.html", _told(request, row) | {"form": form, "now": at})


def _act(request: HttpRequest, row: Draw, form: ValueForm) -> Act | None:
    who = doors.now(request) | {"draw_id": row.pk}
    do = request.POST.get("do", "")
    if do == "type" and form.is_valid():
        return lambda: drawing.type_value(**who, value=form.cleaned_data["value"])
    acts: dict[str, Act] = {
        "anew": lambda: drawing.begin_anew(**who),
        "sign": lambda: drawing.sign(**who),
    }
    return acts.get(do)


def _told(request: HttpRequest, row: Draw) -> dict[str, Any]:
    at = timezone.now()
    month = next(each for each in draws_due.months(at=at) if each.month == row.round)
    is_newest = month.draw is not None and month.draw.pk == row.pk
    result = drawing.dry_run(row) if row.valued_at else None
    return {
        "draw": row,
        "step": month.step if is_newest else Step.DONE,
        "is_newest": is_newest,
        "source_url": beacon.url(row.source),
        "result": result,
        "letters": _letters(result.joins | result.moves) if result and not row.signed_at else 0,
        "is_mine": row.first_by_id == signed_in(request).pk,
        "may_draw": request.user.has_perm(rights.DRAW),
        "may_name": request.user.has_perm(rights.NAME_DRAWS),
        "waiting": month.waiting,
    }


def _letters(codes: frozenset[str]) -> int:
    """How many grown-ups will be told."""
    return Care.objects.filter(application__code__in=codes, guardian__verified_at__isnull=False).count()
