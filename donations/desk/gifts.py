"""All gifts, paid or not, and the way to the one somebody asks about."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import permission_required
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.permission_policies import ModelPermissionPolicy

from donations import finding
from donations.desk import listing, rights, words
from donations.desk.doors import FORMS, may, now
from donations.models import Donor, Gift, LedgerEntry, MonthlyGift
from donations.models.gifts import RHYTHMS
from office import journal
from office.fresh import needs_fresh_sign_in

LOOKED_UP = journal.deed("donor_looked_up", _("looked for a donor by her e-mail"))
SHOWN = 50


class GiftFilters(WagtailFilterSet):
    created_at = django_filters.DateFromToRangeFilter(label=_("When"), widget=DateRangePickerWidget)
    state = django_filters.ChoiceFilter(label=capfirst(_("state")), choices=Gift.State.choices)
    rhythm = django_filters.ChoiceFilter(label=capfirst(_("rhythm")), choices=RHYTHMS)
    source = django_filters.ChoiceFilter(label=capfirst(_("source")), choices=Gift.Source.choices)
    currency = django_filters.ChoiceFilter(label=capfirst(_("currency")), choices=listing.CODES)
    fund = django_filters.ModelChoiceFilter(label=capfirst(_("fund")), queryset=listing.funds)
    campaign = django_filters.ModelChoiceFilter(label=capfirst(_("campaign")), queryset=listing.campaigns)

    class Meta:
        model = Gift
        fields = ["created_at", "state", "rhythm", "source", "currency", "fund", "campaign"]


def number(gift: Gift) -> str:
    return words.short(gift.pk)


def moment(gift: Gift) -> str:
    return listing.moment(gift.created_at)


class Gifts(listing.List):
    page_title = capfirst(_("gifts"))
    header_icon = "list-ul"
    index_url_name = "gift_list"
    index_results_url_name = "gift_list_results"
    permission_policy = ModelPermissionPolicy(Gift)
    permission_required = "view"
    filterset_class = GiftFilters
    counted = "gift"
    default_ordering = "-created_at"
    columns = [
        listing.LinkColumn("number", label=capfirst(_("gift")), accessor=number, to="gift_story"),
        Column("created_at", label=_("When"), accessor=moment, sort_key="created_at"),
        listing.AmountColumn(),
        Column("rhythm", label=capfirst(_("rhythm")), accessor="get_rhythm_display"),
        Column("purpose", label=_("Purpose"), accessor=words.purpose),
        Column("state", label=capfirst(_("state")), accessor="get_state_display"),
    ]

    def get_base_queryset(self) -> "QuerySet[Gift]":
        return Gift.objects.select_related("fund", "campaign")

    def summed(self, rows: "QuerySet[Gift]") -> "QuerySet[LedgerEntry]":
        """What was only promised is no money; what went back is none any more."""
        return LedgerEntry.objects.filter(gift__in=rows.order_by().values("pk"))

    def caption(self, number: int) -> str:
        said = ngettext("%(number)s gift that has come", "%(number)s gifts that have come", number)
        return said % {"number": number}

    def search_queryset(self, queryset: "QuerySet[Gift]") -> "QuerySet[Gift]":
        if not self.is_searching:
            return queryset
        return queryset.filter(pk__in=finding.by_number(self.search_query).values("pk"))


class FindForm(forms.Form):
    """Sent, never asked for by an address: what is typed here stands in no log."""

    use_required_attribute = False
    asked = forms.CharField(
        label=_("An e-mail, or a number"),
        max_length=255,
        help_text=_(
            "The number of a gift, a payment, a page or a refund, whole. Of a gift’s own, the beginning does."
        ),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}
        ),
        error_messages={"required": _("Write an e-mail or a number")},
    )


@FORMS
@never_cache
@permission_required(rights.SEE_DONORS)
@needs_fresh_sign_in
def find(request: HttpRequest) -> HttpResponse:
    """Nobody is opened by it; that somebody gives is told all the same, so the journal knows."""
    form = FindForm(request.POST or None, label_suffix="")
    told: dict[str, Any] = {"form": form, "may": may(request)}
    if request.method == "POST" and form.is_valid():
        told |= _found(request, form.cleaned_data["asked"])
    return render(request, "donations/desk/find.html", told)


def _found(request: HttpRequest, asked: str) -> dict[str, Any]:
    if "@" not in asked:
        found = finding.by_number(asked)
        return {"gifts": found.select_related("fund", "campaign")[:SHOWN], "is_searched": True}
    try:
        donors = list(finding.by_email(asked))
    except ValueError:
        donors = []
    journal.note_many(LOOKED_UP, kind=Donor, number=len(donors), why=journal.ASKED_FOR, **_who(request))
    gifts = Gift.objects.filter(donor__in=donors).select_related("fund", "campaign")
    rows = MonthlyGift.objects.filter(donor__in=donors).select_related("fund", "campaign")
    return {"gifts": gifts[:SHOWN], "rows": rows[:SHOWN], "is_searched": True}


def _who(request: HttpRequest) -> dict[str, Any]:
    who = now(request)
    return {"who": who["by"], "at": who["at"]}
