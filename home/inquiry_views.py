"""The doorways of a journalist's question: asking it, and the page behind the link."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from home import inquiries, press
from home.inquiry_forms import AdditionForm, InquiryForm
from home.models import Inquiry
from privacy import draft_views, drafts, limits, links
from privacy.forms import key_of_record
from privacy.private_pages import emptied_on_leaving, page, private

State = Inquiry.State
PAGES = require_http_methods(["GET", "HEAD", "POST"])
DRAFT = drafts.Kind(name="inquiry", to="ask")
STANDING = {
    State.NEW: _("We have it. Nobody has begun to answer yet."),
    State.TAKEN: _("One of us is working on the answer."),
    State.ANSWERED: _("We have answered."),
    State.DECLINED: _("We can not answer this time."),
    State.WITHDRAWN: _("You have withdrawn it. We do nothing more."),
}


@PAGES
@emptied_on_leaving
def ask(request: HttpRequest) -> HttpResponseBase:
    at = timezone.now()
    draft = draft_views.kept(request, DRAFT, at=at)
    form = InquiryForm(request.POST or None, at=at, draft=draft)
    if request.method == "POST":
        done = draft_views.pressed(request, DRAFT, form, at=at) or asked(request, form, at=at)
        if done:
            return private(done)
    told = {**press.beside_the_form(request, at=at), "form": form, "draft": draft}
    return page(request, "home/inquiry/ask.html", told)


def asked(request: HttpRequest, form: InquiryForm, *, at: datetime) -> HttpResponseBase | None:
    """Nothing when there is something to correct."""
    if request.POST.get("do") or not form.is_valid():
        return None
    stamp = form.cleaned_data["stamp"]
    key = key_of_record(stamp, form.known)
    if not inquiries.is_asked(key) and not allowed(request, form, at=at):
        form.refuse_flood()
        return None
    inquiries.ask(
        words=form.words,
        deadline=form.cleaned_data["deadline"],
        language=get_language() or "be",
        form_key=key,
        at=at,
    )
    drafts.discard(stamp, at=at)
    return redirect("inquiry_sent")


def allowed(request: HttpRequest, form: InquiryForm, *, at: datetime) -> bool:
    work = form.cleaned_data["proof"]
    return limits.allows("inquiry", request=request, known_by=[form.known], at=at, work=work)


@require_safe
def sent(request: HttpRequest) -> HttpResponseBase:
    return page(request, "home/inquiry/sent.html")


@require_safe
def erased(request: HttpRequest) -> HttpResponseBase:
    return page(request, "home/inquiry/erased.html")


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
    return page(request, "home/inquiry/page.html", {**told, "standing": STANDING[State(row.state)]})


@require_safe
@links.behind(inquiries.PAGE)
def copy(request: HttpRequest, subject: UUID) -> HttpResponseBase:
    """All we have of her question, as plain text to take along."""
    row = Inquiry.objects.get(pk=subject)
    told = {"inquiry": row, "words": row.asked.open(), "standing": STANDING[State(row.state)]}
    answer = render(request, "home/inquiry/copy.txt", told, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="copy.txt"'
    return private(answer)


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
