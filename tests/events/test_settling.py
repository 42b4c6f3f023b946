"""No seat lies idle while somebody waits who fits, whichever verb has freed it.

Every verb of the modules that change seats or dates is found by walking them; one that nobody has thought of
here fails the first test.
"""

import inspect
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from events import booking, queue, schedule, seats
from events.models import Activity, Booking, Occurrence
from events.schedule import facts_of
from privacy import forgetting
from tests.events.dates import DAY, HOUR, NOW, activity, date, sign_up

pytestmark = pytest.mark.django_db(databases=["default", "vault"])

FREES_NOTHING = {
    "events.booking": {"contact", "scope", "words_hash", "broken", "remember_last_dates", "arrive"},
    "events.schedule": {"planned", "standing", "facts_of", "keep", "bring_up_to_date"},
    "events.seats": {"held", "held_for", "take", "take_or_wait", "in_line", "lines", "end", "settle"},
}
"""Reads, parts of verbs, and what only writes down who came. `end` is a part: its callers are here. Dates of
`bring_up_to_date` are changed by `carry_out`, which is."""
Scene = Callable[[], datetime]
SCENES: dict[str, Scene] = {}


def scene(function: Scene) -> Scene:
    """Named for the verb that frees a seat in it; gives the moment at which nothing may lie idle."""
    SCENES[function.__name__] = function
    return function


class Full:
    """A date of three seats: two have them, and three wait."""

    def __init__(self, *, at: datetime = NOW) -> None:
        self.on = date(activity(capacity=3))
        names = ("two", "one", "three", "another", "last")
        sizes = (2, 1, 3, 1, 1)
        self.parties = {
            name: sign_up(self.on, party_of=size, email=f"{name}@example.org", at=at)
            for name, size in zip(names, sizes, strict=True)
        }

    def id(self, name: str) -> Any:
        return self.parties[name].bookings.get().pk


@scene
def cancel() -> datetime:
    booking.cancel(booking_id=Full().id("two"), at=NOW)
    return NOW


@scene
def shrink() -> datetime:
    booking.shrink(booking_id=Full().id("two"), to=1, at=NOW)
    return NOW


@scene
def move() -> datetime:
    full = Full()
    later = date(full.on.activity, start=full.on.original + 7 * DAY)
    booking.move(booking_id=full.id("two"), to=later.pk, at=NOW)
    return NOW


@scene
def forget() -> datetime:
    forgetting.erase([Full().parties["two"].seal_id], at=NOW)
    return NOW


@scene
def set_capacity() -> datetime:
    booking.set_capacity(occurrence_id=Full().on.pk, to=4, at=NOW)
    return NOW


def two_are_asked() -> tuple[Full, datetime]:
    """Both seats of `two` are offered, to `another` an hour before `last`; the first offer lapses."""
    full = Full()
    near = full.on.start - 8 * HOUR
    booking.shrink(booking_id=full.id("two"), to=1, at=near)
    booking.cancel(booking_id=full.id("two"), at=near + HOUR)
    sign_up(full.on, email="new@example.org", at=near + HOUR)
    assert Booking.objects.filter(state="offered").count() == 2
    return full, near + 2.5 * HOUR


@scene
def accept() -> datetime:
    full, at = two_are_asked()
    booking.accept(booking_id=full.id("last"), at=at)
    return at


@scene
def book() -> datetime:
    full, at = two_are_asked()
    sign_up(full.on, email="newest@example.org", at=at)
    return at


@scene
def tidy() -> datetime:
    _full, at = two_are_asked()
    seats.tidy(at=at)
    return at


@scene
def settle_all() -> datetime:
    full, at = two_are_asked()
    seats.settle_all([full.on.pk], at=at)
    return at


@scene
def change() -> datetime:
    of = Full().on.activity
    of.capacity = 5
    schedule.change(of, at=NOW)
    return NOW


@scene
def carry_out() -> datetime:
    of = Full().on.activity
    Activity.objects.filter(pk=of.pk).update(capacity=5)
    schedule.bring_up_to_date(at=NOW)
    return NOW


@scene
def change_date() -> datetime:
    on = Full().on
    facts = facts_of(Occurrence(**{**vars_of(on), "capacity": 4}))
    schedule.change_date(occurrence_id=on.pk, facts=facts, at=NOW)
    return NOW


def vars_of(row: Occurrence) -> dict[str, Any]:
    return {"start": row.start, "minutes": row.minutes, "room_id": row.room_id, "place": row.place}


@scene
def cancel_date() -> datetime:
    schedule.cancel_date(occurrence_id=Full().on.pk, reason=None, at=NOW)
    return NOW


def idle(*, at: datetime) -> list[str]:
    """Of dates where somebody could have seats now, counted from the bookings alone."""
    assert not queue.is_night(at)
    return [
        f"{free(row)} free, {waits[0].seats} wanted"
        for row in Occurrence.objects.filter(cancelled_at=None, start__gt=at)
        if (waits := list(row.bookings.filter(state="waiting").order_by("seats")))
        and waits[0].seats <= free(row)
    ]


def free(row: Occurrence) -> int:
    sitting = row.bookings.filter(state__in=["confirmed", "offered", "attended", "no-show"])
    return row.capacity - sum(each.seats for each in sitting)


def test_every_verb_has_a_scene_or_frees_nothing() -> None:
    found = {
        f"{module.__name__}.{name}"
        for module in (booking, schedule, seats)
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    }
    known = {f"{module}.{name}" for module, names in FREES_NOTHING.items() for name in names}

    assert {name.rpartition(".")[2] for name in found - known} == set(SCENES)
    assert known <= found


@pytest.mark.parametrize("name", SCENES)
def test_who_fits_gets_the_seats_at_once(name: str) -> None:
    at = SCENES[name]()

    assert idle(at=at) == []
    for row in Occurrence.objects.all():
        assert row.taken == row.capacity + row.overhang - free(row) - row.overhang


@pytest.mark.parametrize("name", [name for name in SCENES if name != "cancel_date"])
def test_the_twin_that_does_not_settle_leaves_seats_idle(name: str, monkeypatch: Any) -> None:
    """A cancelled date has no seats that anybody could have."""
    original = seats._promote
    calls = []

    def forgets_once_the_scene_is_set(occurrence: Occurrence, *, at: datetime) -> None:
        calls.append(at)
        if asked_for and len(calls) <= 2:
            original(occurrence, at=at)

    asked_for = name in ("accept", "book", "tidy", "settle_all")
    monkeypatch.setattr(seats, "_promote", forgets_once_the_scene_is_set)

    assert idle(at=SCENES[name]()) != []
