"""The office's first page of gifts: what has come, what comes each month, what waits for a hand, and the
button for the hour in which somebody tries out stolen cards."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.auth import permission_required

from donations import calm, comparing, moderating
from donations.desk import chart, rights
from donations.desk.doors import may, now
from donations.models import Discrepancy, PaymentService, Refund
from timetable.expansion import WARSAW

SPANS = (30, 90)
"""Days that the chart may show."""


@require_safe
@never_cache
@permission_required(rights.LOOK)
def board(request: HttpRequest) -> HttpResponse:
    at = timezone.now()
    span = SPANS[1] if request.GET.get("days") == str(SPANS[1]) else SPANS[0]
    today = at.astimezone(WARSAW).date()
    days = comparing.days(since=today - timedelta(days=span - 1), until=today)
    month = at - timedelta(days=30)
    told = {
        "links": links(request),
        "gifts": comparing.gifts_since(month),
        "given": comparing.given_since(month),
        "each_month": comparing.each_month(),
        "chart": chart.drawn(days),
        "days": [day for day in reversed(days) if day.gifts],
        "has_transfers": any(day.by_transfer for day in days),
        "span": span,
        "spans": SPANS,
        "service": PaymentService.now(),
        "declines": calm.alarming_declines(at=at),
        "may": may(request),
    }
    return render(request, "donations/desk/board.html", told)


def links(request: HttpRequest) -> list[tuple[str, Any, int]]:
    """Of this person's work: the address, in words, how much."""
    found = (
        ("gift_differences", _("Differences to explain"), rights.EXPLAIN, unexplained()),
        ("gift_refunds", _("Refunds to decide"), rights.REFUND, undecided()),
        ("gift_words", _("Names and words to read"), rights.CHANGE, moderating.waiting()),
    )
    told = [(url, words, rows.count()) for url, words, right, rows in found if request.user.has_perm(right)]
    return [each for each in told if each[2]]


def unexplained() -> Any:
    return Discrepancy.objects.filter(explained_at=None).order_by("found_at", "pk")


def undecided() -> Any:
    return Refund.objects.filter(state=Refund.State.ASKED).select_related("gift").order_by("asked_at")


@require_POST
@permission_required(rights.CALM)
def calm_mode(request: HttpRequest) -> HttpResponse:
    """One button: cards are not taken, or are taken again."""
    who: dict[str, Any] = now(request)
    if request.POST.get("do") == "begin":
        calm.begin(**who)
    elif request.POST.get("do") == "end":
        calm.end(**who)
    return redirect("gift_board")
