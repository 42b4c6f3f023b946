"""What stands for a child wherever no name may: K7-M2P. Pure.

The letters are those that look alike in Cyrillic and Latin, so it is typed as it is seen, on either keyboard.
Letters and digits take turns: no code spells a word.
"""

import secrets

LETTERS = "ABCEHKMPTXY"
DIGITS = "23456789"
"""Neither 0 nor 1, which are read as letters."""
SHORT, LONG = "ld-ldl", "ld-ldld"
CYRILLIC = str.maketrans("АВСЕНКМРТХУЗ", "ABCEHKMPTXY3")
LOOKS_LIKE = {"8": "B", "B": "8"}
"""The two that are taken for one another: where the other kind stands, this one is meant."""


def new(shape: str = SHORT) -> str:
    return "".join(_sign(each) for each in shape)


def _sign(kind: str) -> str:
    return kind if kind == "-" else secrets.choice(LETTERS if kind == "l" else DIGITS)


def read(text: str) -> str | None:
    """The code that was typed, however it was typed; None for what can be none."""
    signs = [sign for sign in text.upper().translate(CYRILLIC) if sign.isalnum()]
    for shape in (SHORT, LONG):
        kinds = shape.replace("-", "")
        if len(signs) == len(kinds):
            meant = [_meant(sign, kind) for sign, kind in zip(signs, kinds, strict=True)]
            return f"{''.join(meant[:2])}-{''.join(meant[2:])}" if all(meant) else None
    return None


def _meant(sign: str, kind: str) -> str:
    allowed = LETTERS if kind == "l" else DIGITS
    other = LOOKS_LIKE.get(sign, "")
    return sign if sign in allowed else other if other and other in allowed else ""
