import pytest
from hypothesis import given
from hypothesis import strategies as st

from donations import list_reading
from donations.list_reading import Fault, Line, Wrong
from office.lists import NotAList, Unreadable

TITLES = "id,Customer Email,Customer Name,мова,фонд\n"
ADA = "sub_1,ada@example.org,Ада,be,skola\n"


def wrong(text):
    return [(each.number, each.column, each.fault) for each in list_reading.read(text).wrong]


def test_stripes_own_export_is_read_and_what_nobody_needs_is_left():
    text = "id,Customer ID,Customer Email,Plan,Currency\nsub_1,cus_1,ada@example.org,price_1,pln"
    assert [vars(line) for line in list_reading.read(text).lines] == [
        {
            "number": 2,
            "subscription": "sub_1",
            "email": "ada@example.org",
            "name": "",
            "language": "be",
            "fund": "",
        }
    ]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_columns_may_stand_in_any_order_and_be_parted_by_any_mark(mark):
    text = "мова,пошта,падпіска\npl,ada@example.org,sub_1".replace(",", mark)
    line = list_reading.read(text).lines[0]
    assert (line.language, line.email, line.subscription) == ("pl", "ada@example.org", "sub_1")


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (",ada@example.org,,,", [(2, "subscription", Fault.MISSING)]),
        ("cus_1,ada@example.org,,,", [(2, "subscription", Fault.NUMBER)]),
        ("sub_1,ada,,,", [(2, "email", Fault.EMAIL)]),
        ("sub_1,,,,", [(2, "email", Fault.MISSING)]),
        ("sub_1,ada@example.org,,de,", [(2, "language", Fault.LANGUAGE)]),
        (f"sub_1,ada@example.org,{'ы' * 121},,", [(2, "name", Fault.LONG)]),
        ("sub_1,ada@example.org,,,\nsub_1,eva@example.org,,,", [(3, "subscription", Fault.TWICE)]),
    ],
)
def test_each_wrong_cell_is_named(line, found):
    assert wrong(TITLES + line) == found


def test_empty_lines_are_left_out_and_counted_as_a_spreadsheet_counts():
    assert wrong(TITLES + "\n" + ADA + ",,,,\n\ncus_1,ada@example.org,,,") == [
        (6, "subscription", Fault.NUMBER)
    ]


@pytest.mark.parametrize(
    ("text", "why", "columns"),
    [
        ("", Unreadable.EMPTY, []),
        (TITLES, Unreadable.EMPTY, []),
        ("імя,мова\nАда,be", Unreadable.COLUMNS, ["subscription", "email"]),
    ],
)
def test_what_is_no_list_is_refused_whole(text, why, columns):
    with pytest.raises(NotAList) as refused:
        list_reading.read(text)
    assert (refused.value.why, refused.value.columns) == (why, columns)


@given(st.text(max_size=200))
def test_whatever_is_typed_is_read_or_refused(text):
    try:
        read = list_reading.read(TITLES + text)
    except NotAList:
        return
    assert all(isinstance(line, Line) for line in read.lines)
    assert all(isinstance(each, Wrong) for each in read.wrong)
