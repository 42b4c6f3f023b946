"""When two applications may be of one child: a machine says perhaps, a person decides. Pure.

Names are compared by their sound in four languages, by what a child is called at home, and with one slip of a
finger. A name alone says little: with it goes the month of birth, and the contact or the name of a grown-up.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property

from privacy import alike
from school.pet_names import GROUPS

BY_CHANCE = 0.05
"""Fewer than so many pairs of strangers share a name and a month: then these may be one."""
SLIPS = ((4, 1), (9, 2))
"""From so many letters on, so many wrong ones."""


class Sign(StrEnum):
    CONTACT = "contact"
    """The same contact, a like name."""
    MONTH = "month"
    """The same contact and month, another name, in another form: twins, or a name for home."""
    NAME = "name"
    """A like name of the child and of a grown-up, and about the same month."""
    CHILD = "child"
    """A like name and the same month, both rare: perhaps the other parent."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Record:
    """An application, as it is compared. Children of one form are never the same: the family says so."""

    key: str
    form: str
    name: str
    born: tuple[int, int]
    grown_ups: tuple[str, ...]
    contacts: frozenset[alike.Known]

    @cached_property
    def called(self) -> frozenset[str]:
        return called(self.name)

    @cached_property
    def grown_ups_called(self) -> frozenset[str]:
        return frozenset(form for each in self.grown_ups for form in called(each))


@dataclass(frozen=True, kw_only=True)
class Found:
    one: str
    other: str
    sign: Sign


class Crowd:
    """Everybody whom somebody is compared with."""

    def __init__(self, records: Iterable[Record]) -> None:
        self.records = list(records)
        self.place = {each.key: at for at, each in enumerate(self.records)}
        self.names = Counter(form for each in self.records for form in each.called)
        self.grown_ups = Counter(form for each in self.records for form in each.grown_ups_called)
        self.months = Counter(each.born for each in self.records)
        self.found_by: dict[object, list[Record]] = {}
        for each in self.records:
            for known in (each.born, *each.contacts):
                self.found_by.setdefault(known, []).append(each)

    def found(self, new: Iterable[str]) -> Iterator[Found]:
        """Pairs of which at least one is new, each once; first the one that stands first here."""
        told = set[str]()
        for key in sorted(set(new) & self.place.keys(), key=lambda each: self.place[each]):
            told.add(key)
            record = self.records[self.place[key]]
            for against in self._near(record):
                if against.key not in told and (sign := self.sign(record, against)):
                    one, other = sorted((key, against.key), key=lambda each: self.place[each])
                    yield Found(one=one, other=other, sign=sign)

    def _near(self, record: Record) -> list[Record]:
        """Whoever shares a contact, or about the month of birth."""
        near = {
            each.key: each
            for known in (*months_near(record.born), *record.contacts)
            for each in self.found_by.get(known, ())
        }
        return sorted(near.values(), key=lambda each: self.place[each.key])

    def sign(self, one: Record, other: Record) -> Sign | None:
        if one.form == other.form:
            return None
        is_same, is_near = one.born == other.born, other.born in months_near(one.born)
        if one.contacts & other.contacts:
            return _of_one_contact(one, other, is_same=is_same, is_near=is_near)
        if not is_near or not are_like(one, other):
            return None
        grown_ups = one.grown_ups_called & other.grown_ups_called
        if grown_ups and self._by_chance(one, other, grown_ups) < BY_CHANCE:
            return Sign.NAME
        return Sign.CHILD if is_same and self._by_chance(one, other) < BY_CHANCE else None

    def _by_chance(self, one: Record, other: Record, grown_ups: Iterable[str] = ()) -> float:
        """How many strangers would be as alike, if names and months were dealt out to the others by
        chance."""
        shared = one.called & other.called
        named = min((self.names[form] for form in shared), default=1) - 2 * bool(shared)
        months = (self.months[one.born], self.months[other.born])
        alike = named * (sum(months) - 2 if one.born != other.born else months[0] - 2) / len(self.records)
        grown = min((self.grown_ups[form] for form in grown_ups), default=0)
        return alike * grown / len(self.records) if grown else alike


def months_near(born: tuple[int, int]) -> list[tuple[int, int]]:
    """The month itself; with a month or a year that is wrong by one, or a month without its first digit."""
    year, month = born
    wrong = {month - 1, month + 1, month + 10, month - 10} & set(range(1, 13))
    return [born, (year - 1, month), (year + 1, month), *((year, each) for each in sorted(wrong))]


def _of_one_contact(one: Record, other: Record, *, is_same: bool, is_near: bool) -> Sign | None:
    if one.called & other.called or (is_near and are_like(one, other)):
        return Sign.CONTACT
    return Sign.MONTH if is_same else None


def are_like(one: Record, other: Record) -> bool:
    return bool(one.called & other.called) or _slipped(one.name, other.name)


def called(name: str) -> frozenset[str]:
    """What the words of a name may stand for. Of nothing that is a word, the sign itself."""
    words = re.findall(r"\w+", alike.APOSTROPHES.sub("", name)) or [name]
    return frozenset(form for word in words for form in _word(word))


@cache
def _word(word: str) -> frozenset[str]:
    stands_for, sound = _pets().get(_key(word), frozenset()), alike.name(word).value
    return stands_for if stands_for and not sound.startswith("=") else stands_for | {sound}


@cache
def _pets() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in GROUPS.strip().splitlines():
        whole, *short = line.split()
        for each in (whole, *short):
            found.setdefault(_key(each), set()).add(alike.name(whole).value)
    return {key: frozenset(forms) for key, forms in found.items()}


def _key(word: str) -> str:
    """Its letters in Latin, so that one line holds for both alphabets."""
    bare = unicodedata.normalize("NFC", alike.APOSTROPHES.sub("", word)).casefold()
    bare = bare.replace("ё", "е").replace("w", "v")
    return "".join(alike.LATIN.get(sign, sign) for sign in bare)


def _slipped(one: str, other: str) -> bool:
    """Two names that both are names are two names, however near."""
    first, second = _key(one), _key(other)
    if _is_name(one) and _is_name(other):
        return False
    allowed = max((slips for length, slips in SLIPS if min(len(first), len(second)) >= length), default=0)
    return abs(len(first) - len(second)) <= allowed and 0 < distance(first, second) <= allowed


def _is_name(text: str) -> bool:
    return _key(text) in _pets() or alike.name(text).value.startswith("=")


def distance(one: str, other: str) -> int:
    """Letters wrong, missing, too many or swapped with the next."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, sign in enumerate(one, start=1):
        last, before, row = before, row, [i]
        for j, against in enumerate(other, start=1):
            costs = min(row[j - 1] + 1, before[j] + 1, before[j - 1] + (sign != against))
            if i > 1 and j > 1 and sign == other[j - 2] and one[i - 2] == against:
                costs = min(costs, last[j - 2] + 1)
            row.append(costs)
    return row[-1]
