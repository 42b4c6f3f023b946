"""A list that was kept in a spreadsheet, read line by line: what stands there, what is wrong with it. Pure.

Columns are named in Belarusian or in English. A day of birth is read and thrown away: we keep the month.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from office.lists import LANGUAGES, LONGEST, BadCell, lines
from privacy import alike
from school.fitting import age_on

ODDLY_YOUNG, ODDLY_OLD = 2, 16
"""Years: a slip of the pen rather than a child on the list."""
COLUMNS: dict[str, tuple[str, ...]] = {
    "child": ("імя дзіцяці", "дзіця", "child"),
    "born": ("нараджэнне", "дата нараджэння", "born"),
    "guardian": ("імя дарослага", "дарослы", "guardian"),
    "contact": ("кантакт", "contact"),
    "language": ("мова", "language"),
    "days": ("дні", "days"),
    "level": ("узровень", "level"),
    "sibling": ("брат ці сястра", "sibling"),
    "state": ("стан", "state"),
    "group": ("група", "group"),
    "since": ("з", "дата", "since"),
}
NEEDED = ("child", "born", "guardian", "contact", "state", "since")
TUESDAY, SATURDAY = 1, 5
DAYS = {
    TUESDAY: ("аўторак", "аўт", "tuesday", "tue"),
    SATURDAY: ("субота", "суб", "сб", "saturday", "sat"),
}
LEVELS = {"any": ("", "any"), "new": ("пачынае", "new"), "speak": ("размаўляе", "speak")}
PUPIL, WAITING = "pupil", "waiting"
STATES = {PUPIL: ("вучань", "вучаніца", "pupil"), WAITING: ("чакае", "waiting")}
YES = {True: ("так", "ёсць", "yes"), False: ("", "не", "няма", "no")}
IN_A_DATE = re.compile(r"\d+")


class Fault(StrEnum):
    MISSING = "missing"
    LONG = "long"
    DATE = "date"
    FUTURE = "future"
    AGE = "age"
    CONTACT = "contact"
    LANGUAGE = "language"
    DAYS = "days"
    LEVEL = "level"
    SIBLING = "sibling"
    STATE = "state"
    NO_GROUP = "no group"
    UNKNOWN_GROUP = "unknown group"
    TWICE = "twice"


@dataclass(frozen=True, kw_only=True, repr=False)
class Line:
    number: int
    child: str
    born: date
    """The first day of the month."""
    guardian: str
    contact: str
    language: str
    days: tuple[int, ...]
    level: str
    sibling: bool
    state: str
    group: str
    since: date


@dataclass(frozen=True, kw_only=True)
class Wrong:
    number: int
    column: str
    fault: Fault


@dataclass(frozen=True, kw_only=True)
class Read:
    lines: list[Line] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)


def read(text: str, *, today: date) -> Read:
    """Raises NotAList."""
    found = Read()
    for number, said in lines(text, columns=COLUMNS, needed=NEEDED):
        _add(found, number, said, today=today)
    return Read(lines=found.lines, wrong=[*found.wrong, *_twice(found.lines)])


def _add(found: Read, number: int, said: dict[str, str], *, today: date) -> None:
    values: dict[str, Any] = {}
    wrong = []
    for name in COLUMNS:
        try:
            values[name] = READERS[name](said.get(name, ""))
        except BadCell as bad:
            wrong.append(Wrong(number=number, column=name, fault=bad.fault))
    wrong += [Wrong(number=number, column=name, fault=fault) for name, fault in _odd(values, today)]
    if wrong:
        found.wrong.extend(wrong)
    else:
        found.lines.append(Line(number=number, **values))


def _odd(values: Mapping[str, Any], today: date) -> Iterator[tuple[str, Fault]]:
    for name in ("born", "since"):
        day = values.get(name)
        if isinstance(day, date) and day > today:
            yield name, Fault.FUTURE
            return
    born = values.get("born")
    if (
        isinstance(born, date)
        and not ODDLY_YOUNG < age_on(today, year=born.year, month=born.month) < ODDLY_OLD
    ):
        yield "born", Fault.AGE
    if values.get("state") == PUPIL and not values.get("group"):
        yield "group", Fault.NO_GROUP


def _twice(read: list[Line]) -> Iterator[Wrong]:
    """The same child, by the same grown-up: not twins, who have different names."""
    seen = set()
    for line in read:
        key = (alike.name(line.child).value, line.born, known(line.contact))
        if key in seen:
            yield Wrong(number=line.number, column="child", fault=Fault.TWICE)
        seen.add(key)


def known(contact: str) -> alike.Known:
    """Raises ValueError for what is neither an e-mail nor a telephone."""
    return alike.email(contact) if "@" in contact else alike.phone(contact)


def _text(value: str) -> str:
    if not value:
        raise BadCell(Fault.MISSING)
    if len(value) > LONGEST:
        raise BadCell(Fault.LONG)
    return value


def _optional(value: str) -> str:
    return _text(value) if value else ""


def _contact(value: str) -> str:
    try:
        known(_text(value))
    except ValueError:
        raise BadCell(Fault.CONTACT) from None
    return value


def _day(value: str) -> date:
    """14.03.2026 and 2026-03-14."""
    numbers = [int(each) for each in IN_A_DATE.findall(_text(value))]
    if len(numbers) != 3:
        raise BadCell(Fault.DATE)
    return _made(numbers if numbers[0] > 31 else numbers[::-1])


def _month(value: str) -> date:
    """03.2017 and 2017-03, and whole days, of which the day is thrown away."""
    numbers = [int(each) for each in IN_A_DATE.findall(_text(value))]
    if len(numbers) == 2:
        numbers = [*numbers, 1] if numbers[0] > 12 else [1, *numbers]
    if len(numbers) != 3:
        raise BadCell(Fault.DATE)
    return _made(numbers if numbers[0] > 31 else numbers[::-1]).replace(day=1)


def _made(numbers: list[int]) -> date:
    year, month, day = numbers
    try:
        made = date(year, month, day)
    except ValueError:
        raise BadCell(Fault.DATE) from None
    if made.year < 1990:
        raise BadCell(Fault.DATE)
    return made


def _one_of(choices: Mapping[str, tuple[str, ...]], fault: Fault) -> Callable[[str], str]:
    def reader(value: str) -> str:
        for choice, words in choices.items():
            if value.lower() in words:
                return choice
        raise BadCell(fault if value else Fault.MISSING)

    return reader


def _sibling(value: str) -> bool:
    for answer, words in YES.items():
        if value.lower() in words:
            return answer
    raise BadCell(Fault.SIBLING)


def _days(value: str) -> tuple[int, ...]:
    """Nothing means both."""
    words = re.findall(r"\w+", value.lower())
    found = {day for day, names in DAYS.items() if any(word in names for word in words)}
    if len(found) < len(words):
        raise BadCell(Fault.DAYS)
    return tuple(sorted(found or DAYS))


READERS: dict[str, Callable[[str], Any]] = {
    "child": _text,
    "born": _month,
    "guardian": _text,
    "contact": _contact,
    "language": _one_of(LANGUAGES, Fault.LANGUAGE),
    "days": _days,
    "level": _one_of(LEVELS, Fault.LEVEL),
    "sibling": _sibling,
    "state": _one_of(STATES, Fault.STATE),
    "group": _optional,
    "since": _day,
}
