from typing import Any

import pytest
from django.utils import translation

from tests.timetable.filling import WEEKLY, filled

SHAPE = "This does not go together: choose again how often it takes place"
FIGURES = "Write the date in figures, for example 05/12/2027"
CLOCK = "Give the time in hours and minutes, for example 18:00"
STRIDE = "Between one time and the next lie 1 to 12 weeks or months"
TIMES = "It can take place 1 to 500 times; without a number it goes on"
LONG_AGO = "1 January 1999 is out of reach: dates go from 1 January 2020 to 31 December 2099"
NO_DATE = "“soon” is no date: write each in figures, for example 05/12/2027, one a line"
LONG_LIST = "At most 100 dates fit into a list"
TOO_MANY = "\n".join(f"{day:02}/{month:02}/2027" for month in range(1, 8) for day in range(1, 29))


MISTAKES = [
    ({"kind": ""}, "kind", "Choose how often it takes place"),
    ({"kind": "secondly"}, "kind", SHAPE),
    ({"day": ""}, "day", "Give the first date"),
    ({"day": "yesterday"}, "day", FIGURES),
    ({"day": "31/02/2027"}, "day", FIGURES),
    ({"day": "1999-01-01"}, "day", LONG_AGO),
    ({"time": ""}, "time", "Give the time"),
    ({"time": "25:00"}, "time", CLOCK),
    ({"time": "18:00:30"}, "time", CLOCK),
    ({"every": "0"}, "every", STRIDE),
    ({"every": "-1"}, "every", STRIDE),
    ({"every": "1000000000"}, "every", STRIDE),
    ({"every": "two"}, "every", STRIDE),
    ({"weekdays": ["7"]}, "weekdays", SHAPE),
    ({"ends": "never ever"}, "ends", SHAPE),
    ({"ends": "until"}, "until", "Give the last date"),
    ({"ends": "until", "until": "soon"}, "until", FIGURES),
    ({"ends": "until", "until": "30/09/2026"}, "until", "The last date is before the first one"),
    ({"ends": "until", "until": "1999-01-01"}, "until", LONG_AGO),
    ({"ends": "count"}, "count", TIMES),
    ({"ends": "count", "count": "0"}, "count", TIMES),
    ({"ends": "count", "count": "-1"}, "count", TIMES),
    ({"ends": "count", "count": "1000000000"}, "count", TIMES),
    ({"ends": "count", "count": "9" * 5000}, "count", TIMES),
    ({"skipped": "soon"}, "skipped", NO_DATE),
    (
        {"skipped": "02/10/2026"},
        "skipped",
        "There is nothing to skip on 2 October 2026: the rule does not fall on it",
    ),
    ({"skipped": TOO_MANY}, "skipped", LONG_LIST),
    ({"extra": "x" * 100_000}, "extra", LONG_LIST),
    ({"extra": "01/01/1999"}, "extra", LONG_AGO),
    (
        {"skipped": "08/10/2026", "extra": "08/10/2026"},
        "extra",
        "8 October 2026 is both skipped and extra: decide for one",
    ),
    (
        {"skipped": "01/10/2026", "ends": "until", "until": "07/10/2026"},
        "__all__",
        "No date is left: all are skipped or are holidays",
    ),
    (
        {"kind": "by-weekday", "weekdays": ["1", "3"]},
        "weekdays",
        "Choose one weekday: by months there is one only",
    ),
    (
        {"kind": "by-weekday", "nths": ["5"]},
        "nths",
        "Choose which one in the month: the first, second, third, fourth or last",
    ),
    ({"kind": "by-date", "month_day": "32"}, "month_day", "A month has days from 1 to 31"),
]


@pytest.mark.parametrize(("said", "where", "mistake"), MISTAKES)
def test_each_mistake_is_told_in_one_sentence_where_it_was_made(
    said: dict[str, Any], where: str, mistake: str
) -> None:
    with translation.override("en"):
        form = filled(**{**WEEKLY, **said})

        assert {name: list(map(str, each)) for name, each in form.errors.items()} == {where: [mistake]}


def test_several_mistakes_are_told_at_once() -> None:
    with translation.override("en"):
        form = filled(**WEEKLY | {"day": "", "time": "x", "every": "0", "ends": "count"})

        assert form.mistakes == ["Give the first date", CLOCK, STRIDE, TIMES]


def test_what_was_typed_stays() -> None:
    shown = str(filled(**WEEKLY | {"every": "two", "skipped": "24.12, soon"}))

    assert ('value="two"' in shown, "24.12, soon" in shown, 'value="2026-10-01"' in shown) == (True,) * 3
