"""The timetable as readers read it."""

from datetime import date, datetime
from typing import Any

import pytest
from django.utils.translation import override

from school import hours, shown
from school.hours import Timetable
from school.models import Group, Meeting, Term
from tests.school import children
from tests.school.children import NOW, SATURDAY, SATURDAYS, TUESDAYS
from timetable.models import Room
from timetable.pattern import Kind
from timetable.rules import Rule

pytestmark = [
    pytest.mark.django_db(databases=["default", "vault"]),
    pytest.mark.usefixtures("nobody_yet"),
]
TODAY = NOW.date()
OFF = date(2026, 12, 26)


def saturdays(**more: Any) -> Rule:
    start = datetime.fromisoformat("2026-09-05T10:00")
    return Rule(start=start, kind=Kind.WEEKLY, weekdays=frozenset({SATURDAY}), **more)


def told(of: Term, *, language: str = "be") -> Timetable:
    with override(language):
        return hours.timetable(shown.groups_of(of), of, today=TODAY)


def also(group: Any, rule: Rule, minutes: int = 45) -> None:
    room = Room.objects.create(name=f"{group.name}{rule.start}", capacity=30)
    Meeting.objects.create(group=group, rule=rule, minutes=minutes, room=room)


def rows(table: Timetable) -> list[list[str]]:
    return [[row.head, *(cell.text for cell in row.cells)] for row in table.rows]


def test_each_day_of_the_week_has_a_column():
    term = children.term()
    also(children.opened(of=term, name="A", youngest=6, oldest=8), TUESDAYS)
    children.opened(of=term, name="B", youngest=9, oldest=12, level="new")
    Group.objects.filter(name="B").update(languages=["be", "pl"])
    table = told(term)

    assert table.columns == ["Група", "Аўторак", "Субота", "Мовы", "Месцы"]
    assert rows(table) == [
        ["6–8 гадоў", "17:00–17:45", "10:00–11:30", "Па-беларуску", "12 вольных"],
        ["9–12 гадоў, пачынаюць беларускую", "", "10:00–11:30", "Па-беларуску, па-польску", "12 вольных"],
    ]


def test_on_a_phone_each_cell_has_the_name_of_its_column():
    term = children.term()
    children.opened(of=term)
    (row,) = told(term).rows

    assert [cell.label for cell in row.cells] == ["Субота", "Мовы", "Месцы"]


def test_groups_told_alike_share_a_row_and_add_up_their_places():
    term = children.term()
    for name in "AB":
        children.opened(of=term, name=name, places=5)

    assert rows(told(term)) == [["6–12 гадоў", "10:00–11:30", "Па-беларуску", "10 вольных"]]


def test_a_group_that_is_not_open_is_told_to_nobody():
    term = children.term()
    children.group(term)

    assert told(term).rows == []


def test_what_is_not_every_week_is_said_in_a_sentence():
    term = children.term()
    also(children.opened(of=term, places=1), saturdays(every=2))

    assert told(term).columns[1:3] == ["Субота", "Таксама"]
    assert rows(told(term))[0][2] == "Раз на два тыдні па суботах а 10:00"


def test_a_day_that_all_have_off_is_told_once():
    term = children.term()
    children.opened(of=term, name="A", rule=saturdays(skipped=frozenset({OFF})))
    children.opened(of=term, name="B", youngest=9, rule=saturdays(skipped=frozenset({OFF})))
    table = told(term)

    assert (table.off, table.columns[1]) == (["субота, 26 снежня"], "Субота")


def test_a_day_that_one_group_has_off_is_told_of_that_group():
    term = children.term()
    children.opened(of=term, name="A", rule=saturdays(skipped=frozenset({OFF})))
    children.opened(of=term, name="B", youngest=9)
    table = told(term)

    assert table.off == []
    assert [row[1:3] for row in rows(table)] == [
        ["", "Кожную суботу а 10:00, апрача 26 снежня"],
        ["10:00–11:30", ""],
    ]


def test_a_rule_that_begins_in_the_middle_of_the_term_says_when():
    term = children.term()
    children.opened(of=term, rule=Rule(
        start=datetime.fromisoformat("2027-01-09T10:00"), kind=Kind.WEEKLY, weekdays=frozenset({SATURDAY}),
    ))  # fmt: skip

    assert rows(told(term))[0][1] == "Кожную суботу а 10:00 з 9 студзеня"


def test_holidays_are_told_where_all_groups_keep_them():
    term = children.term()
    children.opened(of=term, name="A", rule=saturdays(not_on_holidays=True))
    assert told(term).not_on_holidays
    children.opened(of=term, name="B", youngest=9, rule=SATURDAYS)

    assert not told(term).not_on_holidays


@pytest.mark.parametrize(
    ("language", "said"),
    [("be", "6 гадоў"), ("ru", "6 лет"), ("pl", "6 lat"), ("en", "6 years")],
)
def test_one_age_is_one_number(language: str, said: str):
    with override(language):
        assert hours.ages_of(6, 6) == said


def test_the_next_term_is_shown_once_this_one_is_over():
    spring = children.term(starts_on=date(2027, 2, 1), ends_on=date(2027, 6, 19))
    autumn = children.term()

    assert shown.term(today=autumn.ends_on) == autumn
    assert shown.term(today=date(2027, 2, 1)) == spring
    assert shown.term(today=date(2027, 6, 20)) is None
