from datetime import date, datetime

from tests.timetable.saying import days, once, weekly
from timetable import preview
from timetable.expansion import WARSAW
from timetable.preview import Preview

NOW = datetime(2026, 10, 22, 18, 0, tzinfo=WARSAW)


def test_ten_dates_come_from_now_on() -> None:
    shown = preview.of(weekly(), language="be", at=NOW)

    assert (shown.sentence, shown.dates[0], shown.dates[-1], len(shown.dates), shown.more) == (
        "Кожны чацвер а 18:00",
        "чацвер, 22 кастрычніка",
        "чацвер, 24 снежня",
        10,
        True,
    )


def test_a_rule_that_ends_shows_its_end() -> None:
    shown = preview.of(weekly(until=date(2026, 11, 5)), language="pl", at=NOW)

    assert shown == Preview(
        sentence="W każdy czwartek o 18:00 do 5 listopada",
        dates=["czwartek, 22 października", "czwartek, 29 października", "czwartek, 5 listopada"],
        more=False,
        left_out=[],
    )


def test_what_a_holiday_takes_is_told() -> None:
    rule = weekly(2, start="2026-11-04T18:00", not_on_holidays=True, until=date(2026, 11, 18))

    assert preview.of(rule, language="ru", at=NOW).left_out == ["среда, 11 ноября"]


def test_an_hour_that_does_not_exist_is_shown_as_it_will_be() -> None:
    rule = once("2027-03-28T02:30", extra=days("2027-03-29"))

    assert preview.of(rule, language="en", at=NOW).dates == ["Sunday 28 March, 03:30", "Monday 29 March"]
