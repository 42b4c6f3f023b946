"""What does not add up, or must be known: each looked at by a person, who says in a sentence what it is."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.admin.auth import permission_required

from donations import discrepancies, finding, reconciliation
from donations.desk import rights
from donations.desk.doors import FORMS, may, now, obeyed
from donations.desk.forms import ExplainForm
from donations.models import Discrepancy
from office.people import hidden_without

LAST = 50
What = Discrepancy.What
LOOK: dict[str, Any] = {
    What.AMOUNT: _(
        "The money stands in the books as it came. Look at the gift; ask the donor if she has left an e-mail."
    ),
    What.TWICE: _("Give one of the two payments back, from the page of the gift."),
    What.UNKNOWN_CURRENCY: _("Look at the payment service what it was, and give it back if need be."),
    What.LEDGER_DIFFERS: _("Compare the payment there with the line here. Lines are never changed."),
    What.NOT_THERE: _("Look whether the key is of another account, or of the test mode."),
    What.PAYOUT: _("Compare the payout there, item by item, with its payments here."),
    What.PAYOUT_FAILED: _(
        "Look at the payment service why, and whether it knows the right number of our account. What came "
        "back goes into the next payout by itself."
    ),
    What.REFUND_FAILED: _(
        "The donor’s bank or the payment service did not take it. Look why, and ask her for another way."
    ),
    What.DISPUTE: _("Answer within the time that the payment service names, or let it go."),
    What.BELARUSIAN_CARD: _(
        "Give it back at once, and tell the donor if you can: the bank keeps its trace. Then look at the "
        "rule that should have stopped it."
    ),
    What.FRAUD_WARNING: _("Give it back, from the page of the gift: a dispute costs a fee."),
    What.LIVEMODE: _("Look whether the keys and the webhook endpoint are of one mode."),
    What.UNREADABLE: _("The site’s developers have to look: a newer version of the API, perhaps."),
    What.CONSENT_ENDED: _("Stop the monthly gift, from its page: the bank will refuse it from now on."),
}
"""What to do about each kind."""


@require_safe
@never_cache
@permission_required(rights.SEE_DIFFERENCES)
def differences(request: HttpRequest) -> HttpResponse:
    rows = Discrepancy.objects.select_related("gift", "explained_by")
    told = {
        "open": rows.filter(explained_at=None).order_by("found_at", "pk"),
        "explained": rows.filter(explained_at__isnull=False).order_by("-explained_at")[:LAST],
        "in_the_books": reconciliation.open_ones(),
        "may": may(request),
    }
    return render(request, "donations/desk/differences.html", told)


@FORMS
@never_cache
@hidden_without(rights.SEE_DIFFERENCES)
def difference(request: HttpRequest, difference_id: int) -> HttpResponse:
    row = get_object_or_404(Discrepancy.objects.select_related("gift", "explained_by"), pk=difference_id)
    form = ExplainForm(request.POST or None, label_suffix="")
    if request.method == "POST" and request.user.has_perm(rights.EXPLAIN) and form.is_valid():
        said, who = form.cleaned_data["words"], now(request)
        obeyed(request, lambda: discrepancies.explain(row, words=said, **who))
        return redirect("gift_differences")
    gift = row.gift or finding.by_number(row.about).first()
    told = {"row": row, "gift": gift, "look": LOOK.get(row.what, ""), "form": form, "may": may(request)}
    return render(request, "donations/desk/difference.html", told)
