from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.timetable.saying import FRIDAY, once, weekly
from timetable import occupancy
from timetable.clashes import Use, clashes
from timetable.models import Lending, Room

pytestmark = pytest.mark.django_db

SINCE, UNTIL = datetime(2026, 10, 5, tzinfo=UTC), datetime(2026, 10, 12, tzinfo=UTC)
"""A week."""


@pytest.fixture
def room() -> Room:
    return Room.objects.create(name="3", capacity=12)


def lend(room: Room, rule: Any, *, minutes: int = 120, initiative: str = "Прыкладная") -> Lending:
    return Lending.objects.create(room=room, initiative=initiative, rule=rule, minutes=minutes)


def week() -> list[Use]:
    return occupancy.uses(since=SINCE, until=UNTIL)


def test_a_lent_room_is_in_use(room: Room) -> None:
    lending = lend(room, weekly())
    start = datetime(2026, 10, 8, 16, tzinfo=UTC)

    assert week() == [
        Use(
            room=room.pk,
            start=start,
            end=start + timedelta(hours=2),
            label="Прыкладная",
            source="lending",
            record=lending.pk,
        )
    ]


def test_who_came_before_and_is_still_there_is_there(room: Room) -> None:
    lend(room, once("2026-10-05T01:30"), minutes=60)
    lend(room, once("2026-10-05T00:30"), minutes=90)
    lend(room, once("2026-10-12T02:00"))

    assert [use.start.minute for use in week()] == [30]


def test_other_parts_of_the_site_add_what_they_do(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(occupancy, "sources", [*occupancy.sources])
    lend(room, weekly())
    start = datetime(2026, 10, 8, 17, tzinfo=UTC)

    @occupancy.source
    def choir(since: datetime, until: datetime) -> Iterator[Use]:
        end = start + timedelta(hours=1)
        yield Use(room=room.pk, start=start, end=end, label="Хор", source="choir", record=1)

    (clash,) = clashes(week())
    assert (clash.first.label, clash.second.label) == ("Прыкладная", "Хор")
    assert clash.start == start


def test_a_clash_is_shown_and_not_refused(room: Room) -> None:
    lend(room, weekly(), initiative="Першая")
    lend(room, weekly(), initiative="Другая")
    lend(room, weekly(FRIDAY, start="2026-10-02T18:00"), initiative="Трэцяя")

    assert [(each.first.label, each.second.label) for each in clashes(week())] == [("Першая", "Другая")]


def test_a_week_costs_a_query_for_each_kind_of_use(room: Room, django_assert_num_queries: Any) -> None:
    """Lendings, dates of events, lessons."""
    for _ in range(5):
        lend(room, weekly())

    with django_assert_num_queries(3):
        assert len(week()) == 5
