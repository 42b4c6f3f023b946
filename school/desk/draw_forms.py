"""What coordinators type for a draw."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from school import draw, drawing, draws_due
from timetable.expansion import moment
from timetable.form_parts import OneDateField


class NameForm(forms.Form):
    """Which value, and when it is drawn. Ready to be sent as it is shown."""

    use_required_attribute = False

    month = forms.ChoiceField(label=capfirst(_("month")))
    source = forms.CharField(
        label=capfirst(_("public random value")),
        max_length=200,
        help_text=_("Which draw of whom, so that anybody can look it up. It must not exist yet."),
    )
    day = OneDateField(label=_("The value is drawn on"), missing=_("Give the day on which it is drawn"))
    time = forms.TimeField(
        label=_("Hour, in Warsaw"),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
    )
    reason = forms.CharField(
        label=_("Why so late, or why once more"),
        max_length=200,
        required=False,
        help_text=_("Everybody reads it. Leave it empty for a month that goes on and has no value yet."),
    )

    def __init__(self, sent: Any, *, month: str, at: datetime) -> None:
        known = {each.month: each for each in draws_due.months(at=at)}
        chosen = _chosen(month, list(known), at=at)
        source, source_at = drawing.proposed(chosen, at=at)
        local = source_at.astimezone(draw.WARSAW)
        initial = {"month": f"{chosen:%Y-%m}", "source": source, "day": local.date(), "time": local.time()}
        super().__init__(sent, initial=initial, label_suffix="")
        self.fields["month"].choices = [  # type: ignore[attr-defined]
            (f"{each:%Y-%m}", capfirst(date_format(each, "YEAR_MONTH_FORMAT"))) for each in known
        ]

    @property
    def facts(self) -> dict[str, Any]:
        known = self.cleaned_data
        return {
            "month": date.fromisoformat(f"{known['month']}-01"),
            "source": known["source"],
            "source_at": moment(datetime.combine(known["day"], known["time"])),
            "reason": known["reason"],
        }


def _chosen(month: str, known: list[date], *, at: datetime) -> date:
    """The month that was asked for, or the one that goes on."""
    return next((each for each in known if f"{each:%Y-%m}" == month), draw.month_at(at))


class ValueForm(forms.Form):
    use_required_attribute = False

    value = forms.CharField(
        label=capfirst(_("value")),
        max_length=200,
        strip=True,
        error_messages={"required": _("Type the value, as it was published.")},
        help_text=_("Copy or type it whole. Capitals and spaces around it do not matter."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
