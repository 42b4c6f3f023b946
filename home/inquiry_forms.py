"""What a journalist may type, and what it means."""

import re
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from config.languages import LANGUAGES
from home.models import Asked
from privacy import alike
from privacy.documents import Email, Phone
from privacy.forms import Form, GuardedForm

WARSAW = ZoneInfo("Europe/Warsaw")
FURTHEST = timedelta(days=183)
HOUR = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?")


def text(label: Any, missing: Any, *, length: int, hint: Any = "", **attributes: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=length,
        widget=forms.TextInput(attrs=attributes),
        error_messages={"required": missing},
    )


class InquiryForm(GuardedForm):
    name = text(_("Your name"), _("Write your name"), length=120, autocomplete="name")
    outlet = text(
        _("Outlet"), _("Write the outlet, or “independent”"), length=120, hint=_("Or “independent”."),
        autocomplete="organization",
    )  # fmt: skip
    contact = text(
        _("E-mail or telephone"),
        _("Write an e-mail like name@example.org or a telephone like +48 000 000 000"),
        length=200, autocomplete="email", inputmode="email",
    )  # fmt: skip
    day = text(_("Day"), _("Write the day as a number, like 5"), length=2, inputmode="numeric", size=3)
    month = text(_("Month"), _("Write the month as a number, like 12"), length=2, inputmode="numeric", size=3)
    hour = text(_("Hour"), _("Write the hour, like 14 or 14:30"), length=5, size=5)
    languages = forms.MultipleChoiceField(
        label=_("In which languages may we answer"),
        choices=LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one language")},
    )
    question = forms.CharField(
        label=_("Question"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write your question")},
    )

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at
        for part in ("day", "month", "hour"):
            self.fields[part].widget.attrs["autocomplete"] = "off"

    @property
    def before_deadline(self) -> list[forms.BoundField]:
        return [self[name] for name in ("name", "outlet", "contact")]

    @property
    def deadline_parts(self) -> list[forms.BoundField]:
        return [self[name] for name in ("day", "month", "hour")]

    @property
    def after_deadline(self) -> list[forms.BoundField]:
        return [self["languages"], self["question"]]

    def clean_contact(self) -> str:
        contact = self.cleaned_data["contact"]
        for read in (alike.email, alike.phone):
            try:
                self.known = read(contact)
            except ValueError:
                continue
            return contact.strip()
        raise forms.ValidationError(self.fields["contact"].error_messages["required"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if all(cleaned.get(part) for part in ("day", "month", "hour")):
            try:
                cleaned["deadline"] = deadline(cleaned["day"], cleaned["month"], cleaned["hour"], at=self.at)
            except ValueError:
                self.add_error("day", _("Write a day and an hour that are still to come, within half a year"))
        return cleaned

    @property
    def words(self) -> Asked:
        given = self.cleaned_data
        by_email = self.known.kind == "email"
        return Asked(
            name=given["name"],
            outlet=given["outlet"],
            question=given["question"],
            email=Email(given["contact"]) if by_email else None,
            phone=None if by_email else Phone(given["contact"]),
            languages=tuple(given["languages"]),
        )


def deadline(day: str, month: str, hour: str, *, at: datetime) -> datetime:
    """The next such moment by Warsaw's clock. Raises ValueError for none, and for one more than half a
    year away."""
    read = HOUR.fullmatch(hour.strip())
    if read is None:
        raise ValueError
    now = at.astimezone(WARSAW)
    for year in (now.year, now.year + 1):
        with suppress(ValueError):  # 29 February is in one of them at most.
            moment = datetime(year, int(month), int(day), int(read[1]), int(read[2] or 0), tzinfo=WARSAW)
            if now < moment <= now + FURTHEST:
                return moment
    raise ValueError


class AdditionForm(Form):
    text = forms.CharField(
        label=_("Add something"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write what you want to add")},
    )


class AnswerForm(forms.Form):
    """Staff's words to a journalist, with an answer or without one."""

    text = forms.CharField(
        label=_("Your letter to the journalist"),
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 12}),
        error_messages={"required": _("Write the letter first")},
    )
