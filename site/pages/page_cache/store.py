"""Answers in memory, bounded by bytes: what was asked for longest ago goes first."""

from collections import OrderedDict
from threading import Lock

from pages.page_cache.answers import Answer
from pages.page_cache.keys import Key

LARGEST_SHARE = 8
"""No answer takes more than an eighth: one page must not push out all others."""


class Store:
    def __init__(self, *, limit: int) -> None:
        self.limit = limit
        self.size = 0
        self._answers: OrderedDict[Key, Answer] = OrderedDict()
        self._lock = Lock()
        self._generation: object = None

    def get(self, key: Key, generation: object) -> Answer | None:
        with self._lock:
            self._turn(generation)
            if key in self._answers:
                self._answers.move_to_end(key)
            return self._answers.get(key)

    def put(self, key: Key, answer: Answer, generation: object) -> None:
        """`generation` is the one that was known before the answer was built; an older one is not kept."""
        with self._lock:
            if generation != self._generation or answer.size * LARGEST_SHARE > self.limit:
                return
            if old := self._answers.pop(key, None):
                self.size -= old.size
            self._answers[key] = answer
            self.size += answer.size
            while self.size > self.limit:
                _key, gone = self._answers.popitem(last=False)
                self.size -= gone.size

    def __len__(self) -> int:
        return len(self._answers)

    def _turn(self, generation: object) -> None:
        if generation != self._generation:
            self._answers.clear()
            self.size, self._generation = 0, generation
