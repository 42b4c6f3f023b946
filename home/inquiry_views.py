"""The doorways of a journalist's question: asking it, and the page behind the link."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from home import inquiries
from home.inquiry_forms import AdditionForm, InquiryForm
from home.models import Inquiry
from privacy import limits, links

PAGES = require_http_methods(["GET", "HEAD", "POST"])
NO_INDEX = {"robots": "noindex"}


@PAGES
def ask(request: HttpRequest) -> HttpResponseBase:
    at = timezone.now()
    form = InquiryForm(request.POST or None, at=at)
    if request.method == "POST" and form.is_valid() and not allowed(request, form, at=at):
        form.refuse_flood()
    elif request.method == "POST" and form.is_valid():
        inquiries.ask(
            words=form.words,
            deadline=form.cleaned_data["deadline"],
            language=get_language() or "be",
            form_key=form.cleaned_data["stamp"],
            at=at,
        )
        return links.private(redirect("inquiry_sent"))
    return links.private(render(request, "home/inquiry/ask.html", {**NO_INDEX, "form": form}))


def allowed(request: HttpRequest, form: InquiryForm, *, at: datetime) -> bool:
    return limits.allows("inquiry", request=request, known_by=[form.known], at=at)


@require_safe
def sent(request: HttpRequest) -> HttpResponseBase:
    return links.private(render(request, "home/inquiry/sent.html", NO_INDEX))


@require_safe
def erased(request: HttpRequest) -> HttpResponseBase:
    return links.private(render(request, "home/inquiry/erased.html", NO_INDEX))


@PAGES
@links.behind(inquiries.PAGE)
def inquiry(request: HttpRequest, subject: UUID) -> HttpResponseBase:
    form = AdditionForm(request.POST if request.POST.get("do") == "add" else None)
    trouble = ""
    if request.method == "POST":
        try:
            if done := act(request.POST.get("do", ""), subject, form):
                return redirect(done)
        except inquiries.InquiryError as error:
            trouble = str(error)
    row = Inquiry.objects.get(pk=subject)
    told = {"inquiry": row, "words": row.asked.open(), "form": form, "trouble": trouble}
    return render(request, "home/inquiry/page.html", {**NO_INDEX, **told})


def act(do: str, subject: UUID, form: AdditionForm) -> str:
    """Do what a button says; gives where to go, or nothing when the page has something to correct."""
    at = timezone.now()
    if do == "add" and form.is_valid():
        inquiries.add(inquiry_id=subject, text=form.cleaned_data["text"], at=at)
        return "inquiry"
    if do == "withdraw":
        inquiries.withdraw(inquiry_id=subject, at=at)
        return "inquiry"
    if do == "erase":
        inquiries.erase(inquiry_id=subject, at=at)
        return "inquiry_erased"
    return ""
