"""What a guardian may type on her own page."""

from typing import Any

from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from config.languages import LANGUAGES
from privacy import alike
from privacy.documents import Email, Phone
from privacy.forms import Form
from school.models import Application, FirstDayAnswers, PhotoConsent, Reached

LONGEST_NAME, LONGEST_WORDS = 80, 1000
NOT_EMAIL = _("Write an e-mail like name@example.org")
NOT_PHONE = _("Write a telephone like +48 000 000 000")
NO_CONTACT = _("Leave an e-mail or a telephone: else we can not tell you of a place.")


def text(**more: Any) -> forms.TextInput:
    return forms.TextInput(attrs={"autocomplete": "off", **more})


class ReachForm(Form):
    """An e-mail, a telephone or both."""

    email = forms.CharField(
        label=_("E-mail"),
        required=False,
        max_length=200,
        widget=text(autocomplete="email", inputmode="email"),
    )
    phone = forms.CharField(
        label=_("Telephone"), required=False, max_length=40, widget=text(autocomplete="tel", inputmode="tel")
    )

    def clean_email(self) -> str:
        return _read(self.cleaned_data["email"], _email, NOT_EMAIL)

    def clean_phone(self) -> str:
        return _read(self.cleaned_data["phone"], alike.phone, NOT_PHONE)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not (self.errors or given.get("email") or given.get("phone")):
            self.add_error("email", NO_CONTACT)
        return given


def _email(typed: str) -> alike.Known:
    validate_email(typed)
    return alike.email(typed)


def _read(typed: str, read: Any, sentence: Any) -> str:
    """As it was typed, if it can be one; nothing for nothing."""
    typed = typed.strip()
    try:
        if typed:
            read(typed)
    except (ValueError, forms.ValidationError):
        raise forms.ValidationError(sentence) from None
    return typed


class ContactForm(ReachForm):
    language = forms.ChoiceField(label=_("Language of letters and calls"), choices=LANGUAGES)

    @property
    def contacts(self) -> list[alike.Known]:
        given = self.cleaned_data
        found = [alike.email(given["email"])] if given["email"] else []
        return [*found, alike.phone(given["phone"])] if given["phone"] else found


class GuardianForm(ReachForm):
    """Somebody else who cares for the child."""

    name = forms.CharField(
        label=_("What is she or he called"),
        help_text=_("A name is enough, without a surname."),
        max_length=LONGEST_NAME,
        widget=text(),
        error_messages={"required": _("Write a name: any will do")},
    )
    language = forms.ChoiceField(label=_("Language of letters and calls"), choices=LANGUAGES)
    may_decide = forms.ChoiceField(
        label=_("What may she or he do"),
        widget=forms.RadioSelect,
        choices=[
            ("yes", _("Decide as I do")),
            ("no", _("Only look")),
        ],
        error_messages={"required": _("Choose what she or he may do")},
    )

    field_order = ["name", "email", "phone", "language", "may_decide"]

    @property
    def person(self) -> Reached:
        given = self.cleaned_data
        return Reached(
            name=given["name"],
            email=Email(given["email"]) if given["email"] else None,
            phone=Phone(given["phone"]) if given["phone"] else None,
        )


class DaysForm(Form):
    days = forms.TypedMultipleChoiceField(
        label=_("Which days suit"),
        help_text=_("The more days, the sooner there may be a place that fits."),
        coerce=int,
        choices=[(day.value, day.label) for day in reversed(Application.Days)],
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one day"),
            "invalid_choice": _("Choose at least one day"),
        },
    )


class FirstDayForm(Form):
    """Asked once there is a place. No answer is needed."""

    name = forms.CharField(
        label=_("Whom else to call, if you can not be reached"),
        required=False,
        max_length=LONGEST_NAME,
        widget=text(),
    )
    phone = forms.CharField(
        label=_("Her or his telephone"), required=False, max_length=40, widget=text(inputmode="tel")
    )
    fetched_by = forms.CharField(
        label=_("Who may fetch the child besides you"),
        help_text=_("Names are enough. If the child may go home alone, write so."),
        required=False,
        max_length=200,
        widget=text(),
    )
    pick_up_word = forms.CharField(
        label=_("A word that whoever fetches the child says"),
        help_text=_("So that we need no papers from anybody."),
        required=False,
        max_length=40,
        widget=text(),
    )
    health = forms.CharField(
        label=_("Health: what should we know"),
        help_text=_(
            "Allergies, medicine, fears. Coordinators and the teachers of the group see it; we erase it "
            "when the "
            "term ends, or when you empty this field."
        ),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
    )
    photos = forms.ChoiceField(
        label=_("Pictures of lessons"),
        help_text=_(
            "Without the face means hands, drawings, from behind. For pictures with the face we ask your "
            "consent on paper too. You can change this any day."
        ),
        required=False,
        choices=[
            (PhotoConsent.Answer.NONE, _("No pictures")),
            (PhotoConsent.Answer.FACELESS, _("Without the face")),
            (PhotoConsent.Answer.FACE, _("With the face")),
        ],
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of the answers about pictures")},
    )

    def clean_phone(self) -> str:
        return _read(self.cleaned_data["phone"], alike.phone, NOT_PHONE)

    @property
    def answers(self) -> FirstDayAnswers:
        given = self.cleaned_data
        return FirstDayAnswers(
            name=given["name"],
            phone=Phone(given["phone"]) if given["phone"] else None,
            fetched_by=given["fetched_by"],
            pick_up_word=given["pick_up_word"],
        )
