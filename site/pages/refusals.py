from collections.abc import Callable
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from pages.publishing import UnpublishableError


class RefusalMiddleware:
    """Answers a refused publication, whichever view it came up in: a sentence beside the draft."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return refused(request, exception) if isinstance(exception, UnpublishableError) else None


def refused(request: HttpRequest, refusal: UnpublishableError) -> HttpResponse:
    if request.headers.get("x-requested-with") == "XMLHttpRequest" or "/admin/api/" in request.path:
        return JsonResponse({"detail": str(refusal)}, status=HTTPStatus.CONFLICT)
    for reason in refusal.reasons:
        messages.error(request, reason)
    return redirect("wagtailadmin_pages:edit", refusal.page.pk)
