"""Funds and campaigns: what gifts are for, side by side, changed and closed."""

from collections.abc import Callable
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.admin.auth import permission_required

from donations import comparing, planning
from donations.desk import rights
from donations.desk.doors import FORMS, may, now, obeyed
from donations.desk.forms import CampaignForm, FundForm
from donations.models import Campaign, Fund, Gift
from office.people import hidden_without

CAME = Q(gifts__state__in=Gift.MONEY_CAME)


@require_safe
@never_cache
@permission_required(rights.SEE_PURPOSES)
def purposes(request: HttpRequest) -> HttpResponse:
    told = {
        "campaigns": comparing.campaigns(at=timezone.now()),
        "funds": Fund.objects.annotate(number=Count("gifts", filter=CAME)),
        "may": may(request),
    }
    return render(request, "donations/desk/purposes.html", told)


@FORMS
@never_cache
@permission_required(rights.CHANGE_FUNDS)
def new_fund(request: HttpRequest) -> HttpResponse:
    return _fund(request, Fund())


@FORMS
@never_cache
@hidden_without(rights.CHANGE_FUNDS)
def fund(request: HttpRequest, fund_id: int) -> HttpResponse:
    return _fund(request, get_object_or_404(Fund, pk=fund_id))


def _fund(request: HttpRequest, row: Fund) -> HttpResponse:
    form, who = FundForm(request.POST or None, instance=row, label_suffix=""), now(request)
    is_sound = request.method == "POST" and form.is_valid()
    if is_sound and obeyed(request, lambda: planning.save_fund(form.instance, **who)):
        return redirect("gift_purposes")
    return render(request, "donations/desk/fund_form.html", {"form": form, "fund": row})


@FORMS
@never_cache
@permission_required(rights.CHANGE_CAMPAIGNS)
def new_campaign(request: HttpRequest) -> HttpResponse:
    return _campaign(request, Campaign())


@FORMS
@never_cache
@hidden_without(rights.CHANGE_CAMPAIGNS)
def campaign(request: HttpRequest, campaign_id: int) -> HttpResponse:
    row, do = get_object_or_404(Campaign, pk=campaign_id), request.POST.get("do", "")
    who = now(request)
    acts: dict[str, Callable[[], Any]] = {
        "close": lambda: planning.close(row, **who),
        "reopen": lambda: planning.reopen(row, **who),
        "remove": lambda: planning.remove(row, **who),
    }
    if request.method == "POST" and do in acts:
        gone = obeyed(request, acts[do]) and do == "remove"
        return redirect("gift_purposes") if gone else redirect("gift_campaign", campaign_id)
    return _campaign(request, row)


def _campaign(request: HttpRequest, row: Campaign) -> HttpResponse:
    form, who = CampaignForm(request.POST or None, instance=row), now(request)
    is_sound = request.method == "POST" and form.is_valid()
    if is_sound and obeyed(request, lambda: planning.save_campaign(form.instance, **who)):
        return redirect("gift_purposes")
    return render(request, "donations/desk/campaign_form.html", {"form": form, "campaign": row})
