"""The office's first page of the school: groups with what is free and why, who is next, whom to call. It
opens nobody: children stand here as codes."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.admin.auth import permission_required

from school import order, places, standings
from school.desk import calls, rights, waiting, words
from school.desk.groups import times_of
from school.models import Application, Group, Term
from school.places import Idle
from school.rooms import Rooms
from school.states import State

NEXT, CARDS = 5, 4
GIVEN_BY_HAND = (Idle.NIGHT, None)
"""Only then may a coordinator offer a free place herself; otherwise there is nobody, or a reason."""


@dataclass(frozen=True, kw_only=True)
class Row:
    group: Group
    when: list[str]
    idle: Any
    """Why free places are offered to nobody, in words."""
    next: str | None
    """The code of who would get the free place."""
    can_offer: bool


@dataclass(frozen=True, kw_only=True)
class TermShown:
    term: Term
    rows: list[Row]
    is_running: bool


@require_safe
@never_cache
@permission_required(rights.LOOK)
def board(request: HttpRequest) -> HttpResponse:
    at = timezone.now()
    line = standings.in_line()
    told = {
        "terms": terms(at=at),
        "numbers": numbers(),
        "line": line[:NEXT],
        "more": max(0, len(line) - NEXT),
        "cards": calls.cards(at=at)[:CARDS],
        "links": waiting.links(request, at=at),
        "may": waiting.rights_of(request),
        "now": at,
    }
    return render(request, "school/desk/board.html", told)


def numbers() -> dict[str, int]:
    """How many children are in each state."""
    counted = Application.objects.values_list("state").annotate(number=Count("pk")).order_by()
    return {state.value: 0 for state in State} | dict(counted)


def terms(*, at: datetime) -> list[TermShown]:
    """That are not over, with their groups."""
    today = timezone.localdate(at)
    kept = Term.objects.filter(ends_on__gte=today).order_by("starts_on")
    groups = Group.objects.filter(term__in=kept).select_related("term").prefetch_related("meetings__room")
    rows = list(groups.order_by("term__starts_on", "youngest", "name"))
    rooms, given, lined = Rooms(rows), standings.given(), standings.waiting()
    empty: dict[Term, list[Row]] = {term: [] for term in kept}
    shown = empty | {
        term: [_row(group, rooms, lined, given, at=at) for group in some]
        for term, some in groupby(rows, key=lambda row: row.term)
    }
    return [
        TermShown(term=term, rows=some, is_running=term.starts_on <= today) for term, some in shown.items()
    ]


def _row(group: Group, rooms: Rooms, lined: list[order.Standing], given: list[int], *, at: datetime) -> Row:
    idle = places.idle(group, at=at)
    turn = order.turn(lined, given=given, unfit=rooms.unfit(group)) if group.free and group.is_open else None
    code = turn.code if turn else None
    if code and idle is Idle.NOBODY:
        idle = None
    return Row(
        group=group,
        when=times_of(group),
        idle=words.IDLE.get(idle or ""),
        next=code,
        can_offer=bool(code) and idle in GIVEN_BY_HAND,
    )
