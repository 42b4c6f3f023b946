"""The same people, the same deeds, and nobody who holds the list: places are given twice."""

from typing import Any

import pytest

from tests.faults.running import Processes, sql
from tests.races import people
from tests.races.school.test_sequences import DEEDS, Race, _as_in_the_processes  # noqa: F401 - the fixture

pytestmark = pytest.mark.processes

NOTHING_REFUSES = """
    ALTER TABLE school_group DROP CONSTRAINT group_is_not_overbooked;
    ALTER TABLE school_group DROP CONSTRAINT group_overhang_is_needed;
    ALTER TABLE school_offer DROP CONSTRAINT school_offer_number_key;
    ALTER TABLE school_entry DROP CONSTRAINT school_entry_pkey;
    DROP INDEX offer_is_one_a_child;
"""
WANTED = {"overbooked", "asked twice at once", "one number for two offers"}


def test_looking_first_and_giving_then_gives_places_twice(site: Processes, settings: Any) -> None:
    sql(NOTHING_REFUSES)
    with people.crowd(site, "careless", deeds=DEEDS) as crowd:
        race = Race(crowd)
        for number in range(2000, 2030):
            race.play(number)
            if wrong(race) & WANTED:
                break

    assert wrong(race) & WANTED


def wrong(race: Race) -> set[str]:
    return {what for found in race.wrong.values() for what in found}
