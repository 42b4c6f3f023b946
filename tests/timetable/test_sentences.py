"""Judged sentences: a reader of each language has weighed every one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.timetable.saying import (
    FRIDAY,
    SATURDAY,
    TUESDAY,
    WEDNESDAY,
    by_date,
    by_weekday,
    days,
    once,
    rules,
    weekly,
)
from timetable import sentences
from timetable.pattern import LAST
from timetable.rules import Rule

TODAY = date(2026, 11, 26)
WEEK = ["2026-11-02", "2026-11-03", "2026-11-04", "2026-11-05", "2026-11-06", "2026-11-07", "2026-11-08"]
JANUARY = frozenset(date(2027, 1, day) for day in range(1, 9))


def said(rule: Rule) -> dict[str, str]:
    return {
        language: sentences.sentence(rule, language=language, today=TODAY) for language in sentences.LANGUAGES
    }


JUDGED = [
    (
        once("2026-12-10T18:00"),
        "у чацвер, 10 снежня, а 18:00",
        "в четверг, 10 декабря, в 18:00",
        "w czwartek, 10 grudnia, o 18:00",
        "on Thursday 10 December at 18:00",
    ),
    (
        once("2028-01-04T11:00", extra=days("2028-01-05")),
        "у аўторак, 4 студзеня 2028 года, аб 11:00, а таксама 5 студзеня 2028 года",
        "во вторник, 4 января 2028 года, в 11:00, а также 5 января 2028 года",
        "we wtorek, 4 stycznia 2028 roku, o 11:00, a także 5 stycznia 2028 roku",
        "on Tuesday 4 January 2028 at 11:00, also on 5 January 2028",
    ),
    (
        weekly(),
        "кожны чацвер а 18:00",
        "каждый четверг в 18:00",
        "w każdy czwartek o 18:00",
        "every Thursday at 18:00",
    ),
    (
        weekly(1, 3, every=2),
        "раз на два тыдні па аўторках і чацвяргах а 18:00",
        "раз в две недели по вторникам и четвергам в 18:00",
        "co dwa tygodnie we wtorki i czwartki o 18:00",
        "every two weeks on Tuesday and Thursday at 18:00",
    ),
    (
        weekly(SATURDAY, start="2026-10-03T12:00", every=5),
        "раз на пяць тыдняў па суботах а 12:00",
        "раз в пять недель по субботам в 12:00",
        "co pięć tygodni w soboty o 12:00",
        "every five weeks on Saturday at 12:00",
    ),
    (
        weekly(WEDNESDAY, FRIDAY, SATURDAY, start="2026-12-02T11:30"),
        "па серадах, пятніцах і суботах аб 11:30 з 2 снежня",
        "по средам, пятницам и субботам в 11:30 со 2 декабря",
        "w środy, piątki i soboty o 11:30 od 2 grudnia",
        "every Wednesday, Friday and Saturday at 11:30 from 2 December",
    ),
    (
        weekly(*range(7), until=date(2028, 2, 2)),
        "кожны дзень а 18:00 да 2 лютага 2028 года",
        "каждый день в 18:00 до 2 февраля 2028 года",
        "codziennie o 18:00 do 2 lutego 2028 roku",
        "every day at 18:00 until 2 February 2028",
    ),
    (
        by_weekday(until=date(2027, 5, 12)),
        "кожную першую нядзелю месяца аб 11:00 да 12 мая",
        "каждое первое воскресенье месяца в 11:00 до 12 мая",
        "w każdą pierwszą niedzielę miesiąca o 11:00 do 12 maja",
        "every first Sunday of the month at 11:00 until 12 May",
    ),
    (
        by_weekday(1, 3, weekday=SATURDAY, start="2026-11-07T10:00"),
        "кожную першую і трэцюю суботу месяца а 10:00",
        "каждую первую и третью субботу месяца в 10:00",
        "w każdą pierwszą i trzecią sobotę miesiąca o 10:00",
        "every first and third Saturday of the month at 10:00",
    ),
    (
        by_weekday(2, weekday=TUESDAY, start="2026-11-10T19:00", every=2),
        "раз на два месяцы ў другі аўторак месяца а 19:00",
        "раз в два месяца во второй вторник месяца в 19:00",
        "co dwa miesiące w drugi wtorek miesiąca o 19:00",
        "every two months on the second Tuesday of the month at 19:00",
    ),
    (
        by_weekday(LAST, weekday=FRIDAY, start="2026-10-30T19:00", every=6),
        "раз на шэсць месяцаў у апошнюю пятніцу месяца а 19:00",
        "раз в шесть месяцев в последнюю пятницу месяца в 19:00",
        "co sześć miesięcy w ostatni piątek miesiąca o 19:00",
        "every six months on the last Friday of the month at 19:00",
    ),
    (
        by_date(),
        "15-га чысла кожнага месяца а 18:00",
        "15-го числа каждого месяца в 18:00",
        "15. dnia każdego miesiąca o 18:00",
        "on the 15th of every month at 18:00",
    ),
    (
        by_date(31, start="2026-10-31T09:30"),
        "31-га чысла кожнага месяца, у якім яно ёсць, а 09:30",
        "31-го числа каждого месяца, в котором оно есть, в 09:30",
        "31. dnia każdego miesiąca, w którym taki dzień jest, o 09:30",
        "on the 31st of every month that has one at 09:30",
    ),
    (
        by_date(30, start="2026-10-30T18:00", every=3),
        "раз на тры месяцы 30-га чысла, калі яно ёсць, а 18:00",
        "раз в три месяца 30-го числа, если оно есть, в 18:00",
        "co trzy miesiące 30. dnia miesiąca, w którym taki dzień jest, o 18:00",
        "every three months on the 30th, if the month has one, at 18:00",
    ),
    (
        by_date(LAST, start="2026-10-31T18:00"),
        "у апошні дзень кожнага месяца а 18:00",
        "в последний день каждого месяца в 18:00",
        "ostatniego dnia każdego miesiąca o 18:00",
        "on the last day of every month at 18:00",
    ),
    (
        by_date(LAST, start="2026-10-31T18:00", every=2),
        "раз на два месяцы ў апошні дзень месяца а 18:00",
        "раз в два месяца в последний день месяца в 18:00",
        "co dwa miesiące ostatniego dnia miesiąca o 18:00",
        "every two months on the last day of the month at 18:00",
    ),
    (
        weekly(count=10, not_on_holidays=True, skipped=days("2026-12-31", "2027-01-07")),
        "кожны чацвер а 18:00, усяго 10 разоў, апрача святочных дзён у Польшчы, 31 снежня і 7 студзеня",
        "каждый четверг в 18:00, всего 10 раз, кроме праздничных дней в Польше, 31 декабря и 7 января",
        "w każdy czwartek o 18:00, łącznie 10 razy, oprócz polskich świąt, 31 grudnia i 7 stycznia",
        "every Thursday at 18:00, 10 times in all, except Polish public holidays, 31 December and 7 January",
    ),
    (
        weekly(not_on_holidays=True, count=1),
        "кожны чацвер а 18:00, усяго 1 раз, апрача святочных дзён у Польшчы",
        "каждый четверг в 18:00, всего 1 раз, кроме праздничных дней в Польше",
        "w każdy czwartek o 18:00, łącznie 1 raz, oprócz polskich świąt",
        "every Thursday at 18:00, 1 time in all, except Polish public holidays",
    ),
    (
        weekly(extra=JANUARY - days("2027-01-01"), skipped=days("2026-10-08"), count=22),
        "кожны чацвер а 18:00, усяго 22 разы, а таксама 2 студзеня, 3 студзеня, 4 студзеня, 5 студзеня,"
        " 6 студзеня і ў іншыя дні (яшчэ 2)",
        "каждый четверг в 18:00, всего 22 раза, а также 2 января, 3 января, 4 января, 5 января,"
        " 6 января и в другие дни (ещё 2)",
        "w każdy czwartek o 18:00, łącznie 22 razy, a także 2 stycznia, 3 stycznia, 4 stycznia,"
        " 5 stycznia, 6 stycznia i w inne dni (jeszcze 2)",
        "every Thursday at 18:00, 22 times in all, also on 2 January, 3 January, 4 January, 5 January,"
        " 6 January and other days (2 more)",
    ),
]


@pytest.mark.parametrize(("rule", "be", "ru", "pl", "en"), JUDGED)
def test_a_rule_is_said_as_people_say_it(rule: Rule, be: str, ru: str, pl: str, en: str) -> None:
    assert said(rule) == {"be": be, "ru": ru, "pl": pl, "en": en}


def test_every_weekday_is_in_its_case() -> None:
    each = [said(weekly(day, start=f"{start}T18:00")) for day, start in enumerate(WEEK)]

    spoken = {
        language: [rule[language].rsplit(" ", 2)[0] for rule in each] for language in ("be", "ru", "pl")
    }
    assert spoken == {
        "be": [
            "кожны панядзелак", "кожны аўторак", "кожную сераду", "кожны чацвер", "кожную пятніцу",
            "кожную суботу", "кожную нядзелю",
        ],
        "ru": [
            "каждый понедельник", "каждый вторник", "каждую среду", "каждый четверг", "каждую пятницу",
            "каждую субботу", "каждое воскресенье",
        ],
        "pl": [
            "w każdy poniedziałek", "w każdy wtorek", "w każdą środę", "w każdy czwartek", "w każdy piątek",
            "w każdą sobotę", "w każdą niedzielę",
        ],
    }  # fmt: skip


def test_every_hour_has_its_preposition_in_belarusian() -> None:
    hours = [said(weekly(start=f"2026-10-01T{hour:02}:30"))["be"].split()[-2] for hour in range(24)]

    assert hours == ["аб" if hour == 11 else "а" for hour in range(24)]


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2026-11-25T18:00", "on Wednesday 25 November at 18:00"),
        ("2026-01-01T18:00", "on Thursday 1 January at 18:00"),
        ("2025-12-31T18:00", "on Wednesday 31 December 2025 at 18:00"),
        ("2027-09-22T18:00", "on Wednesday 22 September at 18:00"),
        ("2027-09-23T18:00", "on Thursday 23 September 2027 at 18:00"),
    ],
)
def test_the_year_is_said_where_it_could_be_another(start: str, expected: str) -> None:
    assert sentences.sentence(once(start), language="en", today=TODAY) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("be", "серада, 2 снежня"),
        ("ru", "среда, 2 декабря"),
        ("pl", "środa, 2 grudnia"),
        ("en", "Wednesday 2 December"),
    ],
)
def test_a_date_in_a_list_has_its_weekday(language: str, expected: str) -> None:
    assert sentences.day(date(2026, 12, 2), language=language, today=TODAY) == expected


@given(
    rule=rules(),
    language=st.sampled_from(sorted(sentences.LANGUAGES)),
    today=st.dates(date(2020, 1, 1), date(2090, 1, 1)),
)
def test_every_rule_is_one_clean_sentence(rule: Rule, language: str, today: date) -> None:
    sentence = sentences.sentence(rule, language=language, today=today)

    assert sentence == " ".join(sentence.split())
    assert not {" ,", ",,", "None"} & {
        sentence[at : at + size] for size in (2, 4) for at in range(len(sentence))
    }
    assert sentence[-1] not in ", "
