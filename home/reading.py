"""How long a text takes to read. Pure, but for asking StreamField values for their words."""

import re
from math import ceil

from wagtail.blocks import StreamValue

WORDS_A_MINUTE = 180
"""Between silent reading of news in Slavic languages (about 200) and a tired person on a phone."""
WORD = re.compile(r"\w[\w’'-]*")


def words_of(stream: StreamValue) -> str:
    """Everything a reader reads in a story's body, as plain text in its order."""
    return " ".join(
        content.strip() for block in stream for content in block.block.get_searchable_content(block.value)
    )


def reading_minutes(text: str) -> int:
    """Whole minutes, at least one."""
    return max(1, ceil(len(WORD.findall(text)) / WORDS_A_MINUTE))
