"""The one table of moves: nothing leads out of what is over, everything else leads somewhere, and every word
that a family reads is another one."""

from collections.abc import Iterable, Mapping
from typing import Any

import pytest
from django.utils.translation import override

from config.languages import LANGUAGES
from school.states import (
    ENROLMENT_MOVES,
    IN_LINE,
    LIVE,
    MOVES,
    OFFER_MOVES,
    SITTING,
    EnrolmentState,
    OfferState,
    State,
)

TABLES: list[tuple[Any, Mapping[Any, frozenset[Any]], Any]] = [
    (State, MOVES, State.RECEIVED),
    (OfferState, OFFER_MOVES, OfferState.PENDING),
    (EnrolmentState, ENROLMENT_MOVES, EnrolmentState.COMING),
]
ENDS = {State.LAPSED, State.GRADUATED}


@pytest.mark.parametrize(("states", "moves", "first"), TABLES)
def test_the_table_speaks_of_every_state_and_every_state_is_reached(
    states: Any, moves: Mapping[Any, frozenset[Any]], first: Any
) -> None:
    assert list(moves) == list(states)
    assert reached(moves, [first]) == set(states)
    assert all(state not in onward for state, onward in moves.items())


def reached(moves: Mapping[Any, frozenset[Any]], begun: Iterable[Any]) -> set[Any]:
    found: set[Any] = set()
    ahead = list(begun)
    while ahead:
        state = ahead.pop()
        if state not in found:
            found.add(state)
            ahead.extend(moves[state])
    return found


def test_a_place_is_had_by_an_offer_and_by_nothing_else() -> None:
    assert {state for state, onward in MOVES.items() if State.PLACED in onward} == {State.OFFERED}
    assert {state for state, onward in MOVES.items() if State.OFFERED in onward} == {State.WAITING}


def test_whoever_comes_back_comes_into_the_month_of_coming_back() -> None:
    """Withdrawn or left: through `verified`, never straight into the line."""
    for gone in (State.WITHDRAWN, State.LEFT):
        assert MOVES[gone] == {State.VERIFIED}


def test_whoever_waits_or_is_asked_can_leave_the_list_at_any_moment() -> None:
    in_the_list = set(LIVE) - {State.PLACED}

    assert all(State.WITHDRAWN in MOVES[state] for state in in_the_list)


def test_the_first_silence_pauses_and_expels_nobody() -> None:
    assert {State.PAUSED, State.WAITING} <= MOVES[State.OFFERED]
    assert {State.WAITING, State.WITHDRAWN} <= MOVES[State.PAUSED]


def test_what_is_over_is_over() -> None:
    assert {state for state, onward in MOVES.items() if not onward} == ENDS
    assert all(not OFFER_MOVES[state] for state in OfferState if state is not OfferState.PENDING)
    assert all(not ENROLMENT_MOVES[state] for state in EnrolmentState if state not in SITTING)
    assert not set(LIVE) & (ENDS | {State.WITHDRAWN, State.LEFT})
    assert set(IN_LINE) < set(LIVE)


@pytest.mark.parametrize("language", [code for code, _name in LANGUAGES])
def test_no_word_stands_for_two_states(language: str) -> None:
    with override(language):
        for states in (State, OfferState, EnrolmentState):
            words = [str(state.label) for state in states]
            assert len(set(words)) == len(words)
