"""What people and coordinators do in one sequence, decided by its number alone."""

from datetime import datetime
from random import Random

from tests.races.doing import Deed

PEOPLE = 5


def scripts(number: int, *, dates: list[int], activity: int, at: datetime) -> list[list[Deed]]:
    """Of five people and, sometimes, a coordinator, for two dates of one activity."""
    chance = Random(number)  # noqa: S311 - the same sequence each time
    found = [_person(chance, f"{number}-{place}", dates, at) for place in range(PEOPLE)]
    if chance.random() < 0.6:
        found.append(_coordinator(chance, dates, activity, at))
    return found


def _person(chance: Random, name: str, dates: list[int], at: datetime) -> list[Deed]:
    here, there = chance.sample(dates, 2)
    email = f"{name}@example.org" if chance.random() < 0.8 else ""
    wanted = [here, there] if chance.random() < 0.15 else [here]
    size = chance.choice([1, 1, 2, 2, 3, 4])
    now = {"at": at.isoformat()}
    book = {"do": "book", "dates": wanted, "seats": size, "email": email} | now
    more: list[Deed] = [
        {"do": "cancel", "date": here} | now,
        {"do": "shrink", "date": here, "to": max(1, size - 1)} | now,
        {"do": "move", "date": here, "to": there} | now,
        {"do": "accept", "date": here} | now,
        {"do": "erase"} | now,
        {"do": "tidy", "dates": dates} | now,
        book,
    ]
    return [book, *chance.choices(more, weights=[5, 2, 3, 2, 1, 1, 1], k=chance.choice([0, 1, 1, 2]))]


def _coordinator(chance: Random, dates: list[int], activity: int, at: datetime) -> list[Deed]:
    now = {"at": at.isoformat()}
    deeds: list[Deed] = [
        {"do": "set_capacity", "date": chance.choice(dates), "to": chance.randint(1, 7)} | now,
        {"do": "edit", "activity": activity, "capacity": chance.randint(1, 7)} | now,
    ]
    return chance.choices(deeds, k=chance.choice([1, 2]))
