"""The doorways of links: the page behind a link in a letter, and asking for a new one."""

from django import forms
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from config.languages import DEFAULT_LANGUAGE
from privacy import alike, jobs, keys, limits, links
from privacy.forms import Form, ProvenForm
from privacy.models import Link
from privacy.private_pages import emptied_on_leaving, gone_on_leaving, mark_left, page, private

WRONG = _("These are not the digits. Try again")
TRIED_OUT = _("Too many wrong digits today. Try again tomorrow, or call us")


class GuardForm(Form):
    guard = forms.CharField(
        label=_("Your four digits"),
        help_text=_(
            "You chose them yourself. After five wrong tries the link stops working, and no other opens "
            "on that day."
        ),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric", "size": 6}),
        error_messages={"required": _("Write your four digits")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponseBase:
    at = timezone.now()
    found = links.find(token, at=at)
    form = GuardForm(request.POST or None) if found and found.guard else None
    if request.method != "POST" or (form and not form.is_valid()):
        return page(request, "privacy/link.html", {"form": form})
    redeemed = links.redeem(token, at=at, guard=form.cleaned_data["guard"] if form else "")
    if redeemed:
        return opened(redeemed)
    if form and (found := links.find(token, at=at)):
        form.add_error("guard", TRIED_OUT if links.is_tried_out(found.subject, at=at) else WRONG)
        return page(request, "privacy/link.html", {"form": form})
    return links.closed(request)


def opened(redeemed: Link) -> HttpResponseBase:
    answer = HttpResponseRedirect(reverse(links.purposes[redeemed.purpose].to))
    links.hand_over(answer, redeemed)
    return private(answer)


class NewLinkForm(ProvenForm):
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
@emptied_on_leaving
def new_link(request: HttpRequest) -> HttpResponseBase:
    """Does the same work for a contact that is known and for one that is not: what differs, the worker
    does."""
    form = NewLinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        contact, work = form.cleaned_data["contact"], form.cleaned_data["proof"]
        if limits.allows("new link", request=request, known_by=[contact], at=timezone.now(), work=work):
            jobs.ask_for_new_links(keys.digest_of(contact))
        return private(HttpResponseRedirect(reverse("new_link_sent")))
    return page(request, "privacy/new_link.html", {"form": form})


@require_http_methods(["GET", "HEAD"])
def new_link_sent(request: HttpRequest) -> HttpResponseBase:
    return page(request, "privacy/new_link_sent.html")


@require_http_methods(["GET", "HEAD"])
def leave(request: HttpRequest) -> HttpResponseBase:
    """Somewhere harmless, at once; what this browser was let in to is closed, and forms are emptied. History
    stays: we can not clear it."""
    answer = HttpResponseRedirect(f"https://{get_language() or DEFAULT_LANGUAGE}.wikipedia.org/")
    for purpose in links.purposes.values():
        answer.delete_cookie(links.cookie_name(purpose), samesite="Lax")
    for name in gone_on_leaving:
        answer.delete_cookie(name, samesite="Lax")
    mark_left(answer)
    answer.headers["Referrer-Policy"] = "no-referrer"
    return private(answer)
