"""The page behind the link that a family is sent: one button that confirms, and then what comes next. Opening
it changes nothing: scanners of mail open links too."""

from datetime import datetime

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from privacy import links
from privacy.private_pages import page, private
from school import applying, check_page
from school.confirming import CONFIRM
from school.family_answers import let_in
from school.models import Guardian
from school.refusals import attempt
from school.states import State

OPEN = "open"


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponseBase:
    at = timezone.now()
    link = links.find(token, at=at, opens=CONFIRM.opens)
    guardian = Guardian.objects.filter(pk=link.subject).first() if link else None
    if guardian is None or applying.is_lapsed(guardian):
        return links.closed(request)
    trouble = ""
    if request.method == "POST":
        if request.POST.get("do") == OPEN and guardian.verified_at:
            return let_in(request, guardian, at=at)
        trouble = attempt(lambda: applying.verify(guardian_id=guardian.pk, at=at))
        if not trouble:
            return private(redirect(request.path))
    return page(request, "school/register/confirm.html", {"trouble": trouble, **_told(guardian, at=at)})


def _told(guardian: Guardian, *, at: datetime) -> dict[str, object]:
    rows = list(guardian.children.order_by("nth"))
    asked = [row for row in rows if row.state == State.RECEIVED]
    return {
        "codes": [row.code for row in asked or rows],
        "is_asked": bool(asked) or guardian.verified_at is None,
        "waits_for_draw": any(row.state == State.VERIFIED for row in rows),
        **check_page.draw_of(next((row.verified_at for row in rows if row.verified_at), at)),
    }
