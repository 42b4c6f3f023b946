"""Our own `makemessages`: needs no programs outside Python, and can check instead of write."""

import io
import re
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib
from babel.messages.extract import extract
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation.template import templatize

KEYWORDS = {
    "_": None, "_now": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2), "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip
FEW = "n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2"
PLURALS = {
    "be": f"nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : {FEW});",
    "ru": f"nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : {FEW});",
    "pl": f"nplurals=3; plural=(n==1 ? 0 : {FEW});",
}
Key = tuple[str | None, str, str | None]


class Command(BaseCommand):
    help = "Bring the catalogues in site/locale up to date with the texts in code and templates."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="write nothing; fail on anything out of date"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = texts(settings.ROOT)
        faults: list[str] = []
        for language in PLURALS:
            path = settings.SITE / "locale" / language / "LC_MESSAGES" / "django.po"
            catalogue = polib.pofile(str(path), wrapwidth=110) if path.exists() else new(language)
            faults += [f"{language}: {fault}" for fault in update(catalogue, wanted)]
            if not options["check"]:
                path.parent.mkdir(parents=True, exist_ok=True)
                catalogue.save(str(path))
        for fault in faults:
            self.stdout.write(fault)
        if faults and options["check"]:
            raise CommandError(f"{len(faults)} texts need a translator.")


def texts(root: Path) -> dict[Key, list[str]]:
    """Every translatable text and the files it stands in."""
    found: dict[Key, list[str]] = {}
    for path in sources(root):
        for key in in_file(path):
            places = found.setdefault(key, [])
            if (place := str(path.relative_to(root))) not in places:
                places.append(place)
    return found


def sources(root: Path) -> Iterator[Path]:
    for folder in ("site", "home", "events", "school", "donations", "search", "templates"):
        for path in sorted((root / folder).rglob("*")):
            kinds = (".html", ".xml", ".txt") if folder == "templates" else (".py", ".html", ".xml")
            if path.suffix in kinds and "migrations" not in path.parts:
                yield path


def in_file(path: Path) -> Iterator[Key]:
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # Django turns a template into something like Python; its indentation is none.
        source = re.sub(r"^[ \t]+", "", templatize(source), flags=re.MULTILINE)
    for _line, message, _comments, context in extract("python", io.BytesIO(source.encode()), KEYWORDS):
        singular, plural = message if isinstance(message, tuple) else (message, None)
        if singular:
            yield context, singular, plural


def new(language: str) -> polib.POFile:
    catalogue = polib.POFile(wrapwidth=110)
    catalogue.metadata = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS[language],
    }
    return catalogue


def update(catalogue: polib.POFile, wanted: dict[Key, list[str]]) -> list[str]:
    """Add what is new, drop what is gone, and name what is still to translate."""
    known = {(entry.msgctxt, entry.msgid): entry for entry in catalogue}
    catalogue.clear()
    faults = []
    for (context, singular, plural), places in sorted(wanted.items(), key=lambda item: (item[1], item[0][1])):
        entry = known.pop((context, singular), None) or polib.POEntry(msgctxt=context, msgid=singular)
        if bool(plural) != bool(entry.msgid_plural):
            entry.msgstr, entry.msgstr_plural = "", {0: "", 1: "", 2: ""} if plural else {}
        entry.msgid_plural = plural or ""
        entry.occurrences = [(place, "") for place in places]
        catalogue.append(entry)
        if entry.fuzzy or not entry.translated():
            faults.append(f"not translated: {singular!r}")
    return faults + [f"no longer used: {singular!r}" for (_context, singular) in known]
