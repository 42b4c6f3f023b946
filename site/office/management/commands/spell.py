"""Spelling of what people read: our catalogues, our corrections to those of others, and the demo's texts."""

import re
import shutil
import subprocess
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

DICTIONARIES = {"be": "be_BY", "ru": "ru_RU", "pl": "pl_PL", "en": "en_GB"}
INSTALL = "Install Debian's packages hunspell, hunspell-be, hunspell-en-gb, hunspell-pl and hunspell-ru."
CYRILLIC, LATIN = "[а-яёіў]", "[a-ząćęłńóśźż]"
ALPHABETS = {"be": CYRILLIC, "ru": CYRILLIC, "pl": LATIN, "en": LATIN}
NO_WORDS = re.compile(
    r"<[^>]+>|%\(\w+\)[sd]|%[sd]|\{\w*\}|&\w+;|https?://\S+|\S+@\S+|\S+\.(?:org|com)\b|--\w+"
)

Places = dict[str, list[str]]
"""Where each word stands, by word."""


class Command(BaseCommand):
    help = (
        "Check the spelling of catalogues and demo in all four languages; docs/spelling lists what is right."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if shutil.which("hunspell") is None:
            raise CommandError(INSTALL)
        unknown = 0
        for language in DICTIONARIES:
            standing, right = places(language, settings.ROOT), allowed(language, settings.ROOT)
            unsure = [word for word in standing if not {word, word.lower()} & right]
            for word in misspelt(language, unsure):
                self.stdout.write(f"{language}: {word} ({', '.join(standing[word][:3])})")
                unknown += 1
        if unknown:
            raise CommandError(f"{unknown} words are unknown: correct them, or add them to docs/spelling.")


def misspelt(language: str, words: Iterable[str]) -> list[str]:
    checked = subprocess.run(
        ["hunspell", "-l", "-i", "utf-8", "-d", DICTIONARIES[language]],
        input="\n".join(sorted(words)),
        capture_output=True,
        text=True,
        check=False,
    )
    if checked.returncode:
        raise CommandError(INSTALL)
    return sorted(set(checked.stdout.split()))


def allowed(language: str, root: Path) -> set[str]:
    """Words we have looked up; a line that begins with # is about them."""
    path = root / "docs" / "spelling" / f"{language}.txt"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return {word for line in lines if not line.startswith("#") for word in line.split()}


def places(language: str, root: Path) -> Places:
    found: Places = defaultdict(list)
    for place, text in [*catalogues(language, root), *demo(language, root)]:
        for word in words_of(text, language):
            if place not in found[word]:
                found[word].append(place)
    return found


def words_of(text: str, language: str) -> list[str]:
    """Words in the language's own letters; abbreviations and names in other ones need no dictionary."""
    letter = ALPHABETS[language]
    word = re.compile(rf"(?<!\w){letter}+(?:['’]{letter}+)*(?!\w)", re.IGNORECASE)
    found = word.findall(NO_WORDS.sub(" ", text))
    return [each.replace("’", "'") for each in found if not each.isupper()]


def catalogues(language: str, root: Path) -> Iterator[tuple[str, str]]:
    """The English of ours are the originals, the same in each catalogue."""
    pattern = "locale/be/LC_MESSAGES/*.po" if language == "en" else f"locale*/{language}/LC_MESSAGES/*.po"
    for path in sorted((root / "site").glob(pattern)):
        for entry in polib.pofile(str(path)):
            own = [entry.msgstr, *entry.msgstr_plural.values()]
            for text in [entry.msgid, entry.msgid_plural] if language == "en" else own:
                yield f"{path.relative_to(root)}:{entry.linenum}", text


def demo(language: str, root: Path) -> Iterator[tuple[str, str]]:
    """And of the drafts every site begins with, which stand beside them."""
    for path in sorted((root / "home").rglob("*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        for text in spoken(table, language):
            yield str(path.relative_to(root)), text


def spoken(value: Any, language: str, *, heard: bool = False) -> Iterator[str]:
    """All that stands below a key that names the language; addresses are no words."""
    if isinstance(value, str) and heard:
        yield value
    elif isinstance(value, dict):
        for key, each in value.items():
            if key != "slug":
                yield from spoken(each, language, heard=heard or key == language)
    elif isinstance(value, list):
        for each in value:
            yield from spoken(each, language, heard=heard)
