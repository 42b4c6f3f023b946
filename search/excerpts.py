"""The piece of a text that shows why it was found. Pure: words in, escaped HTML out."""

import re
from html import escape

WORD = re.compile(r"[\w’'-]+")
LENGTH = 180
BEFORE = 60


def terms(query: str) -> list[str]:
    """The words somebody typed, folded for comparison, each once."""
    return list(dict.fromkeys(word.casefold() for word in WORD.findall(query)))


def _found(text: str, wanted: list[str]) -> list[tuple[int, int]]:
    """Where words of the text begin with a wanted one: (start, end) of each whole word."""
    return [
        found.span()
        for found in WORD.finditer(text)
        if any(found.group().casefold().startswith(term) for term in wanted)
    ]


def excerpt(text: str, query: str) -> str:
    """About 180 characters around the first match, matches in <mark>; the beginning where nothing matches."""
    text = " ".join(text.split())
    wanted = terms(query)
    first = next(iter(_found(text, wanted)), (0, 0))[0]
    start = 0 if first <= BEFORE else text.rfind(" ", 0, first - BEFORE // 2) + 1
    end = (
        len(text)
        if len(text) - start <= LENGTH
        else max(text.rfind(" ", start, start + LENGTH), start + BEFORE)
    )
    piece = text[start:end]
    return ("…" if start else "") + marked(piece, wanted) + ("…" if end < len(text) else "")


def marked(text: str, wanted: list[str]) -> str:
    parts, last = [], 0
    for start, end in _found(text, wanted):
        parts += [escape(text[last:start]), "<mark>", escape(text[start:end]), "</mark>"]
        last = end
    return "".join([*parts, escape(text[last:])])
