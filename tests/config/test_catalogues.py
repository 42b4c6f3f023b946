"""Every text that can reach a screen is translated, and Belarusian follows today's official orthography."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
import polib
import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.utils.translation import gettext, ngettext, override, pgettext, trans_real
from django.utils.translation.trans_real import DjangoTranslation

from office.management.commands.messages import Key, in_file
from pages.admin_catalogue import Catalogue

TRANSLATED = ("be", "ru", "pl")
OURS = sorted(settings.SITE.glob("locale*/*/LC_MESSAGES/*.po"))
COUNTS = (0, 1, 2, 5, 11, 21)

LIBRARIES = ("modelsearch", "django_tasks")
"""Texts of their own, but no catalogues and no entry among the applications."""
UNHEARD = {"account", "mfa"}
"""allauth's words stay behind ours: pages, forms and mistakes (`tests/office/sign_in/test_adapters.py`)."""
OTHERS = {"contrib", "embeds", "locales", "tests", "test", "migrations", "project_template", "locale"}
"""Folders of texts that are of other applications, installed or not, or never on a screen."""


def named(path: Path) -> str:
    return path.relative_to(settings.SITE).as_posix()


def installed() -> list[Path]:
    """The folders of all the applications that others wrote."""
    libraries = [Path(__import__(name).__file__).parent for name in LIBRARIES]  # type: ignore[type-var]
    applications = [Path(each.path) for each in apps.get_app_configs() if each.label not in UNHEARD]
    ours = [path for path in applications if path.is_relative_to(settings.ROOT) and ".venv" not in path.parts]
    return [Path(django.__file__).parent / "conf", *libraries, *(set(applications) - set(ours))]


def in_catalogues(folder: Path, domain: str) -> Iterator[Key]:
    """What translators were asked; where the English catalogue is not shipped, what any of them answered."""
    english = folder / "locale" / "en" / "LC_MESSAGES" / f"{domain}.po"
    every = sorted((folder / "locale").glob(f"*/LC_MESSAGES/{domain}.po"))
    for path in [english] if english.exists() else every:
        for entry in polib.pofile(str(path)):
            if not entry.obsolete:
                yield entry.msgctxt, entry.msgid, entry.msgid_plural or None


def in_sources(folder: Path) -> Iterator[Key]:
    for path in folder.rglob("*"):
        if path.suffix in (".py", ".html", ".txt") and not OTHERS & set(path.relative_to(folder).parts):
            yield from in_file(path)


@pytest.fixture(scope="session")
def wanted() -> set[Key]:
    folders = installed()
    asked = {key for folder in folders for key in in_catalogues(folder, "django")}
    return asked | {key for folder in folders for key in in_sources(folder)}


def lacking(translation: DjangoTranslation, wanted: set[Key]) -> list[str]:
    """Looked up where Django looks, without the default language it falls back to."""
    known: Any = translation._catalog  # type: ignore[attr-defined]

    def is_known(key: Key) -> bool:
        context, singular, plural = key
        text = f"{context}\x04{singular}" if context else singular
        return ((text, 0) if plural else text) in known

    return sorted(singular for key in wanted if not is_known(key) for singular in [key[1]])


@pytest.mark.parametrize("language", TRANSLATED)
def test_nothing_that_others_wrote_stays_english(language: str, wanted: set[Key]) -> None:
    assert len(wanted) > 2000
    assert lacking(trans_real.translation(language), wanted) == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_admins_scripts_speak_the_language_too(language: str) -> None:
    packages = [Path(apps.get_app_config(name).path) for name in ("wagtailadmin", "wagtail_localize")]
    wanted = {key for package in packages for key in in_catalogues(package, "djangojs")}
    paths = Catalogue().get_paths(Catalogue.packages)

    assert len(wanted) > 100
    assert lacking(DjangoTranslation(language, domain="djangojs", localedirs=paths), wanted) == []


def test_nothing_of_ours_is_untranslated_fuzzy_or_forgotten() -> None:
    call_command("messages", check=True)


@pytest.mark.parametrize("path", OURS, ids=named)
def test_a_catalogue_has_each_text_once_and_whole(path: Path) -> None:
    catalogue = polib.pofile(str(path), check_for_duplicates=True)
    forms = int(re.findall(r"nplurals=(\d)", catalogue.metadata["Plural-Forms"])[0])

    assert [entry.msgid for entry in catalogue if entry.obsolete or not entry.translated()] == []
    plurals = {tuple(entry.msgstr_plural) for entry in catalogue if entry.msgid_plural}
    assert plurals <= {tuple(range(forms))}


TAG = re.compile(r"</?[a-z]+|%\(\w+\)[sd]|%[sd]|\{\w*\}")


def parts(text: str) -> list[str]:
    return sorted(TAG.findall(text))


@pytest.mark.parametrize("path", OURS, ids=named)
def test_tags_and_placeholders_survive_translation(path: Path) -> None:
    changed = {}
    for entry in polib.pofile(str(path)):
        originals = [parts(entry.msgid), parts(entry.msgid_plural)]
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            if text and parts(text) not in originals:
                changed[entry.msgid] = text

    assert changed == {}


FOREIGN_LETTERS = re.compile(r"[ищъґїєђ]", re.IGNORECASE)
# Signs of the other orthography: softness written where it is only heard, and э, ы, ль, лё in words from
# other languages. «Хтосьці», «пісьмо» and «прыходзьце» are right in both.
SOFTNESS = re.compile(
    r"[сз]ь[нвлпсзджчкгш]|\bзьм|сьц(?!і\b)|(?<!д)зьц|ньн|льл|цьц|[дц]ьв|дзьдз", re.IGNORECASE
)
LOANS = re.compile(
    r"камэн|мэню|мэтад|\bплян|плятформ|клюб|\bкляс|блёк|лёгі|лягін|ялёг|талёг|сымбал|сыстэм|пазыц|эмэнт|умэнт"
    r"|парамэтр|эўр|фэйс|мэдыя|сэкунд|прэзыд|унівэрс|тэлефо[ўн]аў?ва|тэлефан?ыч|сэсія|вэрсі|канфэр|рэзэрв"
    r"|газэт|кантэкст|зьмест|\bня\b|\bбяз\b",
    re.IGNORECASE,
)


def words_of(text: str) -> list[str]:
    return re.findall(r"[\w’'-]+", re.sub(r"<[^>]+>|%\(\w+\)[sd]|\{\w*\}", " ", text))


def faults(texts: Iterator[str]) -> set[str]:
    wrong = (FOREIGN_LETTERS, SOFTNESS, LOANS)
    return {word for text in texts for word in words_of(text) if any(rule.search(word) for rule in wrong)}


def belarusian_on_screens(wanted: set[Key]) -> Iterator[str]:
    """What Django really answers, ours and theirs together."""
    with override("be"):
        for context, singular, plural in wanted:
            if plural is None:
                yield pgettext(context, singular) if context else gettext(singular)
            else:
                for count in COUNTS:
                    yield ngettext(singular, plural, count)


def test_no_belarusian_text_of_others_is_in_another_orthography(wanted: set[Key]) -> None:
    assert faults(belarusian_on_screens(wanted)) == set()


@pytest.mark.parametrize("path", [path for path in OURS if path.parts[-3] == "be"], ids=named)
def test_no_belarusian_text_of_ours_is_in_another_orthography(path: Path) -> None:
    catalogue = polib.pofile(str(path))
    texts = (text for entry in catalogue for text in [entry.msgstr, *entry.msgstr_plural.values()])

    assert faults(texts) == set()


@pytest.mark.parametrize(
    "word",
    ["сьнег", "зьмены", "дзьверы", "насеньне", "цьвёрды", "плян", "сыстэма", "дакумэнт", "ня", "объект"],
)
def test_the_other_orthography_would_be_noticed(word: str) -> None:
    assert faults(iter([f"<b>{word}</b> %(name)s"])) == {word}


@pytest.mark.parametrize(
    "word", ["хтосьці", "прыходзьце", "пісьмо", "снег", "змены", "дзверы", "насенне", "план", "не", "аб’ект"]
)
def test_the_official_orthography_passes(word: str) -> None:
    assert faults(iter([word])) == set()
