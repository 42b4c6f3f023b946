"""The doorway to every export: one form, one file."""

from typing import Any

import pyrage
from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from office import exports, journal
from office.exports import Export, ExportError, File
from office.fresh import needs_fresh_sign_in
from office.people import signed_in
from office.spreadsheets import Format

PRIVATE_KEY = "AGE-SECRET-KEY-"


class ExportForm(forms.Form):
    format = forms.ChoiceField(
        label=_("As what?"),
        choices=Format.choices,
        initial=Format.XLSX,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose the kind of file."),
            "invalid_choice": _("Choose the kind of file."),
        },
    )
    why = forms.ChoiceField(
        label=_("What for?"),
        choices=lambda: [(name, journal.reasons[name]) for name in exports.REASONS],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what the file is for: it is written into the journal."),
            "invalid_choice": _("Choose one of these reasons."),
        },
    )
    key = forms.CharField(
        label=_("Lock it with somebody’s public key"),
        required=False,
        max_length=200,
        help_text=_(
            "Begins with age1. Only the owner of the private key can open the file then: the best choice for "
            "whatever is sent or stays on a disk. Without a key everybody who has the file can read it."
        ),
        error_messages={"max_length": _("That is no public key: it begins with age1 and is one line.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}
        ),
    )

    def clean_key(self) -> str:
        key: str = self.cleaned_data["key"].strip()
        if key.upper().startswith(PRIVATE_KEY):
            self.data = {**self.data.dict(), "key": ""}  # type: ignore[attr-defined]  # what was sent is a QueryDict
            raise forms.ValidationError(
                _("That is a private key: it opens files, and nobody may see it. Type the public one.")
            )
        try:
            return str(pyrage.x25519.Recipient.from_str(key)) if key else ""
        except pyrage.RecipientError:
            raise forms.ValidationError(
                _("That is no public key: it begins with age1 and is one line.")
            ) from None


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@needs_fresh_sign_in
def export(request: HttpRequest, name: str) -> HttpResponse:
    """Whoever may not take these along learns of no such list."""
    wanted = exports.for_person(signed_in(request), name)
    if wanted is None:
        raise Http404
    form = ExportForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            return sent(_file(request, wanted, form.cleaned_data))
        except ExportError as error:
            form.add_error(None, str(error))
    told = {
        "export": wanted,
        "form": form,
        "number": wanted.found(request.GET).count(),
        "back": back(request, wanted),
    }
    return render(request, "office/export.html", told)


def _file(request: HttpRequest, wanted: Export, chosen: dict[str, Any]) -> File:
    return exports.take_along(
        wanted,
        asked=request.GET,
        format=Format(chosen["format"]),
        why=chosen["why"],
        lock_to=chosen["key"],
        by=signed_in(request),
        at=timezone.now(),
    )


def back(request: HttpRequest, wanted: Export) -> str:
    """To the page as it was narrowed."""
    narrowed = request.GET.urlencode()
    return f"{reverse(wanted.page)}?{narrowed}" if narrowed else reverse(wanted.page)


def sent(file: File) -> HttpResponse:
    response = HttpResponse(file.content, content_type=file.content_type)
    response["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return response
