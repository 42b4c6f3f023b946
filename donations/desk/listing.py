"""What the lists of the fundraisers' office share: columns, filters, and a way to take the list along."""

from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from donations import wording
from donations.models import Campaign, Fund
from donations.money import CURRENCIES

CODES = [(code, code.upper()) for code in CURRENCIES]


def funds(_request: Any) -> "QuerySet[Fund]":
    return Fund.objects.all()


def campaigns(_request: Any) -> "QuerySet[Campaign]":
    return Campaign.objects.all()


def moment(value: Any) -> str:
    return date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT") if value else ""


class AmountColumn(Column):
    """To the right, as sums are read."""

    def __init__(self, **options: Any) -> None:
        super().__init__("amount_minor", label=_("Amount"), sort_key="amount_minor", **options)

    def get_value(self, instance: Any) -> str:
        return wording.amount(instance.amount_minor, instance.currency)


class LinkColumn(Column):
    """Leads to the page of one of them."""

    cell_template_name = "donations/desk/link_cell.html"

    def __init__(self, name: str, *, to: str, number: str = "pk", **options: Any) -> None:
        super().__init__(name, **options)
        self.to, self.number = to, number

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        told: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        number = getattr(instance, self.number)
        return {**told, "url": reverse(self.to, args=[number]) if number else ""}


class List(ReportView):
    """Newest first, with sums above it."""

    template_name = "donations/desk/listing.html"
    results_template_name = "donations/desk/listing_results.html"
    is_searchable = True
    paginate_by = 50
    counted = "pk"
    """Of what is summed up, what the caption has the number of."""
    FORMATS = ()
    """Nothing is taken along past `office.exports`, which asks for a reason."""
    no_results_message = _("There is nothing of this kind.")

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        found = sums(self.summed(self.object_list), of=self.counted)
        told = [{**row, "caption": self.caption(row["lines"])} for row in found]
        return {**super().get_context_data(*args, **kwargs), "sums": told}

    def summed(self, rows: Any) -> Any:
        """Of what was found, that of which a sum says something."""
        return rows

    def caption(self, number: int) -> str:
        return ngettext("%(number)s line", "%(number)s lines", number) % {"number": number}


def sums(rows: Any, *, of: str) -> list[dict[str, Any]]:
    """Of all of them, not of one page, by currency: what came, what went, what is left."""
    came, went = Q(amount_minor__gt=0), Q(amount_minor__lt=0)
    found = (
        rows.order_by()
        .values("currency")
        .annotate(
            lines=Count(of, distinct=True),
            came=Sum("amount_minor", filter=came, default=0),
            went=Sum("amount_minor", filter=went, default=0),
            total=Sum("amount_minor"),
        )
    )
    return sorted(found, key=lambda row: (row["currency"] not in CURRENCIES, -row["lines"]))
