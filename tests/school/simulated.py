"""Years of an invented school, as its ledger would tell them: months of registrations, draws, places that
become free by ones in the months and by many where a term begins, families who go elsewhere."""

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from random import Random

from school.order import Tier
from school.replay import Replay, Said

FIRST = date(2016, 1, 1)
TERMS = (2, 9)
"""Months in which one begins."""


def history(seed: int, *, years: int = 10) -> list[Said]:
    random, replay, said = Random(seed), Replay(), list[Said]()  # noqa: S311 - nobody's draw

    def write(day: date, deed: str, code: str, **facts: object) -> None:
        at = datetime(day.year, day.month, day.day, 11, tzinfo=UTC)
        said.append(Said(at=at, deed=deed, code=code, facts=facts))
        replay.hear(said[-1])

    number, verified = 0, list[str]()
    for month in months(years):
        for code in verified:
            write(month, "drawn", code, ticket=sha256(code.encode()).hexdigest())
        verified = []
        leaves = sorted(random.randrange(1, 28) for _child in range(_places(random, month)))
        comes = sorted(random.randrange(1, 28) for _child in range(random.randrange(3, 9)))
        for day in range(1, 28):
            today = month + timedelta(days=day)
            for _child in range(comes.count(day)):
                code = f"S{seed}-{len(said)}"
                tier = Tier.SIBLING if random.random() < 0.15 else Tier.EVERYONE
                write(today, "verified", code, round=f"{month:%Y-%m}", tier=int(tier))
                verified.append(code)
            for _place in range(leaves.count(day)):
                waiting = replay.snapshot.line()
                if waiting:
                    number += 1
                    write(today, "offered", waiting[0].code, number=number, tier=_by(replay), override=False)
            for standing in replay.snapshot.waiting:
                if random.random() < 0.0005:
                    write(today, "withdrawn", standing.code)
    return said


def months(years: int) -> list[date]:
    return [
        FIRST.replace(year=FIRST.year + year, month=month) for year in range(years) for month in range(1, 13)
    ]


def _places(random: Random, month: date) -> int:
    return random.randrange(10, 18) if month.month in TERMS else random.randrange(4)


def _by(replay: Replay) -> int:
    """The tier by which the next place is given."""
    now = replay.snapshot
    first = now.line()[0]
    return int(
        Tier.SIBLING if first.tier == Tier.SIBLING and Tier.SIBLING not in now.given else Tier.EVERYONE
    )
