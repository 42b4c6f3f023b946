from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils.translation import override

from home.inquiry_forms import InquiryForm, deadline
from privacy import forms
from tests.privacy.people import NOW

GOOD = {
    "name": "Alina",
    "outlet": "Hazieta",
    "contact": "alina@example.org",
    "day": "5",
    "month": "12",
    "hour": "14",
    "languages": ["pl", "en"],
    "question": "How many?",
    "homepage": "",
}


def filled(**changes: Any) -> InquiryForm:
    return InquiryForm({"stamp": old_stamp(), **GOOD, **changes}, at=NOW)


def old_stamp(key: str = "12345678123456781234567812345678") -> str:
    from django.core import signing
    from django.utils import timezone

    return signing.dumps([key, timezone.now().timestamp() - 60], salt=forms.SALT)


def test_good_answers_become_words() -> None:
    form = filled()

    assert form.is_valid(), form.errors
    words = form.words
    assert (words.name, words.email, words.phone, words.languages) == (
        "Alina",
        GOOD["contact"],
        None,
        ("pl", "en"),
    )
    assert form.cleaned_data["deadline"] == datetime(2026, 12, 5, 13, tzinfo=UTC)


def test_a_telephone_will_do() -> None:
    form = filled(contact="+48 600 100 200")

    assert form.is_valid()
    assert (form.words.email, form.words.phone) == (None, "+48 600 100 200")


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"name": ""}, "name", "Write your name"),
        ({"outlet": " "}, "outlet", "Write the outlet, or “independent”"),
        (
            {"contact": "call me"},
            "contact",
            "Write an e-mail like name@example.org or a telephone like +48 000 000 000",
        ),
        ({"day": ""}, "day", "Write the day as a number, like 5"),
        ({"month": ""}, "month", "Write the month as a number, like 12"),
        ({"hour": ""}, "hour", "Write the hour, like 14 or 14:30"),
        ({"day": "31"}, "day", None),
        ({"day": "32"}, "day", "Write a day and an hour that are still to come, within half a year"),
        ({"hour": "25"}, "day", "Write a day and an hour that are still to come, within half a year"),
        ({"hour": "soon"}, "day", "Write a day and an hour that are still to come, within half a year"),
        ({"month": "x"}, "day", "Write a day and an hour that are still to come, within half a year"),
        ({"languages": []}, "languages", "Choose at least one language"),
        ({"question": ""}, "question", "Write your question"),
        (
            {"homepage": "https://x"},
            "homepage",
            "Empty the last field, which is there for machines, and send again",
        ),
        (
            {"stamp": "forged"},
            "stamp",
            "This page was open for too long. Your answers are still here: send them again",
        ),
    ],
)
def test_each_mistake_has_its_sentence(change: dict[str, Any], field: str, sentence: str | None) -> None:
    with override("en"):
        errors = filled(**change).errors

        assert errors == ({field: [sentence]} if sentence else {})


def test_a_form_that_comes_back_at_once_is_asked_to_wait() -> None:
    with override("en"):
        assert filled(stamp=forms.new_stamp()).errors == {
            "__all__": ["That was very quick. Wait a moment and send again"]
        }


def test_a_form_that_was_open_too_long_keeps_its_answers_and_gets_a_new_key() -> None:
    form = filled(stamp="forged")
    assert not form.is_valid()

    assert form["name"].value() == "Alina"
    assert form["stamp"].value() != "forged"


@pytest.mark.parametrize(
    ("day", "month", "hour", "expected"),
    [
        ("20", "11", "14", datetime(2026, 11, 20, 13, tzinfo=UTC)),
        ("21", "11", "9:30", datetime(2026, 11, 21, 8, 30, tzinfo=UTC)),
        ("21", "11", "9.30", datetime(2026, 11, 21, 8, 30, tzinfo=UTC)),
        ("3", "1", "0", datetime(2027, 1, 2, 23, tzinfo=UTC)),
        ("28", "3", "12", datetime(2027, 3, 28, 10, tzinfo=UTC)),
    ],
)
def test_a_deadline_is_the_next_such_moment_in_warsaw(
    day: str, month: str, hour: str, expected: datetime
) -> None:
    assert deadline(day, month, hour, at=NOW) == expected


@pytest.mark.parametrize(
    ("day", "month", "hour"), [("20", "11", "12"), ("19", "11", "9"), ("1", "7", "9"), ("29", "2", "9")]
)
def test_what_is_past_far_or_no_day_is_refused(day: str, month: str, hour: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any will do
        deadline(day, month, hour, at=NOW)
