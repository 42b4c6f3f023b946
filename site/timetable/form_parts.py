"""Dates as people write them: in their language's way, or as a browser's calendar does."""

import re
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.text import Truncator, format_lazy
from django.utils.translation import gettext_lazy as _

from timetable.rules import MOST_DATES

EXAMPLE = date(2027, 12, 5)
BETWEEN = re.compile(r"[\n,;]+")
LONGEST = 40 * MOST_DATES
YEARS = range(1900, 2200)
"""What lies outside is a slip of the pen, and no clock reaches it."""


def written(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")


def example() -> str:
    return written(EXAMPLE)


class OneDateField(forms.DateField):
    """Shown by the browser's own calendar; where there is none, written in the language's way."""

    def __init__(self, *, missing: Any = "", **kwargs: Any) -> None:
        messages = {
            "required": missing,
            "invalid": format_lazy(
                _("Write the date in figures, for example {date}"), date=lazy(example, str)()
            ),
        }
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, error_messages=messages, **kwargs)

    def to_python(self, value: Any) -> date | None:
        day = super().to_python(value)
        if day and day.year not in YEARS:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return day


class DatesField(forms.CharField):
    """Several, one a line; commas do as well."""

    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """What was typed stays as it was typed."""
        return value if value is None or isinstance(value, str) else "\n".join(map(written, sorted(value)))

    def clean(self, value: Any) -> frozenset[date]:
        text = value if isinstance(value, str) else ""
        if len(text) > LONGEST:
            raise forms.ValidationError(too_many())
        found = frozenset(_day(each) for each in map(str.strip, BETWEEN.split(text)) if each)
        if len(found) > MOST_DATES:
            raise forms.ValidationError(too_many())
        return found


def too_many() -> str:
    return _("At most %(dates)s dates fit into a list") % {"dates": MOST_DATES}


def _day(text: str) -> date:
    try:
        return cast("date", forms.DateField().to_python(text))
    except forms.ValidationError:
        message = _("“%(text)s” is no date: write each in figures, for example %(date)s, one a line")
        shown = Truncator(text).chars(30)
        raise forms.ValidationError(message % {"text": shown, "date": example()}) from None
