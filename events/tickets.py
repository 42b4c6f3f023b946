"""What a party shows at the door: a number, or, when it has left no contact, two words in its language."""

import secrets
import unicodedata

from events import ticket_words

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without what is read for something else: 0 and O, 1, I and L."""


def reference() -> str:
    """Like 7KQ2-M4: read aloud without spelling, and no secret."""
    signs = [secrets.choice(ALPHABET) for _sign in range(6)]
    return "".join(signs[:4]) + "-" + "".join(signs[4:])


def words(language: str) -> str:
    """Like «сіні бусел»."""
    lists = ticket_words.LISTS[language]
    return f"{secrets.choice(lists.adjectives)} {secrets.choice(lists.nouns)}"


def same_words(typed: str) -> str:
    """As they are compared: whoever writes them on a foreign telephone need not mind capitals, accents, ё, ў
    and і, or how many spaces there are."""
    bare = typed.casefold().replace("ł", "l").replace("і", "и")
    letters = unicodedata.normalize("NFKD", bare)
    return " ".join("".join(sign for sign in letters if not unicodedata.combining(sign)).split())
