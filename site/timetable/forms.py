"""The form a rule is written in. It needs no script; `static/timetable/rule.js` adds the preview while one
types.

What the chosen kind has no use for may say anything: without a script all of it stands there. What is left
empty is as on the first date. Somebody who begins on a Monday and ticks Thursday begins on that Thursday.
"""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from timetable import expansion, pattern, refusals
from timetable.faults import BadRule, Fault
from timetable.form_parts import DatesField, OneDateField
from timetable.pattern import LAST, Kind, Pattern
from timetable.rules import LONGEST_STRIDE, MOST_TIMES, Rule

KINDS = [
    (Kind.ONCE, _("once")),
    (Kind.WEEKLY, _("by weeks, on chosen weekdays")),
    (Kind.BY_DATE, _("by months, on a date, such as the 15th")),
    (Kind.BY_WEEKDAY, _("by months, on a weekday, such as the first Sunday")),
]
NTHS = [
    (1, _("the first")),
    (2, _("the second")),
    (3, _("the third")),
    (4, _("the fourth")),
    (LAST, _("the last")),
]
MONTH_DAYS = [
    ("", _("as on the first date")),
    *((day, str(day)) for day in range(1, 32)),
    (LAST, _("the last day of the month")),
]
ENDS = [("never", _("it goes on")), ("until", _("after a last date")), ("count", _("after so many times"))]
REPEATING = {"every", "ends", "until", "count", "skipped", "not_on_holidays"}
UNUSED = {
    Kind.ONCE: {"weekdays", "nths", "month_day", *REPEATING},
    Kind.WEEKLY: {"nths", "month_day"},
    Kind.BY_DATE: {"weekdays", "nths"},
    Kind.BY_WEEKDAY: {"month_day"},
}
TO_BLAME = {
    Fault.EVERY: "every",
    Fault.MINUTES: "time",
    Fault.WEEKDAYS: "weekdays",
    Fault.START: "day",
    Fault.YEARS: "day",
    Fault.TIMES: "count",
    Fault.UNTIL: "until",
    Fault.NOTHING_TO_SKIP: "skipped",
    Fault.BOTH_WAYS: "extra",
}
"""The field beside which a fault is told; others are told above all."""
SAYS = refusals.SENTENCES


def _number(fault: Fault, most: int, **kwargs: Any) -> forms.IntegerField:
    messages = dict.fromkeys(("invalid", "min_value", "max_value"), refusals.lazy_sentence(fault))
    return forms.IntegerField(
        required=False,
        min_value=1,
        max_value=most,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 4}),
        error_messages=messages,
        **kwargs,
    )


class RuleForm(forms.Form):
    """Sound, it has `rule`."""

    use_required_attribute = False
    rule: Rule

    kind = forms.ChoiceField(
        label=_("How often"),
        choices=KINDS,
        initial=Kind.WEEKLY,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose how often it takes place"),
            "invalid_choice": SAYS[Fault.SHAPE],
        },
    )
    day = OneDateField(label=_("First date"), missing=_("Give the first date"))
    time = forms.TimeField(
        label=_("Time"),
        help_text=_("On the clocks in Warsaw, in winter and in summer."),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"required": _("Give the time"), "invalid": SAYS[Fault.MINUTES]},
    )
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Weekdays"),
        help_text=_("If you tick none, the one of the first date."),
        choices=list(WEEKDAYS.items()),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": SAYS[Fault.SHAPE]},
    )
    nths = forms.TypedMultipleChoiceField(
        label=_("Which one in the month"),
        help_text=_("If you tick none, as on the first date."),
        choices=NTHS,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": SAYS[Fault.NTHS]},
    )
    month_day = forms.TypedChoiceField(
        label=_("Day of the month"),
        help_text=_("Months without such a day are passed over."),
        choices=MONTH_DAYS,
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": SAYS[Fault.MONTH_DAY]},
    )
    every = _number(
        Fault.EVERY,
        LONGEST_STRIDE,
        label=_("Every how many weeks or months"),
        help_text=_("1 is each, 2 is every second."),
        initial=1,
    )
    ends = forms.ChoiceField(
        label=_("It ends"),
        choices=ENDS,
        initial="never",
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": SAYS[Fault.SHAPE]},
    )
    until = OneDateField(label=_("Last date"), missing=_("Give the last date"), required=False)
    count = _number(
        Fault.TIMES,
        MOST_TIMES,
        label=_("How many times"),
        help_text=_("Skipped dates are made up for at the end."),
    )
    not_on_holidays = forms.BooleanField(label=_("Not on Polish public holidays"), required=False)
    skipped = DatesField(label=_("Skipped dates"), help_text=_("One a line."))
    extra = DatesField(label=_("Extra dates"), help_text=_("One a line; at the same time of day."))

    @property
    def mistakes(self) -> list[str]:
        return [str(message) for messages in self.errors.values() for message in messages]

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        for name in self._unused(said):
            self.errors.pop(name, None)
            said.pop(name, None)
        self._require_end(said)
        if not self.errors:
            self._make(said)
        return said

    def _unused(self, said: dict[str, Any]) -> set[str]:
        other_ends = {"until", "count"} - {said.get("ends") or "never"}
        return UNUSED[Kind(said["kind"])] | other_ends if said.get("kind") else set()

    def _require_end(self, said: dict[str, Any]) -> None:
        if said.get("ends") == "until" and said.get("until", ...) is None:
            self.add_error("until", self.fields["until"].error_messages["required"])
        if said.get("ends") == "count" and said.get("count", ...) is None:
            self.add_error("count", refusals.sentence(BadRule(Fault.TIMES)))

    def _make(self, said: dict[str, Any]) -> None:
        try:
            self.rule = meant(said)
            expansion.require_dates(self.rule)
        except BadRule as bad:
            self.add_error(self._to_blame(bad, said), refusals.sentence(bad))

    def _to_blame(self, bad: BadRule, said: dict[str, Any]) -> str | None:
        if bad.fault is Fault.YEARS:
            lists = ("skipped", "extra")
            of_lists = (name for name in lists if bad.day in said.get(name, ()))
            return next(of_lists, "until" if bad.day == said.get("until") else "day")
        return TO_BLAME.get(bad.fault)


def meant(said: dict[str, Any]) -> Rule:
    """What is not said is as on the first date. Raises `BadRule`."""
    kind, day = Kind(said["kind"]), said["day"]
    described = _pattern(kind, said)
    return Rule(
        **vars(described) | {"every": 1 if said.get("every") is None else said["every"]},
        start=datetime.combine(pattern.first(described, since=day) or day, said["time"]),
        until=said.get("until"),
        count=said.get("count"),
        skipped=said.get("skipped", frozenset()),
        extra=said["extra"],
        not_on_holidays=said.get("not_on_holidays", False),
    )


def _pattern(kind: Kind, said: dict[str, Any]) -> Pattern:
    day = said["day"]
    weekdays = frozenset(said.get("weekdays") or [day.weekday()])
    if kind is Kind.WEEKLY:
        return Pattern(kind=kind, weekdays=weekdays)
    if kind is Kind.BY_DATE:
        return Pattern(kind=kind, month_day=said.get("month_day") or day.day)
    if kind is Kind.BY_WEEKDAY:
        if len(weekdays) != 1:
            raise BadRule(Fault.WEEKDAYS)
        return Pattern(kind=kind, weekdays=weekdays, nths=frozenset(said.get("nths") or [_nth(day.day)]))
    return Pattern()


def _nth(day: int) -> int:
    """A fifth one is not in every month; it is the last."""
    place = (day - 1) // 7 + 1
    return place if place < 5 else LAST


def typed(known: Rule) -> dict[str, Any]:
    """How the form says a rule."""
    return vars(known) | {
        "kind": known.kind.value,
        "day": known.day,
        "time": known.start.time(),
        "weekdays": sorted(known.weekdays),
        "nths": known.nths_in_order,
        "ends": "until" if known.until else "count" if known.count else "never",
    }
