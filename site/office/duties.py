"""What waits for somebody's hand, told to the person whose hand it is.

Each part of the site adds a look of its own; the first page of the office shows what all of them find,
oldest first, and how much there is of each kind:

    @duties.look(
        "inquiries",
        title=_("Journalists’ questions"),
        counts=_("Open questions that nobody has taken, or you have."),
        page="inquiry_board",
        may="home.change_inquiry",
    )
    def inquiries(user: AbstractBaseUser, at: datetime) -> Seen: ...

A look answers with the oldest few and the number of all, so that a year of neglect costs no more than a day.
It is asked for nobody who lacks the right it is named with.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)

SHOWN = 15
A_KIND = 5
"""At most so many lines of one kind, so that none hides the others."""


@dataclass(frozen=True, kw_only=True)
class Duty:
    act: Any
    """What to do, as the words of a link: “Translate into Polish”."""
    subject: Any
    """What it is about, in the words its author gave it."""
    url: str
    """Where a click or two do it."""
    since: datetime


@dataclass(frozen=True, kw_only=True)
class Seen:
    duties: list[Duty] = field(default_factory=list)
    number: int = 0


Look = Callable[[AbstractBaseUser, datetime], Seen]


def oldest_few(waiting: "QuerySet[M]", tell: Callable[[list[M]], list[Duty]]) -> Seen:
    """Of all that waits, in its order: the first few, told, and how many there are, which of a few needs no
    question of its own."""
    oldest = list(waiting[:A_KIND])
    duties = tell(oldest)
    return Seen(duties=duties, number=len(duties) if len(oldest) < A_KIND else waiting.count())


@dataclass(frozen=True, kw_only=True)
class Kind:
    name: str
    title: Any
    counts: Any
    """Of what the number is, in a sentence: what the look asks the database for."""
    find: Look
    page: str = ""
    """The name of the address in the admin where all of them are listed."""
    may: str = ""
    """The right without which nobody is told; none, where the look finds only what is this person's own."""


@dataclass(frozen=True, kw_only=True)
class Count:
    kind: Kind
    number: int


@dataclass(frozen=True, kw_only=True)
class Waiting:
    duties: list[Duty]
    counts: list[Count]
    """Of each kind of which there is anything."""

    @property
    def more(self) -> int:
        """How many are not shown one by one."""
        return sum(count.number for count in self.counts) - len(self.duties)


kinds: list[Kind] = []


def look(name: str, *, title: Any, counts: Any, page: str = "", may: str = "") -> Callable[[Look], Look]:
    def register(find: Look) -> Look:
        kinds.append(Kind(name=name, title=title, counts=counts, find=find, page=page, may=may))
        return find

    return register


def waiting(user: AbstractBaseUser, *, at: datetime) -> Waiting:
    """Everything that waits for this person, the longest waiting first."""
    hers = [kind for kind in kinds if not kind.may or user.has_perm(kind.may)]  # type: ignore[attr-defined]
    seen = [(kind, kind.find(user, at)) for kind in hers]
    oldest = sorted((duty for _kind, each in seen for duty in each.duties), key=lambda duty: duty.since)
    counts = [Count(kind=kind, number=each.number) for kind, each in seen if each.number]
    return Waiting(duties=oldest[:SHOWN], counts=counts)
