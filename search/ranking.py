"""Which pages answer a query, best first: rare words and words near to the asked ones weigh most.

Visibility is asked in the same statement, so that a page kept back a second ago is not found now, nor a file
of a collection that was closed a second ago.
"""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import connection
from wagtail.models import Page

from pages import visibility
from search.vocabulary import Term

MOST = 500
"""Nobody reads fifty pages of results."""


@dataclass(frozen=True, kw_only=True)
class Ranked:
    page_id: int
    document_id: int | None = None
    """A file that the page offers, rather than the page."""
    language: str
    kind: str
    share: float
    """How many of the words that were asked for it has: 1 is all."""
    score: float
    of_kind: int
    """How many such pages its language has, the unread ones included."""


def ranked(terms: tuple[Term, ...], *, at: datetime, languages: list[str], share: float) -> list[Ranked]:
    """Pages with at least this share of the words, by language and score."""
    wanted = [
        (languages.index(match.language) * 100 + group, match.pk, match.closeness)
        for group, term in enumerate(terms)
        for match in term.matches
        if match.language in languages
    ]
    if not wanted:
        return []
    groups, ids, closeness = zip(*wanted, strict=True)
    pages = visibility.listed(Page.objects.order_by(), at=at)
    visible, parameters = pages.values("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            RANKED.format(visible=visible, postings=WORD_BY_WORD if len(ids) <= FEW_WORDS else ALL_AT_ONCE),
            [list(groups), list(ids), list(closeness), len(terms), share, *parameters, MOST],
        )
        rows = cursor.fetchall()
    found = [
        Ranked(
            page_id=page, document_id=document, language=language, kind=kind, share=has, score=score,
            of_kind=of_kind,
        )
        for page, document, language, kind, has, score, of_kind in rows
    ]  # fmt: skip
    return each_once(found)


def each_once(found: list[Ranked]) -> list[Ranked]:
    """A file that several pages offer is one answer in each language."""
    best: dict[object, Ranked] = {}
    for each in found:
        best.setdefault((each.language, each.document_id or f"page {each.page_id}"), each)
    surplus = Counter((each.language, each.kind) for each in found)
    surplus.subtract((each.language, each.kind) for each in best.values())
    return [replace(each, of_kind=each.of_kind - surplus[each.language, each.kind]) for each in best.values()]


WORD_BY_WORD = """wanted CROSS JOIN LATERAL (
        SELECT entry_id, weight FROM search_posting WHERE search_posting.word_id = wanted.word_id OFFSET 0
    ) AS postings"""
"""Through the index: for one common word the planner would read the whole table."""
ALL_AT_ONCE = "wanted JOIN search_posting USING (word_id)"
"""As the planner likes, for a query that may mean very many words."""
FEW_WORDS = 200
"""Measured with 10,000 pages: beyond it the whole table is read sooner than its parts."""

RANKED = """
WITH wanted AS (
    SELECT * FROM unnest(%s::int[], %s::bigint[], %s::real[]) AS wanted (term, word_id, closeness)
), hits AS MATERIALIZED (
    SELECT entry_id, term, max(weight * closeness) AS weight
    FROM {postings}
    GROUP BY entry_id, term
), rarity AS (
    SELECT term, ln(1 + (SELECT count(*) FROM search_entry)::real / count(*)) AS rarity
    FROM hits GROUP BY term
), scored AS (
    SELECT entry_id, sum(weight * rarity) AS score, count(*)::real / %s AS share
    FROM hits JOIN rarity USING (term) GROUP BY entry_id
)
SELECT page_id, document_id, language, kind, share::float8, (score * share * share)::float8 AS score,
    count(*) OVER (PARTITION BY language, kind)
FROM scored JOIN search_entry ON search_entry.id = entry_id
WHERE share >= %s AND page_id IN ({visible}) AND (document_id IS NULL OR NOT EXISTS (
    SELECT FROM pages_document
    JOIN wagtailcore_collection AS own ON own.id = pages_document.collection_id
    JOIN wagtailcore_collection AS above ON starts_with(own.path, above.path)
    JOIN wagtailcore_collectionviewrestriction AS closed ON closed.collection_id = above.id
    WHERE pages_document.id = document_id
))
ORDER BY score DESC, page_id DESC LIMIT %s
"""
