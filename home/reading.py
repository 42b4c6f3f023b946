"""How long a text takes to read. Pure."""

import re
from math import ceil

WORDS_A_MINUTE = 180
"""Between silent reading of news in Slavic languages (about 200) and a tired person on a phone."""
WORD = re.compile(r"\w[\w’'-]*")


def reading_minutes(text: str) -> int:
    """Whole minutes, at least one."""
    return max(1, ceil(len(WORD.findall(text)) / WORDS_A_MINUTE))
