"""Texts that a spreadsheet must not take for a formula: what strangers typed would run when it is opened.

Excel, LibreOffice and Google Sheets begin a formula at `=`, `+`, `-` and `@`, some after spaces and in their
wide forms too. Such a text gets an apostrophe before it, which says “text” to all three. Numbers are no
texts: -5 stays -5.

In CSV a text may come apart: where commas are for decimals, as in Polish, Excel splits a line at semicolons
and takes no notice of quotation marks further in. There each part that could be a cell is made harmless.
"""

import re
import unicodedata

STARTERS = frozenset("=+-@\N{MINUS SIGN}")
BREAKS = frozenset("\t\r\n")
UNSEEN = frozenset(("Zs", "Zl", "Zp", "Cc", "Cf"))
"""Categories of what a program may skip before it looks: spaces, breaks, marks of no width."""
QUOTES = re.compile(r"'*")
PARTED = re.compile(r"(?<=[;\t\r\n])([^;\t\r\n]+)")
"""What follows a mark at which some program splits."""


def harmless(text: str) -> str:
    """The text, or the text behind an apostrophe."""
    return f"'{text}" if _runs(_bare(text)) else text


def original(text: str) -> str:
    """What `harmless` was given."""
    return text[1:] if text.startswith("'") and _runs(_bare(text)) else text


def harmless_in_csv(text: str) -> str:
    return harmless(PARTED.sub(lambda part: f"'{part[1]}" if _part_runs(part[1]) else part[1], text))


def original_in_csv(text: str) -> str:
    """What `harmless_in_csv` was given."""
    return PARTED.sub(lambda part: part[1][1:] if _is_behind(part[1]) else part[1], original(text))


def _is_behind(part: str) -> bool:
    return part.startswith("'") and _part_runs(part)


def _part_runs(part: str) -> bool:
    """Quotation marks before it would be read as those around a cell."""
    return _runs(_bare(part).replace('"', ""))


def _bare(text: str) -> str:
    """Without apostrophes, so that each text has a form of its own: `'=1` becomes `''=1`."""
    return text[QUOTES.match(text).end() :]  # type: ignore[union-attr]  # matches everything


def _runs(text: str) -> bool:
    for letter in text:
        if letter in BREAKS:
            return True
        if unicodedata.category(letter) not in UNSEEN:
            return unicodedata.normalize("NFKC", letter)[:1] in STARTERS
    return False
