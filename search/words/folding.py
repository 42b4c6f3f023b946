"""What makes no difference to a reader makes none here: case, marks above letters, apostrophes, hyphens."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

APOSTROPHES = "'’ʼ‘`´ʹ′"
HYPHENS = "-‐‑"
JOINTS = re.escape(APOSTROPHES + HYPHENS)
WORD = re.compile(rf"[^\W_]+(?:[{JOINTS}][^\W_]+)*")
THOUSANDS = re.compile(r"(?<=\d)[ \u00a0\u2009\u202f,.](?=\d{3}(?!\d))")
APART = re.compile(f"[{re.escape(HYPHENS)}]")
LONGEST_WORD = 60

# What Unicode does not take apart by itself, and letters of one sound that people mix up.
SAME = str.maketrans(
    {"ł": "l", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe", "ı": "i", "і": "и", "ґ": "г", "є": "е"}
    | dict.fromkeys(APOSTROPHES + HYPHENS, "")
)


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """`Ўладзімір’ем` and `уладзимирем` are one; so are ё and е, й and и, ż and z."""
    # Once more: taken apart, a letter drawn for mathematics is an ordinary capital.
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word.casefold()).casefold())
    bare = "".join(character for character in apart if not unicodedata.combining(character))
    return bare.translate(SAME)[:LONGEST_WORD]


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Where words stand; a hyphened one is one word."""
    for found in WORD.finditer(text):
        yield found.span()


def words(text: str) -> Iterator[str]:
    """Folded, in their order. A hyphened word is itself and its parts; 17 000 is 17000."""
    for found in WORD.finditer(THOUSANDS.sub("", text)):
        yield from forms(found.group())


def forms(word: str) -> list[str]:
    parts = APART.split(word)
    every = [fold(word), *(fold(part) for part in parts)] if len(parts) > 1 else [fold(word)]
    return [form for form in every if form]
