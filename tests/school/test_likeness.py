"""One child registered twice: what the machine takes for one, measured on invented families."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy import alike
from school import likeness
from school.likeness import Crowd, Record, Sign, distance, months_near
from tests.school import invented

SEEDS = range(1, 9)
PARENT = "parent"
"""Another grown-up with another contact: found where name and month are rare, promised nowhere."""


def measured(families: int, seed: int) -> tuple[float, float, int]:
    """Of those we promise to find, how many are found; how many are taken for one in vain, of all families;
    twins taken for one."""
    made = invented.crowd(families, seed=seed)
    crowd = Crowd(made.records)
    found = {frozenset({each.one, each.other}) for each in crowd.found(each.key for each in made.records)}
    promised = {pair for pair, kind in made.again.items() if kind != PARENT}
    missed, wrong = promised - found, found - made.again.keys()
    return 1 - len(missed) / len(promised), len(wrong) / families, len(made.twins & found)


def test_of_120_families_who_came_twice_are_found_and_few_others() -> None:
    results = [measured(120, seed) for seed in SEEDS]
    shares, wrong, twins = zip(*results, strict=True)

    assert min(shares) >= 0.95
    assert sum(wrong) / len(wrong) <= 0.05
    assert sum(twins) == 0


def test_of_500_families_nearly_as_many_are_found() -> None:
    """A report more than a promise: the more families, the more strangers are alike."""
    results = [measured(500, seed) for seed in range(1, 4)]
    shares, wrong, twins = zip(*results, strict=True)

    assert min(shares) >= 0.95
    assert (max(wrong) <= 0.1, sum(twins)) == (True, 0)


def record(key: str, name: str = "Марыя", **more: object) -> Record:
    known: dict[str, object] = {
        "form": key,
        "born": (2018, 3),
        "grown_ups": ("Алена",),
        "contacts": frozenset({alike.email(f"{key}@example.org")}),
    }
    return Record(key=key, name=name, **known | more)  # type: ignore[arg-type]


SHARED = {"contacts": frozenset({alike.email("one@example.org")})}


@pytest.mark.parametrize(
    ("one", "other", "sign"),
    [
        (record("a", **SHARED), record("b", "Maria", **SHARED), Sign.CONTACT),
        (record("a", **SHARED), record("b", "Маруся", **SHARED), Sign.CONTACT),
        (record("a", **SHARED), record("b", "Марыыя", **SHARED), Sign.CONTACT),
        (record("a", **SHARED), record("b", born=(2016, 9), **SHARED), Sign.CONTACT),
        (record("a", **SHARED), record("b", "Зайчык", **SHARED), Sign.MONTH),
        (record("a", **SHARED), record("b", "Зайчык", born=(2016, 9), **SHARED), None),
        (record("a", form="f", **SHARED), record("b", "Maria", form="f", **SHARED), None),
        (record("a"), record("b", "Маша", grown_ups=("Елена",)), Sign.NAME),
        (record("a"), record("b", "Маша", born=(2018, 4), grown_ups=("Lena",)), Sign.NAME),
        (record("a"), record("b", "Маша", born=(2015, 4), grown_ups=("Lena",)), None),
        (record("a"), record("b", "Maria", grown_ups=("Андрэй",)), Sign.CHILD),
        (record("a"), record("b", "Maria", born=(2018, 4), grown_ups=("Андрэй",)), None),
        (record("a"), record("b", "Палiна", grown_ups=("Алена",)), None),
    ],
)
def test_two_are_compared(one: Record, other: Record, sign: Sign | None) -> None:
    assert Crowd([one, other]).sign(one, other) == sign
    assert Crowd([one, other]).sign(other, one) == sign


def test_a_common_name_in_a_common_month_says_nothing() -> None:
    """In a crowd where every tenth is a Maria, another Maria is nobody's sister."""
    crowd = [record(f"n{number}", "Марыя", grown_ups=(f"Імя{number}",)) for number in range(10)]

    assert list(Crowd(crowd).found(["n0"])) == []


def test_two_names_are_two_however_near() -> None:
    assert not likeness.are_like(record("a", "Арына"), record("b", "Аліна"))
    assert likeness.are_like(record("a", "Рагнеда"), record("b", "Рагнэда"))


@pytest.mark.parametrize(
    ("spelling", "other"),
    [
        ("Саша", "Аляксандр"),
        ("Sasha", "Аляксандра"),
        ("Зося", "София"),
        ("Міхась", "Michał"),
        ("Żenia", "Яўген"),
    ],
)
def test_a_name_for_home_stands_for_the_name(spelling: str, other: str) -> None:
    assert likeness.called(spelling) & likeness.called(other)


def test_each_pair_is_told_once_and_the_earlier_one_first() -> None:
    rows = [record("b", **SHARED), record("a", "Maria", **SHARED), record("c", "Маша", **SHARED)]

    assert [(each.one, each.other) for each in Crowd(rows).found(["a", "b", "c"])] == [
        ("b", "a"),
        ("b", "c"),
        ("a", "c"),
    ]
    assert [(each.one, each.other) for each in Crowd(rows).found(["c"])] == [("b", "c"), ("a", "c")]
    assert list(Crowd(rows).found([])) == []


@given(st.text("абвгд", max_size=8), st.text("абвгд", max_size=8))
def test_a_distance_is_a_distance(one: str, other: str) -> None:
    assert distance(one, one) == 0
    assert distance(one, other) == distance(other, one) <= max(len(one), len(other))
    assert distance(one, other) >= abs(len(one) - len(other))


def test_two_letters_that_changed_places_are_one_slip() -> None:
    assert (distance("palina", "plaina"), distance("palina", "paina"), distance("palina", "pallina")) == (
        1,
        1,
        1,
    )


@given(st.integers(2010, 2030), st.integers(1, 12))
def test_what_is_near_is_near_both_ways(year: int, month: int) -> None:
    assert all((year, month) in months_near(near) for near in months_near((year, month)))


@given(st.text(max_size=20))
def test_anything_can_be_a_name(text: str) -> None:
    assert likeness.called(text or "?")
