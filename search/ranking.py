"""Which pages answer a query, best first: rare words and words near to the asked ones weigh most.

Visibility is asked in the same statement, so that a page kept back a second ago is not found now.
"""

from dataclasses import dataclass
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
            RANKED.format(visible=visible),
            [list(groups), list(ids), list(closeness), list(ids), len(terms), share, *parameters, MOST],
        )
        rows = cursor.fetchall()
    return [
        Ranked(page_id=page, language=language, kind=kind, share=found, score=score, of_kind=of_kind)
        for page, language, kind, found, score, of_kind in rows
    ]


RANKED = """
WITH wanted AS (
    SELECT * FROM unnest(%s::int[], %s::bigint[], %s::real[]) AS wanted (term, word_id, closeness)
), hits AS MATERIALIZED (
    SELECT entry_id, term, max(weight * closeness) AS weight
    FROM wanted JOIN search_posting USING (word_id)
    WHERE word_id = ANY (%s::bigint[])  -- Said once more: it is what brings the index into play.
    GROUP BY entry_id, term
), rarity AS (
    SELECT term, ln(1 + (SELECT count(*) FROM search_entry)::real / count(*)) AS rarity
    FROM hits GROUP BY term
), scored AS (
    SELECT entry_id, sum(weight * rarity) AS score, count(*)::real / %s AS share
    FROM hits JOIN rarity USING (term) GROUP BY entry_id
)
SELECT page_id, language, kind, share::float8, (score * share * share)::float8 AS score,
    count(*) OVER (PARTITION BY language, kind)
FROM scored JOIN search_entry ON search_entry.id = entry_id
WHERE share >= %s AND page_id IN ({visible})
ORDER BY score DESC, page_id DESC LIMIT %s
"""
