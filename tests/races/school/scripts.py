"""What five parents, two coordinators and the worker do in one sequence, decided by its number alone."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from tests.races.doing import Deed
from tests.school.children import DAY, HOUR, NOW

PARENTS = 5
SOON = NOW + HOUR
LAST_SECONDS = [
    NOW + 3 * DAY + timedelta(minutes=9, seconds=59),
    NOW + 4 * DAY + timedelta(minutes=9, seconds=59),
]
"""Ten minutes after offers of either group end: on Saturdays there are lessons, so some end a day later."""
MOMENT = timedelta(seconds=2)


@dataclass(frozen=True)
class Scene:
    """Codes by family, and the numbers of both groups."""

    families: list[list[str]]
    groups: list[int]


def scripts(number: int, scene: Scene) -> list[list[Deed]]:
    """Every third sequence takes place while offers end."""
    chance = Random(number)  # noqa: S311 - the same sequence each time
    at = chance.choice(LAST_SECONDS) if number % 3 == 0 else SOON
    parents = [_parent(chance, codes, at) for codes in scene.families]
    return [*parents, *(_coordinator(chance, scene, at) for _each in range(2)), _worker(chance, at)]


def _parent(chance: Random, codes: list[str], at: datetime) -> list[Deed]:
    deeds: list[dict[str, Any]] = [
        {"do": "accept"}, {"do": "decline", "keep": True}, {"do": "decline", "keep": False},
        {"do": "withdraw"}, {"do": "pause"}, {"do": "resume"}, {"do": "come_back"}, {"do": "leave"},
        {"do": "erase"},
    ]  # fmt: skip
    chosen = chance.choices(deeds, weights=[10, 3, 2, 2, 3, 4, 2, 3, 1], k=chance.choice([1, 1, 2]))
    return [{**deed, "code": chance.choice(codes), "at": at.isoformat()} for deed in chosen]


def _coordinator(chance: Random, scene: Scene, at: datetime) -> list[Deed]:
    code = chance.choice([code for codes in scene.families for code in codes])
    group = chance.choice(scene.groups)
    deeds: list[dict[str, Any]] = [
        {"do": "set_places", "group": group, "to": chance.randint(0, 4)},
        {"do": "hold_back", "group": group, "reason": chance.choice(["", "a teacher is ill"])},
        {"do": "change_group", "code": code, "group": group},
        {"do": "set_tier", "code": code, "tier": chance.choice([2, 3])},
        {"do": "revoke", "code": code},
        {"do": "leave", "code": code},
    ]
    chosen = chance.choices(deeds, weights=[5, 1, 2, 1, 2, 2], k=1)
    return [{**deed, "at": at.isoformat()} for deed in chosen]


def _worker(chance: Random, at: datetime) -> list[Deed]:
    return [{"do": chance.choice(["tidy", "tidy", "turn_the_page"]), "at": (at + MOMENT).isoformat()}]
