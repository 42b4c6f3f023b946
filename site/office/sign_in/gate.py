"""Who comes in: every request of somebody who has signed in passes here.

A session that is over ends at the first request after its end. Who has no second factor yet is nobody outside
the addresses where one gets it.
"""

import re
from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from office.models import User
from office.sign_in import factors, sessions, store

HALFWAY = re.compile(r"^/[a-z]{2}/(sign-in|l)/")
"""Where one signs in and gets a factor; links in letters open there too."""
OFFICE = re.compile(r"^/admin(/|$)")
OVER = "over"


class GateMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Visitors, who have no session, cost nothing."""
        has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
        if has_session and isinstance(request.user, User):
            return judged(request, request.user, at=timezone.now()) or self.get_response(request)
        return self.get_response(request)


def judged(request: HttpRequest, user: User, *, at: datetime) -> HttpResponse | None:
    """An answer that sends her elsewhere, or nothing: then she is who she is, or nobody."""
    session = store.read(request)
    if session is None or session.is_over(at=at, signed_out=user.signed_out_at):
        return ended(request)
    if not session.with_factor and factors.has_one(user):
        return ended(request)
    if not session.with_factor and not HALFWAY.match(request.path):
        request.user = AnonymousUser()
        return HttpResponseRedirect(reverse("mfa_index")) if OFFICE.match(request.path) else None
    destination = request.headers.get("Sec-Fetch-Dest", "")
    if sessions.is_activity(request.path, method=request.method or "", destination=destination):
        store.see(request, at=at)
    return None


def ended(request: HttpRequest) -> HttpResponse | None:
    """Signed out, and told so where she was about to open a page of the office."""
    logout(request)
    opens_page = request.method in ("GET", "HEAD") and request.headers.get("Sec-Fetch-Dest") == "document"
    if not (OFFICE.match(request.path) and opens_page):
        return None
    query = urlencode({"next": request.get_full_path(), OVER: "1"})
    return HttpResponseRedirect(f"{reverse('account_login')}?{query}")
