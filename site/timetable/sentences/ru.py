"""Russian."""

import datetime

from timetable.sentences.words import listed as _listed
from timetable.sentences.words import plural_slavic as _plural

WEEKDAYS = ["понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"]
ACCUSATIVE = ["понедельник", "вторник", "среду", "четверг", "пятницу", "субботу", "воскресенье"]
ON_ALL = ["понедельникам", "вторникам", "средам", "четвергам", "пятницам", "субботам", "воскресеньям"]
EVERY = ["каждый", "каждый", "каждую", "каждый", "каждую", "каждую", "каждое"]
MONTHS = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
]
NTH = {1: "первый", 2: "второй", 3: "третий", 4: "четвёртый", -1: "последний"}
NTH_FEMININE = {1: "первую", 2: "вторую", 3: "третью", 4: "четвёртую", -1: "последнюю"}
NTH_NEUTER = {1: "первое", 2: "второе", 3: "третье", 4: "четвёртое", -1: "последнее"}
NTH_OF = [NTH, NTH, NTH_FEMININE, NTH, NTH_FEMININE, NTH_FEMININE, NTH_NEUTER]
NUMBERS = [
    "один",
    "два",
    "три",
    "четыре",
    "пять",
    "шесть",
    "семь",
    "восемь",
    "девять",
    "десять",
    "одиннадцать",
    "двенадцать",
]
HOLIDAYS = "праздничных дней в Польше"


def _in(rest: str) -> str:
    """«во» before «вт»: во вторник, во второе."""
    return f"{'во' if rest.startswith('вт') else 'в'} {rest}"


def _and(words: list[str]) -> str:
    return _listed(words, "и")


def date(when: datetime.date, *, year: bool) -> str:
    return f"{when.day} {MONTHS[when.month - 1]}" + (f" {when.year} года" if year else "")


def listed(when: datetime.date, *, year: bool) -> str:
    return f"{WEEKDAYS[when.weekday()]}, {date(when, year=year)}"


def once(when: datetime.date, year: bool) -> str:
    return _in(f"{ACCUSATIVE[when.weekday()]}, {date(when, year=year)},")


def at(time: datetime.time) -> str:
    return f"в {time:%H:%M}"


def _weeks(every: int) -> str:
    number = "две" if every == 2 else NUMBERS[every - 1]
    return f"раз в {number} {_plural(every, 'неделю', 'недели', 'недель')}"


def _months(every: int) -> str:
    return f"раз в {NUMBERS[every - 1]} {_plural(every, 'месяц', 'месяца', 'месяцев')}"


def weekly(weekdays: list[int], *, every: int) -> str:
    if every > 1:
        return f"{_weeks(every)} по {_and([ON_ALL[day] for day in weekdays])}"
    if len(weekdays) == 7:
        return "каждый день"
    if len(weekdays) > 1:
        return f"по {_and([ON_ALL[day] for day in weekdays])}"
    (weekday,) = weekdays
    return f"{EVERY[weekday]} {ACCUSATIVE[weekday]}"


def by_weekday(nths: list[int], weekday: int, *, every: int) -> str:
    which = f"{_and([NTH_OF[weekday][nth] for nth in nths])} {ACCUSATIVE[weekday]} месяца"
    return f"{_months(every)} {_in(which)}" if every > 1 else f"{EVERY[weekday]} {which}"


def by_date(day: int, *, every: int, rare: bool) -> str:
    if every > 1:
        last = f"{_months(every)} в последний день месяца"
        return f"{_months(every)} {day}-го числа{', если оно есть,' if rare else ''}" if day > 0 else last
    if day < 0:
        return "в последний день каждого месяца"
    return f"{day}-го числа каждого месяца{', в котором оно есть,' if rare else ''}"


def since(when: datetime.date, said: str) -> str:
    """«со» before «второго»."""
    return f"{'со' if when.day == 2 else 'с'} {said}"


def until(said: str) -> str:
    return f"до {said}"


def times(count: int) -> str:
    return f"всего {count} {_plural(count, 'раз', 'раза', 'раз')}"


def without(what: list[str], more: int) -> str:
    return f"кроме {_and([*what, *([f'других дней (ещё {more})'] if more else [])])}"


def also(what: list[str], more: int) -> str:
    return f"а также {_and([*what, *([f'в другие дни (ещё {more})'] if more else [])])}"
