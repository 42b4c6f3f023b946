"""Belarusian, official orthography."""

import datetime

from timetable.sentences.words import listed as _listed
from timetable.sentences.words import plural_slavic as _plural

VOWELS = "аеёіоуыэюя"
WEEKDAYS = ["панядзелак", "аўторак", "серада", "чацвер", "пятніца", "субота", "нядзеля"]
ACCUSATIVE = ["панядзелак", "аўторак", "сераду", "чацвер", "пятніцу", "суботу", "нядзелю"]
ON_ALL = ["панядзелках", "аўторках", "серадах", "чацвяргах", "пятніцах", "суботах", "нядзелях"]
FEMININE = {2, 4, 5, 6}
MONTHS = [
    "студзеня",
    "лютага",
    "сакавіка",
    "красавіка",
    "мая",
    "чэрвеня",
    "ліпеня",
    "жніўня",
    "верасня",
    "кастрычніка",
    "лістапада",
    "снежня",
]
NTH = {1: "першы", 2: "другі", 3: "трэці", 4: "чацвёрты", -1: "апошні"}
NTH_FEMININE = {1: "першую", 2: "другую", 3: "трэцюю", 4: "чацвёртую", -1: "апошнюю"}
NUMBERS = [
    "адзін",
    "два",
    "тры",
    "чатыры",
    "пяць",
    "шэсць",
    "сем",
    "восем",
    "дзевяць",
    "дзесяць",
    "адзінаццаць",
    "дванаццаць",
]
HOLIDAYS = "святочных дзён у Польшчы"


def _in(before: str, rest: str) -> str:
    """«у» after a consonant or a pause, «ў» after a vowel."""
    short = before.endswith(tuple(VOWELS))
    return f"{before} {'ў' if short else 'у'} {rest}" if before else f"у {rest}"


def _and(words: list[str]) -> str:
    return _listed(words, "і")


def date(when: datetime.date, *, year: bool) -> str:
    return f"{when.day} {MONTHS[when.month - 1]}" + (f" {when.year} года" if year else "")


def listed(when: datetime.date, *, year: bool) -> str:
    return f"{WEEKDAYS[when.weekday()]}, {date(when, year=year)}"


def once(when: datetime.date, year: bool) -> str:
    return _in("", f"{ACCUSATIVE[when.weekday()]}, {date(when, year=year)},")


def at(time: datetime.time) -> str:
    """«аб» before a vowel; of the hours only the eleventh (адзінаццатая) begins with one."""
    return f"{'аб' if time.hour == 11 else 'а'} {time:%H:%M}"


def _turn(every: int, one: str, few: str, many: str) -> str:
    return f"раз на {NUMBERS[every - 1]} {_plural(every, one, few, many)}"


def weekly(weekdays: list[int], *, every: int) -> str:
    if every > 1:
        return f"{_turn(every, 'тыдзень', 'тыдні', 'тыдняў')} па {_and([ON_ALL[day] for day in weekdays])}"
    if len(weekdays) == 7:
        return "кожны дзень"
    if len(weekdays) > 1:
        return f"па {_and([ON_ALL[day] for day in weekdays])}"
    (weekday,) = weekdays
    return f"{'кожную' if weekday in FEMININE else 'кожны'} {ACCUSATIVE[weekday]}"


def by_weekday(nths: list[int], weekday: int, *, every: int) -> str:
    feminine = weekday in FEMININE
    which = _and([(NTH_FEMININE if feminine else NTH)[nth] for nth in nths])
    if every > 1:
        return _in(_turn(every, "месяц", "месяцы", "месяцаў"), f"{which} {ACCUSATIVE[weekday]} месяца")
    return f"{'кожную' if feminine else 'кожны'} {which} {ACCUSATIVE[weekday]} месяца"


def by_date(day: int, *, every: int, rare: bool) -> str:
    if every > 1:
        turn = _turn(every, "месяц", "месяцы", "месяцаў")
        last = _in(turn, "апошні дзень месяца")
        return f"{turn} {day}-га чысла{', калі яно ёсць,' if rare else ''}" if day > 0 else last
    if day < 0:
        return "у апошні дзень кожнага месяца"
    return f"{day}-га чысла кожнага месяца{', у якім яно ёсць,' if rare else ''}"


def since(when: datetime.date, said: str) -> str:
    return f"з {said}"


def until(said: str) -> str:
    return f"да {said}"


def times(count: int) -> str:
    return f"усяго {count} {_plural(count, 'раз', 'разы', 'разоў')}"


def without(what: list[str], more: int) -> str:
    return f"апрача {_and([*what, *([f'іншых дзён (яшчэ {more})'] if more else [])])}"


def also(what: list[str], more: int) -> str:
    return f"а таксама {_and([*what, *([f'ў іншыя дні (яшчэ {more})'] if more else [])])}"
