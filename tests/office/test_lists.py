"""Lines of a spreadsheet under the names that we know, whatever a program has made of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office import lists
from office.lists import NotAList, Unreadable

COLUMNS = {"name": ("імя", "name"), "mail": ("пошта", "e-mail")}
TITLES = "імя,пошта\n"


def read(text: str) -> list[tuple[int, dict[str, str]]]:
    return list(lists.lines(text, columns=COLUMNS, needed=["name"]))


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_columns_stand_in_any_order_and_are_parted_by_any_mark(mark: str) -> None:
    text = "\ufeffE-MAIL,age, Name \nada@example.org,36,Ада".replace(",", mark)

    assert read(text) == [(2, {"mail": "ada@example.org", "name": "Ада"})]


def test_of_two_columns_that_mean_the_same_the_first_is_read() -> None:
    assert read("імя,name\nАда,Ada") == [(2, {"name": "Ада"})]


def test_empty_lines_are_left_out_and_counted_as_a_spreadsheet_counts() -> None:
    assert [number for number, _said in read(TITLES + "Ада,\n\n,,\nЕва,")] == [2, 5]


def test_what_a_spreadsheet_was_kept_from_running_is_read_as_it_was() -> None:
    assert read(TITLES + "'=Ада,") == [(2, {"name": "=Ада", "mail": ""})]


@pytest.mark.parametrize(
    ("text", "why", "columns"),
    [
        ("", Unreadable.EMPTY, []),
        (TITLES, Unreadable.EMPTY, []),
        ("пошта\nada@example.org", Unreadable.COLUMNS, ["name"]),
        (TITLES + "Ада,\n" * (lists.MOST + 1), Unreadable.TOO_MANY, []),
        (TITLES + '"' + "ы" * 140_000, Unreadable.TOO_MANY, []),
        (TITLES + "ы" * 200_000, Unreadable.TOO_MANY, []),
    ],
)
def test_what_is_no_list_is_refused_whole(text: str, why: Unreadable, columns: list[str]) -> None:
    with pytest.raises(NotAList) as refused:
        read(text)

    assert (refused.value.why, refused.value.columns) == (why, columns)


@given(st.text(max_size=200))
def test_whatever_is_typed_is_read_or_refused(text: str) -> None:
    try:
        found = read(TITLES + text)
    except NotAList:
        return
    assert all(number > 1 and any(said.values()) for number, said in found)
