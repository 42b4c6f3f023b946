"""Gifts that come every month: the list, and the page of one with what can be done for its donor."""

from collections.abc import Callable
from datetime import datetime, time
from typing import Any
from uuid import UUID

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button
from wagtail.permission_policies import ModelPermissionPolicy

from donations import by_hand
from donations.desk import listing, rights, words
from donations.desk.doors import FORMS, may, now, obeyed, typed
from donations.desk.forms import AgainForm, AmountForm, PauseForm
from donations.models import MonthlyGift
from office.people import hidden_without
from timetable.expansion import moment as in_warsaw

State = MonthlyGift.State


class MonthlyFilters(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label=capfirst(_("state")), choices=State.choices)
    currency = django_filters.ChoiceFilter(label=capfirst(_("currency")), choices=listing.CODES)
    fund = django_filters.ModelChoiceFilter(label=capfirst(_("fund")), queryset=listing.funds)
    campaign = django_filters.ModelChoiceFilter(label=capfirst(_("campaign")), queryset=listing.campaigns)

    class Meta:
        model = MonthlyGift
        fields = ["state", "currency", "fund", "campaign"]


def number(row: MonthlyGift) -> str:
    return words.short(row.pk)


def began(row: MonthlyGift) -> str:
    return listing.moment(row.began_at)


def coming(row: MonthlyGift) -> str:
    return listing.moment(row.next_at)


class MonthlyGifts(listing.List):
    page_title = capfirst(_("monthly gifts"))
    header_icon = "history"
    index_url_name = "gift_monthly"
    index_results_url_name = "gift_monthly_results"
    permission_policy = ModelPermissionPolicy(MonthlyGift)
    permission_required = "view"
    filterset_class = MonthlyFilters
    default_ordering = "-began_at"
    columns = [
        listing.LinkColumn("number", label=_("Monthly gift"), accessor=number, to="gift_monthly_one"),
        Column("began_at", label=_("Since"), accessor=began, sort_key="began_at"),
        listing.AmountColumn(),
        Column("purpose", label=_("Purpose"), accessor=words.purpose),
        Column("state", label=capfirst(_("state")), accessor="get_state_display"),
        Column("next_at", label=capfirst(_("next payment")), accessor=coming, sort_key="next_at"),
    ]

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        buttons = super().header_more_buttons
        if not self.request.user.has_perm(rights.CHANGE_MONTHLY):
            return list(buttons)
        take = Button(
            _now("Take over a list"), url=reverse("gift_take_over"), icon_name="upload", priority=90
        )
        return [*buttons, take]

    def get_base_queryset(self) -> "QuerySet[MonthlyGift]":
        return MonthlyGift.objects.select_related("fund", "campaign")

    def summed(self, rows: "QuerySet[MonthlyGift]") -> "QuerySet[MonthlyGift]":
        return rows.filter(state=State.ACTIVE)

    def caption(self, number: int) -> str:
        return ngettext("%(number)s gift each month", "%(number)s gifts each month", number) % {
            "number": number
        }

    def search_queryset(self, queryset: "QuerySet[MonthlyGift]") -> "QuerySet[MonthlyGift]":
        if not self.is_searching:
            return queryset
        asked = self.search_query
        return queryset.filter(subscription__iexact=asked) | queryset.filter(pk__startswith=asked.lower())


# --- One -------------------------------------------------------------------------------------------


@FORMS
@never_cache
@hidden_without(rights.SEE_MONTHLY)
def one(request: HttpRequest, monthly_id: UUID) -> HttpResponse:
    rows = MonthlyGift.objects.select_related("fund", "campaign", "donor")
    row = get_object_or_404(rows, pk=monthly_id)
    forms = {
        "amount": AmountForm(typed(request, "amount"), currency=row.currency, label_suffix=""),
        "pause": PauseForm(typed(request, "pause"), label_suffix=""),
        "again": AgainForm(typed(request, "again")),
    }
    if request.method == "POST" and _act(request, row, forms):
        return redirect("gift_monthly_one", row.pk)
    told = {
        "row": row,
        "purpose": words.purpose(row),
        "gifts": row.gifts.select_related("fund", "campaign")[:60],
        "changes": row.changes.order_by("-asked_at")[:20],
        "runs": row.state in MonthlyGift.RUNNING,
        "can_mend": bool(by_hand.letter_of_monthly(row)),
        "forms": forms,
        "may": may(request),
    }
    return render(request, "donations/desk/monthly_one.html", told)


def _act(request: HttpRequest, row: MonthlyGift, forms: dict[str, Any]) -> bool:
    """Whether a button was pressed and it could be done."""
    do = request.POST.get("do", "")
    if not request.user.has_perm(rights.CHANGE_MONTHLY) or (do in forms and not forms[do].is_valid()):
        return False
    said = forms[do].cleaned_data if do in forms else {}
    who = now(request)
    acts: dict[str, Callable[[], Any]] = {
        "amount": lambda: by_hand.change_amount(row, to=said["amount"], **who),
        "pause": lambda: by_hand.pause(row, until=_morning(said["until"]), **who),
        "resume": lambda: by_hand.resume(row, **who),
        "stop": lambda: by_hand.stop(row, **who),
        "again": lambda: by_hand.send_mend_again(row, form=said["key"], **who),
    }
    return do in acts and obeyed(request, acts[do])


def _morning(day: Any) -> datetime:
    return in_warsaw(datetime.combine(day, time(0)))
