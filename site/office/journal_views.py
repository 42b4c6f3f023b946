"""The journal on a page, for those who answer for the others."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import django_filters
from django.apps import apps
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin.auth import permission_required
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets.button import Button
from wagtail.permission_policies import ModelPermissionPolicy

from office import exports, journal, openings
from office.exports import Export
from office.models import JournalEntry, User
from office.people import name_of, signed_in
from office.spreadsheets import Row


def _deeds() -> list[tuple[str, Any]]:
    return [(deed.name, deed.label) for deed in journal.deeds.values()]


class JournalFilters(WagtailFilterSet):
    at = django_filters.DateFromToRangeFilter(label=gettext_lazy("When"), widget=DateRangePickerWidget)
    who = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Who"), queryset=User.objects.order_by("username")
    )
    deed = django_filters.ChoiceFilter(label=gettext_lazy("What was done"), choices=_deeds)
    record = django_filters.CharFilter(label=gettext_lazy("Number of the record"), lookup_expr="exact")

    class Meta:
        model = JournalEntry
        fields = ["at", "who", "deed", "record"]


def moment(entry: JournalEntry) -> str:
    return date_format(timezone.localtime(entry.at), "SHORT_DATETIME_FORMAT")


def person(entry: JournalEntry) -> str:
    """By name, as long as there is an account of that number."""
    if entry.who_id is None:
        return _("nobody of the staff")
    if entry.who is None:
        return _("account %(number)s, which is gone") % {"number": entry.who_id}
    return name_of(entry.who)


def did(entry: JournalEntry) -> str:
    """Deeds that the site no longer knows keep their names."""
    known = journal.deeds.get(entry.deed)
    said = str(known.label) if known else entry.deed
    return f"{said} ({journal.reasons.get(entry.why, entry.why)})" if entry.why else said


def record(entry: JournalEntry) -> dict[str, Any]:
    """Which kind, and enough of its number to tell it from others."""
    try:
        kind = apps.get_model(entry.kind)._meta.verbose_name if entry.kind else ""
    except LookupError:
        kind = entry.kind
    return {"kind": kind, "number": entry.record, "many": entry.number}


class RecordColumn(Column):
    """Leads to everything that was done to it."""

    cell_template_name = "office/journal_record.html"


class Journal(ReportView):
    """Newest first. There is no way to change a line."""

    page_title = gettext_lazy("Journal")
    header_icon = "clipboard-list"
    index_url_name = "journal"
    index_results_url_name = "journal_results"
    permission_policy = ModelPermissionPolicy(JournalEntry)
    permission_required = "view"
    filterset_class = JournalFilters
    is_searchable = False
    results_template_name = "office/journal_results.html"
    columns = [
        Column("at", label=gettext_lazy("When"), accessor=moment),
        Column("who", label=gettext_lazy("Who"), accessor=person),
        Column("deed", label=gettext_lazy("What was done"), accessor=did),
        RecordColumn("record", label=gettext_lazy("Record"), accessor=record),
    ]
    no_results_message = gettext_lazy("Nothing of this kind is in the journal.")

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        url, narrowed = reverse("export", args=["journal"]), self.request.GET.urlencode()
        button = Button(_("Download as a file"), url=f"{url}?{narrowed}", icon_name="download", priority=90)
        return [*super().header_more_buttons, button]

    def get_queryset(self) -> Any:
        self.queryset = JournalEntry.objects.select_related("who")
        return super().get_queryset()

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(*args, **kwargs), "alerts": openings.not_looked_at().count()}


def narrowed(asked: QueryDict) -> "QuerySet[JournalEntry]":
    entries = JournalEntry.objects.select_related("who")
    found: QuerySet[JournalEntry] = JournalFilters(asked, queryset=entries, request=None).qs
    return found


def cells(entries: list[JournalEntry], by: User, at: datetime) -> Iterator[Row]:
    for entry in entries:
        what = record(entry)
        yield entry.at, person(entry), did(entry), what["kind"], what["number"], what["many"]


exports.declare(
    Export(
        name="journal",
        title=gettext_lazy("Journal"),
        may=openings.MAY_SEE,
        kind=JournalEntry,
        headings=(
            gettext_lazy("When"),
            gettext_lazy("Who"),
            gettext_lazy("What was done"),
            gettext_lazy("Kind of record"),
            gettext_lazy("Number of the record"),
            gettext_lazy("How many"),
        ),
        found=narrowed,
        rows=cells,
        page="journal",
    )
)


@require_POST
@permission_required(openings.MAY_SEE)
def looked_at(request: HttpRequest) -> HttpResponse:
    if openings.looked_at(by=signed_in(request), at=timezone.now()):
        messages.success(request, _("Noted: you have looked at it."))
    else:
        messages.warning(request, _("Your own openings are for another manager to look at."))
    return redirect("journal")
