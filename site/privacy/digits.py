"""Four digits that only a person knows stand before her links: she chooses, changes and takes them off."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from privacy import links
from privacy.forms import Form
from privacy.link_views import TRIED_OUT, WRONG

DIGITS = 4
FIRST_TRIED = ("1234", "4321", "0123")


def _field(**more: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric", "size": 6})
    return forms.CharField(max_length=20, widget=widget, **more)


class DigitsForm(Form):
    """Whoever has digits already writes them too: a window that was left open is not enough.

    `guarded` is what `links.guarding` has made of them, `subject` whose links they stand before.
    """

    old = _field(
        label=_("Your digits so far"),
        error_messages={"required": _("Write your four digits")},
    )
    guard = _field(
        label=_("Four digits that only you know"),
        help_text=_(
            "From now on your links ask for them. After five wrong tries a link stops working, and no other "
            "opens on that day."
        ),
        required=False,
    )

    def __init__(self, *args: Any, subject: UUID, guarded: str, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.subject, self.guarded, self.at = subject, guarded, at
        if not guarded:
            del self.fields["old"]

    @property
    def takes_off(self) -> bool:
        return self.data.get("do") == "off"

    def clean_old(self) -> str:
        digits: str = self.cleaned_data["old"].strip()
        if not links.knows_digits(self.subject, digits, guarded=self.guarded, at=self.at):
            tried_out = links.is_tried_out(self.subject, at=self.at)
            raise forms.ValidationError(TRIED_OUT if tried_out else WRONG)
        return digits

    def clean_guard(self) -> str:
        digits: str = self.cleaned_data["guard"].strip()
        if self.takes_off:
            return ""
        if not (len(digits) == DIGITS and digits.isascii() and digits.isdecimal()):
            raise forms.ValidationError(_("Write four digits, like 4071"))
        if len(set(digits)) == 1 or digits in FIRST_TRIED:
            raise forms.ValidationError(_("These are the first that others try. Choose other digits"))
        return digits
