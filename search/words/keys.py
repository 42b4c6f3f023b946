"""By which keys a word of the index is found, and which keys a word of a query asks for.

A key carries a sign of its kind: `=` the stem, `~` the rough spelling, `-` the neighbourhood of one slip.
"""

from search.words.endings import ENDINGS, stem
from search.words.latin import skeletons
from search.words.slips import SHORTEST, neighbourhood

SHORTEST_SKELETON = SHORTEST - 1
"""A word of five letters may lose one to a slip or to spelling, and must be found all the same."""


def index_keys(folded: str, language: str) -> list[str]:
    root = stem(folded, language)
    rough = dict.fromkeys([*skeletons(folded), *skeletons(root)])
    keys = [f"={root}", *(f"~{each}" for each in rough)]
    return list(dict.fromkeys([*keys, *_slips(rough)]))


def query_keys(folded: str, *, with_slips: bool) -> list[str]:
    """In all languages at once: whose word it is only the index knows."""
    roots = dict.fromkeys(stem(folded, language) for language in ENDINGS)
    rough = dict.fromkeys(each for word in (folded, *roots) for each in skeletons(word))
    keys = [*(f"={root}" for root in roots), *(f"~{each}" for each in rough)]
    if with_slips and len(folded) >= SHORTEST:
        keys += _slips(rough)
    return list(dict.fromkeys(keys))


def _slips(rough: dict[str, None]) -> list[str]:
    return [f"-{each}" for word in rough if len(word) >= SHORTEST_SKELETON for each in neighbourhood(word)]


def prefix(folded: str) -> str:
    """What other forms of the word begin with: all of a short one, most of a long one."""
    return folded if len(folded) <= SHORTEST else folded[: max(SHORTEST, len(folded) * 7 // 10)]
