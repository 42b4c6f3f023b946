"""Words as they are compared: folded, reduced, misspelt, typed on the wrong keyboard. Pure, four languages."""

from search.words.asking import Reading, readings, significant
from search.words.closeness import closeness
from search.words.folding import fold, words
from search.words.keys import index_keys, prefix, query_keys, wide_keys

__all__ = [
    "Reading", "closeness", "fold", "index_keys", "prefix", "query_keys", "readings", "significant",
    "wide_keys", "words",
]  # fmt: skip
