"""Rows as a file that spreadsheet programs open. It is made in memory: nothing in clear touches the disk."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from office import cells

Cell = str | Promise | int | Decimal | date | datetime | None
Row = Sequence[Cell]
LONGEST = 32_767
"""Letters that a cell of XLSX holds; a longer text goes whole into CSV only."""
IN_CELLS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


class Format(TextChoices):
    XLSX = "xlsx", _("XLSX: Excel, LibreOffice, Google Sheets")
    CSV = "csv", _("CSV: other programs")


TYPES = {
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.CSV: "text/csv; charset=utf-8",
}


def written(format: Format, *, headings: Row, rows: Iterable[Row]) -> bytes:  # noqa: A002 - what it is called
    harmless = cells.harmless_in_csv if format == Format.CSV else cells.harmless
    lines = [[_plain(cell, harmless) for cell in row] for row in (headings, *rows)]
    return _csv(lines) if format == Format.CSV else _xlsx(lines)


def _plain(cell: Cell, harmless: Callable[[str], str]) -> Any:
    """Texts made harmless; moments by Warsaw's clock, without a zone, which no spreadsheet knows."""
    if isinstance(cell, str | Promise):
        return harmless(str(cell))
    if isinstance(cell, datetime):
        return timezone.make_naive(cell).replace(microsecond=0)
    return cell


def _csv(lines: list[list[Any]]) -> bytes:
    """With the mark by which Excel knows that it is UTF-8."""
    sink = io.StringIO(newline="")
    csv.writer(sink).writerows(lines)
    return sink.getvalue().encode("utf-8-sig")


def _xlsx(lines: list[list[Any]]) -> bytes:
    sink = io.BytesIO()
    with xlsxwriter.Workbook(sink, IN_CELLS) as book:
        kinds = {datetime: "yyyy-mm-dd hh:mm", date: "yyyy-mm-dd"}
        formats = {kind: book.add_format({"num_format": shape}) for kind, shape in kinds.items()}
        sheet = book.add_worksheet()
        for number, line in enumerate(lines):
            for column, cell in enumerate(line):
                _put(sheet, number, column, cell, formats)
        sheet.freeze_panes(1, 0)
        sheet.autofit(400)
    return sink.getvalue()


def _put(sheet: Any, row: int, column: int, cell: Any, formats: Any) -> None:
    if isinstance(cell, str):
        sheet.write_string(row, column, cell[:LONGEST])
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, cell, formats[type(cell)])
    elif cell is not None:
        sheet.write_number(row, column, cell)
