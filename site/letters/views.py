"""The mailbox of a developer's machine: every letter that would have gone out. A real server has no such
page."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from letters import mailbox

# A letter brings its own styles; it may still load nothing and run nothing.
LETTER_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'; base-uri 'none'"
)


def _only_here() -> None:
    if not settings.DEMO:
        raise Http404


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    _only_here()
    return render(request, "mailbox/list.html", {"letters": mailbox.received(), "robots": "noindex"})


@require_safe
def letter(request: HttpRequest, name: str) -> HttpResponse:
    _only_here()
    found = mailbox.one(name)
    if found is None:
        raise Http404
    return render(request, "mailbox/letter.html", {"letter": found, "robots": "noindex"})


@require_safe
def as_sent(request: HttpRequest, name: str) -> HttpResponse:
    """The HTML part as a mail program would show it."""
    _only_here()
    found = mailbox.one(name)
    if found is None:
        raise Http404
    return HttpResponse(found.html, headers={"Content-Security-Policy": LETTER_POLICY})
