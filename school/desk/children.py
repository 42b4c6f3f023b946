"""The office's list of all children: first names and codes, in the order in which they will be offered
places, each with its why."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.admin.auth import permission_required

from office import journal
from office.fresh import needs_fresh_sign_in
from office.people import signed_in
from school import codes, standings
from school.desk import rights, waiting
from school.models import Application
from school.states import State

A_PAGE = 50
LINE = "line"
SHOWN: dict[str, tuple[Any, tuple[State, ...]]] = {
    LINE: (_("In the line"), (State.WAITING,)),
    "offered": (_("Offered a place"), (State.OFFERED,)),
    "pupils": (_("Pupils"), (State.PLACED,)),
    "draw": (_("Before the draw"), (State.VERIFIED,)),
    "paused": (_("Paused"), (State.PAUSED, State.INELIGIBLE)),
    "received": (_("Not confirmed"), (State.RECEIVED,)),
    "gone": (_("Gone"), (State.WITHDRAWN, State.LAPSED, State.LEFT, State.GRADUATED)),
}


@dataclass(frozen=True, kw_only=True, repr=False)
class Row:
    application: Application
    name: str
    position: int | None


@require_safe
@never_cache
@permission_required(rights.SEE_CHILDREN)
@needs_fresh_sign_in
def children(request: HttpRequest) -> HttpResponse:
    asked = request.GET.get("q", "").strip()
    if (code := codes.read(asked)) and (found := Application.objects.filter(code=code).first()):
        return redirect("school_child", found.pk)
    which = request.GET.get("show", "")
    which = which if which in SHOWN else LINE
    page = Paginator(_ordered(which), A_PAGE).get_page(request.GET.get("p"))
    told = {
        "rows": _rows(page, request),
        "page": page,
        "which": which,
        "tabs": [(name, words) for name, (words, _states) in SHOWN.items()],
        "q": asked,
        "may": waiting.rights_of(request),
    }
    return render(request, "school/desk/children.html", told)


def _ordered(which: str) -> list[Any]:
    """Primary keys, so that a thousand cost no more than a page."""
    rows: QuerySet[Application] = Application.objects.filter(state__in=SHOWN[which][1])
    if which != LINE:
        return list(rows.order_by("round", "state_at", "code").values_list("pk", flat=True))
    ids = dict(rows.values_list("code", "pk"))
    return [ids[each.code] for each in standings.in_line() if each.code in ids]


def _rows(ids: Iterable[Any], request: HttpRequest) -> list[Row]:
    order = list(ids)
    found = Application.objects.in_bulk(order)
    rows = [found[pk] for pk in order if pk in found]
    opened = journal.opened(Application.child, rows, by=signed_in(request), at=timezone.now())
    places = {each.code: number for number, each in enumerate(standings.in_line(), start=1)}
    return [
        Row(application=row, name=opened[row.pk].name, position=places.get(row.code))
        for row in rows
        if row.pk in opened
    ]
