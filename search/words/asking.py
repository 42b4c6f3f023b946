"""How what somebody typed can be read."""

from dataclasses import dataclass

from search.words.empty import EMPTY
from search.words.folding import APART, THOUSANDS, WORD, fold
from search.words.keyboards import retyped

MOST_WORDS = 12
"""A question has fewer; of a pasted paragraph the beginning says enough."""

TYPED, PULLED_APART, RETYPED = 1.0, 0.9, 0.85


@dataclass(frozen=True)
class Reading:
    """The folded words of one way to read a piece of a query, and how much that way is to be believed."""

    words: tuple[str, ...]
    belief: float
    text: str

    @property
    def with_slips(self) -> bool:
        """One mistake at a time: the wrong keyboard and a slip on it would find anything."""
        return self.belief > RETYPED


def readings(query: str) -> list[list[Reading]]:
    """For each piece between spaces, the ways to read it, the most likely first."""
    pieces = [_of_piece(piece) for piece in THOUSANDS.sub("", query).split()]
    return [piece for piece in pieces if piece][:MOST_WORDS]


def _of_piece(piece: str) -> list[Reading]:
    found: dict[tuple[str, ...], Reading] = {}
    whole = _words(piece)
    parts = [part for word in WORD.findall(piece) for part in APART.split(word)]
    choices = [
        (whole, TYPED, piece),
        (tuple(map(fold, parts)), PULLED_APART, piece),
        *((_words(other), RETYPED, other) for other in retyped(piece)),
    ]
    for words, belief, text in choices:
        if words:
            found.setdefault(words, Reading(words, belief, text))
    return list(found.values())


def _words(text: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in WORD.findall(text))


def significant(words: list[str]) -> list[str]:
    """Each once, without the words that only make it a question; all of them where nothing else is left."""
    every = list(dict.fromkeys(words))
    return [word for word in every if word not in EMPTY] or every
