"""Staff's board of journalists' questions: what is due next, who has taken it, and the answer."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin.auth import permission_required

from home import inquiries
from home.inquiry_forms import AnswerForm
from home.models import Inquiry
from office import journal
from office.models import User
from office.people import signed_in

MAY_SEE = "home.view_inquiry"
MAY_ACT = "home.change_inquiry"
SHOWN = 100


def _rows(by: User, at: datetime, **which: Any) -> list[dict[str, Any]]:
    """With their words: one opening, however many."""
    found = list(Inquiry.objects.filter(**which).select_related("taken_by")[:SHOWN])
    words = journal.opened(Inquiry.asked, found, by=by, at=at)
    return [{"inquiry": row, "words": words[row.pk]} for row in found if row.pk in words]


def private(response: HttpResponse) -> HttpResponse:
    add_never_cache_headers(response)
    return response


@require_safe
@permission_required(MAY_SEE)
def board(request: HttpRequest) -> HttpResponse:
    user, now = signed_in(request), timezone.now()
    told = {
        "open": _rows(user, now, state__in=Inquiry.OPEN),
        "closed": _rows(user, now, state__in=Inquiry.CLOSED),
        "now": now,
    }
    return private(render(request, "home/inquiry_board/board.html", told))


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(MAY_SEE)
def one(request: HttpRequest, inquiry_id: UUID) -> HttpResponse:
    form = AnswerForm(request.POST if request.POST.get("do") in ("answer", "decline") else None)
    if request.method == "POST" and request.user.has_perm(MAY_ACT):
        try:
            if act(request, inquiry_id, form):
                return redirect("inquiry_board")
        except inquiries.InquiryError as error:
            messages.error(request, str(error))
    row = Inquiry.objects.select_related("taken_by").filter(pk=inquiry_id).first()
    words = journal.opened(Inquiry.asked, [row] if row else [], by=signed_in(request), at=timezone.now())
    if row is None or row.pk not in words:
        raise Http404
    told = {"inquiry": row, "words": words[row.pk], "form": form, "may_act": request.user.has_perm(MAY_ACT)}
    return private(render(request, "home/inquiry_board/one.html", told))


def act(request: HttpRequest, inquiry_id: UUID, form: AnswerForm) -> bool:
    """Whether a button was pressed and all was well."""
    at, user, do = timezone.now(), signed_in(request), request.POST.get("do")
    if do == "take":
        inquiries.take(inquiry_id=inquiry_id, user=user, at=at)
    elif do == "give back":
        inquiries.give_back(inquiry_id=inquiry_id, user=user, at=at)
    elif do in ("answer", "decline") and form.is_valid():
        close = inquiries.answer if do == "answer" else inquiries.decline
        close(inquiry_id=inquiry_id, text=form.cleaned_data["text"], user=user, at=at)
        messages.success(request, _("Closed. If the journalist left an e-mail, the letter is on its way."))
    else:
        return False
    return True
