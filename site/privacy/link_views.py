"""The doorways of links: the page behind a link in a letter, and asking for a new one."""

from django import forms
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from config.languages import DEFAULT_LANGUAGE
from privacy import alike, jobs, keys, limits, links
from privacy.forms import Form


@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponseBase:
    at = timezone.now()
    if request.method != "POST":
        found = links.find(token, at=at)
        shown = {"robots": "noindex", "guarded": bool(found and found.guard)}
        return links.private(render(request, "privacy/link.html", shown))
    redeemed = links.redeem(token, at=at, guard=request.POST.get("guard", "")[:20])
    if redeemed is None:
        return links.closed(request)
    answer = HttpResponseRedirect(reverse(links.purposes[redeemed.purpose].to))
    links.hand_over(answer, redeemed)
    return links.private(answer)


class NewLinkForm(Form):
    contact = forms.CharField(
        label=_("Your e-mail"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "email", "inputmode": "email"}),
        error_messages={"required": _("Write the e-mail that you gave us, like name@example.org")},
    )

    def clean_contact(self) -> alike.Known:
        try:
            return alike.email(self.cleaned_data["contact"])
        except ValueError:
            message = _("Write the e-mail that you gave us, like name@example.org")
            raise forms.ValidationError(message) from None


@require_http_methods(["GET", "HEAD", "POST"])
def new_link(request: HttpRequest) -> HttpResponseBase:
    """Does the same work for a contact that is known and for one that is not: what differs, the worker
    does."""
    form = NewLinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        contact = form.cleaned_data["contact"]
        if limits.allows("new link", request=request, known_by=[contact], at=timezone.now()):
            jobs.ask_for_new_links(keys.digest_of(contact))
        return links.private(HttpResponseRedirect(reverse("new_link_sent")))
    return links.private(render(request, "privacy/new_link.html", {"robots": "noindex", "form": form}))


@require_http_methods(["GET", "HEAD"])
def new_link_sent(request: HttpRequest) -> HttpResponseBase:
    return links.private(render(request, "privacy/new_link_sent.html", {"robots": "noindex"}))


@require_http_methods(["GET", "HEAD"])
def leave(request: HttpRequest) -> HttpResponseBase:
    """Somewhere harmless, at once; what this browser was let in to is closed. History stays: we can not
    clear it."""
    answer = HttpResponseRedirect(f"https://{get_language() or DEFAULT_LANGUAGE}.wikipedia.org/")
    for purpose in links.purposes.values():
        answer.delete_cookie(links.cookie_name(purpose), samesite="Lax")
    answer.headers["Referrer-Policy"] = "no-referrer"
    return links.private(answer)
