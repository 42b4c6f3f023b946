"""The short code of a transfer's title: it says what the money is for, and nothing of who sends it. Pure.

Five signs that look like no others, the last of which checks the rest: as there is a prime number of signs,
any one wrong sign and any two that have changed places make no code at all.
"""

import re

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWX"
"""Without 0, 1, I, L, O, Y and Z, which are read as others."""
BASE = len(ALPHABET)
SIGNS = 4
HOW_MANY = BASE**SIGNS
STEP, SHIFT = 401_231, 270_411
"""Neighbours shall not look alike; any numbers do that share no factor with `HOW_MANY`."""
LOOK_ALIKE = str.maketrans("АВЕКМНРСТХавекмнрстх", "ABEKMHPCTXABEKMHPCTX")
"""Cyrillic letters that somebody types who reads the code from her telephone."""
WRITTEN = re.compile(r"(?<![A-Z0-9])([2-9A-HJKMNP-X]{3})[ \-]?([2-9A-HJKMNP-X]{2})(?![A-Z0-9])")


def code(number: int) -> str:
    """“4K7-2M”. Raises ValueError for a number that there is no code for."""
    if not 0 <= number < HOW_MANY:
        raise ValueError(number)
    mixed = (number * STEP + SHIFT) % HOW_MANY
    signs = [mixed // BASE**place % BASE for place in range(SIGNS)]
    text = "".join(ALPHABET[sign] for sign in [*signs, _check(signs)])
    return f"{text[:3]}-{text[3:]}"


def number(text: str) -> int | None:
    """Of a code somewhere in a transfer's title, typed in whatever way; None where there is none."""
    for found in WRITTEN.finditer(text.translate(LOOK_ALIKE).upper()):
        *signs, check = [ALPHABET.index(sign) for sign in found[1] + found[2]]
        if check == _check(signs):
            mixed = sum(sign * BASE**place for place, sign in enumerate(signs))
            return (mixed - SHIFT) * pow(STEP, -1, HOW_MANY) % HOW_MANY
    return None


def _check(signs: list[int]) -> int:
    return sum((place + 2) * sign for place, sign in enumerate(signs)) % BASE
