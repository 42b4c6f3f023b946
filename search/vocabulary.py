"""Which words of the index were meant by the words of a query."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

from search import words
from search.words.asking import RETYPED
from search.words.empty import EMPTY

NEAREST = 40
"""Of the words that begin alike, so many; shorter ones first, as they are nearer."""

TOGETHER = 120
"""So many for a whole query: each word of a long one may mean less, as the others find the page too."""

SURE, GUESS = 0.75, 0.5


@dataclass(frozen=True, kw_only=True)
class Match:
    """A word of the index and how near it is to what was asked."""

    pk: int
    language: str
    word: str
    closeness: float


@dataclass(frozen=True, kw_only=True)
class Term:
    """One word of a query with all it may stand for."""

    word: str
    matches: tuple[Match, ...]


@dataclass(frozen=True, kw_only=True)
class Understood:
    text: str
    """The query as it was read: the same as typed, or what the same keys say on the right keyboard."""
    terms: tuple[Term, ...]
    is_retyped: bool = False


def understand(query: str) -> Understood:
    pieces = words.readings(query)
    every = [reading for piece in pieces for reading in piece]
    asked = {word: reading.with_slips for reading in every[::-1] for word in reading.words}
    telling = {word: slips for word, slips in asked.items() if word not in EMPTY}
    known = matches(telling or asked)
    chosen = [max(piece, key=lambda reading: _believable(reading, known)) for piece in pieces]
    wanted = words.significant([word for reading in chosen for word in reading.words])
    terms = tuple(Term(word=word, matches=tuple(pruned(known[word]))) for word in wanted)
    text = " ".join(reading.text for reading in chosen)
    is_retyped = any(reading.belief == RETYPED for reading in chosen)
    return Understood(text=text, terms=terms, is_retyped=is_retyped)


def _believable(reading: words.Reading, known: dict[str, list[Match]]) -> float:
    """Of several ways to read the same keys, the one whose words exist; as typed where none does."""
    best = [max((match.closeness for match in known[word]), default=0.0) for word in reading.words]
    if all(word in EMPTY for word in reading.words):
        return reading.belief
    return reading.belief * sum(best) / len(best)


def matches(asked: dict[str, bool]) -> dict[str, list[Match]]:
    """By asked word, the words of the index it may stand for; the value says whether slips are forgiven."""
    found: dict[str, list[Match]] = defaultdict(list)
    for pk, language, word in _candidates(asked):
        for each, with_slips in asked.items():
            near = words.closeness(each, word, language, with_slips=with_slips)
            if near:
                found[each].append(Match(pk=pk, language=language, word=word, closeness=near))
    return found


def pruned(found: list[Match]) -> list[Match]:
    """Guesses are for languages that have nothing better: who wrote it right does not want what is alike."""
    sure = {match.language for match in found if match.closeness >= SURE}
    return [match for match in found if match.closeness > GUESS or match.language not in sure]


def _candidates(asked: dict[str, bool]) -> Iterable[tuple[int, str, str]]:
    keys = {key for word, slips in asked.items() for key in words.query_keys(word, with_slips=slips)}
    beginnings = list(dict.fromkeys(words.prefix(word) for word in asked if len(word) > 1))
    nearest = min(NEAREST, TOGETHER // max(1, len(beginnings)))
    with connection.cursor() as cursor:
        cursor.execute(CANDIDATES, [list(keys), beginnings, nearest])
        return list(cursor.fetchall())


CANDIDATES = """
SELECT met.id, met.language, met.word FROM unnest(%s::varchar[]) AS asked (key) CROSS JOIN LATERAL (
    SELECT id, language, word FROM search_word WHERE keys @> ARRAY[asked.key] OFFSET 0
) AS met
UNION
SELECT near.id, near.language, near.word FROM unnest(%s::text[]) AS begun (word) CROSS JOIN LATERAL (
    SELECT id, language, word FROM search_word
    WHERE word >= begun.word COLLATE "C" AND word < (begun.word || chr(1114111)) COLLATE "C"
    ORDER BY length(word), word LIMIT %s
) AS near
"""
"""Key by key through the index: the planner would compare all keys at once with those of every word."""
