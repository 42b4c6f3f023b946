"""Staff's view of letters: which wait, which need a human, and whether letters arrive at all."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.auth import permission_required

from letters import sending, writing
from letters.models import Letter
from office import letters
from office.models import User
from office.people import hidden_without, signed_in

MAY_SEE = "letters.view_letter"
MAY_ACT = "letters.change_letter"
SHOWN = 50
NO_ANSWER = _("The mail server does not answer.")
TROUBLES = {
    "ConnectionRefusedError": NO_ANSWER,
    "TimeoutError": NO_ANSWER,
    "SMTPServerDisconnected": _("The mail server has hung up."),
    "gaierror": _("The mail server is not found: is its name right?"),
    "SMTPAuthenticationError": _("The mail server does not accept our password."),
    "SMTPSenderRefused": _("The mail server does not accept our address."),
    "SMTPRecipientsRefused": _("The mail server does not accept the person’s address."),
}


@require_safe
@permission_required(MAY_SEE)
def overview(request: HttpRequest) -> HttpResponse:
    theirs = letters_of(signed_in(request))
    counted = dict(theirs.order_by().values_list("state").annotate(Count("pk")))
    waiting = theirs.filter(state=Letter.State.WAITING).order_by("created_at")
    told = {
        "counts": [(label, counted.get(state, 0)) for state, label in Letter.State.choices],
        "stuck": [row_of(letter) for letter in theirs.filter(state=Letter.State.STUCK)[:SHOWN]],
        "waiting": [row_of(letter) for letter in waiting[:SHOWN]],
        "may_act": request.user.has_perm(MAY_ACT),
    }
    return render(request, "office/letters.html", told)


def letters_of(user: Any) -> "QuerySet[Letter]":
    """Those about this person's work."""
    others = [name for name, known in writing.shown.items() if known.may and not user.has_perm(known.may)]
    return Letter.objects.exclude(name__in=others)


def row_of(letter: Letter) -> dict[str, Any]:
    """In words; a letter of a kind that is no more still has its name."""
    known = writing.shown.get(letter.name)
    return {
        "letter": letter,
        "title": known.title if known else letter.name,
        "url": reverse(known.page, args=[letter.subject]) if known and known.page else "",
        "trouble": TROUBLES.get(letter.trouble, letter.trouble),
    }


@require_POST
@hidden_without(MAY_ACT)
def try_again(request: HttpRequest, letter: str) -> HttpResponse:
    mine = letters_of(signed_in(request))
    sending.try_again(get_object_or_404(mine, pk=letter), at=timezone.now())
    messages.success(request, _now("The letter is on its way again."))
    return redirect("letters_overview")


@require_POST
@permission_required(MAY_SEE)
def send_test(request: HttpRequest) -> HttpResponse:
    user = request.user
    if isinstance(user, User) and user.email:
        letters.send_test(user, at=timezone.now())
        messages.success(request, _now("A letter to you is on its way. It should arrive within a minute."))
    else:
        messages.error(request, _now("Your account has no e-mail: ask a manager to write one into it."))
    return redirect("letters_overview")
