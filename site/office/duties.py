"""What waits for somebody's hand, told to the person whose hand it is.

Each part of the site adds a look of its own with `@duties.look`; the dashboard shows what all of them find,
oldest first. A look answers with the oldest few and the number of all, so that a year of neglect costs no
more than a day.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser

SHOWN = 15
A_KIND = 5
"""At most so many lines of one kind, so that none hides the others."""


@dataclass(frozen=True, kw_only=True)
class Duty:
    act: Any
    """What to do, as the words of a link: “Translate into Polish”."""
    subject: str
    """What it is about, in the words its author gave it."""
    url: str
    """Where a click or two do it."""
    since: datetime


@dataclass(frozen=True, kw_only=True)
class Seen:
    duties: list[Duty] = field(default_factory=list)
    number: int = 0


@dataclass(frozen=True, kw_only=True)
class Waiting:
    duties: list[Duty]
    more: int


Look = Callable[[AbstractBaseUser, datetime], Seen]
looks: list[Look] = []


def look(find: Look) -> Look:
    looks.append(find)
    return find


def waiting(user: AbstractBaseUser, *, at: datetime) -> Waiting:
    """Everything that waits for this person, the longest waiting first."""
    seen = [find(user, at) for find in looks]
    oldest = sorted((duty for each in seen for duty in each.duties), key=lambda duty: duty.since)
    shown = oldest[:SHOWN]
    return Waiting(duties=shown, more=sum(each.number for each in seen) - len(shown))
