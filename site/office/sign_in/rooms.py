"""What all pages of signing in have in common: nobody keeps them, and most are for who has signed in."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.views import redirect_to_login
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponseBase
from django.utils.decorators import method_decorator

from office.models import User
from office.sign_in import store
from privacy.private_pages import home, private

View = Callable[..., HttpResponseBase]
BACKEND = "django.contrib.auth.backends.ModelBackend"


def open_room(view: View) -> View:
    """For everybody, and for no browser's memory."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return private(view(request, *args, **kwargs))

    return guarded


def own_room(view: View) -> View:
    """For whoever has signed in, with a second factor or on the way to one."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return private(redirect_to_login(request.get_full_path(), settings.LOGIN_URL))
        return private(view(request, *args, **kwargs))

    return guarded


def told(**more: Any) -> dict[str, Any]:
    """What the frame around these pages is told."""
    return {"robots": "noindex", "crumbs": [home()], **more}


def asked(options: Mapping[str, Any]) -> dict[str, Any]:
    """For `passkey.html`: the riddle for the browser, and whether there is a key that could solve it."""
    return {
        "asked": json.dumps(options, cls=DjangoJSONEncoder),
        "has_passkey": bool(options["publicKey"].get("allowCredentials")),
    }


class Told:
    """The same, for views that allauth has as classes."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        given: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]  # a view stands beside
        return {**told(), **given}


def enter(request: HttpRequest, person: User, *, at: datetime, of_demo: bool = False) -> None:
    """Past allauth: for who comes by a link of a letter and has no factor yet, and for the demo."""
    login(request, person, backend=BACKEND)
    store.begin(request, person, at=at, of_demo=of_demo)


in_open_room = method_decorator(open_room, name="dispatch")
in_own_room = method_decorator(own_room, name="dispatch")
