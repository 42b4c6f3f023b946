"""One rough spelling for all the ways to write a word in Latin or Cyrillic letters.

школа, škola, shkola and szkoła are one. It is a hash rather than a transliteration: both sides are reduced in
the same way, and what differs between systems of writing is dropped.
"""

import re
from functools import lru_cache

CYRILLIC = str.maketrans(
    dict(zip("абвгдежзиклмнопрстуфхцчшыэюя", "abvhdezziklmnoprstufhccsieua", strict=True))
    | {"щ": "sc", "ъ": "", "ь": ""}
)
# In this order: the longer signs first. `ch` is х to one system and ч to another, see `skeletons`.
SIGNS = [
    (re.compile(sign), sound)
    for sign, sound in (
        ("szcz|shch", "sc"), ("sz|sh", "s"), ("cz|ts", "c"), ("zh|rz", "z"), ("kh", "h"), ("ph", "f"),
        ("th", "t"), ("x", "ks"), ("w", "v"), ("[yj]", "i"), ("q", "k"), ("g", "h"),
    )
]  # fmt: skip
SOFT = re.compile(r"i+(?=[aeou])")
DOUBLE = re.compile(r"(.)\1+")


@lru_cache(maxsize=20_000)
def skeletons(folded: str) -> tuple[str, ...]:
    """The rough spellings of a folded word; two where it has a `ch` that can be read in two ways."""
    readings = [folded.replace("ch", sound) for sound in ("c", "h")] if "ch" in folded else [folded]
    return tuple(dict.fromkeys(_skeleton(reading) for reading in readings))


def _skeleton(word: str) -> str:
    if not word.isascii():
        word = word.translate(CYRILLIC)
    else:
        for sign, sound in SIGNS:
            word = sign.sub(sound, word)
    return DOUBLE.sub(r"\1", SOFT.sub("", word))
