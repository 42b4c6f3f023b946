"""Staff's board of journalists' questions: what is due next, who has taken it, and the answer."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin.auth import permission_required

from config.languages import LANGUAGES
from home import inquiries
from home.inquiry_forms import AnswerForm
from home.models import Asked, Inquiry
from office import journal
from office.fresh import needs_fresh_sign_in
from office.models import User
from office.people import hidden_without, signed_in

MAY_SEE = "home.view_inquiry"
MAY_ACT = "home.change_inquiry"
SHOWN = 100


def _rows(found: "QuerySet[Inquiry]", *, by: User, at: datetime) -> list[dict[str, Any]]:
    """With their words: one opening, however many."""
    shown = list(found.select_related("taken_by")[:SHOWN])
    words = journal.opened(Inquiry.asked, shown, by=by, at=at)
    return [
        {"inquiry": row, "words": words[row.pk], "is_overdue": row.is_overdue(at=at)}
        for row in shown
        if row.pk in words
    ]


@require_safe
@never_cache
@permission_required(MAY_SEE)
@needs_fresh_sign_in
def board(request: HttpRequest) -> HttpResponse:
    user, at = signed_in(request), timezone.now()
    opened = Inquiry.objects.filter(state__in=Inquiry.OPEN)
    closed = Inquiry.objects.filter(state__in=Inquiry.CLOSED).order_by("-closed_at")
    told = {
        "open": _rows(opened, by=user, at=at),
        "open_count": opened.count(),
        "closed": _rows(closed, by=user, at=at),
        "closed_count": closed.count(),
        "now": at,
        "may_act": request.user.has_perm(MAY_ACT),
    }
    return render(request, "home/inquiry_board/board.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@hidden_without(MAY_SEE)
@needs_fresh_sign_in
def one(request: HttpRequest, inquiry_id: UUID) -> HttpResponse:
    form = AnswerForm(request.POST if request.POST.get("do") in ("answer", "decline") else None)
    if request.method == "POST" and request.user.has_perm(MAY_ACT):
        try:
            if done := act(request, inquiry_id, form):
                return redirect(done)
        except inquiries.InquiryError as error:
            messages.error(request, str(error))
    row = Inquiry.objects.select_related("taken_by").filter(pk=inquiry_id).first()
    words = journal.opened(Inquiry.asked, [row] if row else [], by=signed_in(request), at=timezone.now())
    if row is None or row.pk not in words:
        raise Http404
    told = {"form": form, "may_act": request.user.has_perm(MAY_ACT), **_page_of(row, words[row.pk], form)}
    return render(request, "home/inquiry_board/one.html", told)


def _page_of(row: Inquiry, words: Asked, form: AnswerForm) -> dict[str, Any]:
    at, names = timezone.now(), dict(LANGUAGES)
    return {
        "inquiry": row,
        "words": words,
        "spoken": [names[each] for each in words.languages if each in names],
        "is_overdue": row.is_overdue(at=at),
        "now": at,
        # A colleague was quicker: what was written is not lost.
        "lost_words": form["text"].value() if form.is_bound and row.closed_at else "",
    }


def act(request: HttpRequest, inquiry_id: UUID, form: AnswerForm) -> str:
    """Where to go when a button was pressed and all was well; nothing otherwise."""
    at, user, do = timezone.now(), signed_in(request), request.POST.get("do")
    if do == "take":
        inquiries.take(inquiry_id=inquiry_id, user=user, at=at)
        return reverse("inquiry_one", args=[inquiry_id])
    if do == "give back":
        inquiries.give_back(inquiry_id=inquiry_id, user=user, at=at)
    elif do in ("answer", "decline") and form.is_valid():
        close = inquiries.answer if do == "answer" else inquiries.decline
        close(inquiry_id=inquiry_id, text=form.cleaned_data["text"], user=user, at=at)
        messages.success(request, _("Closed. If the journalist left an e-mail, the letter is on its way."))
    else:
        return ""
    return reverse("inquiry_board")
