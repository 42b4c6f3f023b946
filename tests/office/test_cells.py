import csv
import io
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from office import cells, spreadsheets
from office.spreadsheets import Format

TYPED = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
DANGEROUS = st.builds(
    "".join,
    st.tuples(
        st.text(st.sampled_from(" \t\r\n\u00a0\u200b\ufeff\u2003"), max_size=3),
        st.sampled_from("=+-@＝＋－＠﹢−"),
        TYPED,
    ),
)
BREAKS, MARKS = st.sampled_from(";\t\r\n"), st.sampled_from(["", '"', "'", '""'])
PARTED = st.builds("{}{}{}{}".format, TYPED, BREAKS, MARKS, DANGEROUS | TYPED)
RUNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
STARTERS = ("=", "+", "-", "@", "\t", "\r", "\n")


def written_and_read(rows: list[list[Any]], kind: Format) -> list[list[Any]]:
    made = spreadsheets.written(kind, headings=["Text"], rows=rows)
    if kind == Format.CSV:
        return list(csv.reader(io.StringIO(made.decode("utf-8-sig"), newline="")))[1:]
    sheet = load_workbook(io.BytesIO(made)).active
    assert sheet is not None
    return [list(row) for row in sheet.iter_rows(min_row=2, values_only=True)]


@given(TYPED | DANGEROUS)
def test_no_text_starts_as_a_formula_and_every_text_can_be_had_back(text: str) -> None:
    written = cells.harmless(text)

    assert not written.startswith(STARTERS)
    assert not written.lstrip(" \u00a0\u200b\ufeff\u2003").startswith((*STARTERS, "＝", "＋", "－", "＠"))
    assert cells.original(written) == text


@given(DANGEROUS)
def test_what_would_run_stands_behind_an_apostrophe(text: str) -> None:
    assert cells.harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Ганна", "a=b", "1-2", "'Ўсё", "anna@example.org", " з прабелам"])
def test_what_is_harmless_stays_as_it_is(text: str) -> None:
    assert cells.harmless(text) == text


@given(st.lists(TYPED | DANGEROUS | PARTED, min_size=1, max_size=5))
def test_a_file_read_by_others_gives_the_texts_back_and_no_formula(texts: list[str]) -> None:
    read = written_and_read([[text] for text in texts], Format.CSV)

    assert [cells.original_in_csv(text) for (text,) in read] == texts
    assert not any(text.startswith(STARTERS) for (text,) in read)


@given(st.lists(TYPED | DANGEROUS | PARTED, min_size=1, max_size=5), st.sampled_from(";\t"))
def test_where_a_line_is_split_at_another_mark_no_part_is_a_formula(texts: list[str], mark: str) -> None:
    """As Excel does in Polish: at semicolons and ends of lines, whatever stands in quotation marks."""
    made = spreadsheets.written(Format.CSV, headings=["Text"], rows=[["1", text] for text in texts])
    parts = re.split(f"[{mark}\r\n]", made.decode("utf-8-sig"))

    assert [part for part in parts if part.lstrip('" \u00a0\u200b\ufeff\u2003').startswith(RUNS)] == []


def test_a_list_with_dashes_stays_a_list_in_a_workbook() -> None:
    text = "Пытанні:\n- колькі дзяцей?\n- дзе?"

    assert written_and_read([[text]], Format.XLSX) == [[text]]
    assert written_and_read([[text]], Format.CSV) == [["Пытанні:\n'- колькі дзяцей?\n'- дзе?"]]


@given(st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=30))
def test_so_does_a_workbook(text: str) -> None:
    ((read,),) = written_and_read([[f"={text}"]], Format.XLSX)

    assert read == f"'={text}"
    assert cells.original(read) == f"={text}"


@pytest.mark.parametrize("kind", Format)
def test_numbers_stay_numbers_and_days_days(kind: Format) -> None:
    row = [-5, Decimal("-1.50"), date(2026, 11, 26), None, datetime(2026, 11, 26, 3, 30, tzinfo=UTC)]
    (read,) = written_and_read([row], kind)

    assert (
        read
        == {
            Format.CSV: ["-5", "-1.50", "2026-11-26", "", "2026-11-26 04:30:00"],
            Format.XLSX: [-5, -1.5, datetime(2026, 11, 26), None, datetime(2026, 11, 26, 4, 30)],  # noqa: DTZ001 - as read
        }[kind]
    )


def test_a_text_longer_than_a_cell_is_whole_in_csv() -> None:
    text = "ў" * 40_000

    assert written_and_read([[text]], Format.CSV) == [[text]]
    assert written_and_read([[text]], Format.XLSX) == [[text[: spreadsheets.LONGEST]]]


def test_excel_sees_belarusian_letters() -> None:
    assert spreadsheets.written(Format.CSV, headings=["Ўсё"], rows=[]).startswith(b"\xef\xbb\xbf\xd0\x8e")
