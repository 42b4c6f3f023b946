"""What the languages' grammars share."""


def listed(words: list[str], conjunction: str) -> str:
    """«a, b і c»."""
    *first, last = words
    return f"{', '.join(first)} {conjunction} {last}" if first else last


def plural_slavic(number: int, one: str, few: str, many: str) -> str:
    """East Slavic: 1, 21 раз; 2–4, 22 разы; 5–20, 11–14 разоў."""
    if number % 10 == 1 and number % 100 != 11:
        return one
    return few if number % 10 in {2, 3, 4} and number % 100 not in {12, 13, 14} else many
