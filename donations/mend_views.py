"""Where a letter leads whose monthly payment has failed. The way on to the payment service is asked for when
it is needed: an older address may be of a payment that is made good."""

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from donations import boxes, gateway, wording
from donations.links import MEND
from donations.models import MonthlyGift
from donations.remote import Refused, Unsure
from privacy import links
from privacy.errors import Forgotten
from privacy.private_pages import page


@require_safe
def gift_mend(request: HttpRequest, token: str) -> HttpResponseBase:
    link = links.find(token, at=timezone.now(), opens=MEND.opens)
    rows = MonthlyGift.objects.select_related("donor")
    row = rows.filter(pk=link.subject).first() if link else None
    if row is None or not _opens_by_itself(row):
        return links.closed(request)
    return mending(request, row)


def _opens_by_itself(row: MonthlyGift) -> bool:
    """Not when she has chosen four digits since, nor when she is forgotten."""
    try:
        return row.donor is not None and not boxes.guard_of(row.donor)
    except Forgotten:
        return False


def mending(request: HttpRequest, row: MonthlyGift) -> HttpResponseBase:
    try:
        url, silent = gateway.page_to_mend(row.subscription), False
    except (Refused, Unsure):
        url, silent = "", True
    told = {"amount": wording.amount(row.amount_minor, row.currency), "url": url, "silent": silent}
    return page(request, "donations/mend.html", told)
