"""The office's page of one gift: its story in words, what happens next, and what can be done. Who has given
is behind a door of its own: most questions are answered without a name."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from donations import by_hand, giving_back, moderating
from donations.desk import rights, timeline, words
from donations.desk.doors import FORMS, may, now, obeyed, typed
from donations.desk.forms import AgainForm, RefundForm
from donations.desk.numbers import uuid_of
from donations.models import Donor, Gift, Refund
from donations.money import CURRENCIES
from office import journal
from office.fresh import needs_fresh_sign_in
from office.people import hidden_without

ROWS = Gift.objects.select_related("fund", "campaign", "monthly", "donor")
RIGHTS = {"refund": rights.REFUND, "agree": rights.REFUND, "refuse": rights.REFUND}
"""By button; of the others, the right to change a gift."""


@FORMS
@never_cache
@hidden_without(rights.LOOK)
def story(request: HttpRequest, gift_id: UUID) -> HttpResponse:
    gift = get_object_or_404(ROWS, pk=gift_id)
    forms = {
        "again": AgainForm(typed(request, "again")),
        "refund": RefundForm(
            typed(request, "refund"),
            currency=gift.currency,
            initial={"amount": _figures(gift)},
            label_suffix="",
        ),
    }
    if request.method == "POST" and _act(request, gift, forms):
        return redirect("gift_story", gift.pk)
    left = giving_back.left(gift) if gift.state in Gift.MONEY_CAME else 0
    told = {
        "gift": gift,
        "purpose": words.purpose(gift),
        "lines": timeline.of(gift),
        "next": words.next_of(gift),
        "refunds": gift.refunds.select_related("asked_by", "agreed_by"),
        "can_refund": left > 0 and gift.currency in CURRENCIES,
        "left": left,
        "alone": giving_back.ALONE_UP_TO.get(gift.currency, 0),
        "letter": by_hand.letter_of(gift),
        "forms": forms,
        "may": may(request),
        "me": now(request)["by"],
    }
    return render(request, "donations/desk/story.html", told)


def _figures(gift: Gift) -> str:
    """All that is left, as it can be typed."""
    if gift.currency not in CURRENCIES or gift.state not in Gift.MONEY_CAME:
        return ""
    return str(words.in_figures(giving_back.left(gift), gift.currency)).replace(".", ",")


def _act(request: HttpRequest, gift: Gift, forms: dict[str, Any]) -> bool:
    """Whether a button was pressed and it could be done."""
    do = request.POST.get("do", "")
    if not request.user.has_perm(RIGHTS.get(do, rights.CHANGE)) or (do in forms and not forms[do].is_valid()):
        return False
    said = forms[do].cleaned_data if do in forms else {}
    who = now(request)
    acts: dict[str, Callable[[], Any]] = {
        "again": lambda: by_hand.send_again(gift, form=said["key"], **who),
        "refund": lambda: giving_back.ask(
            gift,
            amount=said["amount"].minor,
            reason=Refund.Reason(said["reason"]),
            number=said["number"],
            **who,
        ),
        "agree": lambda: giving_back.agree(_asked(gift, request), **who),
        "refuse": lambda: giving_back.refuse(_asked(gift, request), **who),
        "show": lambda: moderating.decide(gift, shown=True, **who),
        "keep-back": lambda: moderating.decide(gift, shown=False, **who),
    }
    return do in acts and obeyed(request, acts[do])


def _asked(gift: Gift, request: HttpRequest) -> Refund:
    """The one that stood beside the button, and not one that was asked for since."""
    return get_object_or_404(gift.refunds, pk=uuid_of(request, "refund"))


@require_safe
@never_cache
@hidden_without(rights.SEE_DONORS)
@needs_fresh_sign_in
def donor(request: HttpRequest, donor_id: UUID) -> HttpResponse:
    """What she has left by her own choice, opened and journaled; one who is forgotten is not here."""
    row = get_object_or_404(Donor, pk=donor_id)
    given = journal.opened(Donor.given, [row], **now(request)).get(row.pk)
    if given is None:
        raise Http404
    told = {
        "donor": row,
        "given": given,
        "gifts": row.gifts.select_related("fund", "campaign")[:60],
        "rows": row.monthly_gifts.select_related("fund", "campaign"),
        "may": may(request),
    }
    return render(request, "donations/desk/donor.html", told)
