"""Whatever donors, banks, Stripe and dying workers do: Stripe, the ledger and the campaign agree to the
grosz, nothing is lost, nothing doubled, and each gift is thanked for once."""

import os
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, Phase
from hypothesis import settings as how
from hypothesis.stateful import run_state_machine_as_test

from donations import ledger
from tests.donations.machine import Giving

pytestmark = pytest.mark.django_db(databases=["default", "vault"])
LONG = int(os.environ.get("LIVES", "2000"))
QUICK = tuple(phase for phase in Phase if phase is not Phase.shrink)


@pytest.fixture
def lives(at_once: None) -> Any:
    def live(number: int, *, steps: int, phases: Any = tuple(Phase)) -> None:
        played = how(
            max_examples=number,
            stateful_step_count=steps,
            suppress_health_check=list(HealthCheck),
            phases=phases,
        )
        run_state_machine_as_test(Giving, settings=played)

    return live


def test_no_gift_is_lost_or_doubled(lives: Any) -> None:
    lives(100, steps=20)


@pytest.mark.soak
def test_no_gift_is_lost_or_doubled_in_two_thousand_lives(lives: Any) -> None:
    lives(LONG, steps=40)


def test_without_knowing_again_what_was_entered_gifts_are_doubled(lives: Any, monkeypatch: Any) -> None:
    """The twin: lines of the ledger are not known by their number."""
    once = ledger.enter

    def again(kind: Any, remote_id: str, **told: Any) -> bool:
        return once(kind, f"{remote_id}{uuid4().hex}", **told)

    monkeypatch.setattr(ledger, "enter", again)
    with pytest.raises(AssertionError):
        lives(100, steps=20, phases=QUICK)
