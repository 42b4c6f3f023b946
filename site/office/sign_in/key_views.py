"""A person's own keys: adding, removing, codes on paper, the password."""

from datetime import datetime
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.internal import auth as webauthn
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.contrib.auth import update_session_auth_hash
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from office.fresh import needs_fresh_sign_in
from office.journal import Deed
from office.models import LostKey, User
from office.people import signed_in
from office.sign_in import anew, factors, invitations, store
from office.sign_in.forms import AddAppForm, AddPasskeyForm, JoinForm, NewCodesForm, NewPasswordForm
from office.sign_in.rooms import Told, asked, enter, in_own_room, own_room, told
from pages import qr
from privacy import links
from privacy.private_pages import page

PAGES = require_http_methods(["GET", "HEAD", "POST"])
freshly = method_decorator(needs_fresh_sign_in, name="dispatch")


@require_safe
@own_room
def keys(request: HttpRequest) -> HttpResponseBase:
    person, session = signed_in(request), store.read(request)
    mine = Authenticator.objects.filter(user=person).order_by("created_at")
    codes = mine.filter(type=factors.Type.RECOVERY_CODES).first()
    return render(
        request,
        "office/sign_in/keys.html",
        told(
            passkeys=[each.wrap() for each in mine.filter(type=factors.Type.WEBAUTHN)],
            app=mine.filter(type=factors.Type.TOTP).first(),
            codes_left=len(codes.wrap().get_unused_codes()) if codes else None,
            is_in=bool(session and session.with_factor),
            of_demo=bool(session and session.of_demo),
            lost=LostKey.objects.filter(person=person).first(),
            has_password=person.has_usable_password(),
        ),
    )


class Enrolling(Told):
    """Adding is noted in one transaction with the key, and makes the session one with a factor."""

    deed: Deed
    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form: Any) -> HttpResponse:
        request: HttpRequest = self.request  # type: ignore[attr-defined]  # a view stands beside
        at = timezone.now()
        with transaction.atomic():
            answer: HttpResponse = super().form_valid(form)  # type: ignore[misc]  # as above
            factors.changed(self.deed, person=signed_in(request), at=at)
        store.enrolled(request, at=at)
        return answer


@in_own_room
@freshly
class AddPasskey(Enrolling, AddWebAuthnView):
    form_class = AddPasskeyForm
    template_name = "office/sign_in/add_passkey.html"
    deed = factors.PASSKEY_ADDED

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """A key that needs no name: it is kept in the device, and the device asks for finger, face or PIN."""
        given = super().get_context_data(**kwargs)
        return {**given, **asked(webauthn.begin_registration(self.request.user, passwordless=True))}


@in_own_room
@freshly
class AddApp(Enrolling, ActivateTOTPView):
    form_class = AddAppForm
    template_name = "office/sign_in/add_app.html"
    deed = factors.APP_ADDED

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """One is enough; another telephone takes its place when it is removed."""
        if Authenticator.objects.filter(user=signed_in(request), type=factors.Type.TOTP).exists():
            return redirect("mfa_index")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        given = super().get_context_data(**kwargs)
        secret = given["form"].secret
        return {
            **given,
            "drawing": qr.drawn(given["totp_url"]),
            "parts": [secret[start : start + 4] for start in range(0, len(secret), 4)],
        }


@in_own_room
@freshly
class Codes(Told, ViewRecoveryCodesView):
    template_name = "office/sign_in/codes.html"


@in_own_room
@freshly
class NewCodes(Told, GenerateRecoveryCodesView):
    form_class = NewCodesForm
    template_name = "office/sign_in/new_codes.html"

    def form_valid(self, form: Any) -> HttpResponse:
        with transaction.atomic():
            answer = super().form_valid(form)
            factors.changed(factors.CODES_MADE, person=signed_in(self.request), at=timezone.now())
        return answer


@PAGES
@own_room
@needs_fresh_sign_in
def remove(request: HttpRequest, key: int) -> HttpResponseBase:
    found = get_object_or_404(Authenticator, pk=key, user=signed_in(request), type__in=factors.ENOUGH)
    is_last = factors.is_last(found)
    if request.method == "POST" and not is_last:
        try:
            factors.remove(found, at=timezone.now())
        except factors.LastFactor:
            is_last = True
        else:
            return redirect("mfa_index")
    named = found.wrap().name if found.type == factors.Type.WEBAUTHN else ""
    return render(request, "office/sign_in/remove.html", told(named=named, is_last=is_last))


@PAGES
@own_room
@needs_fresh_sign_in
def password(request: HttpRequest) -> HttpResponseBase:
    person = signed_in(request)
    form = NewPasswordForm(request.POST if "password" in request.POST else None, person=person)
    if form.is_bound and form.is_valid():
        anew.set_password(person, form.cleaned_data["password"], at=timezone.now())
        update_session_auth_hash(request, person)
        return redirect("mfa_index")
    return render(request, "office/sign_in/password.html", told(form=form))


@require_POST
@own_room
def stop(request: HttpRequest) -> HttpResponseBase:
    """She has her keys, and somebody wants to take them."""
    person = signed_in(request)
    if lost := LostKey.objects.filter(person=person).first():
        anew.stop(lost, by=person, at=timezone.now())
    return redirect("mfa_index")


@require_POST
@own_room
@needs_fresh_sign_in
def everywhere(request: HttpRequest) -> HttpResponseBase:
    """Ends her sessions in all browsers, this one too."""
    User.objects.filter(pk=signed_in(request).pk).update(signed_out_at=timezone.now())
    return redirect("account_login")


@PAGES
@links.behind(invitations.JOIN)
def join(request: HttpRequest, invitation_id: UUID) -> HttpResponseBase:
    at = timezone.now()
    if not invitations.is_open(invitation_id, at=at):
        return links.closed(request)
    form = JoinForm(request.POST or None)
    if form.is_valid():
        try:
            return _joined(request, form, invitation_id, at=at)
        except invitations.Closed:
            return links.closed(request)
        except invitations.NameTaken:
            form.refuse_name()
    return page(request, "office/sign_in/join.html", {"form": form})


def _joined(request: HttpRequest, form: JoinForm, invitation_id: UUID, *, at: datetime) -> HttpResponseBase:
    given = {name: form.cleaned_data[name] for name in ("name", "username", "password")}
    person = invitations.accept(invitation_id=invitation_id, at=at, **given)
    enter(request, person, at=at)
    return redirect("mfa_index")


@PAGES
@links.behind(anew.ANEW)
def begin_anew(request: HttpRequest, subject: UUID) -> HttpResponseBase:
    """A new password by a link. Whoever has a second factor still needs it."""
    person = anew.account(subject)
    if person is None:
        return links.closed(request)
    form, at = NewPasswordForm(request.POST or None, person=person), timezone.now()
    if not form.is_valid():
        return page(request, "office/sign_in/password.html", {"form": form, "by_link": True})
    anew.set_password(person, form.cleaned_data["password"], at=at)
    if factors.has_one(person):
        return redirect("account_login")
    enter(request, person, at=at)
    return redirect("mfa_index")


add_passkey = AddPasskey.as_view()
add_app = AddApp.as_view()
codes = Codes.as_view()
new_codes = NewCodes.as_view()
