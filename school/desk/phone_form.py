"""What a coordinator types about a family on the telephone: the form’s seven answers, on one page."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from config.languages import DEFAULT_LANGUAGE, LANGUAGES
from privacy import alike
from privacy.documents import Email, Phone
from school import ages
from school.applying import WRONG
from school.models import Application
from school.refusals import SENTENCES
from school.register_forms import LONGEST_NAME
from school.registered import Family, NewChild

ROWS = 3
"""Children on one page."""
CONTACT = _("Write an e-mail like name@example.org or a telephone like +48 000 000 000")


def number(label: Any, *, least: int, most: int, required: bool = True) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"inputmode": "numeric"})
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        required=required,
        widget=widget,
        error_messages={"required": _("Write month and year of birth")},
    )


class PhoneForm(forms.Form):
    use_required_attribute = False

    you = forms.CharField(
        label=_("Who calls"),
        max_length=LONGEST_NAME,
        error_messages={"required": _("Write a name: any will do")},
    )
    contact = forms.CharField(
        label=_("Telephone or e-mail"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": CONTACT},
    )
    language = forms.ChoiceField(
        label=_("Language of calls and letters"), choices=LANGUAGES, initial=DEFAULT_LANGUAGE
    )
    days = forms.TypedMultipleChoiceField(
        label=_("Days that suit"),
        choices=Application.Days.choices,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one day")},
    )
    sibling = forms.BooleanField(label=_("A brother or sister is at the school"), required=False)
    together = forms.BooleanField(label=_("Only together, if there are several"), required=False)
    note = forms.CharField(
        label=_("Note"),
        max_length=500,
        required=False,
        help_text=_("For colleagues. It is sealed, and erased with the contact."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, today: date, term: date | None, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.today, self.term = today, term
        for nth in range(1, ROWS + 1):
            self.fields[f"name{nth}"] = forms.CharField(
                label=_("First name"), max_length=LONGEST_NAME, required=nth == 1,
                error_messages={"required": _("Write the child’s name: the one used at home will do")},
            )  # fmt: skip
            self.fields[f"month{nth}"] = number(_("Month of birth"), least=1, most=12, required=False)
            self.fields[f"year{nth}"] = number(_("Year"), least=1900, most=9999, required=False)

    @property
    def children(self) -> Iterator[list[forms.BoundField]]:
        """The fields of each child, in rows."""
        for nth in range(1, ROWS + 1):
            yield [self[f"name{nth}"], self[f"month{nth}"], self[f"year{nth}"]]

    @property
    def rest(self) -> list[forms.BoundField]:
        return [self[name] for name in ("you", "contact", "language", "days", "sibling", "together", "note")]

    def clean_contact(self) -> str:
        text: str = self.cleaned_data["contact"].strip()
        try:
            self.known = alike.email(text) if "@" in text else alike.phone(text)
        except ValueError:
            raise forms.ValidationError(CONTACT) from None
        return text

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        for nth in range(1, ROWS + 1):
            if said.get(f"name{nth}"):
                self._judge(nth, said)
        return said

    def _judge(self, nth: int, said: dict[str, Any]) -> None:
        month, year = said.get(f"month{nth}"), said.get(f"year{nth}")
        if not (month and year):
            self.add_error(f"year{nth}", _("Write month and year of birth"))
        elif found := ages.wrong(year=year, month=month, today=self.today, term=self.term):
            self.add_error(f"year{nth}", str(SENTENCES[WRONG[found]]))

    @property
    def family(self) -> Family:
        said = self.cleaned_data
        is_email = self.known.kind == "email"
        named = [nth for nth in range(1, ROWS + 1) if said.get(f"name{nth}")]
        return Family(
            children=tuple(
                NewChild(
                    name=said[f"name{nth}"], born_year=said[f"year{nth}"], born_month=said[f"month{nth}"]
                )
                for nth in named
            ),
            name=said["you"],
            language=said["language"],
            days=tuple(said["days"]),
            email=Email(said["contact"]) if is_email else None,
            phone=None if is_email else Phone(said["contact"]),
            says_sibling=said["sibling"],
            together=said["together"] and len(named) > 1,
            note=said["note"],
        )
