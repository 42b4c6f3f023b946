"""The ledger read from its first line: whose turn it was each time a place was given, as `tests.school.naive`
says, and what has become of every code in the end."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from school import ledger, proofs
from school.models import Application, Entry, Head
from school.proof import line
from tests.school import naive
from tests.school.naive import Child

STATES = {
    "verified": "verified", "drawn": "waiting", "paused": "paused", "resumed": "waiting",
    "offered": "offered", "accepted": "placed", "revoked": "waiting", "withdrawn": "withdrawn",
    "left": "left", "graduated": "graduated", "erased": "erased", "unfit": "ineligible",
}  # fmt: skip
"""What a line makes of a code; the others come before one of these, or change something else."""
Fits = Callable[[str, str], bool]


@dataclass
class Told:
    """Of one code, up to a line."""

    state: str = ""
    tier: int = 3
    round: str = ""
    ticket: str = ""


@dataclass
class Replay:
    fits: Fits
    """Whether the child of a code fits a group."""
    codes: dict[str, Told] = field(default_factory=dict)
    given: dict[int, int] = field(default_factory=dict)
    bundles: set[str] = field(default_factory=set)
    forgotten: set[str] = field(default_factory=set)
    """Whose key was gone a moment before the row."""
    mistakes: list[str] = field(default_factory=list)

    def read(self, entries: Iterable[Entry]) -> "Replay":
        for entry in entries:
            told = self.codes.setdefault(entry.code, Told())
            if entry.deed == "offered":
                self._judge(entry)
            if entry.deed == "revoked":
                self.given.pop(entry.facts["number"], None)
            if entry.facts.get("waits", True):
                told.state = STATES.get(entry.deed, told.state)
            for name in ("tier", "round", "ticket"):
                if entry.deed in ("verified", "drawn", "tier") and name in entry.facts:
                    setattr(told, name, entry.facts[name])
        self.codes.pop("", None)
        return self

    def _judge(self, entry: Entry) -> None:
        """Whether that was the next one. The second of two who come together follows the first."""
        facts = entry.facts
        bundle = facts.get("bundle")
        if not facts["override"] and bundle not in self.bundles:
            self.forgotten |= {code for code, why in entry.inside["passed"].items() if why == "forgotten"}
            whose = naive.next_one(self._waiting(entry.inside["group"]), list(self.given.values()))
            if (entry.code, facts["tier"]) != (whose and (whose[0].code, whose[1])):
                self.mistakes.append(f"line {entry.pk}: {entry.code} got a place, {whose} was next")
        elif not facts["override"] and 2 in list(self.given.values())[-2:]:
            self.mistakes.append(f"line {entry.pk}: a second brother or sister of three")
        if bundle:
            self.bundles.add(bundle)
        if not facts["override"]:
            self.given[facts["number"]] = facts["tier"]

    def _waiting(self, group: str) -> list[Child]:
        return [
            Child(code, told.tier, month(told.round), told.ticket, self.fits(code, group))
            for code, told in self.codes.items()
            if told.state == "waiting" and code not in self.forgotten
        ]


def month(text: str) -> date:
    return date.fromisoformat(f"{text}-01")


def mistakes(fits: Fits) -> list[str]:
    """Of the ledger as it stands: the order, the chain of its hashes, and states that it does not tell."""
    entries = list(Entry.objects.order_by("pk"))
    replay = Replay(fits).read(entries)
    live = dict(Application.objects.exclude(round=None).values_list("code", "state"))
    told = {code: each.state for code, each in replay.codes.items()}
    wrong = [
        f"{code} is {live.get(code, 'gone')}, the ledger says {told.get(code)}" for code in differ(live, told)
    ]
    wrong += [f"{code} was not forgotten" for code in sorted(replay.forgotten & live.keys())]
    return [*replay.mistakes, *wrong, *chain(entries), *by_the_program()]


def by_the_program() -> list[str]:
    """That anybody can download."""
    verdict, said = line.judged("".join(proofs.lines()), proofs.order().text)
    return [] if verdict == line.SAME else [said]


def differ(live: dict[str, str], told: dict[str, str]) -> list[str]:
    here = {code: state for code, state in told.items() if state != "erased"}
    return sorted(code for code in live.keys() | here if live.get(code) != here.get(code))


def chain(entries: list[Entry]) -> list[str]:
    """Each line by its number, with the hash of the one before."""
    before: Any = ""
    for place, entry in enumerate(entries, start=entries[0].pk if entries else 1):
        if entry.pk != place or entry.digest != ledger.digest(before, entry):
            return [f"line {place} does not follow"]
        before = entry.digest
    head = Head.objects.get()
    return [] if head.digest == before else ["the end is not the last line"]
