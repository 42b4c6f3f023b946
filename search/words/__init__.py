"""Words as they are compared: folded, reduced, misspelt, typed on the wrong keyboard. Pure."""

from search.words.asking import Reading, readings, significant
from search.words.closeness import closeness
from search.words.folding import fold, spans, words
from search.words.keys import index_keys, prefix, query_keys

__all__ = [
    "Reading", "closeness", "fold", "index_keys", "prefix", "query_keys", "readings", "significant",
    "spans", "words",
]  # fmt: skip
