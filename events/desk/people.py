"""The people of a date, opened for staff: who comes, with how many, and what colleagues should know."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from events import door, tickets
from events.models import Booking, Occurrence, Party, Signed
from office import journal
from office.models import User

State = Booking.State
NOT_HERE = (State.WAITING, State.CANCELLED)


@dataclass(frozen=True, kw_only=True, repr=False)
class Person:
    """A party at a date."""

    booking: Booking
    party: Party
    words: Signed


@dataclass(frozen=True, kw_only=True, repr=False)
class People:
    seated: list[Person]
    waiting: list[Person]
    """In the order of the list."""
    gone: list[Booking]
    """Cancelled: nobody opens them."""
    forgotten: int
    """How many people were here whom we do not know any more."""


def of(date: Occurrence, *, by: User, at: datetime) -> People:
    rows = list(date.bookings.select_related("party"))
    active = [row for row in rows if row.party and row.state != State.CANCELLED]
    opened = opened_of(active, by=by, at=at)
    seated = [each for each in opened if each.booking.state != State.WAITING]
    waiting = [each for each in opened if each.booking.state == State.WAITING]
    return People(
        seated=sorted(seated, key=lambda each: each.words.name.casefold()),
        waiting=sorted(waiting, key=lambda each: each.booking.number or 0),
        gone=[row for row in rows if row.state == State.CANCELLED],
        forgotten=sum(row.seats for row in rows if row.party is None and row.state in Booking.SITTING),
    )


def opened_of(bookings: Iterable[Booking], *, by: User, at: datetime) -> list[Person]:
    """One opening, however many; those who are forgotten in between are left out."""
    rows = [row for row in bookings if row.party]
    parties = {row.party.pk: row.party for row in rows if row.party}
    words = journal.opened(Party.signed, parties.values(), by=by, at=at)
    return [
        Person(booking=row, party=parties[row.party_id], words=words[row.party_id])
        for row in rows
        if row.party_id in words
    ]


def by_ticket(people: Iterable[Person], typed: str) -> list[Person]:
    """By its number, typed or scanned, or by its two words."""
    numbers, words = door.readings(typed), tickets.same_words(typed)
    return [
        each
        for each in people
        if each.party.reference in numbers
        or (each.words.words and tickets.same_words(each.words.words) == words)
    ]


def by_name(people: Iterable[Person], typed: str) -> list[Person]:
    return [each for each in people if door.is_called(each.words.name, typed)]
