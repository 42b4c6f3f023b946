"""Answers in memory, bounded by bytes: what was asked for longest ago goes first."""

from collections import OrderedDict
from collections.abc import Collection
from threading import Lock
from typing import NamedTuple

from pages.page_cache.answers import Answer
from pages.page_cache.generation import Counts, Now
from pages.page_cache.keys import Key

LARGEST_SHARE = 8
"""No answer takes more than an eighth: one page must not push out all others."""


class Kept(NamedTuple):
    answer: Answer
    shows: Collection[str]
    counts: Counts
    """Those that it shows, as they were when it was built."""


class Store:
    def __init__(self, *, limit: int) -> None:
        self.limit = limit
        self.size = 0
        self._answers: OrderedDict[Key, Kept] = OrderedDict()
        self._lock = Lock()
        self._generation: object = None

    def get(self, key: Key, now: Now) -> Answer | None:
        with self._lock:
            self._turn(now.content)
            kept = self._answers.get(key)
            if kept is None or kept.counts != now.counts_of(kept.shows):
                return None
            self._answers.move_to_end(key)
            return kept.answer

    def put(self, key: Key, answer: Answer, now: Now, *, shows: Collection[str] = ()) -> None:
        """`now` is what was known before the answer was built; what is older than that is not kept."""
        with self._lock:
            if now.content != self._generation or answer.size * LARGEST_SHARE > self.limit:
                return
            if old := self._answers.pop(key, None):
                self.size -= old.answer.size
            self._answers[key] = Kept(answer, shows, now.counts_of(shows))
            self.size += answer.size
            while self.size > self.limit:
                _key, gone = self._answers.popitem(last=False)
                self.size -= gone.answer.size

    def __len__(self) -> int:
        return len(self._answers)

    def _turn(self, generation: object) -> None:
        if generation != self._generation:
            self._answers.clear()
            self.size, self._generation = 0, generation
