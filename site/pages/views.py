"""Pages outside the tree: drawn pictures, copies of images, and clear words when something is wrong."""

import errno
import sys
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.db.utils import InterfaceError, OperationalError
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotAllowed,
    JsonResponse,
)
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.static import serve as serve_file
from wagtail.models import Page
from wagtail.views import serve as serve_wagtail

from config.languages import LANGUAGES, OWN_NAMES
from pages import pictures, serving, visibility
from pages.ornament import brochure, cover

View = Callable[..., HttpResponseBase]
READING = ("GET", "HEAD", "OPTIONS")
DAY = 24 * 60 * 60
YEAR = 365 * DAY
NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


def read_only(view: View) -> View:
    """Answers anything but reading with a page that says so, and an address no database can hold with 404.

    Without a form behind it there is nothing for a CSRF token to protect; checking it first would tell a lost
    visitor about cookies instead.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in READING:
            return HttpResponseNotAllowed(READING, render_to_string("405.html", request=request))
        if "\x00" in request.path:
            raise Http404
        return view(request, *args, **kwargs)

    return csrf_exempt(guarded)


@read_only
def page(request: HttpRequest, path: str) -> HttpResponse:
    serving.find(request, path, at=timezone.now())
    return serve_wagtail(request, path)


DRAWN = {"cover": cover, "brochure": brochure}


@read_only
def ornament(_request: HttpRequest, ground: str, topic: str, seed: str, piece: str = "cover") -> HttpResponse:
    try:
        drawn = DRAWN[piece](seed, topic=pictures.topic_named(topic), ground=pictures.ground_named(ground))
    except ValueError:
        raise Http404 from None
    response = HttpResponse(drawn, content_type="image/svg+xml")
    patch_cache_control(response, public=True, max_age=YEAR, immutable=True)
    return response


@read_only
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Copies of pictures made for readers; a web server in front may serve the folder itself."""
    try:
        response = serve_file(request, path, document_root=str(settings.MEDIA_ROOT))
    except (OSError, SuspiciousFileOperation):  # A name longer than any file's, or one that leads outside.
        raise Http404 from None
    # Not for ever: consent to show a face can be revoked.
    patch_cache_control(response, public=True, max_age=DAY)
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", {"reason": str(exception)}, status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403.html", {"expired": True}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", {"offers": offers(request)}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Needs nothing that may have broken: no database, no language, no context."""
    failure = sys.exc_info()[1]
    if isinstance(failure, OperationalError | InterfaceError):
        return unavailable(request)
    if isinstance(failure, OSError) and failure.errno in NO_ROOM:
        return no_room(request)
    return render(None, "500.html", status=500)


def unavailable(request: HttpRequest) -> HttpResponse:
    """The database does not answer: told in the reader's language. What was typed is given back, to be sent
    again with one press."""
    typed = [(name, value) for name, values in request.POST.lists() for value in values]
    headers = {"Retry-After": "30", "Cache-Control": "private, no-store"}
    page = in_her_language(request, "503.html", typed=typed, address=request.path)
    return HttpResponse(page, status=503, headers=headers)


def no_room(request: HttpRequest) -> HttpResponse:
    """The disk is full. Editors' page for many pictures at once reads JSON and shows the sentence in it."""
    sentence = _("Nothing of what you have sent was saved. Please tell whoever looks after the server.")
    if request.headers.get("x-requested-with") == "XMLHttpRequest":
        with translation.override(language_of(request)):
            return JsonResponse({"success": False, "error_message": str(sentence)})
    headers = {"Cache-Control": "private, no-store"}
    return HttpResponse(in_her_language(request, "507.html", sentence=sentence), status=507, headers=headers)


def in_her_language(request: HttpRequest, template: str, **told: Any) -> str:
    language = language_of(request)
    with translation.override(language):
        return render_to_string(template, {**told, "language": language, "home": f"/{language}/"})


def language_of(request: HttpRequest) -> str:
    """By the address, or by what the browser asks for; nothing is asked of the database."""
    return translation.get_language_from_request(request, check_path=True)


def offers(request: HttpRequest) -> list[dict[str, str]]:
    """The same page in other languages, when it is missing only in this one.

    Looked up twice: a page that stands at this address but may not be shown has readable translations; an
    address copied together with the wrong language leads to the page that stands there.
    """
    language, _slash, rest = request.path.strip("/").partition("/")
    if language not in OWN_NAMES or not rest or "\x00" in rest:
        return []
    found = readable_elsewhere(rest, language)
    names = [code for code, _name in LANGUAGES if code in found]
    return [
        {"title": found[code].title, "url": found[code].get_url(request) or "", "code": code,
         "language_name": OWN_NAMES[code]}
        for code in names
    ]  # fmt: skip


def readable_elsewhere(rest: str, language: str) -> dict[str, Page]:
    same_address = [f"{home}{rest}/" for home in home_paths()]
    keys = Page.objects.filter(url_path__in=same_address).values("translation_key")
    pages = visibility.listed(Page.objects.filter(translation_key__in=keys), at=timezone.now())
    others = pages.exclude(locale__language_code=language).select_related("locale")
    return {each.locale.language_code: each for each in others}


def home_paths() -> list[str]:
    """The homes of the four languages, as the page tree writes them."""
    return list(Page.objects.filter(depth=2).values_list("url_path", flat=True))
