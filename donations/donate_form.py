"""What a donor may choose and write, and what it means."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from config.languages import DEFAULT_LANGUAGE
from donations import aims, calm, methods, money, refusals, sums
from donations.aims import Aim
from donations.giving import Choice
from donations.methods import Rhythm
from donations.models import Campaign, Fund, Gift
from donations.money import CURRENCIES, NoAmount
from donations.refusals import SENTENCES, GivingRefused, Why
from privacy.documents import Email
from privacy.forms import GuardedForm, new_stamp

CONSENT = "2026-11"
"""Which words about who learns what stood on the form; another text is another name."""
LONGEST_NAME, LONGEST_MESSAGE = 80, 300
UNSEEN = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)
"""Signs that make what follows run the other way, or that nobody sees."""
RHYTHM = _("Choose how often you want to give: once, or every month")
CURRENCY = _("Choose zlotys, euros or dollars")
PURPOSE = _("Choose what your gift is for. What you had chosen can not be given to any more")
SHOWN = _("Choose whether your name may be shown")
AMOUNT = _("Choose an amount, or write another one")
MANY = _("Many gifts are coming in at once. Answer this, so that we see that you are a person")
WRONG_SUM = _("That was not the sum, or it took long. Here is another one")
EMAIL = _("Write an e-mail like name@example.org, or leave it empty")
VISIBILITIES = [
    (Gift.Visibility.HIDDEN.value, _("No, show nothing")),
    (Gift.Visibility.NAME.value, _("The name alone")),
    (Gift.Visibility.NAME_AND_AMOUNT.value, _("The name and the amount")),
]
PAGE_LANGUAGES = [("pl", _("Polish")), ("en", _("English")), ("ru", _("Russian"))]
FIELDS = {
    Why.CLOSED: "purpose",
    Why.NEEDS_EMAIL: "email",
    Why.NO_CARDS: "currency",
}
"""Where a refusal is shown; the others are about the whole."""


@dataclass(frozen=True, kw_only=True)
class Preset:
    """An amount that is one tap away."""

    currency: str
    value: str
    shown: str
    does: str


def preset_field(code: str) -> str:
    return f"amount_{code}"


def one_of(label: Any, choices: Sequence[tuple[str, Any]], wrong: Any, **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={"required": wrong, "invalid_choice": wrong},
        **more,
    )


def page_language_field() -> forms.ChoiceField:
    wrong = _("Choose the language of the payment page")
    return forms.ChoiceField(
        label=_("Language of the payment page"),
        help_text=lazy(_of_the_payment_page, str)(),
        choices=PAGE_LANGUAGES,
        error_messages={"required": wrong, "invalid_choice": wrong},
    )


def _of_the_payment_page() -> str:
    if language() == "be":
        return gettext(
            "It does not speak Belarusian yet. Choose what suits you; it does not switch by itself."
        )
    return gettext("Choose what suits you; it does not switch by itself.")


class DonateForm(GuardedForm):
    rhythm = one_of(
        _("How often"),
        [(Rhythm.ONCE.value, _("Once")), (Rhythm.MONTHLY.value, _("Every month"))],
        RHYTHM,
    )
    currency = one_of(
        _("Currency"),
        [(code, f"{known.sign} {code.upper()}") for code, known in CURRENCIES.items()],
        CURRENCY,
        initial="pln",
    )
    other = forms.CharField(
        label=_("Or another amount"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "size": 10}),
    )
    purpose = one_of(pgettext_lazy("of a gift", "What for"), [], PURPOSE, initial=aims.WHERE_NEEDED)
    page_language = page_language_field()
    email = forms.CharField(
        label=_("E-mail, if you want a letter from us"),
        help_text=_(
            "For a gift that is made once you may leave it empty. For a monthly one it is needed: each letter"
            " has the link that stops it."
        ),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "email", "inputmode": "email"}),
    )
    visibility = one_of(
        _("May we show your name on the campaign’s page?"),
        VISIBILITIES,
        SHOWN,
        initial=Gift.Visibility.HIDDEN.value,
    )
    name = forms.CharField(
        label=_("Name or signature"),
        required=False,
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    message = forms.CharField(
        label=_("A few words (optional)"),
        required=False,
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    question = forms.CharField(widget=forms.HiddenInput, required=False)
    answer = forms.CharField(
        label=_("One question before we go on"),
        required=False,
        max_length=10,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": 6}),
    )
    field_order = ["rhythm", "currency", "other", "purpose", "visibility", "name", "message"]
    asks: sums.Question | None = None
    """Past the budget of payment pages, until it is answered."""

    def __init__(
        self,
        *args: Any,
        offered: Sequence[Aim],
        presets: Sequence[Preset],
        wanted: str = "",
        again: Gift | None = None,
        **kwargs: Any,
    ) -> None:
        """`wanted` is the purpose whose button a donor has pressed; `again` is a gift that was not paid."""
        super().__init__(*args, **kwargs)
        self.aims = {each.value: each for each in offered}
        for code in CURRENCIES:
            self.fields[preset_field(code)] = _amounts_of(code, presets)
        purposes: Any = self.fields["purpose"]
        purposes.choices = [(each.value, _two_lines(each.title, each.about)) for each in offered]
        self.initial["page_language"] = methods.page_language("", language())
        if wanted in self.aims:
            self.initial["purpose"] = wanted
        if again:
            self._take_up(again)

    def _take_up(self, gift: Gift) -> None:
        """The same form once more: what it makes is the same gift, or takes its place."""
        self.fields["stamp"].initial = new_stamp(gift.form)
        aim = aims.of_gift(gift)
        self.initial.update(
            rhythm=gift.rhythm,
            currency=gift.currency,
            other=money.shown(gift.amount, language()),
            purpose=aim if aim in self.aims else aims.WHERE_NEEDED,
            page_language=gift.page_language,
        )

    @property
    def amounts(self) -> list[tuple[str, forms.BoundField]]:
        return [(code, self[preset_field(code)]) for code in CURRENCIES]

    @property
    def signs(self) -> bool:
        """Whether the part about the name is to stand open."""
        names = ("visibility", "name", "message")
        wrong = any(name in self.errors for name in names) if self.is_bound else False
        chosen = self["visibility"].value() not in (None, "", Gift.Visibility.HIDDEN.value)
        return bool(wrong or chosen or self["message"].value())

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].strip()
        if email:
            try:
                validate_email(email)
            except ValidationError:
                raise ValidationError(EMAIL) from None
            if not email.rpartition("@")[0].isascii():  # `K` of kelvins is no k, and another letter box.
                raise ValidationError(EMAIL)
        return email

    def clean_name(self) -> str:
        return UNSEEN.sub("", self.cleaned_data["name"]).strip()

    def clean_message(self) -> str:
        return UNSEEN.sub("", self.cleaned_data["message"]).strip()

    def clean_purpose(self) -> Fund | Campaign | None:
        try:
            return aims.found(self.cleaned_data["purpose"])
        except LookupError:
            raise ValidationError(PURPOSE) from None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self._clean_amount(cleaned)
        monthly = cleaned.get("rhythm") == Rhythm.MONTHLY
        if monthly and "email" not in self.errors and not cleaned.get("email"):
            self.add_error("email", str(SENTENCES[Why.NEEDS_EMAIL]))
        shows = cleaned.get("visibility") not in (None, Gift.Visibility.HIDDEN.value)
        if shows and not (cleaned.get("name") or cleaned.get("message")):
            self.add_error("name", _("Write what may be shown, or choose to show nothing"))
        return cleaned

    def _clean_amount(self, cleaned: dict[str, Any]) -> None:
        code = cleaned.get("currency")
        if not code or "other" in self.errors:
            return
        text = cleaned.get("other", "").strip() or cleaned.get(preset_field(code), "")
        if not text:
            self.add_error("other", AMOUNT)
            return
        try:
            cleaned["amount"] = money.given(text, code)
        except NoAmount as wrong:
            self.add_error("other", refusals.sentence(wrong.fault, currency=code, language=language()))
            return
        rhythm = cleaned.get("rhythm")
        if rhythm and not methods.offered(cleaned["amount"], Rhythm(rhythm), calm.circumstances()):
            self.add_error("currency", str(SENTENCES[Why.NO_CARDS]))

    @property
    def choice(self) -> Choice:
        given = self.cleaned_data
        purpose, visibility = given["purpose"], Gift.Visibility(given["visibility"])
        shows = visibility is not Gift.Visibility.HIDDEN
        return Choice(
            amount=given["amount"],
            rhythm=Rhythm(given["rhythm"]),
            fund=purpose if isinstance(purpose, Fund) else None,
            campaign=purpose if isinstance(purpose, Campaign) else None,
            language=language(),
            page_language=given["page_language"],
            visibility=visibility,
            email=Email(given["email"]) if given["email"] else None,
            name=given["name"] if shows else "",
            message=given["message"],
            consent=CONSENT,
        )

    def is_answered(self, *, at: datetime) -> bool:
        given = self.cleaned_data
        return bool(given["question"]) and sums.is_right(given["answer"], token=given["question"], at=at)

    def ask(self) -> None:
        """Nobody is shut out: one question, and then on."""
        self.asks = sums.asked()
        was_asked = bool(self.cleaned_data.get("question"))
        self.add_error("answer", WRONG_SUM if was_asked else MANY)

    def refuse(self, refused: GivingRefused) -> None:
        self.add_error(FIELDS.get(refused.why), str(refused))


def _amounts_of(code: str, presets: Sequence[Preset]) -> forms.ChoiceField:
    choices = [(each.value, _two_lines(each.shown, each.does)) for each in presets if each.currency == code]
    field = one_of(_("Amount"), choices, AMOUNT, required=False)
    field.widget.attrs["class"] = "field__input"
    return field


def _two_lines(first: str, second: str) -> str:
    """Of a tile."""
    return format_html("{} <small>{}</small>", first, second) if second else first


def language() -> str:
    return get_language() or DEFAULT_LANGUAGE
