"""Whatever people, coordinators and the clock do in whatever order: the dates hold what the published rule
says, told twice (`tests.events.naive`), and every audit finds nothing."""

import copy
from collections.abc import Callable
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck
from hypothesis import settings as how
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from events import audit, booking, schedule, seats
from events.models import Activity, Booking, Occurrence, Party
from events.refusals import BookingRefused
from privacy import forgetting
from tests.events import naive
from tests.events.dates import AT_SIX, DAY, HOUR, NOW, activity, sign_up
from tests.events.naive import Day, Refused
from timetable.expansion import moment
from timetable.pattern import Kind
from timetable.rules import Rule

PLACES, PARTIES, SIZES = st.integers(0, 2), st.integers(0, 5), st.integers(1, 4)
THREE_FRIDAYS = Rule(start=AT_SIX, kind=Kind.WEEKLY, weekdays=frozenset({4}), count=3)


class Seats(RuleBasedStateMachine):
    """Three Fridays, six parties; those with an even number have left an e-mail."""

    def __init__(self) -> None:
        super().__init__()
        self.begun = transaction.savepoint()
        self.at = NOW
        self.parties: dict[int, Party] = {}

    def teardown(self) -> None:
        transaction.savepoint_rollback(self.begun)

    @initialize(capacity=st.integers(1, 5))
    def set_up(self, capacity: int) -> None:
        self.of = activity(rule=THREE_FRIDAYS, capacity=capacity)
        schedule.change(self.of, at=self.at)
        self.rows = [row.pk for row in self.of.occurrences.order_by("start")]
        self.days = [Day(moment(AT_SIX + week * 7 * DAY), capacity) for week in range(3)]

    @contextmanager
    def alike(self, told: Callable[[], object]) -> Any:
        """Inside is done what `told` says of the model; either both refuse, and nothing changes, or none."""
        before = copy.deepcopy(self.days)
        try:
            told()
            refused = False
        except Refused:
            self.days, refused = before, True
        was = None
        try:
            with transaction.atomic():
                yield
        except BookingRefused as refusal:
            was = refusal
        assert bool(was) is refused, was

    def booking_at(self, party: int, place: int) -> Any:
        """The one that lives, if any does."""
        rows = Booking.objects.filter(party=self.parties[party], occurrence=self.rows[place])
        return rows.exclude(state="cancelled").first() or rows.first()

    @rule(party=PARTIES, places=st.sets(PLACES, min_size=1), seats=SIZES)
    def book(self, party: int, places: set[int], seats: int) -> None:
        def told() -> None:
            if any(self.days[place].cancelled or self.at >= self.days[place].start for place in places):
                raise Refused
            for place in sorted(places):
                self.days[place].joins(party, seats, at=self.at, can_wait=party % 2 == 0)

        if party in self.parties:
            return
        email = "" if party % 2 else f"person{party}@example.org"
        dates = Occurrence.objects.filter(pk__in=[self.rows[place] for place in places])
        with self.alike(told):
            self.parties[party] = sign_up(*dates, party_of=seats, email=email, at=self.at)

    @rule(party=PARTIES, place=PLACES, to=st.integers(0, 3))
    def shrink(self, party: int, place: int, to: int) -> None:
        def told() -> None:
            line = self.days[place].alive(party, at=self.at)
            if not 1 <= to < line.seats or self.is_over(place):
                raise Refused
            line.seats = to
            self.days[place].settle(self.at)

        if row := party in self.parties and self.booking_at(party, place):
            with self.alike(told):
                booking.shrink(booking_id=row.pk, to=to, at=self.at)

    @rule(party=PARTIES, place=PLACES)
    def cancel(self, party: int, place: int) -> None:
        def told() -> None:
            if self.days[place].of(party).state != "cancelled":
                line = self.days[place].alive(party, at=self.at)
                if self.is_over(place):
                    raise Refused
                line.state, line.until = "cancelled", None
                self.days[place].settle(self.at)

        if row := party in self.parties and self.booking_at(party, place):
            with self.alike(told):
                booking.cancel(booking_id=row.pk, at=self.at)

    @rule(party=PARTIES, place=PLACES)
    def accept(self, party: int, place: int) -> None:
        def told() -> None:
            if self.days[place].of(party).state == "confirmed":
                return
            line = self.days[place].alive(party, at=self.at)
            if line.state != "offered":
                raise Refused
            line.state, line.until = "confirmed", None
            self.days[place].settle(self.at)

        if row := party in self.parties and self.booking_at(party, place):
            with self.alike(told):
                booking.accept(booking_id=row.pk, at=self.at)

    @rule(party=PARTIES, place=PLACES, to=PLACES)
    def move(self, party: int, place: int, to: int) -> None:
        def told() -> None:
            line = self.days[place].alive(party, at=self.at)
            left, reached = self.days[place], self.days[to]
            there = any(each.party == party and each.state != "cancelled" for each in reached.lines)
            if place == to or there or reached.cancelled or self.at >= min(left.start, reached.start):
                raise Refused
            if not reached.takes(party, line.seats, at=self.at):
                raise Refused
            line.state, line.until = "cancelled", None
            for each in (left, reached):
                each.settle(self.at)

        if row := party in self.parties and self.booking_at(party, place):
            with self.alike(told):
                booking.move(booking_id=row.pk, to=self.rows[to], at=self.at)

    @rule(place=PLACES, to=st.integers(0, 6))
    def set_capacity(self, place: int, to: int) -> None:
        self.days[place].capacity, self.days[place].by_hand = to, True
        self.days[place].settle(self.at)
        booking.set_capacity(occurrence_id=self.rows[place], to=to, at=self.at)

    @rule(capacity=st.integers(1, 6), hour=st.sampled_from([17, 18, 19]))
    def edit_the_rule(self, capacity: int, hour: int) -> None:
        """Dates ahead that nobody has touched by hand follow it; on their own day they stand as they are."""
        if any(abs(self.at - day.start) < DAY for day in self.days):
            return
        self.of.capacity = capacity
        self.of.rule = Rule(
            start=AT_SIX.replace(hour=hour), kind=Kind.WEEKLY, weekdays=frozenset({4}), count=3
        )
        for day in self.days:
            if self.at < day.start and not (day.by_hand or day.cancelled):
                day.becomes(start=day.start.replace(hour=hour), capacity=capacity, at=self.at)
        schedule.change(self.of, at=self.at)

    @rule(place=PLACES)
    @precondition(lambda self: self.at > NOW + DAY)
    def cancel_the_date(self, place: int) -> None:
        day = self.days[place]
        if not day.cancelled:
            day.cancelled = True
            for line in day.lines:
                line.state, line.until = "cancelled", None
        schedule.cancel_date(occurrence_id=self.rows[place], reason=None, at=self.at)

    @rule(party=PARTIES)
    def erase(self, party: int) -> None:
        """She may come again, as somebody nobody knows."""
        if party not in self.parties:
            return
        for day in self.days:
            for line in [each for each in day.lines if each.party == party]:
                line.party = -1
                if self.at < day.start and line.state != "cancelled":
                    line.state, line.until = "cancelled", None
                    day.settle(self.at)
        forgetting.erase([self.parties.pop(party).seal_id], at=self.at)

    @rule(hours=st.sampled_from([0.5, 3.0, 11.0, 30.0]))
    def time_passes(self, hours: float) -> None:
        self.at += timedelta(hours=hours)

    @rule()
    def the_worker_comes_round(self) -> None:
        for day in self.days:
            day.settle(self.at)
        seats.tidy(at=self.at)
        with transaction.atomic():
            schedule.carry_out(Activity.objects.get(pk=self.of.pk), at=self.at)

    def is_over(self, place: int) -> bool:
        return self.at >= self.days[place].start + 2 * HOUR

    @invariant()
    def the_dates_hold_what_the_rule_says(self) -> None:
        names = {row.pk: number for number, row in self.parties.items()}
        for pk, day in zip(getattr(self, "rows", []), getattr(self, "days", []), strict=True):
            row = Occurrence.objects.get(pk=pk)
            lines = [
                (names.get(each.party_id, -1), each.seats, each.state, each.times_passed)
                for each in row.bookings.order_by("created_at", "number")
            ]
            assert sorted(lines) == sorted(day.picture())
            assert (row.start, row.capacity, row.taken) == (day.start, day.capacity, day.taken)
            assert row.overhang == max(0, day.taken - day.capacity)

    @invariant()
    def an_audit_finds_nothing(self) -> None:
        """Seats may lie idle from the end of a night until the worker has come round."""
        found = {each.wrong for each in audit.examine(at=self.at) if each.occurrence.activity == self.of}
        assert found <= {"idle", "asked"}


def lives(number: int, *, steps: int) -> None:
    quick = how(max_examples=number, stateful_step_count=steps, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(Seats, settings=quick)


@pytest.mark.django_db(databases=["default", "vault"])
def test_seats_are_what_the_published_rule_says() -> None:
    lives(8, steps=20)


@pytest.mark.soak
@pytest.mark.django_db(databases=["default", "vault"])
def test_five_hundred_lives_of_seats() -> None:
    lives(500, steps=40)


def test_the_naive_rule_knows_the_night() -> None:
    evening = NOW.replace(hour=20)

    assert naive.answer_by(evening, evening + 2 * DAY) == evening.replace(hour=9) + DAY
