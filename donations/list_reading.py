"""A list of today’s monthly donors, read line by line: what stands there, what is wrong with it. Pure.

Columns are named as Stripe’s own export of subscriptions calls them, in Belarusian or in English.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from office.lists import LANGUAGES, LONGEST, BadCell, lines
from privacy import alike

COLUMNS: dict[str, tuple[str, ...]] = {
    "subscription": ("падпіска", "subscription", "subscription id", "id"),
    "email": ("пошта", "email", "e-mail", "customer email"),
    "name": ("імя", "name", "customer name"),
    "language": ("мова", "language"),
    "fund": ("фонд", "fund"),
}
NEEDED = ("subscription", "email")
NUMBER = re.compile(r"sub_[A-Za-z0-9_]{1,100}", re.ASCII)


class Fault(StrEnum):
    MISSING = "missing"
    LONG = "long"
    NUMBER = "number"
    EMAIL = "email"
    LANGUAGE = "language"
    FUND = "fund"
    TWICE = "twice"
    UNKNOWN = "unknown"
    OVER = "over"


@dataclass(frozen=True, kw_only=True, repr=False)
class Line:
    number: int
    subscription: str
    email: str
    name: str
    language: str
    fund: str


@dataclass(frozen=True, kw_only=True)
class Wrong:
    number: int
    column: str
    fault: Fault


@dataclass(frozen=True, kw_only=True)
class Read:
    lines: list[Line] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)


def read(text: str) -> Read:
    """Raises NotAList."""
    found = Read()
    for number, said in lines(text, columns=COLUMNS, needed=NEEDED):
        _add(found, number, said)
    return Read(lines=found.lines, wrong=[*found.wrong, *_twice(found.lines)])


def _add(found: Read, number: int, said: dict[str, str]) -> None:
    values: dict[str, str] = {}
    wrong = []
    for name, reader in READERS.items():
        try:
            values[name] = reader(said.get(name, ""))
        except BadCell as bad:
            wrong.append(Wrong(number=number, column=name, fault=bad.fault))
    if wrong:
        found.wrong.extend(wrong)
    else:
        found.lines.append(Line(number=number, **values))


def _twice(read: list[Line]) -> Iterator[Wrong]:
    seen = set()
    for line in read:
        if line.subscription in seen:
            yield Wrong(number=line.number, column="subscription", fault=Fault.TWICE)
        seen.add(line.subscription)


def _text(value: str) -> str:
    if not value:
        raise BadCell(Fault.MISSING)
    if len(value) > LONGEST:
        raise BadCell(Fault.LONG)
    return value


def _optional(value: str) -> str:
    return _text(value) if value else ""


def _number(value: str) -> str:
    if not NUMBER.fullmatch(_text(value)):
        raise BadCell(Fault.NUMBER)
    return value


def _email(value: str) -> str:
    try:
        alike.email(_text(value))
    except ValueError:
        raise BadCell(Fault.EMAIL) from None
    return value


def _language(value: str) -> str:
    for code, words in LANGUAGES.items():
        if value.lower() in words:
            return code
    raise BadCell(Fault.LANGUAGE)


READERS: dict[str, Callable[[str], str]] = {
    "subscription": _number,
    "email": _email,
    "name": _optional,
    "language": _language,
    "fund": _optional,
}
