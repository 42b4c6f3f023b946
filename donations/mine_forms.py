"""What a donor may type on her own page."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from donations import methods
from donations.donate_form import page_language_field
from donations.money import CURRENCIES, Money, NoAmount, given
from donations.refusals import sentence
from privacy.forms import Form, GuardedForm


def amount_field() -> forms.CharField:
    return forms.CharField(
        label=_("Amount"),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "size": 10}),
        error_messages={"required": _("Write the amount in figures, like 50 or 12,50.")},
    )


class AmountForm(Form):
    """Another amount every month; the currency stays."""

    amount = amount_field()

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.currency = currency
        sign = CURRENCIES[currency].sign if currency in CURRENCIES else currency.upper()
        self.fields["amount"].label = _("How much every month, in %(sign)s") % {"sign": sign}

    def clean_amount(self) -> Money:
        return _read(self.cleaned_data["amount"], self.currency)


def _read(typed: str, currency: str) -> Money:
    try:
        return given(typed, currency)
    except NoAmount as wrong:
        said = sentence(wrong.fault, currency=currency, language=get_language() or "")
        raise forms.ValidationError(said) from None


class PageLanguageForm(Form):
    """In what the payment page speaks. Never chosen silently, Russian least of all."""

    page_language = page_language_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("page_language", methods.page_language("", get_language() or ""))


class MoreForm(GuardedForm, PageLanguageForm):
    """One more gift, apart from what is given every month."""

    currency = forms.ChoiceField(
        label=_("Currency"),
        choices=[(code, code.upper()) for code in CURRENCIES],
        error_messages={
            "required": _("Gifts can be made in zlotys, euros and dollars."),
            "invalid_choice": _("Gifts can be made in zlotys, euros and dollars."),
        },
    )
    amount = amount_field()

    field_order = ["currency", "amount", "page_language"]

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        if "amount" in told and "currency" in told:
            try:
                told["amount"] = _read(told["amount"], told["currency"])
            except forms.ValidationError as wrong:
                self.add_error("amount", wrong)
        return told
