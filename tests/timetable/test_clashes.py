from datetime import UTC, datetime, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timetable.clashes import Clash, Use, clashes

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)


def use(begin: float, end: float, *, room: int = 1, record: int = 1, source: str = "lending") -> Use:
    start, stop = NOON + timedelta(hours=begin), NOON + timedelta(hours=end)
    return Use(room=room, start=start, end=stop, label=f"use {record}", source=source, record=record)


def test_two_in_one_room_clash_for_as_long_as_both_are_there() -> None:
    choir, club = use(0, 2, record=1), use(1, 3, record=2)
    (clash,) = clashes([club, choir])

    assert clash == Clash(first=choir, second=club)
    assert (clash.start, clash.end) == (NOON + timedelta(hours=1), NOON + timedelta(hours=2))


def test_one_that_ends_when_the_next_begins_is_no_clash() -> None:
    assert clashes([use(0, 2), use(2, 3, record=2)]) == []


def test_different_rooms_do_not_clash() -> None:
    assert clashes([use(0, 2), use(0, 2, room=2, record=2)]) == []


def test_three_in_one_room_are_three_clashes() -> None:
    found = clashes([use(0, 9, record=1), use(1, 2, record=2), use(1, 3, record=3)])

    assert [(each.first.record, each.second.record) for each in found] == [(1, 2), (1, 3), (2, 3)]


def test_one_that_is_inside_another_clashes_until_it_ends() -> None:
    (clash,) = clashes([use(0, 9), use(1, 2, record=2)])

    assert clash.end == NOON + timedelta(hours=2)


def test_a_use_that_ends_before_it_begins_can_not_be() -> None:
    with pytest.raises(ValueError, match="ends after it has begun"):
        use(2, 2)


USES = st.builds(
    lambda begin, length, room, record: use(begin, begin + length, room=room, record=record),
    begin=st.integers(0, 30),
    length=st.integers(1, 10),
    room=st.integers(1, 3),
    record=st.integers(1, 1000),
)


@given(uses=st.lists(USES, max_size=25, unique_by=lambda each: each.record))
def test_every_pair_that_overlaps_is_found_once(uses: list[Use]) -> None:
    by_hand = {
        frozenset({a.record, b.record})
        for a, b in combinations(uses, 2)
        if a.room == b.room and a.start < b.end and b.start < a.end
    }
    found = clashes(uses)

    assert sorted(map(sorted, by_hand)) == sorted(
        sorted([each.first.record, each.second.record]) for each in found
    )
    assert all(each.start < each.end for each in found)
