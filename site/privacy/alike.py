"""When two spellings are one: what a contact or a name is compared by. Pure; nothing here is shown to
anybody.

A letter still goes to the address as it was typed: these forms are for finding people, not for reaching them.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from privacy.given_names import GROUPS

GMAIL = {"gmail.com", "googlemail.com"}
INVISIBLE = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]+")
APOSTROPHES = re.compile("['’ʼ`´]")
POLAND = "48"
SHORTEST_NUMBER, LONGEST_NUMBER = 7, 15


@dataclass(frozen=True, kw_only=True, repr=False)
class Known:
    """What a person is known by, in the one form it is compared in."""

    kind: str
    value: str


def email(text: str) -> Known:
    """Raises ValueError for what is no address."""
    bare = INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).lower()
    local, at, domain = bare.rpartition("@")
    if not (local and at and domain):
        raise ValueError("not an e-mail address")
    domain = _in_ascii(domain.rstrip("."))
    if domain in GMAIL:
        domain, local = "gmail.com", local.partition("+")[0].replace(".", "")
    return Known(kind="email", value=f"{local}@{domain}")


def _in_ascii(domain: str) -> str:
    try:
        return domain.encode("idna").decode()
    except UnicodeError:
        return domain


def phone(text: str) -> Known:
    """In international form. A number without a country is Polish, unless it is dialled the way Belarus or
    Russia dial at home: 8 and a city's zero, 8 and a nine. Raises ValueError for what is no number."""
    typed = unicodedata.normalize("NFKC", text).strip()
    digits = "".join(str(int(sign)) for sign in typed if sign.isdecimal())
    if re.search(r"[^\W\d_]", typed) or "@" in typed:
        raise ValueError("not a telephone number")
    number = _international(digits, abroad=typed.startswith(("+", "00")))
    if not SHORTEST_NUMBER <= len(number) <= LONGEST_NUMBER:
        raise ValueError("not a telephone number")
    return Known(kind="phone", value=f"+{number}")


def _international(digits: str, *, abroad: bool) -> str:
    if abroad:
        return re.sub(r"^(00)?(375|48)0?", r"\2", digits.removeprefix("00"))
    if len(digits) == 11 and digits.startswith("80"):
        return f"375{digits[2:]}"
    if len(digits) == 11 and digits.startswith("89"):
        return f"7{digits[1:]}"
    local = digits.removeprefix("0") if len(digits) == 10 else digits
    return f"{POLAND}{local}" if len(local) == 9 else digits


def name(text: str) -> Known:
    """One form for Сяргей Кавалёў, Сергей Ковалёв, Siarhei Kavaliou and Siergiej Kowalow, in any order of
    words.

    Coarse on purpose: a match says “perhaps the same person”, for a human to judge.
    """
    words = re.findall(r"\w+", APOSTROPHES.sub("", _plain(text)))
    return Known(
        kind="name", value=" ".join(sorted(_given_names().get(each) or skeleton(each) for each in words))
    )


@cache
def _given_names() -> dict[str, str]:
    return dict(_spellings())


def _spellings() -> Iterator[tuple[str, str]]:
    for line in GROUPS.strip().splitlines():
        spellings = [APOSTROPHES.sub("", _plain(each)) for each in line.split()]
        yield from ((each, f"={spellings[0]}") for each in spellings)


def _plain(text: str) -> str:
    """Small letters without accents; й and ў, which are letters of their own, stay."""
    kept = text.casefold().replace("й", "\0").replace("ў", "\1").replace("ł", "l")
    letters = unicodedata.normalize("NFKD", kept)
    bare = "".join(sign for sign in letters if not unicodedata.combining(sign))
    return bare.replace("\0", "й").replace("\1", "ў")


LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ж": "zh", "з": "z",
    "и": "i", "і": "i", "й": "j", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p",
    "р": "r", "с": "s", "т": "t", "у": "u", "ў": "v", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch",
    "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "ju", "я": "ja",
}  # fmt: skip
# Sounds that the four languages write differently, longest first.
SOUNDS = [
    (r"shch|szcz|sch", "s"), (r"dzh|dz", "d"), (r"rz", "r"), (r"sh|sz", "s"), (r"zh", "s"),
    # `ch` is ч in English spellings and х in Polish ones; so both, and г, are one sound here.
    (r"tch|cz|ch|kh|[gh]", "g"), (r"ts|tz|c", "t"), (r"ph", "f"), (r"tg", "t"), (r"x", "ks"), (r"q", "k"),
    (r"w", "v"), (r"(?<=[aeo])u(?![aeiouy])", "v"), (r"z", "s"),
]  # fmt: skip


def skeleton(word: str) -> str:
    """Consonants by their sound, and whether the word ends open, as a woman's name does."""
    latin = "".join(LATIN.get(sign, sign) for sign in word)
    for written, sound in SOUNDS:
        latin = re.sub(written, sound, latin)
    consonants = re.sub(r"[aeiouyj]", "", latin)
    ending = "a" if re.search(r"[aeo]$", latin) else ""
    return re.sub(r"(.)\1+", r"\1", consonants) + ending or latin
