"""The doorways of a donor: her own page behind the link in any letter, and what can be changed there."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from donations import boxes, calm, erasing, mend_views, mine_acts, paid_otherwise, paying
from donations.links import GIFTS
from donations.mine import Mine
from donations.mine_forms import AmountForm, MoreForm, PageLanguageForm
from donations.models import MonthlyGift
from donations.monthly_page import Monthly
from donations.refusals import GivingRefused
from privacy import links
from privacy.digits import DigitsForm
from privacy.private_pages import page

PAGES = require_http_methods(["GET", "HEAD", "POST"])
View = Callable[..., HttpResponseBase]


def of_donor(view: View) -> View:
    """For who was let in by a link of her own."""

    @PAGES
    @links.behind(GIFTS)
    @wraps(view)
    def guarded(request: HttpRequest, subject: UUID, **kwargs: Any) -> HttpResponseBase:
        mine = Mine.of(subject, at=timezone.now())
        return view(request, mine, **kwargs) if mine else links.closed(request)

    return guarded


def of_monthly(view: View) -> View:
    """The number of the monthly gift among hers; those of others have none."""

    @of_donor
    @wraps(view)
    def guarded(request: HttpRequest, mine: Mine, nth: int) -> HttpResponseBase:
        monthly = mine.nth(nth)
        if monthly is None:
            raise Http404
        return view(request, mine, monthly)

    return guarded


def attempt(deed: Callable[[], object]) -> str:
    """Nothing, or the sentence why it was not possible."""
    try:
        deed()
    except GivingRefused as refused:
        return str(refused)
    return ""


@of_donor
def my_gifts(request: HttpRequest, mine: Mine) -> HttpResponseBase:
    trouble, is_sure = "", True
    if request.method == "POST":
        said = request.POST.get("do", "")
        trouble = attempt(lambda: mine_acts.do(said, mine, at=mine.at))
        if not trouble:
            return redirect("my_gifts")
    else:
        is_sure = mine_acts.look_at_open_pages(mine, at=mine.at)
    told = {"mine": mine, "trouble": trouble, "is_sure": is_sure}
    return page(request, "donations/mine/page.html", told)


@of_monthly
def amount(request: HttpRequest, mine: Mine, monthly: Monthly) -> HttpResponseBase:
    form = AmountForm(
        request.POST if request.method == "POST" else None,
        currency=monthly.row.currency,
        initial={"amount": mine_acts.typed(monthly.row)},
    )
    if request.method == "POST" and form.is_valid():
        to = form.cleaned_data["amount"]
        trouble = attempt(lambda: mine_acts.change_amount(monthly, to=to, at=mine.at))
        if not trouble:
            return redirect("my_gifts")
        form.add_error(None, trouble)
    return page(request, "donations/mine/amount.html", {"monthly": monthly, "form": form})


@of_monthly
def rest(request: HttpRequest, mine: Mine, monthly: Monthly) -> HttpResponseBase:
    """One payment left out, or a pause."""
    return _chosen(request, mine, monthly, "donations/mine/rest.html")


@of_monthly
def stop(request: HttpRequest, mine: Mine, monthly: Monthly) -> HttpResponseBase:
    """The first of two steps opens this page; the second is its button."""
    return _chosen(request, mine, monthly, "donations/mine/stop.html")


def _chosen(request: HttpRequest, mine: Mine, monthly: Monthly, template: str) -> HttpResponseBase:
    trouble = ""
    if request.method == "POST":
        said = request.POST.get("answer", "")
        trouble = attempt(lambda: mine_acts.answer(said, monthly, at=mine.at))
        if not trouble:
            return redirect("my_gifts")
    return page(request, template, {"monthly": monthly, "trouble": trouble})


@of_monthly
def method(request: HttpRequest, mine: Mine, monthly: Monthly) -> HttpResponseBase:
    """Another card or account, or a payment that has failed made good."""
    if monthly.row.state == MonthlyGift.State.OVERDUE:
        return mend_views.mending(request, monthly.row)
    form = PageLanguageForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if not calm.may_open_by_link(mine.donor.pk, at=mine.at):
            form.refuse_flood()
        else:
            language = form.cleaned_data["page_language"]
            try:
                return paying.lead_to(paid_otherwise.page_for(monthly.row, language=language, at=mine.at))
            except GivingRefused as refused:
                form.add_error(None, str(refused))
    told = {"monthly": monthly, "form": form}
    return paying.may_lead_there(page(request, "donations/mine/method.html", told))


@of_donor
def more(request: HttpRequest, mine: Mine) -> HttpResponseBase:
    form = MoreForm(request.POST if request.method == "POST" else None, initial={"currency": mine.currency})
    if request.method == "POST" and form.is_valid():
        if not calm.may_open_by_link(mine.donor.pk, at=mine.at):
            form.refuse_flood()
        else:
            try:
                return paying.lead_to(mine_acts.give_more(mine, form.cleaned_data, at=mine.at))
            except GivingRefused as refused:
                form.add_error(None, str(refused))
    return paying.may_lead_there(page(request, "donations/mine/more.html", {"mine": mine, "form": form}))


@of_donor
def safe(request: HttpRequest, mine: Mine) -> HttpResponseBase:
    """Four digits for a telephone that others look into."""
    guarded = boxes.guard_of(mine.donor)
    form = DigitsForm(
        request.POST if request.method == "POST" else None, subject=mine.donor.pk, guarded=guarded, at=mine.at
    )
    if request.method == "POST" and form.is_valid():
        return _guarded(mine, digits=form.cleaned_data["guard"])
    return page(request, "donations/mine/safe.html", {"form": form, "has_guard": bool(guarded)})


def _guarded(mine: Mine, *, digits: str) -> HttpResponseBase:
    """All windows that were open are closed, but this one."""
    boxes.guard(mine.donors, digits=digits)
    answer = redirect("my_gifts")
    links.let_in(answer, GIFTS, mine.donor.pk)
    return answer


@of_donor
def erase(request: HttpRequest, mine: Mine) -> HttpResponseBase:
    if request.method == "POST" and request.POST.get("do") == "erase":
        receipt = erasing.erase(mine.donors, at=mine.at)
        return page(request, "donations/mine/erased.html", {"receipt": receipt})
    return page(request, "donations/mine/erase.html", {"mine": mine})


@of_donor
def copy(request: HttpRequest, mine: Mine) -> HttpResponseBase:
    """All we have of her, as plain text to take along."""
    told = {"mine": mine, "lines": mine.lines(mine.gifts)}
    answer = render(request, "donations/mine/copy.txt", told, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="copy.txt"'
    return answer
