import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from pages import tables
from tests.home import stories

GOOD = "Час\tСубота\tАўторак\r\n10:00\tАнглійская\tБеларуская\r\n11:00\tМаляванне\t\r\n"
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters='"|'), min_size=1
)
ROWS = st.integers(2, 5).flatmap(
    lambda width: st.lists(st.lists(WORDS, min_size=width, max_size=width), min_size=2, max_size=5)
)


def test_cells_pasted_from_excel_stand_where_they_stood():
    assert tables.read(GOOD) == [
        ["Час", "Субота", "Аўторак"],
        ["10:00", "Англійская", "Беларуская"],
        ["11:00", "Маляванне", ""],
    ]


def test_a_table_may_begin_with_an_empty_cell():
    assert tables.read("\tСубота\n10:00\tАнглійская") == [["", "Субота"], ["10:00", "Англійская"]]


def test_a_cell_with_a_line_break_stays_one_cell():
    pasted = 'Хто\tПра што\nПані\t"Пра школу\nі пра ""гурткі"""'

    assert tables.read(pasted) == [["Хто", "Пра што"], ["Пані", 'Пра школу і пра "гурткі"']]


def test_quotation_marks_that_belong_to_the_words_stay():
    assert tables.read('"Хор" і "Школа"\t"Клуб"\na\tb')[0] == ['"Хор" і "Школа"', '"Клуб"']


def test_cells_may_be_typed_by_hand():
    assert tables.read("| Час | Субота |\n| 10:00 | Маляванне |") == [
        ["Час", "Субота"],
        ["10:00", "Маляванне"],
    ]


def test_lines_with_nothing_in_them_are_no_rows():
    assert tables.read("\n\nа\tб\n\t\n\nв\tг\n\n") == [["а", "б"], ["в", "г"]]


@given(ROWS)
def test_a_table_written_down_is_read_as_it_was(rows: list[tables.Row]):
    assert tables.read(tables.written(rows)) == rows


@given(st.text())
def test_any_text_is_read_without_a_crash(text: str):
    assert all(any(row) for row in tables.read(text))


@pytest.mark.parametrize(
    ("pasted", "sentence"),
    [
        ("", "A table needs a row with the names of its columns and a row below it."),
        ("а\tб", "A table needs a row with the names of its columns and a row below it."),
        (
            "а\nб",
            "There is only one column. Copy the cells in Excel and paste them here, or write | between the"
            " cells.",
        ),
        ("а\tб\nв", "Row 2 has 1 cell, but the first row has 2. Make them equal."),
        ("а\tб\nв\tг\nв\tг\tд", "Row 3 has 3 cells, but the first row has 2. Make them equal."),
        (
            "а\tб\tв\tг\tд\tе\tё\n1\t2\t3\t4\t5\t6\t7",
            "The table has 7 columns; more than 6 cannot be read on a phone.",
        ),
        ("а\tб\n" * 101, "The table has 101 rows; more than 100 are too many for a page."),
        (GOOD, ""),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(pasted: str, sentence: str):
    with override("en"):
        assert tables.trouble(tables.read(pasted)) == sentence


def test_the_sentence_speaks_the_editors_language():
    def said(code: str) -> str:
        with override(code):
            return tables.trouble(tables.read("а\tб\nв"))

    assert len({said(code) for code in stories.LANGUAGES}) == 4
