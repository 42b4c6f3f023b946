"""What somebody may type who signs up, and what it means."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from events import opening, wording
from events.models import Activity, Occurrence, Signed
from events.refusals import SENTENCES, BookingRefused, Why
from privacy import alike
from privacy.documents import Email, Phone
from privacy.forms import Form, GuardedForm

ALL = "all"
"""In place of dates: the whole course."""
LONGEST_NAME = 80
TURNS_TEXT = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Signs that make what follows run the other way, past the end of a name on a list at the door."""
FIELDS = {Why.TOO_MANY: "party_of", Why.NEEDS_CONTACT: "contact"}
"""Where a refusal is shown; the others are about the dates."""
CONTACT = _("Write an e-mail like name@example.org or a telephone like +48 000 000 000, or leave it empty")
HOW_MANY = _("Choose how many of you will come")


def number(text: str) -> int | None:
    """Of a row, or of seats; nothing for what is none that could be."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 9 else None


class Dates(forms.MultipleChoiceField):
    """Takes dates that can not be booked as well: why not, the verb says."""

    def valid_value(self, value: str) -> bool:
        return value == ALL or number(value) is not None


class SignUpForm(GuardedForm):
    activity = forms.CharField(widget=forms.HiddenInput, required=False)
    """For a draft, which must find its way back."""
    dates = Dates(
        label=_("For when"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one date.")},
    )
    party_of = forms.IntegerField(
        label=_("How many of you will come"),
        min_value=1,
        error_messages={"required": HOW_MANY, "invalid": HOW_MANY, "min_value": HOW_MANY},
    )
    name = forms.CharField(
        label=_("How shall we call you"),
        help_text=_("A name or a pseudonym. We need no surname."),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
        error_messages={"required": _("Write a name: any will do")},
    )
    contact = forms.CharField(
        label=_("E-mail or telephone (optional)"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "email", "inputmode": "email"}),
    )

    def __init__(
        self, *args: Any, activity: Activity, rows: Sequence[Occurrence], chosen: str = "", **kwargs: Any
    ) -> None:
        """`rows` are the dates that are offered; `chosen` is the one a reader has come for."""
        super().__init__(*args, **kwargs)
        self.known: alike.Known | None = None
        self.fields["activity"].initial = activity.pk
        offered: Any = self.fields["dates"]
        offered.choices = [(str(row.pk), wording.start(row)) for row in rows]
        self.initial.setdefault("dates", [chosen] if chosen else [])
        if len(rows) == 1:
            self.initial["dates"] = [str(rows[0].pk)]
        self._bound_by(activity.largest_party)
        self.fields["contact"].help_text = _now(
            "We send the ticket, a reminder the day before, and a word if something changes. Without it you"
            " get a ticket of two words. To wait for a seat, a contact is needed."
        )

    def _bound_by(self, largest: int) -> None:
        field: Any = self.fields["party_of"]
        sizes = [(str(size), str(size)) for size in range(1, largest + 1)]
        field.widget = forms.Select(choices=sizes, attrs={"class": "field__input"})
        field.max_value = largest
        field.initial = 1
        field.help_text = _now("You included, at most %(number)d.") % {"number": largest}

    def clean_party_of(self) -> int:
        party_of: int = self.cleaned_data["party_of"]
        if party_of > self.fields["party_of"].max_value:  # type: ignore[attr-defined]
            raise forms.ValidationError(str(SENTENCES[Why.TOO_MANY]))
        return party_of

    def clean_name(self) -> str:
        name = TURNS_TEXT.sub("", self.cleaned_data["name"]).strip()
        if not name:
            raise forms.ValidationError(self.fields["name"].error_messages["required"])
        return name

    def clean_contact(self) -> str:
        contact: str = self.cleaned_data["contact"].strip()
        if not contact:
            return ""
        try:
            self.known = _known(contact)
        except (ValueError, forms.ValidationError):
            raise forms.ValidationError(CONTACT) from None
        return contact

    @property
    def signed(self) -> Signed:
        given, kind = self.cleaned_data, self.known.kind if self.known else ""
        return Signed(
            name=given["name"],
            email=Email(given["contact"]) if kind == "email" else None,
            phone=Phone(given["contact"]) if kind == "phone" else None,
        )

    def refuse(self, refused: BookingRefused, rows: Iterable[Occurrence], *, at: datetime) -> None:
        """Beside the field it is about; of several dates, with the one that is the reason."""
        sentence = str(refused)
        rows = list(rows)
        guilty = [row for row in rows if opening.refusal(row, at=at) == refused.why]
        if len(rows) > 1 and guilty:
            sentence = f"{wording.day(guilty[0])}: {sentence}"
        self.add_error(FIELDS.get(refused.why, "dates"), sentence)


def _known(contact: str) -> alike.Known:
    if "@" not in contact:
        return alike.phone(contact)
    validate_email(contact)
    return alike.email(contact)


class WishForm(GuardedForm):
    """A button and nothing else."""


class WordsForm(Form):
    """Which day, and the ticket's two words."""

    day = forms.ChoiceField(label=_("Which day"), error_messages={"required": _("Choose the day")})
    words = forms.CharField(
        label=_("The two words of your ticket"),
        help_text=_("Capitals do not matter."),
        max_length=80,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
        error_messages={"required": _("Write the two words of your ticket")},
    )

    def __init__(self, *args: Any, days: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["day"]
        field.choices = days
        field.error_messages["invalid_choice"] = field.error_messages["required"]
