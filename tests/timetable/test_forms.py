from datetime import date
from typing import Any

import pytest
from django.http import QueryDict
from django.utils import translation
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.timetable.filling import WEEKLY, filled
from tests.timetable.saying import by_date, by_weekday, days, once, rules, weekly
from timetable import expansion, refusals
from timetable.faults import BadRule, Fault
from timetable.forms import RuleForm, typed
from timetable.pattern import LAST
from timetable.rules import EARLIEST, Rule


def made(**said: Any) -> Rule:
    form = filled(**said)
    assert form.errors == {}
    return form.rule


@pytest.fixture(autouse=True)
def in_english() -> Any:
    with translation.override("en"):
        yield


MEANT = [
    ({"kind": "once", "day": "2026-11-12", "time": "18:00"}, once()),
    (WEEKLY, weekly()),
    (WEEKLY | {"day": "01/10/2026", "time": "18:00:00"}, weekly()),
    (WEEKLY | {"weekdays": ["1", "3"], "every": "2"}, weekly(1, 3, every=2)),
    (WEEKLY | {"day": "2026-09-28", "weekdays": ["3"]}, weekly()),
    (WEEKLY | {"ends": "until", "until": "2027-05-12"}, weekly(until=date(2027, 5, 12))),
    (WEEKLY | {"ends": "count", "count": "10"}, weekly(count=10)),
    (
        WEEKLY
        | {"not_on_holidays": "on", "skipped": "24/12/2026\r\n\r\n 2026-12-31 ,", "extra": "26/12/2026"},
        weekly(not_on_holidays=True, skipped=days("2026-12-24", "2026-12-31"), extra=days("2026-12-26")),
    ),
    (WEEKLY | {"kind": "by-date", "day": "2026-10-15"}, by_date()),
    (
        WEEKLY | {"kind": "by-date", "day": "2026-10-15", "month_day": "-1"},
        by_date(LAST, start="2026-10-31T18:00"),
    ),
    (
        WEEKLY | {"kind": "by-weekday", "day": "2026-11-01", "time": "11:00"},
        by_weekday(),
    ),
    (
        WEEKLY | {"kind": "by-weekday", "day": "2026-11-29", "time": "11:00"},
        by_weekday(LAST, start="2026-11-29T11:00"),
    ),
    (
        WEEKLY
        | {
            "kind": "by-weekday",
            "day": "2026-10-29",
            "time": "11:00",
            "nths": ["1", "3"],
            "weekdays": ["6"],
        },
        by_weekday(1, 3),
    ),
]


@pytest.mark.parametrize(("said", "expected"), MEANT)
def test_the_form_makes_the_rule_that_was_meant(said: dict[str, Any], expected: Rule) -> None:
    assert made(**said) == expected


def test_what_the_chosen_kind_has_no_use_for_may_say_anything() -> None:
    rubbish = {
        "every": "x",
        "until": "soon",
        "count": "-5",
        "weekdays": ["9"],
        "skipped": "never",
        "month_day": "77",
    }

    assert made(kind="once", day="2026-11-12", time="18:00", **rubbish) == once()
    assert made(**WEEKLY, ends="never", until="soon", count="-5", month_day="77", nths=["8"]) == weekly()


@pytest.mark.parametrize("language", ["be", "ru", "pl"])
def test_every_fault_has_a_sentence_in_every_language(language: str) -> None:
    english = {fault: refusals.sentence(BadRule(fault, date(2026, 10, 2))) for fault in Fault}
    with translation.override(language):
        spoken = {fault: refusals.sentence(BadRule(fault, date(2026, 10, 2))) for fault in Fault}
        late = str(refusals.lazy_sentence(Fault.TIMES))

    assert all(spoken[fault] not in {"", english[fault]} for fault in Fault)
    assert late == spoken[Fault.TIMES]


def test_dates_are_written_the_way_of_each_language() -> None:
    for language, text in (
        ("be", "24.12.2026"),
        ("ru", "24.12.2026"),
        ("pl", "24.12.2026"),
        ("en", "24/12/2026"),
    ):
        with translation.override(language):
            assert made(**WEEKLY, skipped=text) == weekly(skipped=days("2026-12-24"))


def as_sent(field: Any) -> list[str]:
    """What a browser sends of a field that nobody touched."""
    value = field.value()
    if value in (None, False):
        return []
    if value is True:
        return ["on"]
    shown = field.field.widget.format_value(value)
    return list(map(str, shown)) if isinstance(shown, list) else [str(shown)] if shown else []


@settings(deadline=None)
@given(rule=rules())
def test_a_rule_opened_in_the_form_and_sent_again_is_the_same(rule: Rule) -> None:
    """But for one that holidays leave without any date, which is refused."""
    assume(any(expansion.dates(rule, since=EARLIEST)))
    with translation.override("be"):
        shown = RuleForm(initial=typed(rule))
        sent = QueryDict(mutable=True)
        for field in shown:
            sent.setlist(field.name, as_sent(field))
        form = RuleForm(sent)

        assert form.errors == {}
        assert form.rule == rule


SENT = st.dictionaries(
    st.sampled_from(sorted(RuleForm.base_fields)), st.text(max_size=20) | st.lists(st.text(max_size=4))
)


@settings(deadline=None, max_examples=60)
@given(said=SENT)
def test_nothing_that_can_be_sent_breaks_the_form(said: dict[str, Any]) -> None:
    form = filled(**{**WEEKLY, **said})

    assert form.is_valid() == hasattr(form, "rule")
