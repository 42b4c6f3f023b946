from datetime import date, datetime, time, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from events import queue
from events.queue import Turn, Waiting, Way
from tests.events.dates import AT_SIX
from timetable.expansion import WARSAW, moment

DAY = timedelta(days=1)
LINES = st.lists(st.integers(1, 8), max_size=12).map(
    lambda sizes: [waits(*each) for each in enumerate(sizes)]
)
SEATS = st.integers(0, 20)
BEGIN = moment(datetime.fromisoformat("2026-01-01"))
MOMENTS = st.integers(0, 5 * 366 * 24 * 60).map(lambda minute: BEGIN + timedelta(minutes=minute))


def waits(number: int, seats: int) -> Waiting:
    return Waiting(booking=UUID(int=number), number=number, seats=seats)


def numbers(of: tuple[Waiting, ...]) -> list[int]:
    return [party.number for party in of]


def test_the_first_party_that_fits_is_taken_and_who_is_passed_over_is_named() -> None:
    turn = queue.turn([waits(1, 3), waits(2, 2), waits(3, 4), waits(4, 1)], free=2)

    assert (numbers(turn.taken), numbers(turn.passed)) == ([2], [1])


def test_nobody_is_passed_over_by_who_gets_nothing() -> None:
    assert queue.turn([waits(1, 3), waits(2, 4)], free=2) == Turn(taken=(), passed=())


@given(LINES, SEATS)
def test_never_more_are_taken_than_fit_and_nobody_is_left_who_would(line: list[Waiting], free: int) -> None:
    turn = queue.turn(line, free=free)
    left = free - sum(party.seats for party in turn.taken)

    assert left >= 0
    assert all(party.seats > left for party in line if party not in turn.taken)


@given(LINES, SEATS)
def test_a_later_party_is_taken_only_past_larger_ones_which_are_named(line: list[Waiting], free: int) -> None:
    turn = queue.turn(line, free=free)
    passed = [
        party
        for party in line
        if party not in turn.taken and any(taken.number > party.number for taken in turn.taken)
    ]

    assert list(turn.passed) == passed
    assert all(
        taken.seats < party.seats for party in passed for taken in turn.taken if taken.number > party.number
    )


@given(LINES, SEATS, st.randoms())
def test_only_the_numbers_make_the_order(line: list[Waiting], free: int, chance: object) -> None:
    shuffled = list(line)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]

    assert queue.turn(shuffled, free=free) == queue.turn(line, free=free)
    assert [queue.position(shuffled, party.booking) for party in line] == list(range(1, len(line) + 1))


def test_seats_are_given_at_once_long_before_and_asked_for_in_the_last_day() -> None:
    start = moment(AT_SIX)
    ways = {
        queue.way(start=start, at=at)
        for at in (start - DAY - timedelta(seconds=1), start - DAY, start - timedelta(minutes=1), start)
    }
    assert queue.way(start=start, at=start - DAY - timedelta(seconds=1)) is Way.AT_ONCE
    assert queue.way(start=start, at=start - DAY) is Way.ASKED
    assert queue.way(start=start, at=start) is Way.NEVER
    assert ways == {Way.AT_ONCE, Way.ASKED, Way.NEVER}


def test_nobody_is_written_to_at_night() -> None:
    start = moment(AT_SIX)
    clock = {
        hour: queue.way(start=start, at=moment(datetime.fromisoformat(f"2026-11-25T{hour}")))
        for hour in ("07:59", "08:00", "20:59", "21:00")
    }
    assert clock == {
        "07:59": Way.LATER, "08:00": Way.AT_ONCE, "20:59": Way.AT_ONCE, "21:00": Way.LATER
    }  # fmt: skip


@given(MOMENTS, st.timedeltas(timedelta(minutes=1), DAY))
def test_an_answer_has_two_hours_of_daylight_or_until_the_start(at: datetime, ahead: timedelta) -> None:
    start = at + ahead
    if queue.is_night(at):
        return
    until = queue.answer_by(start=start, at=at)

    assert at < until <= start
    assert until == start or daylight(at, until) == queue.ANSWER_WITHIN


def daylight(begin: datetime, end: datetime) -> timedelta:
    """Between two moments, counted minute-free: what of each day lies between morning and evening."""
    total, day = timedelta(), begin.astimezone(WARSAW).date()
    while day <= end.astimezone(WARSAW).date():
        total += max(timedelta(), min(end, at(day, queue.EVENING)) - max(begin, at(day, queue.MORNING)))
        day += DAY
    return total


def at(day: date, clock: time) -> datetime:
    return moment(datetime.combine(day, clock))
