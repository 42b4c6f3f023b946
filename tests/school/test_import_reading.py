"""A kept list, read: what stands there, and a reason for each cell that can not be read."""

from datetime import date
from typing import Any

import pytest

from office.lists import MOST, NotAList, Unreadable
from school.import_reading import PUPIL, WAITING, Fault, Line, Wrong, read

TODAY = date(2026, 11, 26)
TITLES = "дзіця;нараджэнне;дарослы;кантакт;мова;дні;узровень;стан;група;брат ці сястра;з"
GOOD = "Буслік;03.2018;Алена;alena@example.org;be;субота;пачынае;вучань;А;не;01.09.2025"


def facts(line: Line) -> dict[str, Any]:
    return dict(vars(line))


def with_cell(column: str, value: str) -> str:
    cells = dict(zip(TITLES.split(";"), GOOD.split(";"), strict=True)) | {column: value}
    return f"{TITLES}\n{';'.join(cells.values())}"


def test_a_line_is_read_whole() -> None:
    (line,) = read(f"{TITLES}\n{GOOD}", today=TODAY).lines

    assert facts(line) == {
        "number": 2,
        "child": "Буслік",
        "born": date(2018, 3, 1),
        "guardian": "Алена",
        "contact": "alena@example.org",
        "language": "be",
        "days": (5,),
        "level": "new",
        "sibling": False,
        "state": PUPIL,
        "group": "А",
        "since": date(2025, 9, 1),
    }


def test_columns_stand_in_any_order_in_two_languages_and_some_may_be_missing() -> None:
    text = "since,state,Contact,guardian,born,child\n2026-03-14,waiting,+48 000 000 000,Jan,2019-11-05,Zosia"
    (line,) = read(text, today=TODAY).lines

    assert (line.child, line.born, line.since) == ("Zosia", date(2019, 11, 1), date(2026, 3, 14))
    assert (line.language, line.days, line.level, line.state) == ("be", (1, 5), "any", WAITING)


def test_empty_lines_and_apostrophes_of_spreadsheets_are_passed_over() -> None:
    text = f"\ufeff{TITLES}\n;;;;;;;;;;\n{GOOD.replace('alena@example.org', chr(39) + '+48 000 000 000')}"
    (line,) = read(text, today=TODAY).lines

    assert (line.number, line.contact) == (3, "+48 000 000 000")


@pytest.mark.parametrize(
    ("column", "value", "fault"),
    [
        ("дзіця", "", Fault.MISSING),
        ("дзіця", "я" * 121, Fault.LONG),
        ("нараджэнне", "вясной", Fault.DATE),
        ("нараджэнне", "13.13.2018", Fault.DATE),
        ("нараджэнне", "12.2026", Fault.FUTURE),
        ("нараджэнне", "1950-01", Fault.DATE),
        ("нараджэнне", "05.2008", Fault.AGE),
        ("нараджэнне", "05.2025", Fault.AGE),
        ("кантакт", "Алена", Fault.CONTACT),
        ("мова", "лацінка", Fault.LANGUAGE),
        ("дні", "пятніца", Fault.DAYS),
        ("узровень", "добры", Fault.LEVEL),
        ("стан", "", Fault.MISSING),
        ("стан", "думае", Fault.STATE),
        ("група", "", Fault.NO_GROUP),
        ("брат ці сястра", "цётка", Fault.SIBLING),
        ("з", "27.11.2026", Fault.FUTURE),
        ("з", "03.2026", Fault.DATE),
    ],
)
def test_each_thing_that_can_not_be_read_has_its_reason(column: str, value: str, fault: Fault) -> None:
    found = read(with_cell(column, value), today=TODAY)

    assert (found.lines, [wrong.fault for wrong in found.wrong]) == ([], [fault])


def test_all_that_is_wrong_is_told_at_once() -> None:
    found = read(f"{TITLES}\n;;;;;;;;;;?\n{GOOD}", today=TODAY)

    assert {wrong.number for wrong in found.wrong} == {2}
    assert len(found.wrong) == 6
    assert len(found.lines) == 1


def test_one_child_stands_in_the_list_once_and_twins_are_two() -> None:
    again = GOOD.replace("Буслік", "буслік").replace("alena@", "ALENA@")
    found = read("\n".join([TITLES, GOOD, again, GOOD.replace("Буслік", "Ластаўка")]), today=TODAY)

    assert found.wrong == [Wrong(number=3, column="child", fault=Fault.TWICE)]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", Unreadable.EMPTY),
        (TITLES, Unreadable.EMPTY),
        ("імя;прозвішча\nа;б", Unreadable.COLUMNS),
        ("\n".join([TITLES, *[GOOD] * (MOST + 1)]), Unreadable.TOO_MANY),
        (f'{TITLES}\n"{"ы" * 140_000}', Unreadable.TOO_MANY),
    ],
)
def test_what_is_no_list_is_refused_whole(text: str, why: Unreadable) -> None:
    with pytest.raises(NotAList) as refused:
        read(text, today=TODAY)

    assert refused.value.why is why


def test_empty_lines_are_left_out_and_counted_as_a_spreadsheet_counts() -> None:
    found = read("\n".join([TITLES, "", GOOD]), today=TODAY)
    assert [line.number for line in found.lines] == [3]


def test_missing_columns_are_named() -> None:
    with pytest.raises(NotAList) as refused:
        read("дзіця;дарослы\nа;б", today=TODAY)

    assert refused.value.columns == ["born", "contact", "state", "since"]
