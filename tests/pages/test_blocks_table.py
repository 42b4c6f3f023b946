from typing import Any

import pytest

from pages.blocks import TableBlock
from tests.home import stories
from tests.pages.blocks_cleaned import cleaned, refused

TABLE = TableBlock()
PASTED = "Час\tСубота\tАўторак\n10:00\tАнглійская\tБеларуская\n11:00\tМаляванне\t"
LESSONS = {"caption": "Заняткі", "cells": PASTED, "names_rows": True}
RAGGED = {**LESSONS, "cells": "Час\tСубота\n10:00\tАнглійская\tБеларуская"}


def drawn(**changes: Any) -> str:
    return str(TABLE.render(TABLE.to_python({**LESSONS, **changes})))


def test_a_table_pasted_from_excel_is_taken_as_it_is():
    assert cleaned(TABLE, LESSONS)["cells"] == PASTED


def test_a_table_with_rows_of_different_length_is_refused():
    assert refused(TABLE, RAGGED) == {
        "cells": ["Row 2 has 3 cells, but the first row has 2. Make them equal."]
    }


def test_a_table_with_rows_of_different_length_may_wait_in_a_draft():
    assert cleaned(TABLE, RAGGED, draft=True)["cells"] == RAGGED["cells"]


def test_the_refusal_speaks_the_editors_language():
    assert len({str(refused(TABLE, RAGGED, language=code)) for code in stories.LANGUAGES}) == 4


def test_an_empty_table_asks_for_its_cells():
    assert set(refused(TABLE, {**LESSONS, "cells": ""})) == {"cells"}


@pytest.mark.parametrize(
    ("named", "rows"),
    [
        (True, [("10:00", [("Субота", "Англійская"), ("Аўторак", "Беларуская")]),
                ("11:00", [("Субота", "Маляванне"), ("Аўторак", "")])]),
        (False, [("", [("Час", "10:00"), ("Субота", "Англійская"), ("Аўторак", "Беларуская")]),
                 ("", [("Час", "11:00"), ("Субота", "Маляванне"), ("Аўторак", "")])]),
    ],
    ids=["first column names rows", "no names of rows"],
)  # fmt: skip
def test_every_cell_knows_its_column(named: bool, rows: list[tuple[str, list[tuple[str, str]]]]):
    value = TABLE.to_python({**LESSONS, "names_rows": named})

    assert value.header == ["Час", "Субота", "Аўторак"]
    assert [(row["name"], row["cells"]) for row in value.rows] == rows


def test_a_table_is_a_table_for_those_who_listen():
    html = drawn()

    assert '<caption class="table__caption">Заняткі</caption>' in html
    assert html.count('role="columnheader" scope="col"') == 3
    assert '<th class="table__cell table__cell--name" role="rowheader" scope="row">10:00</th>' in html


def test_on_a_phone_a_cell_says_its_column():
    assert '<td class="table__cell" role="cell" data-label="Субота">Англійская</td>' in drawn()
