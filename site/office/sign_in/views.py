"""The doorways of signing in: allauth's views, with our forms, pages and rules around them."""

from http import HTTPStatus
from typing import Any

from allauth.account.views import LoginView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.contrib.auth import logout
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    JsonResponse,
)
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from office.sign_in import demo, store
from office.sign_in.forms import PasskeySignInForm, SecondCodeForm, SecondKeyForm, SignInForm
from office.sign_in.gate import OVER
from office.sign_in.rooms import Told, asked, enter, in_open_room, open_room, told
from privacy import limits

UNKNOWN = "unknown"


@in_open_room
class SignIn(Told, LoginView):
    form_class = SignInForm
    template_name = "office/sign_in/sign_in.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        session = store.read(request) if request.user.is_authenticated else None
        if session and not session.with_factor:
            return redirect("mfa_index")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.request.GET
        return {
            **super().get_context_data(**kwargs),
            "next": self.request.POST.get("next", query.get("next", "")),
            "is_over": OVER in query,
            "is_unknown": UNKNOWN in query,
            "demo": demo.people(),
        }


@in_open_room
class PasskeySignIn(LoginWebAuthnView):
    """The page asks for a riddle, the browser signs it, and that is all: no name, no password."""

    form_class = PasskeySignInForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not limits.may_ask_for_riddle(request=request, at=timezone.now()):
            return HttpResponse(status=HTTPStatus.TOO_MANY_REQUESTS)
        return super().get(request, *args, **kwargs)

    def form_invalid(self, form: Any) -> HttpResponse:
        return HttpResponseRedirect(f"{reverse('account_login')}?{UNKNOWN}=1")


@in_open_room
class Second(Told, AuthenticateView):
    """After the password."""

    form_class = SecondCodeForm
    webauthn_form_class = SecondKeyForm
    template_name = "office/sign_in/second.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        given = super().get_context_data(**kwargs)
        given |= asked(given["js_data"]["request_options"])
        given["wrong"] = next((form for form in (self.auth_form, self.webauthn_form) if form.errors), None)
        return given


@require_POST
@open_room
def sign_out(request: HttpRequest) -> HttpResponseBase:
    """Also for who stands between password and second factor."""
    logout(request)
    return redirect("account_login")


@require_safe
@open_room
def inactive(request: HttpRequest) -> HttpResponseBase:
    return render(request, "office/sign_in/inactive.html", told())


@require_http_methods(["GET", "POST"])
@open_room
def still_here(request: HttpRequest) -> HttpResponseBase:
    """Asked by open pages of the office. POST says that a hand has moved there; GET changes nothing."""
    at, session = timezone.now(), store.read(request)
    if not request.user.is_authenticated or session is None or not session.with_factor:
        return JsonResponse({"in": False})
    if request.method == "POST":
        session = session.seen(at=at)
        store.write(request, session)
    return JsonResponse(
        {
            "in": True,
            "who": request.user.pk,
            "seconds": (session.ends - at).total_seconds(),
            "token": get_token(request),
        }
    )


@require_POST
@open_room
def one_click(request: HttpRequest) -> HttpResponseBase:
    """The demo's door. A real server has no such address."""
    person = demo.person(request.POST.get("who", ""))
    if person is None:
        raise Http404
    logout(request)
    enter(request, person, at=timezone.now(), of_demo=True)
    to = request.POST.get("next", "")
    return HttpResponseRedirect(to if demo.is_ours(to) else reverse("wagtailadmin_home"))


sign_in = SignIn.as_view()
passkey_sign_in = PasskeySignIn.as_view()
second = Second.as_view()
