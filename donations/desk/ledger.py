"""The books on a page: every line there is, narrowed, summed up, taken along as a file."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

import django_filters
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button
from wagtail.permission_policies import ModelPermissionPolicy

from donations.desk import listing, rights, words
from donations.models import LedgerEntry
from donations.models.gifts import RHYTHMS
from office import exports
from office.exports import Export
from office.models import User
from office.spreadsheets import Cell, Row


class LedgerFilters(WagtailFilterSet):
    occurred_at = django_filters.DateFromToRangeFilter(label=_("When"), widget=DateRangePickerWidget)
    kind = django_filters.ChoiceFilter(label=_("What has happened"), choices=LedgerEntry.Kind.choices)
    currency = django_filters.ChoiceFilter(label=capfirst(_("currency")), choices=listing.CODES)
    fund = django_filters.ModelChoiceFilter(label=capfirst(_("fund")), queryset=listing.funds)
    campaign = django_filters.ModelChoiceFilter(label=capfirst(_("campaign")), queryset=listing.campaigns)
    rhythm = django_filters.ChoiceFilter(
        label=capfirst(_("rhythm")), field_name="gift__rhythm", choices=RHYTHMS
    )

    class Meta:
        model = LedgerEntry
        fields = ["occurred_at", "kind", "currency", "fund", "campaign", "rhythm"]


def moment(line: LedgerEntry) -> str:
    return listing.moment(line.occurred_at)


def rhythm(line: LedgerEntry) -> str:
    return line.gift.get_rhythm_display() if line.gift else ""


def gift(line: LedgerEntry) -> str:
    return words.short(line.gift_id) if line.gift_id else ""


def lines() -> "QuerySet[LedgerEntry]":
    return LedgerEntry.objects.select_related("gift", "fund", "campaign")


def called(rows: "QuerySet[LedgerEntry]", asked: str) -> "QuerySet[LedgerEntry]":
    """By any number of the payment service, or the bank's; by the beginning of a gift's own."""
    return rows.filter(Q(remote_id__icontains=asked) | Q(gift__id__startswith=asked.lower()))


class Ledger(listing.List):
    page_title = _("Ledger")
    header_icon = "list-ol"
    index_url_name = "gift_ledger"
    index_results_url_name = "gift_ledger_results"
    permission_policy = ModelPermissionPolicy(LedgerEntry)
    permission_required = "view"
    filterset_class = LedgerFilters
    default_ordering = "-occurred_at"
    columns = [
        Column("occurred_at", label=_("When"), accessor=moment, sort_key="occurred_at"),
        Column("kind", label=_("What has happened"), accessor="get_kind_display"),
        listing.AmountColumn(),
        Column("purpose", label=_("Purpose"), accessor=words.purpose),
        Column("rhythm", label=capfirst(_("rhythm")), accessor=rhythm),
        listing.LinkColumn(
            "gift", label=capfirst(_("gift")), accessor=gift, to="gift_story", number="gift_id"
        ),
    ]

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        url, narrowed = reverse("export", args=["gifts"]), self.request.GET.urlencode()
        button = Button(
            _now("Download as a file"), url=f"{url}?{narrowed}", icon_name="download", priority=90
        )
        return [*super().header_more_buttons, button]

    def get_base_queryset(self) -> "QuerySet[LedgerEntry]":
        return lines()

    def search_queryset(self, queryset: "QuerySet[LedgerEntry]") -> "QuerySet[LedgerEntry]":
        return called(queryset, self.search_query) if self.is_searching else queryset


# --- Taken along -----------------------------------------------------------------------------------


def narrowed(asked: QueryDict) -> "QuerySet[LedgerEntry]":
    """As on the page one came from, the oldest first."""
    found = LedgerFilters(asked, queryset=lines(), request=None).qs
    query = asked.get("q", "").replace("\0", "").strip()
    found = called(found, query) if query else found
    return found.prefetch_related("settlements__payout").order_by("occurred_at", "pk")


def one_or_many(figures: list[Decimal | str]) -> Cell:
    """A line is most often settled once, and then that is a number."""
    return figures[0] if len(figures) == 1 else "; ".join(map(str, figures))


def cells(rows: list[LedgerEntry], by: User, at: datetime) -> Iterator[Row]:
    """Amounts are numbers, with the currency beside them."""
    for line in rows:
        settled = list(line.settlements.all())
        yield (
            line.occurred_at,
            line.get_kind_display(),
            words.in_figures(line.amount_minor, line.currency),
            line.currency.upper(),
            words.purpose(line),
            rhythm(line),
            str(line.gift_id or ""),
            line.remote_id,
            one_or_many([words.in_figures(each.fee_minor, each.currency) for each in settled]),
            one_or_many([words.in_figures(each.net_minor, each.currency) for each in settled]),
            "; ".join(each.currency.upper() for each in settled),
            "; ".join(each.payout.remote_id for each in settled if each.payout),
        )


exports.declare(
    Export(
        name="gifts",
        title=_("Ledger"),
        may=rights.SEE_LEDGER,
        kind=LedgerEntry,
        headings=(
            _("When"),
            _("What has happened"),
            _("Amount"),
            capfirst(_("currency")),
            _("Purpose"),
            capfirst(_("rhythm")),
            capfirst(_("gift")),
            capfirst(_("number at the payment service")),
            _("Fee"),
            _("Left after the fee"),
            _("Currency of our account"),
            capfirst(_("payout")),
        ),
        found=narrowed,
        rows=cells,
        page="gift_ledger",
    )
)
