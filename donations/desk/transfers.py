"""Gifts by bank transfer, written down from the statement, and put right where the pen has slipped."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import permission_required

from donations import bank_statement
from donations.desk import rights, words
from donations.desk.doors import FORMS, may, now, obeyed, typed
from donations.desk.forms import CorrectForm, TransferForm, midnight
from donations.models import LedgerEntry
from office.people import hidden_without

LAST = 50


@FORMS
@never_cache
@permission_required(rights.CHANGE)
def entered(request: HttpRequest) -> HttpResponse:
    form, who = TransferForm(typed(request, "enter")), now(request)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        told = {"amount": said["amount"], "purpose": said["purpose"], "came_at": midnight(said["came"])}
        if obeyed(request, lambda: bank_statement.enter(said["number"], **told, **who)):
            return redirect("gift_transfers")
    lines = list(bank_statement.entered()[:LAST])
    rows = [_row(*each) for each in zip(lines, bank_statement.count_for(lines), strict=True)]
    return render(request, "donations/desk/transfers.html", {"form": form, "rows": rows, "may": may(request)})


def _row(line: LedgerEntry, counts: int) -> dict[str, Any]:
    return {
        "line": line,
        "number": bank_statement.number_of(line),
        "purpose": words.purpose(line),
        "counts": counts,
    }


@FORMS
@never_cache
@hidden_without(rights.CHANGE)
def correct(request: HttpRequest, line_id: int) -> HttpResponse:
    line, who = get_object_or_404(bank_statement.entered(), pk=line_id), now(request)
    form = CorrectForm(request.POST or None, currency=line.currency, label_suffix="")
    if request.method == "POST" and form.is_valid():
        amount = form.cleaned_data["amount"]
        to = amount.minor if amount else 0
        if obeyed(request, lambda: bank_statement.correct(line, to=to, **who)):
            return redirect("gift_transfers")
    return render(
        request, "donations/desk/transfer.html", {"form": form, **_row(line, bank_statement.counts_for(line))}
    )
