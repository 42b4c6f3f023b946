"""What an answer says of itself to everything that keeps copies: our page cache, a proxy, a browser."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control

SHARED_SECONDS = 1
"""How long a proxy or a CDN may answer by itself. It takes the load off; a change is seen a second later."""

SHOWS = "pages.shows"


def shows(request: HttpRequest, name: str) -> None:
    """The answer holds numbers that change more often than content does: it is ready until these change.

    Told to our page cache by the request, which goes no further than the process.
    """
    request.META.setdefault(SHOWS, set()).add(name)


def call_public(response: HttpResponseBase) -> None:
    """The same for every reader. Browsers ask each time, and mostly hear that they have it already."""
    if response.status_code == 200:
        patch_cache_control(response, public=True, max_age=0, s_maxage=SHARED_SECONDS)


def public(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    @wraps(view)
    def called(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        call_public(response)
        return response

    return called
