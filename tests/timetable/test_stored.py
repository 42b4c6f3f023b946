from datetime import UTC, date

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tests.timetable.saying import by_date, by_weekday, days, once, rules, weekly
from timetable import stored
from timetable.faults import BadRule, Fault
from timetable.pattern import LAST
from timetable.rules import Rule

THURSDAYS = "DTSTART:20261001T180000\nRRULE:FREQ=WEEKLY;BYDAY=TH"
PIECES = [
    "DTSTART:", "RRULE:", "EXRULE:", "RDATE:", "EXDATE:", "FREQ=", "WEEKLY", "MONTHLY", "SECONDLY",
    ";INTERVAL=", ";COUNT=", ";UNTIL=", ";BYDAY=", ";BYMONTHDAY=", ";BYSETPOS=", "TH", "-1SU",
    "20261001T180000", "0", "99", "\n", "٣", "Z", ",", stored.HOLIDAYS,
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (once(), "DTSTART:20261112T180000"),
        (weekly(), THURSDAYS),
        (weekly(1, 3, every=2), "DTSTART:20261001T180000\nRRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH"),
        (weekly(count=10), "DTSTART:20261001T180000\nRRULE:FREQ=WEEKLY;COUNT=10;BYDAY=TH"),
        (
            weekly(
                until=date(2027, 5, 12),
                skipped=days("2026-12-24"),
                extra=days("2026-12-23"),
                not_on_holidays=True,
            ),
            "DTSTART:20261001T180000\nRRULE:FREQ=WEEKLY;UNTIL=20270512T180000;BYDAY=TH\nRDATE:20261223T180000\n"
            "EXDATE:20261224T180000\nX-NOT-ON-HOLIDAYS:PL",
        ),
        (
            by_date(LAST, start="2026-10-31T09:30"),
            "DTSTART:20261031T093000\nRRULE:FREQ=MONTHLY;BYMONTHDAY=-1",
        ),
        (by_weekday(1, LAST), "DTSTART:20261101T110000\nRRULE:FREQ=MONTHLY;BYDAY=1SU,-1SU"),
    ],
)
def test_a_rule_is_kept_as_the_time_on_the_wall(rule: Rule, text: str) -> None:
    assert (stored.written(rule), stored.read(text)) == (text, rule)


@given(rule=rules())
def test_every_rule_comes_back_as_it_was(rule: Rule) -> None:
    assert stored.read(stored.written(rule)) == rule
    assert stored.from_recurrence(stored.to_recurrence(rule), not_on_holidays=rule.not_on_holidays) == rule


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Kathmandu", "UTC"])
def test_nobodys_active_zone_moves_it(zone: str) -> None:
    night = weekly(0, start="2026-10-19T00:30", skipped=days("2027-03-29"))
    with timezone.override(zone):
        assert stored.read(stored.written(night)) == night


def test_an_hour_that_does_not_exist_is_kept_too() -> None:
    rule = weekly(6, start="2027-03-21T02:30", skipped=days("2027-03-28"), extra=days("2026-10-25"))
    with timezone.override(UTC):
        text = stored.written(rule)

    assert (stored.read(text), "EXDATE:20270328T023000" in text) == (rule, True)


HOSTILE = [
    "",
    " ",
    "junk",
    "\x00",
    THURSDAYS + "\n",
    " " + THURSDAYS,
    THURSDAYS.replace("\n", "\r\n"),
    THURSDAYS.replace("WEEKLY", "SECONDLY"),
    THURSDAYS.replace("WEEKLY", "DAILY"),
    THURSDAYS.replace("WEEKLY", "weekly"),
    THURSDAYS.replace("T180000", "T180000Z"),
    THURSDAYS.replace("DTSTART", "DTSTART;TZID=America/New_York"),
    THURSDAYS.replace("DTSTART:2026", "DTSTART:٢٠٢٦"),
    THURSDAYS.replace("20261001", "20261301"),
    THURSDAYS.replace("20261001", "20260230"),
    THURSDAYS.replace("20261001", "00000000"),
    THURSDAYS.replace("20261001", "99991231"),
    THURSDAYS.replace("20261001", "20261002"),
    THURSDAYS.replace("180000", "250000"),
    THURSDAYS.replace("180000", "180001"),
    THURSDAYS + ";INTERVAL=0",
    THURSDAYS.replace(";BYDAY", ";INTERVAL=0;BYDAY"),
    THURSDAYS.replace(";BYDAY", ";INTERVAL=1;BYDAY"),
    THURSDAYS.replace(";BYDAY", ";INTERVAL=02;BYDAY"),
    THURSDAYS.replace(";BYDAY", ";INTERVAL=99;BYDAY"),
    THURSDAYS.replace(";BYDAY", ";COUNT=0;BYDAY"),
    THURSDAYS.replace(";BYDAY", ";COUNT=1000000000;BYDAY"),
    THURSDAYS.replace(";BYDAY", ";COUNT=-1;BYDAY"),
    THURSDAYS.replace(";BYDAY", ";COUNT=2;UNTIL=20270101T180000;BYDAY"),
    THURSDAYS.replace(";BYDAY", ";UNTIL=20270101T170000;BYDAY"),
    THURSDAYS.replace(";BYDAY", ";UNTIL=20270101;BYDAY"),
    THURSDAYS.replace(";BYDAY", ";WKST=SU;BYDAY"),
    THURSDAYS.replace("TH", "TH,TH"),
    THURSDAYS.replace("TH", "TH,TU"),
    THURSDAYS.replace("TH", "XX"),
    THURSDAYS.replace("TH", "1TH"),
    THURSDAYS + ";BYSETPOS=1",
    THURSDAYS + ";BYSETPOS=-366",
    THURSDAYS + ";BYHOUR=1,2,3",
    THURSDAYS + ";BYMONTHDAY=1",
    THURSDAYS.replace("WEEKLY;BYDAY=TH", "MONTHLY;BYMONTHDAY=99"),
    THURSDAYS.replace("WEEKLY;BYDAY=TH", "MONTHLY;BYDAY=5TH"),
    THURSDAYS.replace("WEEKLY;BYDAY=TH", "MONTHLY;BYDAY=1TH,2FR"),
    THURSDAYS.replace("WEEKLY;BYDAY=TH", "MONTHLY"),
    THURSDAYS.replace("WEEKLY;BYDAY=TH", "YEARLY;BYMONTH=2;BYMONTHDAY=30"),
    THURSDAYS + "\n" + THURSDAYS.split("\n")[1],
    THURSDAYS + "\nEXRULE:FREQ=SECONDLY",
    THURSDAYS + "\nDTEND:20261001T190000",
    THURSDAYS + "\nEXDATE:20261002T180000",
    THURSDAYS + "\nEXDATE:20261008T170000",
    THURSDAYS + "\nEXDATE:20261015T180000\nEXDATE:20261008T180000",
    THURSDAYS + "\nEXDATE:20261008T180000" * 2,
    THURSDAYS + "\nRDATE:20261009T180000" * 5000,
    THURSDAYS + "\nX-NOT-ON-HOLIDAYS:BY",
    "RRULE:FREQ=WEEKLY;BYDAY=TH",
    "DTSTART" * 10_000,
    "DTSTART:20261001T180000\nRRULE:FREQ=WEEKLY;BYDAY=" + ",".join(["TH"] * 1000),
]


@pytest.mark.parametrize("text", HOSTILE, ids=[str(number) for number in range(len(HOSTILE))])
def test_what_we_would_not_write_is_not_read(text: str) -> None:
    with pytest.raises(BadRule) as refused:
        stored.read(text)

    assert refused.value.fault is Fault.TEXT


@given(text=st.text() | st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_any_text_is_a_rule_of_ours_or_refused(text: str) -> None:
    assert accepted(text) in {text, None}


@given(rule=rules(), place=st.floats(0, 1), cut=st.integers(0, 3), put=st.sampled_from(["", *PIECES]))
def test_a_rule_that_was_tampered_with_is_another_rule_of_ours_or_refused(
    rule: Rule, place: float, cut: int, put: str
) -> None:
    text = stored.written(rule)
    at = int(place * len(text))
    tampered = text[:at] + put + text[at + cut :]

    assert accepted(tampered) in {tampered, None}


def accepted(text: str) -> str | None:
    try:
        return stored.written(stored.read(text))
    except BadRule:
        return None
