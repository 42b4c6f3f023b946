"""A list that somebody kept in a spreadsheet: what stands in which line under which name. Pure.

The first line names the columns, in any order; what nobody asks for is not read. Commas, semicolons or tabs
part them. Whoever takes a list in knows what its cells mean, and which of them are wrong.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any

from office import cells

MOST = 500
LONGEST = 120
"""Of lines, and of letters in a cell."""
Columns = Mapping[str, tuple[str, ...]]
"""By our name of a column, the names that it may have in a list, in lower case."""
LANGUAGES = {
    "be": ("be", "бел", "беларуская", "belarusian", ""),
    "ru": ("ru", "рус", "руская", "russian"),
    "pl": ("pl", "пол", "польская", "polish"),
    "en": ("en", "анг", "англійская", "english"),
}


class Unreadable(StrEnum):
    EMPTY = "empty"
    COLUMNS = "columns"
    TOO_MANY = "too many"


class NotAList(Exception):
    """Nothing of it can be read. `columns` are those that it lacks."""

    def __init__(self, why: Unreadable, columns: Iterable[str] = ()) -> None:
        super().__init__(why)
        self.why, self.columns = why, list(columns)


class BadCell(Exception):
    """`fault`: one of those that whoever takes the list in has words for."""

    def __init__(self, fault: Any) -> None:
        super().__init__(fault)
        self.fault = fault


def lines(text: str, *, columns: Columns, needed: Iterable[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Each line that is not empty, with the number it has in a spreadsheet: the names of the columns are
    line 1. Raises NotAList."""
    rows = _rows(text)
    if len(rows) < 2:
        raise NotAList(Unreadable.EMPTY)
    if len(rows) > MOST + 1:
        raise NotAList(Unreadable.TOO_MANY)
    names = _names(rows[0], columns, needed)
    for number, row in enumerate(rows[1:], start=2):
        said = {name: cells.original(each.strip()) for name, each in zip(names, row, strict=False) if name}
        if any(said.values()):
            yield number, said


def _rows(text: str) -> list[list[str]]:
    """With empty ones in between, so that each keeps its number."""
    try:
        return list(csv.reader(text.strip().splitlines(), delimiter=_mark(text)))
    except csv.Error:  # A cell without an end: somebody forgot to close quotation marks.
        raise NotAList(Unreadable.TOO_MANY) from None


def _mark(text: str) -> str:
    first = next(iter(text.strip().splitlines()), "")
    return max(",;\t", key=first.count)


def _names(titles: list[str], columns: Columns, needed: Iterable[str]) -> list[str]:
    """Of two columns that mean the same, the first is read."""
    known = {word: name for name, words in columns.items() for word in words}
    names: list[str] = []
    for title in titles:
        name = known.get(" ".join(title.lower().split()).strip("\ufeff"), "")
        names.append("" if name in names else name)
    if lacking := [name for name in needed if name not in names]:
        raise NotAList(Unreadable.COLUMNS, lacking)
    return names
