"""What all doors of the school's office share."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from office.people import signed_in
from school.refusals import attempt

FORMS = require_http_methods(["GET", "HEAD", "POST"])


def obeyed(request: HttpRequest, act: Callable[[], Any]) -> bool:
    """Whether it could be done; what can not be done is told in a sentence, and nothing is changed."""
    if trouble := attempt(act):
        messages.error(request, trouble)
        return False
    messages.success(request, _("Done."))
    return True


def now(request: HttpRequest) -> dict[str, Any]:
    """Who does it, and when."""
    return {"by": signed_in(request), "at": timezone.now()}


def typed(request: HttpRequest, do: str) -> Any:
    """What was sent, to the form whose button was pressed."""
    return request.POST if request.POST.get("do") == do else None
