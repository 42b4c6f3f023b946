"""Words in addresses, from titles in four languages. Pure: text in, text out.

Belarusian follows the table for geographical names that the state and the United Nations have adopted, so
that «Дапамога» is read as `dapamoha`; Russian and Polish the letters their readers expect. Each table is a
list of replacements made one after another, in the few regular expressions that Python and browsers read
alike: the editor's browser gets the very same list (`FORMATTERS`) and cannot come to another slug than the
server.
"""

import re
import unicodedata

LONGEST = 255
Step = tuple[str, str]


def _either_case(letters: str) -> str:
    return f"[{letters}{letters.upper()}]"


def _letters(table: str) -> list[Step]:
    """`аa бb жž` as steps: the first letter of each pair becomes what follows it."""
    return [(_either_case(pair[0]), pair[1:]) for pair in table.split()]


NO_APOSTROPHE: Step = ("['’ʼ`´]", "")
HARD = "бвгґджзклмнпрстфхцчшщ"
# After a consonant е, ё, ю, я soften it and are written with i; everywhere else they begin with j.
IOTATED = [
    (f"(?<={_either_case(HARD)}){_either_case(letter)}", f"i{vowel}")
    for letter, vowel in zip("еёюя", "eoua", strict=True)
]
SOFT = [
    (f"{_either_case(letter)}[ьЬ]", soft)
    for letter, soft in zip("лнсзц", ("ĺ", "ń", "ś", "ź", "ć"), strict=True)
]
FOREIGN = _letters("иi щšč ъ їji єje")
"""Letters of the neighbours' alphabets, which come in with names."""
BELARUSIAN: list[Step] = [
    *IOTATED,
    *_letters("еje ёjo юju яja"),
    NO_APOSTROPHE,
    *SOFT,
    *_letters("аa бb вv гh ґg дd жž зz іi йj кk лl мm нn оo пp рr сs тt уu ўŭ фf хch цc чč шš ыy ь эe"),
    *FOREIGN,
]
RUSSIAN: list[Step] = [
    NO_APOSTROPHE,
    *_letters("аa бb вv гg дd еe ёe жzh зz иi йy кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch"),
    *_letters("ъ ыy ь эe юyu яya іi ўu ґg їi єe"),
]
UNFOLDED = [*_letters("łl đd øo œoe æae"), ("[ßẞ]", "ss"), ("ı", "i")]
"""Latin letters that Unicode does not take apart into a letter and its mark."""


def _marked() -> list[Step]:
    """Latin letters with a mark, by the letter that is left without it."""
    groups: dict[str, str] = {}
    for code in range(0xC0, 0x180):
        plain = unicodedata.normalize("NFD", chr(code))[0]
        if plain.isascii():
            groups[plain.lower()] = groups.get(plain.lower(), "") + chr(code)
    return [(f"[{letters}]", plain) for plain, letters in sorted(groups.items())]


FOLDED = [*UNFOLDED, *_marked(), ("[\u0300-\u036f]", "")]
TIDY: list[Step] = [NO_APOSTROPHE, ("[^A-Za-z0-9]+", "-"), ("^-", ""), ("-$", "")]
LATIN = {"be": BELARUSIAN, "ru": RUSSIAN, "pl": BELARUSIAN, "en": BELARUSIAN}
"""A Cyrillic name in a Polish or an English title is most often a Belarusian one."""
FORMATTERS: dict[str, list[Step]] = {language: [*latin, *FOLDED, *TIDY] for language, latin in LATIN.items()}


def _replaced(text: str, steps: list[Step]) -> str:
    for pattern, replacement in steps:
        text = re.sub(pattern, replacement, text)
    return text


def latin(text: str, language: str) -> str:
    """In Latin letters, with the marks that the Belarusian table has; small letters."""
    return _replaced(text, LATIN[language]).lower()


def slug(title: str, language: str) -> str:
    """Small Latin letters, digits and hyphens; empty for a title with neither letters nor digits we know."""
    return _replaced(title.strip(), FORMATTERS[language]).lower()[:LONGEST].strip("-")
