from collections.abc import Sequence
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from school import order
from school.order import IN_A_ROW, Passed, Standing, Tier, Turn
from tests.school import naive
from tests.school.naive import Child

MARCH, APRIL, MAY = (date(2026, month, 1) for month in (3, 4, 5))
CODES = [f"K{number}-M2P" for number in range(12)]
TIERS = st.lists(st.sampled_from([1, 2, 3]), max_size=6)
FITS = {True: None, False: "age"}


def child(code: str) -> st.SearchStrategy[Child]:
    return st.builds(
        Child,
        code=st.just(code),
        tier=st.sampled_from([1, 2, 2, 3, 3, 3]),
        round=st.sampled_from([MARCH, APRIL, MAY]),
        ticket=st.sampled_from("abcdef"),
        fits=st.booleans(),
    )


def children() -> st.SearchStrategy[list[Child]]:
    numbers = st.lists(st.integers(0, len(CODES) - 1), unique=True, max_size=len(CODES))
    return numbers.flatmap(lambda chosen: st.tuples(*[child(CODES[each]) for each in chosen]).map(list))


def standing(of: Child) -> Standing:
    return Standing(tier=of.tier, round=of.round, ticket=of.ticket, code=of.code)


def codes(line: Sequence[Child | Standing]) -> list[str]:
    return [each.code for each in line]


def line(waiting: Sequence[Child], given: Sequence[int] = ()) -> list[str]:
    return codes(order.line([standing(each) for each in waiting], given=given))


def turn(waiting: Sequence[Child], given: Sequence[int] = ()) -> Turn:
    reasons = {each.code: FITS[each.fits] for each in waiting}
    return order.turn([standing(each) for each in waiting], given=given, unfit=reasons.__getitem__)


def waits(code: str, tier: Tier = Tier.EVERYONE, month: date = MARCH, ticket: str = "a") -> Child:
    return Child(code, tier, month, ticket)


def test_a_later_month_never_overtakes_an_earlier_one_and_inside_a_month_the_ticket_decides() -> None:
    waiting = [
        waits("late", month=APRIL, ticket="0"),
        waits("third", ticket="c"),
        waits("first"),
        waits("second", ticket="b"),
    ]
    assert line(waiting) == ["first", "second", "third", "late"]


def test_who_was_away_comes_first_then_one_brother_or_sister_of_any_three() -> None:
    everyone = [waits(f"all {ticket}", ticket=ticket) for ticket in "abcd"]
    siblings = [waits(f"sister {ticket}", Tier.SIBLING, MAY, ticket) for ticket in "ab"]
    away = waits("away", Tier.RETURNING, MAY)

    assert line([*everyone, *siblings, away]) == [
        "away", "sister a", "all a", "all b", "sister b", "all c", "all d",
    ]  # fmt: skip


def test_a_place_given_to_a_sister_a_moment_ago_makes_the_next_two_everybodys() -> None:
    waiting = [waits("sister", Tier.SIBLING, MAY), waits("a"), waits("b", ticket="b"), waits("c", ticket="c")]

    assert line(waiting, [3, 3, 2]) == ["a", "b", "sister", "c"]
    assert line(waiting, [2, 3]) == ["a", "sister", "b", "c"]
    assert line(waiting, [2, 3, 3]) == ["sister", "a", "b", "c"]


def test_a_brother_is_never_worse_off_than_everyone() -> None:
    waiting = [waits("brother", Tier.SIBLING), waits("b", month=APRIL), waits("c", month=MAY)]

    assert line(waiting, [2]) == ["brother", "b", "c"]


def test_twins_share_a_ticket_and_stand_one_after_the_other() -> None:
    waiting = [waits("twin 2"), waits("other", ticket="b"), waits("twin 1")]

    assert line(waiting) == ["twin 1", "twin 2", "other"]


def test_whom_the_place_does_not_fit_is_passed_over_with_a_reason_and_stays_first() -> None:
    small, next_one = waits("small"), waits("next", ticket="b")
    small = Child("small", 3, MARCH, "a", fits=False)

    assert turn([small, next_one]) == Turn(code="next", tier=3, passed=(Passed(code="small", reason="age"),))
    assert line([small]) == ["small"]


def test_where_the_place_fits_nobody_everybodys_reason_is_told() -> None:
    waiting = [Child("a", 2, MARCH, "a", fits=False), Child("b", 3, MARCH, "b", fits=False)]
    both = (Passed(code="a", reason="age"), Passed(code="b", reason="age"))

    assert turn(waiting) == Turn(code=None, tier=3, passed=both)
    assert turn([]) == Turn(code=None, tier=3, passed=())


@given(children(), TIERS)
def test_the_line_is_what_the_rule_says_when_it_is_told_as_simply_as_possible(
    waiting: list[Child], tiers: list[int]
) -> None:
    assert line(waiting, tiers) == codes(naive.line([fitting(each) for each in waiting], tiers))


@given(children(), TIERS)
def test_the_next_place_goes_to_whom_the_rule_says(waiting: list[Child], tiers: list[int]) -> None:
    found = turn(waiting, tiers)
    told = naive.next_one(waiting, tiers)

    assert (found.code, found.tier) == ((told[0].code, told[1]) if told else (None, 3))
    assert {each.code for each in found.passed} <= {each.code for each in waiting if not each.fits}


@given(children(), TIERS)
def test_nobody_who_stood_before_is_passed_over_silently_and_nobody_twice(
    waiting: list[Child], tiers: list[int]
) -> None:
    """Had they fitted, the place would have been theirs; the others stand behind."""
    found = turn(waiting, tiers)
    passed = [each.code for each in found.passed]
    without = [each for each in waiting if each.code not in passed]

    assert len(passed) == len(set(passed))
    assert line(without, tiers)[:1] == ([found.code] if found.code else [])
    for code in passed:
        fits_too = [fitting(each) if each.code == code else each for each in waiting]
        assert turn(fits_too, tiers).code == code


@given(children(), TIERS)
def test_giving_the_first_one_a_place_leaves_the_rest_of_the_line_as_it_stood(
    waiting: list[Child], tiers: list[int]
) -> None:
    everyone = [fitting(each) for each in waiting]
    found = turn(everyone, tiers)
    rest = [each for each in everyone if each.code != found.code]

    assert line(everyone, tiers) == ([found.code] if found.code else []) + line(rest, [*tiers, found.tier])


@given(children(), TIERS, st.data())
def test_whoever_leaves_moves_nobody_back(
    waiting: list[Child], tiers: list[int], data: st.DataObject
) -> None:
    if waiting:
        gone = data.draw(st.sampled_from(waiting))
        before = line(waiting, tiers)
        after = line([each for each in waiting if each != gone], tiers)

        assert {code: after.index(code) for code in after if after.index(code) > before.index(code)} == {}


@given(children(), TIERS, st.data())
def test_whoever_joins_moves_back_only_who_was_drawn_later_unless_sister_or_returning(
    waiting: list[Child], tiers: list[int], data: st.DataObject
) -> None:
    new = data.draw(child("NEW-123").filter(lambda each: each.tier == Tier.EVERYONE))
    before, after = line(waiting, tiers), line([*waiting, new], tiers)
    moved = {each for each in waiting if after.index(each.code) > before.index(each.code)}

    assert {each.code for each in moved if each.months_and_chance < new.months_and_chance} == set()


@given(children(), TIERS)
def test_of_three_places_in_a_row_one_at_most_goes_to_a_brother_or_sister_as_such(
    waiting: list[Child], tiers: list[int]
) -> None:
    """Whoever fits or not, place after place."""
    told: list[int] = []
    left = list(waiting)
    while found := turn(left, told).code:
        told.append(turn(left, told).tier)
        left = [each for each in left if each.code != found]

    windows = [told[place : place + IN_A_ROW] for place in range(len(told))]
    assert all(window.count(Tier.SIBLING) <= 1 for window in windows)
    assert {each.code for each in left} == {each.code for each in waiting if not each.fits}


def fitting(of: Child) -> Child:
    return Child(of.code, of.tier, of.round, of.ticket)
