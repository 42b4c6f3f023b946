"""Polish."""

import datetime

from timetable.sentences.words import listed as _listed

WEEKDAYS = ["poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota", "niedziela"]
ACCUSATIVE = ["poniedziałek", "wtorek", "środę", "czwartek", "piątek", "sobotę", "niedzielę"]
ON_ALL = ["poniedziałki", "wtorki", "środy", "czwartki", "piątki", "soboty", "niedziele"]
FEMININE = {2, 5, 6}
MONTHS = [
    "stycznia",
    "lutego",
    "marca",
    "kwietnia",
    "maja",
    "czerwca",
    "lipca",
    "sierpnia",
    "września",
    "października",
    "listopada",
    "grudnia",
]
NTH = {1: "pierwszy", 2: "drugi", 3: "trzeci", 4: "czwarty", -1: "ostatni"}
NTH_FEMININE = {1: "pierwszą", 2: "drugą", 3: "trzecią", 4: "czwartą", -1: "ostatnią"}
NUMBERS = [
    "jeden",
    "dwa",
    "trzy",
    "cztery",
    "pięć",
    "sześć",
    "siedem",
    "osiem",
    "dziewięć",
    "dziesięć",
    "jedenaście",
    "dwanaście",
]
HOLIDAYS = "polskich świąt"


def _in(rest: str) -> str:
    """“we” before “wt”: we wtorek, but w środę, w czwartek."""
    return f"{'we' if rest.startswith('wt') else 'w'} {rest}"


def _and(words: list[str]) -> str:
    return _listed(words, "i")


def _plural(number: int, few: str, many: str) -> str:
    return few if number % 10 in {2, 3, 4} and number % 100 not in {12, 13, 14} else many


def date(when: datetime.date, *, year: bool) -> str:
    return f"{when.day} {MONTHS[when.month - 1]}" + (f" {when.year} roku" if year else "")


def listed(when: datetime.date, *, year: bool) -> str:
    return f"{WEEKDAYS[when.weekday()]}, {date(when, year=year)}"


def once(when: datetime.date, year: bool) -> str:
    return _in(f"{ACCUSATIVE[when.weekday()]}, {date(when, year=year)},")


def at(time: datetime.time) -> str:
    return f"o {time:%H:%M}"


def _weeks(every: int) -> str:
    return f"co {NUMBERS[every - 1]} {_plural(every, 'tygodnie', 'tygodni')}"


def _months(every: int) -> str:
    return f"co {NUMBERS[every - 1]} {_plural(every, 'miesiące', 'miesięcy')}"


def weekly(weekdays: list[int], *, every: int) -> str:
    on_all = _in(_and([ON_ALL[day] for day in weekdays]))
    if every > 1:
        return f"{_weeks(every)} {on_all}"
    if len(weekdays) == 7:
        return "codziennie"
    return on_all if len(weekdays) > 1 else _each(weekdays[0], ACCUSATIVE[weekdays[0]])


def _each(weekday: int, named: str) -> str:
    return f"w {'każdą' if weekday in FEMININE else 'każdy'} {named}"


def by_weekday(nths: list[int], weekday: int, *, every: int) -> str:
    words = NTH_FEMININE if weekday in FEMININE else NTH
    which = f"{_and([words[nth] for nth in nths])} {ACCUSATIVE[weekday]} miesiąca"
    return f"{_months(every)} {_in(which)}" if every > 1 else _each(weekday, which)


def by_date(day: int, *, every: int, rare: bool) -> str:
    named = "ostatniego dnia" if day < 0 else f"{day}. dnia"
    if every > 1:
        return f"{_months(every)} {named} miesiąca{', w którym taki dzień jest,' if rare else ''}"
    return f"{named} każdego miesiąca{', w którym taki dzień jest,' if rare else ''}"


def since(when: datetime.date, said: str) -> str:
    return f"od {said}"


def until(said: str) -> str:
    return f"do {said}"


def times(count: int) -> str:
    return f"łącznie {count} {'raz' if count == 1 else 'razy'}"


def without(what: list[str], more: int) -> str:
    return f"oprócz {_and([*what, *([f'innych dni (jeszcze {more})'] if more else [])])}"


def also(what: list[str], more: int) -> str:
    return f"a także {_and([*what, *([f'w inne dni (jeszcze {more})'] if more else [])])}"
