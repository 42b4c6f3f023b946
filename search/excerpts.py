"""The piece of a text that shows why it was found. Pure: words in, escaped HTML out."""

from collections.abc import Set as AbstractSet
from html import escape

from search.words.folding import forms, spans

LENGTH = 180
BEFORE = 60


def _found(text: str, wanted: AbstractSet[str]) -> list[tuple[int, int]]:
    """Where words of the text are, folded, among the wanted ones: (start, end) of each whole word."""
    return [
        (start, end) for start, end in spans(text) if any(form in wanted for form in forms(text[start:end]))
    ]


def excerpt(text: str, wanted: AbstractSet[str]) -> str:
    """About 180 characters around the first match, matches in <mark>; the beginning where nothing matches."""
    text = " ".join(text.split())
    first = next(iter(_found(text, wanted)), (0, 0))[0]
    start = 0 if first <= BEFORE else text.rfind(" ", 0, first - BEFORE // 2) + 1
    end = (
        len(text)
        if len(text) - start <= LENGTH
        else max(text.rfind(" ", start, start + LENGTH), start + BEFORE)
    )
    piece = text[start:end]
    return ("…" if start else "") + marked(piece, wanted) + ("…" if end < len(text) else "")


def marked(text: str, wanted: AbstractSet[str]) -> str:
    parts, last = [], 0
    for start, end in _found(text, wanted):
        parts += [escape(text[last:start]), "<mark>", escape(text[start:end]), "</mark>"]
        last = end
    return "".join([*parts, escape(text[last:])])
