"""Five parents, two coordinators and the worker at once, each a process with connections of its own: hundreds
of seeded sequences about two groups and ten children."""

import os
from collections import Counter
from datetime import datetime
from typing import Any

import pytest

from privacy import forgetting
from tests.faults.running import Processes
from tests.races import people
from tests.races.doing import Deed
from tests.races.people import Crowd
from tests.races.school import truth
from tests.races.school.scripts import PARENTS, scripts
from tests.races.school.world import World
from tests.school import replay

pytestmark = pytest.mark.processes

SEQUENCES, LONG = 200, int(os.environ.get("RACES", "10000"))
DEEDS = "tests.races.school.deeds"


@pytest.fixture(autouse=True)
def _as_in_the_processes(site: Processes, settings: Any) -> None:
    from config.settings import dev

    settings.MASTER_KEYS = dev.MASTER_KEYS


class Race:
    """Sequence after sequence, played by the same crowd, each judged when it is over."""

    def __init__(self, crowd: Crowd) -> None:
        self.crowd, self.world = crowd, World()
        self.answers: Counter[str] = Counter()
        self.wrong: dict[int, Any] = {}

    def play(self, number: int, *, kill: int | None = None) -> None:
        most = self.world.begin(number)
        told = scripts(number, self.world.scene)
        for group in most:
            most[group] = max([most[group], *places_set(told, group)])
        for answer in self.crowd.act(told, kill=kill):
            self.answers.update(answer or [])
        if kill is not None:
            within_the_hour(told)
        if found := self.judged(most):
            self.wrong[number] = found

    def judged(self, most: dict[int, int]) -> dict[str, Any]:
        found = truth.lies() | {
            "overbooked": truth.overbooked(most),
            "idle": truth.idle(self.world.fits),
            "order": replay.mistakes(self.world.fits),
        }
        return {what: rows for what, rows in found.items() if rows}

    @property
    def mistakes(self) -> list[str]:
        return [each for each in self.answers if each.startswith("!")]


def within_the_hour(told: list[list[Deed]]) -> None:
    """The worker finishes for whoever was killed between a key and its row."""
    last = max(deed["at"] for deeds in told for deed in deeds)
    forgetting.reapply(at=datetime.fromisoformat(last))


def places_set(told: list[list[Deed]], group: int) -> list[int]:
    return [
        deed["to"]
        for deeds in told
        for deed in deeds
        if deed["do"] == "set_places" and deed["group"] == group
    ]


def raced(site: Processes, numbers: range, *, kills: bool = False) -> Counter[str]:
    """What stands after each of them is true."""
    with people.crowd(site, deeds=DEEDS) as crowd:
        race = Race(crowd)
        for number in numbers:
            race.play(number, kill=number % PARENTS if kills else None)
    assert (race.mistakes, race.wrong) == ([], {})
    return race.answers


def test_two_hundred_sequences_leave_places_as_the_rule_says(site: Processes) -> None:
    answers = raced(site, range(SEQUENCES))

    expected = {"coming", "declined", "withdrawn", "paused", "waiting", "verified", "left", "over", "move"}
    assert expected <= answers.keys(), answers


def test_one_of_them_killed_in_the_middle_leaves_nothing_half_done(site: Processes) -> None:
    assert raced(site, range(1000, 1020), kills=True).total() > 50


@pytest.mark.soak
def test_ten_thousand_sequences_of_the_school(site: Processes) -> None:
    answers: Counter[str] = Counter()
    for begin in range(0, LONG, 500):
        answers += raced(site, range(begin, min(begin + 500, LONG)), kills=begin % 1000 == 500)
    print(f"{LONG} sequences: {dict(answers)}, nothing overbooked, idle, out of order or half done")  # noqa: T201 - for the docs
    assert answers.total() > LONG
