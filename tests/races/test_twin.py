"""The same people, the same deeds, and a `take` that looks first and takes then: it sells seats twice."""

from typing import Any

import pytest

from tests.faults.running import Processes, sql
from tests.races import people, truth
from tests.races.test_sequences import Race, _as_in_the_processes  # noqa: F401 - the fixture

pytestmark = pytest.mark.processes

SCRATCH = """
    CREATE SCHEMA scratch;
    CREATE TABLE scratch.events_occurrence (LIKE public.events_occurrence INCLUDING ALL);
    CREATE TABLE scratch.events_booking (LIKE public.events_booking INCLUDING ALL);
    ALTER TABLE scratch.events_occurrence DROP CONSTRAINT occurrence_is_not_oversold;
"""


def test_looking_first_and_taking_then_sells_seats_twice(site: Processes, settings: Any) -> None:
    sql(SCRATCH)
    sql("SET search_path = scratch, public")
    with people.crowd(site, "careless") as crowd:
        race = Race(crowd)
        for number in range(2000, 2030):
            race.play(number)

    assert len(truth.oversold(race.most)) > 0
