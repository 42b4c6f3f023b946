"""What a family may type on each page of the form, and what it means."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.validators import validate_email
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from config.languages import LANGUAGES
from privacy import alike
from privacy.documents import Email, Phone
from privacy.forms import Form, GuardedForm
from school import ages
from school.ages import Wrong
from school.models import Application
from school.refusals import SENTENCES, Why

LONGEST_NAME = 80
TURNS_TEXT = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Signs that make what follows run the other way, past the end of a name on a list."""
EMAIL, PHONE = "email", "phone"
WRITE_EMAIL = _("Write an e-mail like name@example.org")
WRITE_PHONE = _("Write a telephone number with the code of its country, like +48 000 000 000")
OUT_OF_YEARS = _("Write a year from %(first)d to %(last)d, like %(last)d. Now it says %(year)d")


class Question(Form):
    """One page."""

    why: str | Promise = ""
    """Why we ask: for who wants to know."""

    def __init__(self, *args: Any, today: date, term: date | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.term = today, term


def cleaned_name(text: str, missing: Any) -> str:
    name = TURNS_TEXT.sub("", text).strip()
    if not name:
        raise forms.ValidationError(missing)
    return name


class ChildForm(Question):
    why = _(
        "So that the teacher calls the child as it is used to. The coordinators of the school and the"
        " teachers of its group see the name."
    )
    name = forms.CharField(
        label=_("What is the child called?"),
        help_text=_("A first name will do, the one used at home too. We do not ask for a surname."),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Write the child’s name: the one used at home will do")},
    )

    def clean_name(self) -> str:
        return cleaned_name(self.cleaned_data["name"], self.fields["name"].error_messages["required"])


class Unhurried(GuardedForm):
    """Where one word is soon typed, nobody is too quick: a program has eight pages to go through."""

    def clean_stamp(self) -> Any:
        key = super().clean_stamp()
        self.quick = False
        return key


class FirstForm(ChildForm, Unhurried):
    """The first page, while nothing is kept yet: from here on answers are."""


class BirthForm(Question):
    question = _("When was the child born?")
    hint = _("Month and year are enough, no day. For example, 3 2018.")
    why = _(
        "The school takes children from 6 to 12 years, and groups are made by age. The day of birth is not"
        " needed for that."
    )
    MONTH, YEAR = _("Write the month as a number from 1 to 12"), _("Write the year in four digits, like 2018")
    month = forms.IntegerField(
        label=_("Month"),
        min_value=1,
        max_value=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": 4}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), MONTH),
    )
    year = forms.IntegerField(
        label=_("Year"),
        min_value=1,
        max_value=9999,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": 6}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), YEAR),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if {"month", "year"} <= said.keys():
            found = ages.wrong(year=said["year"], month=said["month"], today=self.today, term=self.term)
            if found:
                self.add_error("year", self._sentence(found, said))
        return said

    def _sentence(self, found: Wrong, said: Mapping[str, int]) -> str:
        first, last = ages.years(today=self.today, term=self.term)
        if found is Wrong.NOT_BORN and said["year"] == self.today.year:
            return str(SENTENCES[Why.NOT_BORN])
        if found is Wrong.TOO_YOUNG:
            begins = ages.old_enough_in(year=said["year"], month=said["month"])
            return _now(
                "The school takes children from 6 years on, and into its list from 5. This child can be"
                " registered from %(month)s on"
            ) % {"month": date_format(begins, "E Y")}
        if found is Wrong.TOO_OLD and said["year"] >= first - 1:
            return _now("The school takes children up to 12 years. Write to us: we will tell you where else")
        return str(OUT_OF_YEARS) % {"first": first, "last": last, "year": said["year"]}


class YouForm(Question):
    you = forms.CharField(
        label=_("What are you called?"),
        help_text=_("The name by which to address you. An invented one will do."),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
        error_messages={"required": _("Write a name by which to address you: any will do")},
    )

    def clean_you(self) -> str:
        return cleaned_name(self.cleaned_data["you"], self.fields["you"].error_messages["required"])


class ContactForm(Question):
    why = _(
        "Without a contact we could not offer you a place. In letters there is no name of the child, and in"
        " their subjects none of the Center. Only coordinators of the school see the contact."
    )
    by = forms.ChoiceField(
        label=_("How can we reach you?"),
        help_text=_("E-mail or telephone, whichever is safer. There we write or call when there is a place."),
        choices=[(EMAIL, _("E-mail")), (PHONE, _("Telephone"))],
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose e-mail or telephone")),
    )
    email = forms.CharField(
        label=_("Address"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "email", "inputmode": "email", "type": "email"}),
    )
    phone = forms.CharField(
        label=_("Number with the code of its country"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("by") == EMAIL:
            self._judge(EMAIL, read_email, WRITE_EMAIL)
        elif said.get("by") == PHONE:
            self._judge(PHONE, read_phone, WRITE_PHONE)
        return said

    def _judge(self, name: str, read: Any, sentence: Any) -> None:
        try:
            read(self.cleaned_data.get(name, ""))
        except (ValueError, forms.ValidationError):
            self.add_error(name, sentence)


def read_email(text: str) -> alike.Known:
    """Raises ValueError or ValidationError for what is no address."""
    validate_email(text.strip())
    return alike.email(text)


def read_phone(text: str) -> alike.Known:
    return alike.phone(text)


class LanguageForm(Question):
    language = forms.ChoiceField(
        label=_("In which language shall we talk with you?"),
        help_text=_("Letters and calls will be in it. It changes nothing for the lessons."),
        choices=LANGUAGES,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose a language")),
    )


SUBJECTS = {
    Application.Days.SATURDAY: _("English, Polish, acting, drawing, music"),
    Application.Days.TUESDAY: _("Belarusian"),
}


class DaysForm(Question):
    why = _("We will offer only a place that suits you, and not bother you for nothing.")
    days = forms.TypedMultipleChoiceField(
        label=_("Which days suit you?"),
        help_text=_("Mark one or both."),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Mark at least one day"),
            "invalid_choice": _("Mark Saturday, Tuesday or both"),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["days"]
        field.choices = [
            (int(day), format_html("{} <small>{}</small>", day.label, subjects))
            for day, subjects in SUBJECTS.items()
        ]


class SiblingForm(Question):
    why = _(
        "So that a family does not have to travel to different places: of any three places in a row one at"
        " most goes to a brother or a sister as such."
    )
    sibling = forms.TypedChoiceField(
        label=_("Does a brother or a sister learn at our school?"),
        choices=[
            ("no", pgettext_lazy("a brother or a sister", "No")),
            ("yes", pgettext_lazy("a brother or a sister", "Yes")),
        ],
        coerce=lambda said: said == "yes",
        help_text=_("If so, a coordinator looks into it with you; no papers are needed."),
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose yes or no")),
    )


class CheckForm(Unhurried):
    together = forms.BooleanField(
        label=_("Only together: a place for one alone is no use to us"),
        help_text=_("Without it we offer each child its place when its turn comes."),
        required=False,
    )


def contact_of(said: Mapping[str, Any]) -> tuple[Email | None, Phone | None]:
    if said["by"] == EMAIL:
        return Email(said["email"].strip()), None
    return None, Phone(said["phone"].strip())
