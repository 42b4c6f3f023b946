"""Another spelling, for a word nobody has written here: words two slips away that a reader may see."""

from datetime import datetime

from django.db import connection

from search import words
from search.models import Entry
from search.ranking import Ranked, ranked
from search.vocabulary import Match, Term, Understood
from search.words.slips import SHORTEST, distance

FARTHEST = 2
FEW = 5

SAME_BEGINNING = 2
"""People rarely mistake the first letters, and an index finds words by them."""

NEIGHBOURS = """
SELECT id, word FROM search_word
WHERE language = %s AND word >= %s COLLATE "C" AND word < (%s || chr(1114111)) COLLATE "C"
    AND length(word) BETWEEN %s AND %s
"""


def another(understood: Understood, language: str, *, at: datetime) -> str:
    """The query with its unknown words replaced by known ones; empty when there is nothing to offer."""
    text = understood.text
    for term in understood.terms:
        if not term.matches and (near := _nearest(term.word, language, at=at)):
            text = " ".join(near if words.fold(piece) == term.word else piece for piece in text.split())
    return text if text != understood.text else ""


def _nearest(word: str, language: str, *, at: datetime) -> str:
    """As it is written where it was found: folded words are not for reading."""
    for match in _neighbours(word, language):
        found = ranked((Term(word=word, matches=(match,)),), at=at, languages=[language], share=1)
        if found:
            return _written(match.word, found[0])
    return ""


def _neighbours(word: str, language: str) -> list[Match]:
    if len(word) < SHORTEST:
        return []
    beginning, length = word[:SAME_BEGINNING], len(word)
    with connection.cursor() as cursor:
        cursor.execute(NEIGHBOURS, [language, beginning, beginning, length - FARTHEST, length + FARTHEST])
        rows = cursor.fetchall()
    far = {pk: distance(word, each) for pk, each in rows}
    nearest = sorted((row for row in rows if far[row[0]] <= FARTHEST), key=lambda row: (far[row[0]], row[1]))
    return [Match(pk=pk, language=language, word=each, closeness=1.0) for pk, each in nearest[:FEW]]


def _written(folded: str, found: Ranked) -> str:
    entry = Entry.objects.get(page_id=found.page_id, document=found.document_id)
    text = f"{entry.title} {entry.text}"
    pieces = (text[start:end] for start, end in words.spans(text))
    return next((piece.lower() for piece in pieces if words.fold(piece) == folded), folded)
