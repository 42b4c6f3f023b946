from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school import why
from school.order import Standing, Tier, line
from school.replay import Said
from school.why import Cause, Movement, Why
from tests.school import simulated

FIRST = datetime(2026, 9, 1, 10, tzinfo=UTC)
AUGUST, SEPTEMBER = date(2026, 8, 1), date(2026, 9, 1)
ME, ANY, BRO, BACK = "M2-M2M", "A2-A2A", "B3-B3B", "C4-C4C"
standings = st.lists(
    st.builds(
        Standing,
        tier=st.integers(1, 3),
        round=st.sampled_from([date(2026, month, 1) for month in (6, 7, 8)]),
        ticket=st.sampled_from("abcdef"),
        code=st.uuids().map(str),
    ),
    min_size=1,
    max_size=25,
    unique_by=lambda each: each.code,
)


def story(*events: tuple[int, str, str] | tuple[int, str, str, dict[str, Any]]) -> list[Said]:
    """Each with the day of September on which it was written."""
    return list(_said(events))


def _said(events: Any) -> Iterator[Said]:
    for number, (day, deed, code, *facts) in enumerate(events):
        known = facts[0] if facts else {}
        known |= {"number": number, "override": False, "tier": 3} if deed == "offered" else {}
        yield Said(at=FIRST + timedelta(days=day - 1), deed=deed, code=code, facts=known)


def joins(day: int, code: str, *, month: str = "2026-08", ticket: str = "5", tier: int = 3) -> list[Any]:
    return [
        (day, "verified", code, {"round": month, "tier": tier}),
        (day, "drawn", code, {"ticket": ticket}),
    ]


def test_everybody_before_a_child_stands_there_for_one_of_four_reasons() -> None:
    ordered = line(
        [
            Standing(tier=Tier.RETURNING, round=SEPTEMBER, ticket="9", code=BACK),
            Standing(tier=Tier.SIBLING, round=SEPTEMBER, ticket="9", code=BRO),
            Standing(tier=Tier.EVERYONE, round=AUGUST, ticket="9", code=ANY),
            Standing(tier=Tier.EVERYONE, round=SEPTEMBER, ticket="1", code="D5-D5D"),
            Standing(tier=Tier.EVERYONE, round=SEPTEMBER, ticket="5", code=ME),
            Standing(tier=Tier.EVERYONE, round=SEPTEMBER, ticket="7", code="E6-E6E"),
        ],
        given=(),
    )

    assert why.why(ME, ordered) == Why(
        position=5, of=6, round=SEPTEMBER, earlier=1, drawn=1, siblings=1, returning=1
    )


def test_a_code_that_does_not_wait_has_no_why() -> None:
    assert why.why(ME, []) is None


@given(standings, st.lists(st.integers(1, 3), max_size=2))
def test_the_reasons_add_up_to_all_who_stand_before(waiting: list[Standing], given: list[int]) -> None:
    ordered = line(waiting, given=given)

    for each in ordered:
        known = why.why(each.code, ordered)
        assert known
        assert known.earlier + known.drawn + known.siblings + known.returning == known.ahead


@given(standings, st.lists(st.integers(1, 3), max_size=2))
def test_nobody_of_a_later_month_stands_before_but_by_the_published_rules(
    waiting: list[Standing], given: list[int]
) -> None:
    ordered = line(waiting, given=given)

    for place, each in enumerate(ordered):
        later = [other for other in ordered[:place] if other.round > each.round]
        assert all(other.tier < each.tier for other in later)


def test_the_way_through_the_list_is_told_day_by_day_the_newest_first() -> None:
    said = story(
        *joins(1, ANY, ticket="1"),
        *joins(1, "D5-D5D", ticket="2"),
        *joins(2, ME),
        (5, "offered", ANY),
        (9, "withdrawn", "D5-D5D"),
    )

    assert why.movements(ME, said) == [
        Movement(day=date(2026, 9, 9), position=1, before=2, causes=((Cause.LEFT, 1),)),
        Movement(day=date(2026, 9, 5), position=2, before=3, causes=((Cause.OFFERED, 1),)),
        Movement(day=date(2026, 9, 2), position=3, before=None, causes=((Cause.DRAWN, 1),)),
    ]


@pytest.mark.parametrize(
    ("event", "cause"),
    [
        ([(5, "tier", BRO, {"tier": 2})], Cause.SIBLING),
        (joins(5, BACK, month="2026-09", tier=1), Cause.RETURNING),
        (joins(5, "E6-E6E", month="2026-09", tier=2), Cause.SIBLING),
        ([(5, "resumed", "P7-P7P")], Cause.CAME_BACK),
        (joins(5, "T8-T8T", ticket="4"), Cause.REDRAWN),
    ],
)
def test_each_step_back_has_a_reason_of_the_published_rules(event: list[Any], cause: Cause) -> None:
    said = story(
        *joins(1, "P7-P7P", ticket="1"),
        (1, "paused", "P7-P7P"),
        *joins(1, ME),
        *joins(1, BRO, ticket="9"),
        *event,
    )

    assert why.movements(ME, said)[0] == Movement(
        day=date(2026, 9, 5), position=2, before=1, causes=((cause, 1),)
    )


def test_who_becomes_a_brother_or_sister_of_a_pupil_and_is_none_any_more_is_told_so() -> None:
    said = story(
        *joins(1, ANY, ticket="1"),
        *joins(1, ME),
        (3, "tier", ME, {"tier": 2}),
        (5, "tier", ME, {"tier": 3}),
    )
    told = why.movements(ME, said)

    assert [(each.position, each.causes) for each in told] == [
        (2, ((Cause.NO_KIN, 1),)),
        (1, ((Cause.KIN, 1),)),
        (2, ((Cause.DRAWN, 1),)),
    ]


def test_who_stood_before_a_child_as_a_sister_and_does_no_more_brings_it_forward() -> None:
    said = story(*joins(1, ME), *joins(1, BRO, ticket="9", tier=2), (5, "tier", BRO, {"tier": 3}))

    assert why.movements(ME, said)[0] == Movement(
        day=date(2026, 9, 5), position=1, before=2, causes=((Cause.NO_SIBLING, 1),)
    )


def test_what_happens_behind_a_child_is_not_told() -> None:
    said = story(*joins(1, ME), *joins(3, ANY, ticket="9"), (5, "withdrawn", ANY))

    assert [each.day for each in why.movements(ME, said)] == [date(2026, 9, 1)]


def test_who_was_away_begins_a_new_story() -> None:
    said = story(*joins(1, ANY, ticket="1"), *joins(1, ME), (3, "paused", ME), (7, "resumed", ME))

    assert why.movements(ME, said) == [
        Movement(day=date(2026, 9, 7), position=2, before=None, causes=((Cause.RESUMED, 1),))
    ]


def test_who_does_not_wait_has_not_moved() -> None:
    assert why.movements(ME, story(*joins(1, ME), (3, "withdrawn", ME))) == []


def test_over_years_each_movement_adds_up_and_each_step_back_is_by_a_published_rule() -> None:
    said = simulated.history(2, years=4)
    backward = {Cause.SIBLING, Cause.RETURNING, Cause.CAME_BACK, Cause.REDRAWN, Cause.RULE}
    code = max(_waits(said), key=lambda each: len(why.movements(each, said)))

    told = why.movements(code, said, lately=10_000)

    for later, earlier in pairwise(told):
        assert later.before == earlier.position
    for each in told[:-1]:
        if each.before and each.position > each.before:
            assert {cause for cause, _number in each.causes} & backward


def _waits(said: list[Said]) -> list[str]:
    from school.replay import Replay

    replay = Replay()
    for each in said:
        replay.hear(each)
    return list(replay.waiting)[:5]
