"""Lessons fill rooms like everything else, within their term and no longer."""

from datetime import date, datetime, timedelta

import pytest

from school import lessons
from tests.school import children
from tests.school.children import NOW, SATURDAYS, TUESDAYS
from timetable import occupancy
from timetable.expansion import WARSAW
from timetable.models import Lending

pytestmark = [
    pytest.mark.django_db(databases=["default", "vault"]),
    pytest.mark.usefixtures("nobody_yet"),
]


def starts(since: datetime, days: int) -> list[str]:
    until = since + timedelta(days=days)
    found = [use for use in occupancy.uses(since=since, until=until) if use.source == "lesson"]
    return [f"{use.start.astimezone(WARSAW):%d.%m %H:%M}-{use.end.astimezone(WARSAW):%H:%M}" for use in found]


def test_lessons_are_uses_of_their_room() -> None:
    children.opened()

    assert starts(NOW, 12) == ["21.11 10:00-11:30", "28.11 10:00-11:30"]


def test_nobody_is_in_the_room_before_the_term_or_after_it() -> None:
    children.opened(children.term(starts_on=date(2026, 11, 22), ends_on=date(2026, 11, 28)))

    assert starts(NOW, 60) == ["28.11 10:00-11:30"]


def test_whoever_wants_the_same_room_is_shown() -> None:
    group, other = children.opened(), None
    room = group.meetings.get().room
    Lending.objects.create(room=room, initiative="Шахматы", rule=SATURDAYS, minutes=60)
    other = children.opened(group.term, name="B", rule=TUESDAYS)
    clashes = lessons.clashes_of(group, at=NOW)

    assert [(clash.first.label, clash.second.label) for clash in clashes[:1]] in (
        [("A", "Шахматы")],
        [("Шахматы", "A")],
    )
    assert lessons.said(clashes)[0]["room"] == room.name
    assert lessons.clashes_of(other, at=NOW) == []
