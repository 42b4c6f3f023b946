"""Pages that are nobody else's business: no browser and no search engine keeps them, and above each stands a
way out.

Browsers remember what was typed into a form, and the Back button brings it back, scripts or none, though the
page itself is asked for anew. So who leaves by the way out takes a mark along, and for the next hour forms
show an empty page in their place until she presses “Begin anew”.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from config.languages import DEFAULT_LANGUAGE
from pages.menus import Link

View = Callable[..., HttpResponseBase]
LEFT_FOR = timedelta(hours=1)
gone_on_leaving: set[str] = set()
"""Names of cookies that say what was done here, besides those of links."""
ANEW = "anew"


def page(
    request: HttpRequest, template: str, told: Mapping[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    frame = {"robots": "noindex", "crumbs": [home()], "way_out": reverse("leave")}
    answer = render(request, template, {**frame, **(told or {})}, status=status)
    private(answer)
    return answer


def home() -> Link:
    return Link(title=_("Home"), url=f"/{get_language() or DEFAULT_LANGUAGE}/")


def emptied_on_leaving(view: View) -> View:
    """For views with a form."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.COOKIES.get(left()):
            return view(request, *args, **kwargs)
        if ANEW not in request.GET:
            return page(request, "privacy/left.html", {"anew": f"{request.path}?{ANEW}"})
        answer = redirect(request.path)
        answer.delete_cookie(left(), samesite="Lax")
        return private(answer)

    return guarded


def left() -> str:
    return "__Host-left" if settings.HTTPS else "left"


def mark_left(response: HttpResponseBase) -> None:
    response.set_cookie(left(), "1", max_age=LEFT_FOR, secure=settings.HTTPS, httponly=True, samesite="Lax")


def private(response: HttpResponseBase) -> HttpResponseBase:
    patch_cache_control(response, private=True, no_store=True)
    response.headers["X-Robots-Tag"] = "noindex"
    return response
