"""Many people at once, each a process with connections of her own, sign up, change their minds, and
coordinators with them. Two dates, few seats, hundreds of seeded sequences."""

import os
from collections import Counter
from dataclasses import replace
from datetime import datetime
from random import Random
from typing import Any

import pytest

from events.models import Activity
from tests.events.dates import AT_SIX, DAY, FRIDAYS, NOW, activity, date
from tests.faults.running import Processes, sql
from tests.races import people, truth, witness
from tests.races.doing import Deed
from tests.races.people import Crowd
from tests.races.scripts import PEOPLE, scripts

pytestmark = pytest.mark.processes

SEQUENCES, LONG = 200, int(os.environ.get("RACES", "10000"))
TWO_FRIDAYS = replace(FRIDAYS, count=2)
NEAR = datetime.fromisoformat("2026-11-27T10:00+01:00")
"""So short before the start that who waits is asked first."""


@pytest.fixture(autouse=True)
def _as_in_the_processes(site: Processes, settings: Any) -> None:
    from config.settings import dev

    settings.MASTER_KEYS = dev.MASTER_KEYS
    nobody_yet()


def nobody_yet() -> None:
    tables = "events_booking, events_party, events_occurrence, letters_letter, procrastinate_jobs"
    sql(f"TRUNCATE {tables} CASCADE")
    witness.watches()


class Race:
    """Sequence after sequence, played by the same crowd; knows the most seats that each date has ever had."""

    def __init__(self, crowd: Crowd) -> None:
        self.crowd = crowd
        self.most: dict[int, int] = {}
        self.answers: Counter[str] = Counter()

    def play(self, number: int, *, kill: int | None = None) -> None:
        """Every third one takes place on the last day."""
        capacity = Random(number).randint(2, 6)  # noqa: S311 - the same sequence each time
        of = activity(rule=TWO_FRIDAYS, capacity=capacity, largest_party=4)
        pair = [date(of), date(of, start=AT_SIX + 7 * DAY)]
        at = NEAR if number % 3 == 0 else NOW
        told = scripts(number, dates=[row.pk for row in pair], activity=of.pk, at=at)
        for row in pair:
            self.most[row.pk] = max([capacity, *capacities(told, row.pk)])
        for answer in self.crowd.act(told, kill=kill):
            self.answers.update(answer or [])

    @property
    def mistakes(self) -> list[str]:
        return [each for each in self.answers if each.startswith("!")]


def capacities(told: list[list[Deed]], date: int) -> list[int]:
    deeds = [deed for deeds in told for deed in deeds]
    set_here = [deed["to"] for deed in deeds if deed["do"] == "set_capacity" and deed["date"] == date]
    return set_here + [deed["capacity"] for deed in deeds if deed["do"] == "edit"]


def raced(site: Processes, numbers: range, *, kills: bool = False) -> Race:
    """What stands afterwards is true."""
    with people.crowd(site) as crowd:
        race = Race(crowd)
        for number in numbers:
            race.play(number, kill=number % PEOPLE if kills else None)
    assert race.mistakes == []
    assert truth.oversold(race.most) == []
    assert truth.lies() == {}
    assert truth.complaints(site.log) == []
    return race


def test_two_hundred_sequences_leave_seats_as_the_rule_says(site: Processes) -> None:
    race = raced(site, range(SEQUENCES))

    assert truth.passed_over() > 0
    expected = {"confirmed", "waiting", "cancelled", "needs-contact", "full", "over"}
    assert expected <= race.answers.keys(), race.answers


def test_one_of_them_killed_in_the_middle_leaves_nothing_half_done(site: Processes) -> None:
    assert raced(site, range(1000, 1020), kills=True).answers.total() > 50


@pytest.mark.soak
def test_ten_thousand_sequences(site: Processes) -> None:
    answers: Counter[str] = Counter()
    for begin in range(0, LONG, 500):
        nobody_yet()
        Activity.objects.filter(occurrences=None, name="Wreaths").delete()
        numbers = range(begin, min(begin + 500, LONG))
        answers += raced(site, numbers, kills=begin % 1000 == 500).answers
    print(f"{LONG} sequences: {dict(answers)}, nothing oversold, idle, out of order or half done")  # noqa: T201 - for the docs
    assert answers.total() > LONG
