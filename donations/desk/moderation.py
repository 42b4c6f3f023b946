"""Names and words that donors would like to stand on a campaign’s page: read by a person first."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import permission_required

from donations import moderating
from donations.desk import rights, words
from donations.desk.doors import FORMS, may, now, obeyed
from donations.desk.numbers import uuid_of
from donations.models import Donor, Gift, Given
from office import journal
from office.fresh import needs_fresh_sign_in

AT_ONCE = 20


@dataclass(frozen=True, kw_only=True, repr=False)
class Said:
    gift: Gift
    given: Given
    purpose: str


@FORMS
@never_cache
@permission_required(rights.SEE_DONORS)
@needs_fresh_sign_in
def said(request: HttpRequest) -> HttpResponse:
    if request.method == "POST" and request.user.has_perm(rights.CHANGE):
        gift, who = moderating.one(uuid_of(request, "gift")), now(request)
        do = request.POST.get("do", "")
        row = get_object_or_404(Gift, pk=gift.pk if gift else None)
        if do in ("show", "keep-back"):
            obeyed(request, lambda: moderating.decide(row, shown=do == "show", **who))
        return redirect("gift_words")
    told = {"rows": _waiting(request), "may": may(request)}
    return render(request, "donations/desk/moderation.html", told)


def _waiting(request: HttpRequest) -> list[Said]:
    gifts = [gift for gift in moderating.waiting()[:AT_ONCE] if gift.donor]
    opened = journal.opened(Donor.given, {gift.donor for gift in gifts if gift.donor}, **now(request))
    return [
        Said(gift=gift, given=opened[gift.donor_id], purpose=words.purpose(gift))
        for gift in gifts
        if gift.donor_id in opened
    ]
