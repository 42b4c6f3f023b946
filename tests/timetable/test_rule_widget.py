import re
from html import unescape
from typing import Any

import pytest
from django import forms
from django.test import Client
from django.utils import translation

from tests.timetable.filling import WEEKLY, sent
from tests.timetable.saying import weekly
from timetable import stored
from timetable.rule_widget import RuleFormField, RuleWidget

LANGUAGES = {
    "be": "Раз на два тыдні па аўторках і чацвяргах а 18:00",
    "ru": "Раз в две недели по вторникам и четвергам в 18:00",
    "pl": "Co dwa tygodnie we wtorki i czwartki o 18:00",
    "en": "Every two weeks on Tuesday and Thursday at 18:00",
}
RULE = weekly(1, 3, every=2)


class Around(forms.Form):
    rule = RuleFormField(label="When")


class Perhaps(forms.Form):
    rule = RuleFormField(required=False)


def data(**said: Any) -> Any:
    return sent("rule-", **WEEKLY | said)


@pytest.fixture(autouse=True)
def in_english() -> Any:
    with translation.override("en"):
        yield


def test_a_form_around_gets_a_rule() -> None:
    form = Around(data(weekdays=["1", "3"], every="2"))

    assert form.is_valid()
    assert form.cleaned_data == {"rule": RULE}


def test_a_mistake_is_told_above_and_beside_and_what_was_typed_stays() -> None:
    form = Around(data(every="nought"))
    shown = unescape(str(form["rule"]))
    sentence = "Between one time and the next lie 1 to 12 weeks or months"

    assert form.errors == {"rule": [sentence]}
    assert re.search(rf'id="id_rule-every_error">.*{sentence}', shown)
    assert re.search(r'name="rule-every" value="nought"[^>]*aria-invalid="true"', shown)
    assert 'aria-describedby="id_rule-every_helptext id_rule-every_error"' in shown


def test_nothing_sent_is_told_as_what_is_missing() -> None:
    missing = "Choose how often it takes place. Give the first date. Give the time"

    assert Around({}).errors == {"rule": [missing]}


def test_a_rule_may_be_left_out_where_it_may() -> None:
    form = Perhaps(data(day=""))

    assert form.is_valid()
    assert form.cleaned_data == {"rule": None}
    assert not Perhaps(data(day="soon")).is_valid()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_known_rule_is_shown_with_its_sentence_in_the_persons_language(language: str) -> None:
    with translation.override(language):
        shown = unescape(str(Around(initial={"rule": RULE})["rule"]))

    assert LANGUAGES[language] in shown
    assert re.findall(r'name="rule-weekdays" value="(\d)"[^>]*checked', shown) == ["1", "3"]
    assert shown.count("<li>") == 10


def test_every_control_has_a_name_and_no_id_stands_twice() -> None:
    shown = str(Around()["rule"])
    ids = re.findall(r'\bid="([^"]+)"', shown)
    controls = re.findall(r'<(?:input|select|textarea)[^>]*\bid="([^"]+)"', shown)

    assert sorted(ids) == sorted(set(ids))
    assert set(controls) <= set(re.findall(r'<label[^>]*for="([^"]+)"', shown))
    assert len(controls) == 28


def test_it_brings_no_script_of_anybody_else_and_nothing_inline() -> None:
    form = Around()

    assert "<script" not in str(form["rule"])
    assert re.search(r"style=|\bon\w+=", str(form["rule"])) is None
    assert (form.media._js, form.media._css) == (["timetable/rule.js"], {"all": ["timetable/rule.css"]})


def test_only_a_change_is_a_change() -> None:
    field = RuleFormField()
    same = RuleWidget().value_from_datadict(data(weekdays=["1", "3"], every="2"), {}, "rule")
    other = RuleWidget().value_from_datadict(data(), {}, "rule")

    assert (field.has_changed(RULE, same), field.has_changed(RULE, other)) == (False, True)


def test_a_form_that_does_not_hold_it_says_nothing_of_it() -> None:
    widget = RuleWidget()

    assert widget.value_omitted_from_data({"title": "x"}, {}, "rule") is True
    assert widget.value_omitted_from_data(data(), {}, "rule") is False


@pytest.mark.django_db(databases=["default", "vault"])
def test_a_page_with_it_works_without_a_script(client: Client, settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.timetable.page"
    wrong = client.post("/en/rule/", {"title": "Coffee", **data(time="").dict()})
    right = client.post("/en/rule/", {"title": "Coffee", **data().dict()})

    assert "Give the time" in wrong.content.decode()
    assert right.content.decode() == stored.written(weekly())
