"""Choices that a seed makes, the same for ever.

Python promises the sequence of `random()` only; how `choice()` or `randrange()` use it has changed between
versions.  A page's picture must not change with the interpreter, so the choices here come straight from
SHA-256 and integers: no floats, no library that may improve itself.
"""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

Option = TypeVar("Option")


class Chance:
    """A row of choices that depends on the seed alone."""

    def __init__(self, seed: str) -> None:
        self._seed = hashlib.sha256(seed.encode("utf-8", "surrogatepass")).digest()
        self._asked = 0

    def below(self, limit: int) -> int:
        """A whole number from 0 to limit - 1 (the bias of the remainder is below 2**-50 for our limits)."""
        self._asked += 1
        drawn = hashlib.sha256(self._seed + self._asked.to_bytes(8, "big")).digest()
        return int.from_bytes(drawn[:8], "big") % limit

    def pick(self, options: Sequence[Option]) -> Option:
        return options[self.below(len(options))]

    def happens(self, percent: int) -> bool:
        return self.below(100) < percent
