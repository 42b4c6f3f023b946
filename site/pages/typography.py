"""No-break spaces where a line must not end, by each language's custom. Pure: text in, text out.

A short word left alone at the end of a line, a number torn from its unit, a dash that opens a line: on a
phone's narrow column each happens in every other paragraph. The spaces are set when a page is drawn, so
editors never have to think of them and copied text stays clean in the database.
"""

import re

NB = "\N{NO-BREAK SPACE}"
# Prepositions, conjunctions and particles that lean on the next word.
LEANING = {
    "be": "а і у ў з ў к на не па да за аб ад ці бо ні для каб",
    "ru": "а и в к о с у я на не по до за об от из но ни во со ко бы",
    "pl": "a i o u w z do na po za od ze we ku bo by że co",
    "en": "a an I",
}
MONTHS = {
    "be": "студзеня лютага сакавіка красавіка мая чэрвеня ліпеня жніўня верасня кастрычніка лістапада снежня",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada"
    " grudnia",
    "en": "January February March April May June July August September October November December",
}
UNITS = "zł złotych zł. злотых PLN EUR USD € % г. кг км м см МБ КБ MB kB kg km cm m"
DASH = re.compile(r"(?<=\S)[ \t\n]+(?=[—–](?:\s|$))")
DIGITS = re.compile(r"(?<=\d)[ \u2009\u202f](?=\d{3}(?!\d))")
TAG = re.compile(r"(<[^>]*>)")


def _leaning(language: str) -> re.Pattern[str]:
    words = "|".join(sorted(set(LEANING[language].split()), key=len, reverse=True))
    return re.compile(rf"(?<![\w’'-])({words})[ \n]+(?=\S)", re.IGNORECASE if language != "en" else 0)


def _measured(language: str) -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in (MONTHS[language] + " " + UNITS).split())
    return re.compile(rf"(?<=\d)[ \n]+(?=(?:{words})(?!\w))")


PATTERNS = {language: (DASH, DIGITS, _measured(language), _leaning(language)) for language in LEANING}


def spaced(text: str, language: str) -> str:
    """`text` with its breakable spaces made unbreakable where `language` wants it; nothing else changes."""
    dash, digits, measured, leaning = PATTERNS[language]
    for pattern in (dash, digits, measured):
        text = pattern.sub(NB, text)
    return leaning.sub(rf"\1{NB}", text)


def spaced_html(html: str, language: str) -> str:
    """The same for the words between tags; tags and their attributes stay as they are."""
    parts = TAG.split(html)
    return "".join(part if part.startswith("<") else spaced(part, language) for part in parts)


def inside(name: str, language: str) -> str:
    """A month or a weekday inside a sentence: only English writes them with a capital there."""
    return name if language == "en" else name[:1].lower() + name[1:]
