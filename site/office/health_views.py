"""The signs in plain words, for those who answer for the site."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.admin.auth import permission_required

from office import health
from office.duties import Duty


@require_safe
@never_cache
@permission_required(health.MAY_SEE)
def overview(request: HttpRequest) -> HttpResponse:
    return render(request, "office/health.html", {"report": health.report(at=timezone.now())})


def duties(report: health.Report) -> list[Duty]:
    """What is wrong, for the first page: before everything else, whatever waits longer."""
    return [
        Duty(
            act=trouble.do,
            subject=trouble.wrong,
            url=reverse(trouble.page or "health"),
            since=trouble.since or report.at,
        )
        for trouble in report.troubles
    ]
