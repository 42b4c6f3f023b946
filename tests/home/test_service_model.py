"""What a service must say of itself: a sentence in the form, and a wall in the database behind it."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.formats import date_format
from django.utils.translation import gettext, override

from home.models import Service
from tests.home import helping, stories

pytestmark = pytest.mark.django_db

FOUR = stories.LANGUAGES


def refused(**changes: Any) -> dict[str, list[str]]:
    with override("be"), pytest.raises(ValidationError) as refusal:
        helping.drafted(**changes).full_clean()
    return dict(refusal.value.message_dict)


def said(text: str) -> list[str]:
    with override("be"):
        return [gettext(text)]


def test_an_end_before_the_beginning_is_refused_with_both_days():
    since, until = helping.today(-1), helping.today(-3)
    with override("be"):
        sentence = gettext("The end, %(until)s, is before the beginning, %(since)s.") % {
            "until": date_format(until),
            "since": date_format(since),
        }

    assert refused(since=since, until=until) == {"until": [sentence]}


def test_a_beginning_still_to_come_is_refused():
    sentence = "A status says what is true today: this day is still to come."

    assert refused(since=helping.today(1)) == {"since": said(sentence)}


@pytest.mark.parametrize("code", FOUR)
@pytest.mark.parametrize("status", ["limited", "suspended"])
def test_what_is_not_open_says_why_in_every_language(status: str, code: str):
    why = {**helping.WHY, f"why_{code}": " "}

    assert refused(status=status, **why, **helping.ELSEWHERE) == {
        f"why_{code}": said("Say why it is not open, in this language too.")
    }


@pytest.mark.parametrize("code", FOUR)
def test_a_pause_says_where_else_to_go_in_every_language(code: str):
    elsewhere = {**helping.ELSEWHERE, f"elsewhere_{code}": ""}

    assert refused(status="suspended", **helping.WHY, **elsewhere) == {
        f"elsewhere_{code}": said("Say where else to go, in this language too; if nowhere, say that.")
    }


@pytest.mark.parametrize("name", ["why", "elsewhere"])
def test_a_text_in_some_languages_only_is_refused_even_when_open(name: str):
    sentence = said("It is written in other languages: write it here too.")

    assert refused(**{f"{name}_be": "Так."}) == {f"{name}_{code}": sentence for code in ("ru", "pl", "en")}


def test_somebody_must_be_understood():
    silent = {f"speaks_{code}": False for code in (*FOUR, "uk")}

    assert refused(**silent) == {"speaks_be": said("Tick at least one language.")}


def test_somebody_must_be_reached():
    shut = dict.fromkeys(["by_chat", "by_phone", "by_email", "at_desk"], False)

    assert refused(**shut) == {"by_chat": said("Tick at least one way to reach a person.")}


@pytest.mark.parametrize(
    "changes",
    [
        {"until": helping.today(-30)},
        {"status": "limited"},
        {"status": "suspended", **helping.WHY},
        {"why_be": "Так."},
        {"elsewhere_be": "Тут."},
        {f"speaks_{code}": False for code in (*FOUR, "uk")},
        dict.fromkeys(["by_chat", "by_phone", "by_email", "at_desk"], False),
    ],
    ids=["end", "why", "elsewhere", "half a why", "half an elsewhere", "languages", "ways"],
)
def test_the_database_refuses_what_the_form_refuses(changes: dict[str, Any]):
    with pytest.raises(IntegrityError), transaction.atomic():
        helping.drafted(**changes).save()


def test_the_database_takes_what_the_form_takes():
    helping.drafted(slug="one").save()

    assert Service.objects.filter(slug="one").exists()


@pytest.mark.parametrize("code", FOUR)
def test_it_speaks_the_readers_language(code: str):
    service = helping.drafted(**helping.WHY, **helping.ELSEWHERE)
    with override(code):
        told = (service.name, service.why, service.elsewhere)

    assert told == (f"Lamp {code}", f"why in {code}", [f"here in {code}", f"there in {code}"])


def test_it_names_the_languages_one_is_understood_in():
    with override("en"):
        assert helping.drafted(speaks_ru=False, speaks_uk=True).spoken == ["Belarusian", "Ukrainian"]
