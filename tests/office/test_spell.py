from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from office.management.commands.spell import allowed, places, spoken, words_of


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("be", "Сям’я ў Wagtail, «узгадненне»…", ["Сям'я", "ў", "узгадненне"]),
        ("be", "<p class='x'>Слова</p>&nbsp;%(count)s дня, %d, {name}", ["Слова", "дня"]),
        ("be", "help@example.org https://example.org/навіны CSRF КБ, літара Ў", ["літара"]),
        ("ru", "онлайн-группа и PDF", ["онлайн", "группа", "и"]),
        ("pl", "Zażółć gęślą jaźń, Беларусь", ["Zażółć", "gęślą", "jaźń"]),
        ("en", "We don't, it’s 30th", ["We", "don't", "it's"]),
    ],
)  # fmt: skip
def test_words_are_what_stands_in_the_languages_own_letters(
    language: str, text: str, words: list[str]
) -> None:
    assert words_of(text, language) == words


def test_a_language_speaks_below_its_own_name_and_not_in_addresses() -> None:
    story = {
        "slug": "news",
        "topic": "chain",
        "be": {"title": "Навіны", "slug": "naviny", "blocks": [{"text": "Слова"}]},
        "pl": {"title": "Aktualności"},
        "corrections": [{"days_ago": 3, "be": "Праўка", "pl": "Poprawka"}],
    }

    assert list(spoken(story, "be")) == ["Навіны", "Слова", "Праўка"]


CATALOGUE = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "One hit"
msgid_plural "Many hits"
msgstr[0] "Адзін вынік"
msgstr[1] "Многа вынікаўў"
"""


@pytest.fixture
def project(tmp_path: Path, settings: Any) -> Path:
    settings.ROOT = tmp_path
    files = {
        "site/locale/be/LC_MESSAGES/django.po": CATALOGUE,
        "site/locale_upstream/be/LC_MESSAGES/django.po": CATALOGUE.replace("Адзін", "Новы"),
        "home/demo/stories/01.toml": '[be]\ntitle = "Адзін дзеньь"\n[en]\ntitle = "One dayy"\n',
        "docs/spelling/en.txt": "# Our own words.\ninfoline\n",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_a_word_is_known_by_the_places_it_stands_in(project: Path) -> None:
    ours, theirs = (f"site/{name}/be/LC_MESSAGES/django.po:5" for name in ("locale", "locale_upstream"))
    story = "home/demo/stories/01.toml"

    assert places("be", project) == {
        "Адзін": [ours, story],
        "вынік": [ours, theirs],
        "Многа": [ours, theirs],
        "вынікаўў": [ours, theirs],
        "Новы": [theirs],
        "дзеньь": [story],
    }
    assert places("en", project) == {
        "One": [ours, story],
        "hit": [ours],
        "Many": [ours],
        "hits": [ours],
        "dayy": [story],
    }


def test_the_list_of_right_words_may_explain_itself(project: Path) -> None:
    assert allowed("en", project) == {"infoline"}
    assert allowed("pl", project) == set()


@pytest.mark.processes
@pytest.mark.processes
def test_unknown_words_are_shown_with_their_places(project: Path) -> None:
    said = StringIO()

    with pytest.raises(CommandError, match=r"^3 words are unknown: correct them, or add them to docs/"):
        call_command("spell", stdout=said)
    ours, theirs = (f"site/{name}/be/LC_MESSAGES/django.po:5" for name in ("locale", "locale_upstream"))
    assert said.getvalue().splitlines() == [
        f"be: вынікаўў ({ours}, {theirs})",
        "be: дзеньь (home/demo/stories/01.toml)",
        "en: dayy (home/demo/stories/01.toml)",
    ]


@pytest.mark.processes
@pytest.mark.processes
def test_a_word_in_the_list_is_right_however_it_begins(project: Path) -> None:
    (project / "docs/spelling/be.txt").write_text("вынікаўў\nдзеньь\n", encoding="utf-8")
    (project / "docs/spelling/en.txt").write_text("dayy\n", encoding="utf-8")
    story = project / "home/demo/stories/01.toml"
    story.write_text(story.read_text(encoding="utf-8").replace("дзеньь", "Дзеньь"), encoding="utf-8")

    call_command("spell")


def test_without_the_speller_one_sentence_says_what_to_install(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(project))

    with pytest.raises(CommandError) as refused:
        call_command("spell")
    assert str(refused.value) == (
        "Install Debian's packages hunspell, hunspell-be, hunspell-en-gb, hunspell-pl and hunspell-ru."
    )


@pytest.mark.processes
@pytest.mark.processes
def test_without_its_dictionaries_too(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    speller = project / "hunspell"
    speller.write_text('#!/bin/sh\necho "Can\'t open dictionary" >&2\nexit 1\n')
    speller.chmod(0o755)
    monkeypatch.setenv("PATH", str(project))

    with pytest.raises(CommandError, match=r"^Install Debian's packages hunspell, hunspell-be"):
        call_command("spell")


@pytest.mark.processes
@pytest.mark.processes
def test_every_word_that_people_read_is_spelt_right() -> None:
    call_command("spell")
