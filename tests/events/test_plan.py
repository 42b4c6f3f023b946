"""What a change does to dates, without a database."""

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from events import plan
from events.plan import Deed, Facts, Standing, Usual
from timetable.expansion import Start, moment

USUAL = Usual(minutes=120, room=1, place="", capacity=12)
FRIDAY = datetime.fromisoformat("2026-11-27T18:00")
WEEK = timedelta(weeks=1)


def start(local: datetime) -> Start:
    return Start(local, moment(local))


def row(
    local: datetime, *, pk: int = 1, parties: int = 0, facts: Facts | None = None, **more: bool
) -> Standing:
    return Standing(pk=pk, day=local.date(), facts=facts or USUAL.at(moment(local)), parties=parties, **more)


def deeds(starts: list[Start], rows: list[Standing]) -> dict[date, Deed]:
    return {step.day: step.deed for step in plan.steps(starts, rows, usual=USUAL)}


def test_dates_that_are_missing_are_added_and_the_others_kept() -> None:
    assert deeds([start(FRIDAY), start(FRIDAY + WEEK)], [row(FRIDAY)]) == {
        FRIDAY.date(): Deed.KEEP,
        (FRIDAY + WEEK).date(): Deed.ADD,
    }


def test_another_time_of_the_day_moves_the_date_and_tells_who_has_seats() -> None:
    later = FRIDAY + timedelta(minutes=30)
    (step,) = plan.steps([start(later)], [row(FRIDAY, parties=2)], usual=USUAL)

    assert (step.deed, step.pk, step.tells) == (Deed.CHANGE, 1, True)
    assert step.facts == USUAL.at(moment(later))


def test_more_seats_are_news_to_nobody() -> None:
    fewer = Facts(start=moment(FRIDAY), minutes=120, room=1, place="", capacity=8)
    (step,) = plan.steps([start(FRIDAY)], [row(FRIDAY, parties=2, facts=fewer)], usual=USUAL)

    assert (step.deed, step.tells) == (Deed.CHANGE, False)


def test_a_day_the_rule_has_lost_goes_only_if_nobody_will_miss_it() -> None:
    rows = [
        row(FRIDAY, pk=1),
        row(FRIDAY + WEEK, pk=2, parties=1),
        row(FRIDAY + 2 * WEEK, pk=3, is_edited=True),
        row(FRIDAY + 3 * WEEK, pk=4, is_cancelled=True),
        row(FRIDAY + 4 * WEEK, pk=5, parties=1, stays=True),
    ]
    assert list(deeds([], rows).values()) == [Deed.REMOVE, Deed.DRIFT, Deed.DRIFT, Deed.KEEP, Deed.KEEP]


def test_what_was_changed_by_hand_is_left_alone() -> None:
    moved = row(FRIDAY, is_edited=True, facts=USUAL.at(moment(FRIDAY + timedelta(hours=3))))
    assert deeds([start(FRIDAY)], [moved]) == {FRIDAY.date(): Deed.KEEP}


days = st.sets(st.integers(0, 60), max_size=20)


@given(days, days, st.sets(st.integers(0, 60)), st.sets(st.integers(0, 60)))
def test_no_booked_or_edited_date_is_ever_removed_and_carrying_out_twice_changes_nothing(
    wanted: set[int], there: set[int], booked: set[int], edited: set[int]
) -> None:
    starts = [start(FRIDAY + timedelta(days=day)) for day in sorted(wanted)]
    rows = [
        row(FRIDAY + timedelta(days=day), pk=day, parties=day in booked, is_edited=day in edited)
        for day in there
    ]
    steps = plan.steps(starts, rows, usual=USUAL)

    removed = {step.pk for step in steps if step.deed is Deed.REMOVE}
    assert removed == there - wanted - booked - edited
    after = [each for each in rows if each.pk not in removed]
    after += [row(step.local, pk=999) for step in steps if step.deed is Deed.ADD and step.local]
    again = {step.deed for step in plan.steps(starts, after, usual=USUAL)}
    assert again <= {Deed.KEEP, Deed.DRIFT}
