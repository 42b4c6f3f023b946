"""Whatever families, coordinators and the clock do in whatever order: places, order and ledger are what the
published rule says, told twice (`tests.school.naive`)."""

from datetime import timedelta
from typing import Any, ClassVar

import pytest
from django.conf import settings
from django.db import transaction
from hypothesis import HealthCheck
from hypothesis import settings as how
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from school import deadlines
from school.models import Application
from school.states import MOVES, State
from tests.races.doing import done
from tests.races.school import truth
from tests.races.school.deeds import Hands, SchoolRefused
from tests.races.school.world import World
from tests.school import replay
from tests.school.children import DAY, NOW

CHILDREN, GROUPS = st.integers(0, 9), st.integers(0, 1)
OF_FAMILIES = st.sampled_from(
    ["accept", "accept", "withdraw", "pause", "resume", "come_back", "leave", "erase", "revoke"]
)
LATEST = NOW + 50 * DAY
"""Long before the term ends."""


class Lives(RuleBasedStateMachine):
    """Ten children before two groups."""

    world: ClassVar[World]

    def __init__(self) -> None:
        super().__init__()
        self.begun = {alias: transaction.savepoint(using=alias) for alias in settings.DATABASES}
        self.codes = dict(self.world.codes)
        self.at = NOW
        self.most: dict[int, int] = {}
        self.states: dict[str, State] = {}
        self.is_settled = False

    def teardown(self) -> None:
        for alias, begun in self.begun.items():
            transaction.savepoint_rollback(begun, using=alias)
        self.world.codes = self.codes

    @initialize(number=st.integers(0, 10_000))
    def set_up(self, number: int) -> None:
        self.most = self.world.begin(number)
        self.states = states()

    def does(self, deed: str, **words: Any) -> None:
        told = [{"do": deed, "at": self.at.isoformat(), **words}]
        (answer,) = done(Hands(), told, refused=SchoolRefused)
        assert not answer.startswith("!"), answer
        self.is_settled = not deadlines.is_night(self.at) and (deed == "tidy" or self.is_settled)

    def code(self, child: int) -> str:
        return list(self.world.codes)[child]

    @rule(deed=OF_FAMILIES, child=CHILDREN)
    def a_family_does(self, deed: str, child: int) -> None:
        self.does(deed, code=self.code(child))

    @rule(child=CHILDREN, keep=st.booleans())
    def a_family_says_no(self, child: int, keep: bool) -> None:
        self.does("decline", code=self.code(child), keep=keep)

    @rule(group=GROUPS, to=st.integers(0, 4))
    def places_change(self, group: int, to: int) -> None:
        number = self.world.groups[group].pk
        self.most[number] = max(self.most[number], to)
        self.does("set_places", group=number, to=to)

    @rule(group=GROUPS, reason=st.sampled_from(["", "a teacher is ill"]))
    def a_group_is_held_back(self, group: int, reason: str) -> None:
        self.does("hold_back", group=self.world.groups[group].pk, reason=reason)

    @rule(group=GROUPS, child=CHILDREN)
    def a_pupil_changes_groups(self, group: int, child: int) -> None:
        self.does("change_group", code=self.code(child), group=self.world.groups[group].pk)

    @rule(child=CHILDREN, tier=st.sampled_from([2, 3]))
    def somebody_turns_out_to_be_a_sister(self, child: int, tier: int) -> None:
        self.does("set_tier", code=self.code(child), tier=tier)

    @rule(hours=st.sampled_from([0.5, 3.0, 20.0, 73.0]))
    def time_passes(self, hours: float) -> None:
        self.at = min(LATEST, self.at + timedelta(hours=hours))
        self.is_settled = False

    @rule(deed=st.sampled_from(["tidy", "turn_the_page"]))
    def the_worker_comes_round(self, deed: str) -> None:
        self.does(deed)

    @invariant()
    def places_order_and_ledger_are_right(self) -> None:
        if self.most:
            assert truth.lies() == {}
            assert truth.overbooked(self.most) == []
            assert replay.mistakes(self.world.fits) == []
            assert not self.is_settled or truth.idle(self.world.fits) == []

    @invariant()
    def states_change_as_the_table_says(self) -> None:
        """Step by step: several may be taken at once, as when a place that is given up comes back."""
        now = states()
        for code, before in self.states.items():
            if code in now:
                assert now[code] in onward(before), (code, before, now[code])
        self.states = now


def states() -> dict[str, State]:
    return {code: State(state) for code, state in Application.objects.values_list("code", "state")}


def onward(begun: State) -> set[State]:
    """Itself, and where two moves lead."""
    once = {begun, *MOVES[begun]}
    return once | {to for state in once for to in MOVES[state]}


def lives(number: int, *, steps: int) -> None:
    Lives.world = World()
    quick = how(max_examples=number, stateful_step_count=steps, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(Lives, settings=quick)


@pytest.mark.django_db(databases=["default", "vault"])
def test_places_are_what_the_published_rule_says() -> None:
    lives(12, steps=25)


@pytest.mark.soak
@pytest.mark.django_db(databases=["default", "vault"])
def test_five_hundred_lives_of_places() -> None:
    lives(500, steps=40)
