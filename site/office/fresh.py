"""Asking once more who somebody is, before what is sealed is opened, exported or erased.

    @require_safe
    @permission_required(MAY_SEE)
    @needs_fresh_sign_in
    def board(request): ...

Who wanted to see a page gets there when the answer is right. What was sent waits in the page with the
question and goes on with the answer: nobody loses a word by having thought for too long. Hooks, which stand
in the middle of a view, ask by `question_first`.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth as webauthn
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from office.models import User
from office.people import signed_in
from office.sign_in import store
from office.sign_in.forms import AgainCodeForm, AgainKeyForm
from office.sign_in.rooms import asked, own_room, told
from privacy.private_pages import private

View = Callable[..., HttpResponseBase]
OWN = "fresh"
"""Names of the question's own fields begin with it."""


def needs_fresh_sign_in(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return question_first(request) or view(request, *args, **kwargs)

    return guarded


def question_first(request: HttpRequest) -> HttpResponseBase | None:
    """Nothing for who has shown who she is a moment ago, or does so with what she has sent."""
    session = store.read(request)
    if session and request.user.is_authenticated and session.is_fresh(at=timezone.now()):
        return None
    if session is None or not session.with_factor or not isinstance(request.user, User):
        # Without a second key nobody shows who she is a second time: she comes in anew.
        logout(request)
        return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
    question = Question(request)
    if request.method != "POST":
        return question.page(action=reverse("show_again"), to=request.get_full_path())
    return None if question.is_answered() else question.page(action="")


@require_POST
@own_room
def show_again(request: HttpRequest) -> HttpResponseBase:
    """The answer of somebody who wanted to see a page."""
    question, to = Question(request), request.POST.get(f"{OWN}-next", "")
    if not question.is_answered():
        return question.page(action=request.path, to=to)
    is_ours = bool(to) and url_has_allowed_host_and_scheme(to, allowed_hosts=None)
    return HttpResponseRedirect(to if is_ours else reverse("mfa_index"))


class Question:
    """Is it you? Answered by a passkey, by a code, and in the demo by a click."""

    def __init__(self, request: HttpRequest) -> None:
        self.request, self.person = request, signed_in(request)
        session, self.way = store.read(request), request.POST.get(f"{OWN}-way", "")
        self.is_demo = bool(session and session.of_demo and settings.DEMO)
        given = {"user": self.person, "prefix": OWN}
        self.code = AgainCodeForm(request.POST if self.way == "code" else None, **given)
        self.key = AgainKeyForm(request.POST if self.way == "key" else None, **given)

    def is_answered(self) -> bool:
        if not self._is_right():
            return False
        store.confirm(self.request, at=timezone.now())
        return True

    def _is_right(self) -> bool:
        for form in (self.code, self.key):
            if form.is_bound and form.is_valid():
                form.save()
                return True
        return self.way == "demo" and self.is_demo

    def page(self, *, action: str, to: str = "") -> HttpResponseBase:
        kept = [(f"{OWN}-next", to)] if to else self._sent()
        paper = Authenticator.objects.filter(user=self.person).exclude(type=Authenticator.Type.WEBAUTHN)
        context = told(
            action=action,
            code=self.code,
            form=self.code if self.code.is_bound else self.key,
            ways={way: [(f"{OWN}-way", way), *kept] for way in ("key", "code", "demo")},
            is_kept=not to,
            is_demo=self.is_demo,
            has_code=paper.exists(),
            **asked(webauthn.begin_authentication(self.person)),
        )
        return private(render(self.request, "office/sign_in/again.html", context))

    def _sent(self) -> list[tuple[str, str]]:
        return [
            (name, value)
            for name, values in self.request.POST.lists()
            for value in values
            if not name.startswith(f"{OWN}-") and name != "csrfmiddlewaretoken"
        ]
