"""What is typed or scanned at the door, and the number of the ticket it stands for. Pure.

A scanner is a keyboard: where the Belarusian or Russian layout is on, it types Й for Q. A person who is told
a number writes the Cyrillic К for the Latin one. Both are read.
"""

import re

from privacy import alike

KEYS = dict(zip("ЙЦУКЕНГШЎЩЗФЫВАПРОЛДЯЧСМИІТЬ", "QWERTYUIOOPASDFGHJKLZXCVBBNM", strict=True))
"""The Latin letter on the same key."""
LOOKS = dict(zip("АВСЕНКМРТУХЗ", "ABCEHKMPTYX3", strict=True))
"""The Latin letter, or figure, that looks the same."""
SIGNS = re.compile(r"[^0-9A-ZА-ЯЁІЎ]")
LENGTH, FIRST = 6, 4


def readings(typed: str) -> list[str]:
    """Numbers of tickets that it may stand for; none where it is no number."""
    bare = SIGNS.sub("", typed.upper())
    if len(bare) != LENGTH:
        return []
    read = dict.fromkeys("".join(table.get(sign, sign) for sign in bare) for table in ({}, KEYS, LOOKS))
    return [f"{each[:FIRST]}-{each[FIRST:]}" for each in read if each.isascii()]


def is_called(name: str, typed: str) -> bool:
    """As it is written, or as somebody else would write it: Вольга is found by Olga and by Volha."""
    heard = set(alike.name(typed).value.split())
    return bool(heard) and (
        typed.casefold() in name.casefold() or heard <= set(alike.name(name).value.split())
    )
