"""What is wrong with a rule, said to the person who wrote it."""

from typing import Any

from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from timetable.faults import BadRule, Fault
from timetable.pattern import LATEST
from timetable.rules import EARLIEST, LONGEST_STRIDE, MOST_DATES, MOST_TIMES

SENTENCES = {
    Fault.SHAPE: _("This does not go together: choose again how often it takes place"),
    Fault.YEARS: _("%(day)s is out of reach: dates go from %(first)s to %(last)s"),
    Fault.MINUTES: _("Give the time in hours and minutes, for example 18:00"),
    Fault.EVERY: _("Between one time and the next lie 1 to %(stride)s weeks or months"),
    Fault.WEEKDAYS: _("Choose one weekday: by months there is one only"),
    Fault.NTHS: _("Choose which one in the month: the first, second, third, fourth or last"),
    Fault.MONTH_DAY: _("A month has days from 1 to 31"),
    Fault.START: _("%(day)s does not fit the rule: begin on a date that does"),
    Fault.TWO_ENDS: _("Give either a last date or a number of times, not both"),
    Fault.TIMES: _("It can take place 1 to %(times)s times; without a number it goes on"),
    Fault.UNTIL: _("The last date is before the first one"),
    Fault.MANY_DATES: _("At most %(dates)s dates fit into a list"),
    Fault.BOTH_WAYS: _("%(day)s is both skipped and extra: decide for one"),
    Fault.NOTHING_TO_SKIP: _("There is nothing to skip on %(day)s: the rule does not fall on it"),
    Fault.NO_DATES: _("No date is left: all are skipped or are holidays"),
    Fault.TEXT: _("This is not a rule that the form has made: fill in the form"),
}


def sentence(bad: BadRule) -> str:
    return SENTENCES[bad.fault] % {
        "day": date_format(bad.day, "DATE_FORMAT") if bad.day else "",
        "first": date_format(EARLIEST, "DATE_FORMAT"),
        "last": date_format(LATEST, "DATE_FORMAT"),
        "stride": LONGEST_STRIDE,
        "times": MOST_TIMES,
        "dates": MOST_DATES,
    }


def lazy_sentence(fault: Fault) -> Any:
    """For a field that is made before anybody's language is known."""
    return lazy(sentence, str)(BadRule(fault))
