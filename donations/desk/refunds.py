"""Refunds: those that wait for a second person, those on their way, and what has become of the others."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import permission_required

from donations import giving_back
from donations.desk import rights
from donations.desk.doors import FORMS, may, now, obeyed
from donations.desk.numbers import uuid_of
from donations.models import Refund
from office.people import signed_in

LAST = 50


@FORMS
@never_cache
@permission_required(rights.SEE_REFUNDS)
def refunds(request: HttpRequest) -> HttpResponse:
    if request.method == "POST" and request.user.has_perm(rights.REFUND):
        row, who = get_object_or_404(Refund, pk=uuid_of(request, "refund")), now(request)
        verb = {"agree": giving_back.agree, "refuse": giving_back.refuse}.get(request.POST.get("do", ""))
        if verb:
            obeyed(request, lambda: verb(row, **who))
        return redirect("gift_refunds")
    rows = Refund.objects.select_related("gift", "asked_by", "agreed_by").order_by("-asked_at")
    told = {
        "live": rows.filter(state__in=Refund.LIVE),
        "done": rows.exclude(state__in=Refund.LIVE)[:LAST],
        "me": signed_in(request),
        "may": may(request),
    }
    return render(request, "donations/desk/refunds.html", told)
