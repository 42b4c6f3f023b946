"""What fundraisers type."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from config.languages import LANGUAGES
from donations import money
from donations.changing import LONGEST_PAUSE
from donations.models import Campaign, Fund, Refund
from donations.models.amounts import CHOICES
from donations.money import Money, NoAmount
from donations.refusals import sentence
from timetable.expansion import WARSAW, moment
from timetable.form_parts import OneDateField

FIGURES = {"autocomplete": "off", "inputmode": "decimal"}
BANKS_NUMBER = re.compile(r"(?=.*\d)[A-Za-z0-9/._-]{4,60}", re.ASCII)


class AmountField(forms.CharField):
    """Read as donors' amounts are. `currency` is set before it is cleaned."""

    currency = "pln"

    def __init__(self, **options: Any) -> None:
        missing = {"required": _("Write the amount")}
        widget = forms.TextInput(attrs=FIGURES)
        super().__init__(max_length=money.LONGEST, widget=widget, error_messages=missing, **options)

    def clean(self, value: Any) -> Money | None:
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return self.read(typed)
        except NoAmount as bad:
            said = sentence(bad.fault, currency=self.currency, language=get_language() or "")
            raise forms.ValidationError(said) from None

    def read(self, typed: str) -> Money:
        return money.given(typed, self.currency)


class AnyAmountField(AmountField):
    """Past the least and the most that are for payments by card."""

    def read(self, typed: str) -> Money:
        amount = money.read(typed, self.currency)
        if amount.minor <= 0:
            raise NoAmount(money.Fault.NOT_POSITIVE)
        if amount.minor > 10**12:
            raise NoAmount(money.Fault.UNCLEAR)
        return amount


class AgainForm(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class OfOneCurrency(forms.Form):
    use_required_attribute = False

    def __init__(self, *args: Any, currency: str, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            if isinstance(field, AmountField):
                field.currency = currency


class AmountForm(OfOneCurrency):
    amount = AmountField(label=_("Amount each month"))


class PauseForm(forms.Form):
    use_required_attribute = False
    until = OneDateField(
        label=_("Pause until"),
        missing=_("Give the day"),
        help_text=_("Nothing is taken before that day, and nothing afterwards for the time between."),
    )

    def clean_until(self) -> date:
        day: date = self.cleaned_data["until"]
        if not timezone.localdate() < day <= timezone.localdate() + LONGEST_PAUSE:
            raise forms.ValidationError(_("Give a day between tomorrow and a year from now"))
        return day


class RefundForm(OfOneCurrency):
    number = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    """The refund's own: sent twice it is one."""
    amount = AnyAmountField(label=_("How much is given back"))
    reason = forms.ChoiceField(
        label=_("Why"),
        choices=[("", "—"), *Refund.Reason.choices],
        error_messages={"required": _("Say why")},
    )


class ExplainForm(forms.Form):
    use_required_attribute = False
    words = forms.CharField(
        label=_("What it is, in a sentence"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("No amount is changed by it. Names of donors do not belong here."),
        error_messages={"required": _("Write what it is")},
    )


class FundForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    use_required_attribute = False

    class Meta:
        model = Fund
        fields = (
            *(f"{what}_{code}" for what in ("name", "about") for code, _name in LANGUAGES),
            "slug",
            "is_open",
        )


class CampaignForm(forms.ModelForm):  # type: ignore[type-arg]
    """Days are whole ones, of Warsaw. A moment that is there already stays, if its day does."""

    use_required_attribute = False
    goal = AnyAmountField(label=_("Goal"))
    first = OneDateField(label=_("First day"), missing=_("Give the first day"))
    last = OneDateField(label=_("Last day"), required=False, help_text=_("Empty: until somebody closes it."))

    class Meta:
        model = Campaign
        fields = ("name", "fund", "currency")

    field_order = ("name", "goal", "currency", "fund", "first", "last")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **options})
        row = self.instance
        if row.pk:
            places = money.CURRENCIES[row.currency].places
            whole, rest = divmod(row.goal_minor, 10**places)
            self.initial = {
                **self.initial,
                "goal": f"{whole},{rest:0{places}}" if rest else str(whole),
                "first": row.opens_at.astimezone(WARSAW).date(),
                "last": _last_day(row.ends_at),
            }
        currency = self.data.get("currency") if self.is_bound else ""
        self.fields["goal"].currency = currency if currency in money.CURRENCIES else "pln"  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        first, last, row = said.get("first"), said.get("last"), self.instance
        if first and last and last < first:
            self.add_error("last", _("It ends before it begins."))
        if "goal" in said:
            row.goal_minor = said["goal"].minor
        if first and "first" in self.changed_data:
            row.opens_at = midnight(first)
        if "last" in self.changed_data:
            row.ends_at = midnight(last + timedelta(days=1)) if last else None
        return said


def midnight(day: date) -> datetime:
    return moment(datetime.combine(day, time(0)))


def _last_day(end: datetime | None) -> date | None:
    return (end - timedelta(microseconds=1)).astimezone(WARSAW).date() if end else None


class TransferForm(forms.Form):
    use_required_attribute = False
    number = forms.CharField(
        label=_("Number on the bank’s statement"),
        max_length=60,
        help_text=_("The bank’s own, not the sender’s words: by it nothing is entered twice."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Write the number")},
    )
    amount = AnyAmountField(label=_("Amount"))
    currency = forms.ChoiceField(label=capfirst(_("currency")), choices=CHOICES, initial="pln")
    came = OneDateField(label=_("In our account on"), missing=_("Give the day"))
    purpose = forms.ChoiceField(label=_("Purpose"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **options})
        funds = [(f"fund {row.pk}", str(row)) for row in Fund.objects.all()]
        campaigns = [(f"campaign {row.pk}", str(row)) for row in Campaign.objects.all()]
        self.fields["purpose"].choices = [("", _("where the need is greatest")), *funds, *campaigns]  # type: ignore[attr-defined]
        currency = self.data.get("currency", "") if self.is_bound else "pln"
        self.fields["amount"].currency = currency if currency in money.CURRENCIES else "pln"  # type: ignore[attr-defined]

    def clean_number(self) -> str:
        number: str = self.cleaned_data["number"].replace(" ", "")
        if not BANKS_NUMBER.fullmatch(number):
            raise forms.ValidationError(_("That is no number of a transfer: figures, Latin letters and /.-_"))
        return number

    def clean_came(self) -> date:
        day: date = self.cleaned_data["came"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("That day is still to come"))
        return day

    def clean_purpose(self) -> Fund | Campaign | None:
        kind, _space, number = self.cleaned_data["purpose"].partition(" ")
        if not number:
            return None
        return Fund.objects.get(pk=number) if kind == "fund" else Campaign.objects.get(pk=number)


class CorrectForm(OfOneCurrency):
    """Nothing is an amount here: then it was no gift."""

    amount = AnyAmountField(label=_("So much it was"), required=False)
