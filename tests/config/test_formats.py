"""Dates, times and numbers as readers of each language write them."""

from datetime import datetime
from decimal import Decimal

import pytest
from django import forms
from django.utils import dates
from django.utils.formats import date_format, get_format, localize_input, number_format
from django.utils.timezone import make_aware
from django.utils.translation import override

MOMENT = datetime(2026, 12, 5, 14, 0)  # noqa: DTZ001 - as it stands on a clock in Warsaw
SHAPES = (
    "DATE_FORMAT",
    "TIME_FORMAT",
    "DATETIME_FORMAT",
    "SHORT_DATE_FORMAT",
    "SHORT_DATETIME_FORMAT",
    "YEAR_MONTH_FORMAT",
    "MONTH_DAY_FORMAT",
)
NBSP = "\xa0"
WEEKDAYS = {
    "be": "Панядзелак Аўторак Серада Чацвер Пятніца Субота Нядзеля",
    "ru": "Понедельник Вторник Среда Четверг Пятница Суббота Воскресенье",
    "pl": "Poniedziałek Wtorek Środa Czwartek Piątek Sobota Niedziela",
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
}
WEEKDAYS_IN_SHORT = {
    "be": "Пн Аў Ср Чц Пт Сб Нд",
    "ru": "Пн Вт Ср Чт Пт Сб Вс",
    "pl": "Pon Wt Śr Czw Pt So Nd",
    "en": "Mon Tue Wed Thu Fri Sat Sun",
}
MONTHS = {
    "be": ("Студзень Люты Сакавік Красавік Май Чэрвень Ліпень Жнівень Верасень Кастрычнік Лістапад Снежань"),
    "ru": "Январь Февраль Март Апрель Май Июнь Июль Август Сентябрь Октябрь Ноябрь Декабрь",
    "pl": (
        "Styczeń Luty Marzec Kwiecień Maj Czerwiec Lipiec Sierpień Wrzesień Październik Listopad Grudzień"
    ),
    "en": "January February March April May June July August September October November December",
}
MONTHS_AFTER_A_DAY = {
    "be": (
        "студзеня лютага сакавіка красавіка мая чэрвеня ліпеня жніўня верасня кастрычніка лістапада снежня"
    ),
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "pl": (
        "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia"
    ),
    "en": "January February March April May June July August September October November December",
}


@pytest.mark.parametrize(
    ("language", "written"),
    [
        (
            "be",
            ["5 снежня 2026", "14:00", "5 снежня 2026, 14:00", "05.12.2026", "05.12.2026 14:00",
             "Снежань 2026", "5 снежня"],
        ),
        (
            "ru",
            ["5 декабря 2026", "14:00", "5 декабря 2026, 14:00", "05.12.2026", "05.12.2026 14:00",
             "Декабрь 2026", "5 декабря"],
        ),
        (
            "pl",
            ["5 grudnia 2026", "14:00", "5 grudnia 2026, 14:00", "05.12.2026", "05.12.2026 14:00",
             "Grudzień 2026", "5 grudnia"],
        ),
        (
            "en",
            ["5 December 2026", "14:00", "5 December 2026, 14:00", "05/12/2026", "05/12/2026 14:00",
             "December 2026", "5 December"],
        ),
    ],
)  # fmt: skip
def test_the_fifth_of_december_at_two_in_the_afternoon(language: str, written: list[str]) -> None:
    with override(language):
        assert [date_format(MOMENT, shape) for shape in SHAPES] == written


@pytest.mark.parametrize("language", WEEKDAYS)
def test_days_have_their_names(language: str) -> None:
    with override(language):
        assert " ".join(map(str, dates.WEEKDAYS.values())) == WEEKDAYS[language]
        assert " ".join(map(str, dates.WEEKDAYS_ABBR.values())) == WEEKDAYS_IN_SHORT[language]


@pytest.mark.parametrize("language", MONTHS)
def test_months_have_their_names_alone_and_after_a_day(language: str) -> None:
    with override(language):
        assert " ".join(map(str, dates.MONTHS.values())) == MONTHS[language]
        assert " ".join(map(str, dates.MONTHS_ALT.values())) == MONTHS_AFTER_A_DAY[language]


@pytest.mark.parametrize("language", ["be", "ru", "pl", "en"])
def test_weeks_begin_on_monday(language: str) -> None:
    with override(language):
        assert get_format("FIRST_DAY_OF_WEEK") == 1


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("be", [f"17{NBSP}000", f"1{NBSP}234{NBSP}567", "1234,50", "0,5"]),
        ("ru", [f"17{NBSP}000", f"1{NBSP}234{NBSP}567", "1234,50", "0,5"]),
        ("pl", [f"17{NBSP}000", f"1{NBSP}234{NBSP}567", "1234,50", "0,5"]),
        ("en", ["17,000", "1,234,567", "1234.50", "0.5"]),
    ],
)
def test_numbers_are_grouped_and_divided_as_the_language_does(language: str, written: list[str]) -> None:
    with override(language):
        grouped = [number_format(number, force_grouping=True) for number in (17000, 1234567)]
        assert [*grouped, number_format(Decimal("1234.50")), number_format(0.5)] == written


class WhenForm(forms.Form):
    day = forms.DateField()
    hour = forms.TimeField()
    moment = forms.DateTimeField()


@pytest.mark.parametrize("language", ["be", "ru", "pl", "en"])
def test_what_a_form_shows_it_takes_back(language: str) -> None:
    there = {"day": MOMENT.date(), "hour": MOMENT.time(), "moment": make_aware(MOMENT)}
    with override(language):
        shown = {name: field.widget.format_value(there[name]) for name, field in WhenForm().fields.items()}
        shown["moment"] = WhenForm(initial=there)["moment"].value()
        form = WhenForm({name: localize_input(value) for name, value in shown.items()})

        assert (form.is_valid(), form.cleaned_data) == (True, there)


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        ("be", "05.12.2026"),
        ("be", "05.12.26"),
        ("ru", "05.12.2026"),
        ("pl", "05.12.2026"),
        ("en", "05/12/2026"),
        ("en", "5 December 2026"),
        *[(language, "2026-12-05") for language in ("be", "ru", "pl", "en")],
    ],
)
def test_a_day_may_be_typed_the_usual_way(language: str, typed: str) -> None:
    with override(language):
        assert forms.DateField().clean(typed) == MOMENT.date()
