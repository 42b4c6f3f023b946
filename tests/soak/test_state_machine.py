"""Only by `make soak`: the machine of tests/privacy with ten times as many lives."""

from typing import Any

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as how
from hypothesis.stateful import run_state_machine_as_test

from tests.privacy.test_state_machine import People

pytestmark = [pytest.mark.soak, pytest.mark.django_db(databases=["default", "vault"])]


def test_five_hundred_lives_are_kept_and_forgotten_as_promised(settings: Any) -> None:
    run_state_machine_as_test(
        People,
        settings=how(max_examples=500, stateful_step_count=25, suppress_health_check=list(HealthCheck)),
    )
