"""What all doors of the fundraisers' office share."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from donations.desk import rights
from donations.models import MonthlyChange
from donations.refusals import GivingRefused
from office.people import signed_in

FORMS = require_http_methods(["GET", "HEAD", "POST"])


def obeyed(request: HttpRequest, act: Callable[[], Any]) -> bool:
    """Whether it could be done; what can not be done is told in a sentence, and nothing is changed."""
    try:
        done = act()
    except GivingRefused as refused:
        messages.error(request, str(refused))
        return False
    if isinstance(done, MonthlyChange) and done.state == MonthlyChange.State.WAITING:
        messages.warning(request, _("The payment service has not answered yet, and is asked until it does."))
    else:
        messages.success(request, _("Done."))
    return True


def now(request: HttpRequest) -> dict[str, Any]:
    """Who does it, and when."""
    return {"by": signed_in(request), "at": timezone.now()}


def typed(request: HttpRequest, do: str) -> Any:
    """What was sent, to the form whose button was pressed."""
    return request.POST if request.POST.get("do") == do else None


def may(request: HttpRequest) -> dict[str, bool]:
    wanted = {
        "change": rights.CHANGE,
        "donors": rights.SEE_DONORS,
        "ledger": rights.SEE_LEDGER,
        "refund": rights.REFUND,
        "monthly": rights.SEE_MONTHLY,
        "change_monthly": rights.CHANGE_MONTHLY,
        "differences": rights.SEE_DIFFERENCES,
        "explain": rights.EXPLAIN,
        "purposes": rights.SEE_PURPOSES,
        "funds": rights.CHANGE_FUNDS,
        "campaigns": rights.CHANGE_CAMPAIGNS,
        "calm": rights.CALM,
    }
    return {name: request.user.has_perm(right) for name, right in wanted.items()}
