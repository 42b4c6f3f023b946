"""A table as people paste it: rows on lines, cells between tabs, as Excel copies them. Pure.

Typed by hand, cells may stand between `|`: a text field has no key for a tab.
"""

import re
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MOST_COLUMNS = 6
MOST_ROWS = 100
QUOTED = re.compile(r'"((?:[^"]|"")*)"(?=[\t\n]|$)')
PLAIN = re.compile(r"[^\t\n]*")

Row = list[str]


def read(text: str) -> list[Row]:
    """The rows that have anything in them."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    rows = _tabbed(text) if "\t" in text else [_typed(line) for line in text.split("\n")]
    return [row for row in rows if any(row)]


def _typed(line: str) -> Row:
    return [" ".join(cell.split()) for cell in line.strip().strip("|").split("|")]


def _tabbed(text: str) -> list[Row]:
    """Excel puts a cell with a line break into quotes and doubles the quotes inside."""
    rows: list[Row] = [[]]
    place = 0
    while place <= len(text):
        cell, place = _cell(text, place)
        rows[-1].append(" ".join(cell.split()))
        if text[place : place + 1] == "\n":
            rows.append([])
        place += 1
    return rows


def _cell(text: str, place: int) -> tuple[str, int]:
    quoted = QUOTED.match(text, place)
    if quoted and re.search(r'[\t\n]|""', quoted[1]):
        return quoted[1].replace('""', '"'), quoted.end()
    plain = PLAIN.match(text, place)
    return (plain[0], plain.end()) if plain else ("", place)


def written(rows: Sequence[Row]) -> str:
    """The same rows as text that `read` reads."""
    return "\n".join("\t".join(row) for row in rows)


def trouble(rows: Sequence[Row]) -> str:
    """What is wrong with a table, as a sentence; rows are counted from the first, as in Excel."""
    width = len(rows[0]) if rows else 0
    if len(rows) < 2:
        return _("A table needs a row with the names of its columns and a row below it.")
    if width < 2:
        return _(
            "There is only one column. Copy the cells in Excel and paste them here, or write | between the"
            " cells."
        )
    return _too_much(len(rows), width) or _ragged(rows, width)


def _too_much(height: int, width: int) -> str:
    if width > MOST_COLUMNS:
        return _("The table has %(columns)d columns; more than %(most)d cannot be read on a phone.") % {
            "columns": width,
            "most": MOST_COLUMNS,
        }
    if height > MOST_ROWS:
        return _("The table has %(rows)d rows; more than %(most)d are too many for a page.") % {
            "rows": height,
            "most": MOST_ROWS,
        }
    return ""


def _ragged(rows: Sequence[Row], width: int) -> str:
    for number, row in enumerate(rows, start=1):
        if len(row) != width:
            sentence = ngettext(
                "Row %(row)d has %(cells)d cell, but the first row has %(width)d. Make them equal.",
                "Row %(row)d has %(cells)d cells, but the first row has %(width)d. Make them equal.",
                len(row),
            )
            return sentence % {"row": number, "cells": len(row), "width": width}
    return ""
