"""The draw of one month: what is listed before the random value exists, and what follows from both. Pure.

A line of the list is a child’s code, and whose ticket it has if not its own:

    H3-JC6                   draws a ticket
    K7-M2P H3-JC6            is the twin of H3-JC6 and has the same
    T6-F3V 20f90a78e061…     has come back and keeps the one it had

A ticket is the SHA-256 of the value, a space and the code; the smallest goes first.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

WARSAW = ZoneInfo("Europe/Warsaw")
TICKET = 64
"""Signs of a ticket: longer than any code."""


@dataclass(frozen=True, kw_only=True)
class Entrant:
    code: str
    ticket_of: str = ""
    """The code whose ticket it has: its twin’s, or its own if this is empty."""
    kept: str = ""
    """The ticket that it has from before."""

    def __str__(self) -> str:
        other = self.kept or (self.ticket_of if self.ticket_of != self.code else "")
        return f"{self.code} {other}".rstrip()


@dataclass(frozen=True, kw_only=True)
class Drawn:
    place: int
    code: str
    ticket: str


def listing(entrants: Iterable[Entrant]) -> str:
    """What is published, one code a line, in the order of the alphabet: no order of coming shows."""
    return "\n".join(sorted(str(each) for each in entrants))


def read(listed: str) -> list[Entrant]:
    return [_read(line) for line in listed.splitlines()]


def _read(line: str) -> Entrant:
    code, _space, other = line.partition(" ")
    if len(other) == TICKET:
        return Entrant(code=code, kept=other)
    return Entrant(code=code, ticket_of=other or code)


def fingerprint(listed: str) -> str:
    """Of the list as it is downloaded. Whoever changes one sign of it gets another."""
    return sha256(listed.encode()).hexdigest()


def ticket(value: str, code: str) -> str:
    return sha256(f"{value} {code}".encode()).hexdigest()


def drawn(listed: str, value: str) -> list[Drawn]:
    """Everybody of the list in the order of their tickets. Twins have one: the code decides between them."""
    tickets = sorted(
        (each.kept or ticket(value, each.ticket_of or each.code), each.code) for each in read(listed)
    )
    return [
        Drawn(place=place, code=code, ticket=number) for place, (number, code) in enumerate(tickets, start=1)
    ]


def cleaned(value: str) -> str:
    """As it is compared and used, however it was typed or copied."""
    return " ".join(value.split()).lower()


def month_at(at: datetime) -> date:
    """The first day of the month that it is in Warsaw."""
    return at.astimezone(WARSAW).date().replace(day=1)


def next_month(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)


def closes_at(month: date) -> datetime:
    """From then on the month is over in Warsaw: who is confirmed later belongs to the next."""
    return datetime.combine(next_month(month), time(), tzinfo=WARSAW)
