"""English."""

import datetime

from timetable.sentences.words import listed as _listed

WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
NTH = {1: "first", 2: "second", 3: "third", 4: "fourth", -1: "last"}
NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
HOLIDAYS = "Polish public holidays"


def _and(words: list[str]) -> str:
    return _listed(words, "and")


def _ordinal(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number in {11, 12, 13} else ending}"


def date(when: datetime.date, *, year: bool) -> str:
    return f"{when.day} {MONTHS[when.month - 1]}" + (f" {when.year}" if year else "")


def listed(when: datetime.date, *, year: bool) -> str:
    return f"{WEEKDAYS[when.weekday()]} {date(when, year=year)}"


def once(when: datetime.date, year: bool) -> str:
    return f"on {listed(when, year=year)}"


def at(time: datetime.time) -> str:
    return f"at {time:%H:%M}"


def _turn(every: int, unit: str) -> str:
    return f"every {NUMBERS[every - 1]} {unit}s"


def weekly(weekdays: list[int], *, every: int) -> str:
    named = _and([WEEKDAYS[day] for day in weekdays])
    if every > 1:
        return f"{_turn(every, 'week')} on {named}"
    return "every day" if len(weekdays) == 7 else f"every {named}"


def by_weekday(nths: list[int], weekday: int, *, every: int) -> str:
    which = f"{_and([NTH[nth] for nth in nths])} {WEEKDAYS[weekday]} of the month"
    return f"{_turn(every, 'month')} on the {which}" if every > 1 else f"every {which}"


def by_date(day: int, *, every: int, rare: bool) -> str:
    named = "on the last day" if day < 0 else f"on the {_ordinal(day)}"
    if every > 1:
        last = " of the month" if day < 0 else ""
        return f"{_turn(every, 'month')} {named}{last}{', if the month has one,' if rare else ''}"
    return f"{named} of every month{' that has one' if rare else ''}"


def since(when: datetime.date, said: str) -> str:
    return f"from {said}"


def until(said: str) -> str:
    return f"until {said}"


def times(count: int) -> str:
    return f"{count} time{'' if count == 1 else 's'} in all"


def without(what: list[str], more: int) -> str:
    return f"except {_and([*what, *([f'other days ({more} more)'] if more else [])])}"


def also(what: list[str], more: int) -> str:
    return f"also on {_and([*what, *([f'other days ({more} more)'] if more else [])])}"
