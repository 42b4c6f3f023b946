from io import StringIO
from pathlib import Path
from typing import Any

import polib
import pytest
from django.core.management import CommandError, call_command

from office.management.commands.messages import Key, in_file, new, texts, update


def found_in(folder: Path, name: str, source: str) -> list[Key]:
    path = folder / name
    path.write_text(source, encoding="utf-8")
    return list(in_file(path))


@pytest.mark.parametrize(
    ("source", "key"),
    [
        ('_("News")', (None, "News", None)),
        ('gettext_lazy("News")', (None, "News", None)),
        ('gettext_noop("News")', (None, "News", None)),
        ('ngettext("%(n)s day", "%(n)s days", n)', (None, "%(n)s day", "%(n)s days")),
        ('ngettext_lazy("%(n)s day", "%(n)s days", "n")', (None, "%(n)s day", "%(n)s days")),
        ('pgettext("month", "May")', ("month", "May", None)),
        ('npgettext("of a month", "%(n)s day", "%(n)s days", n)', ("of a month", "%(n)s day", "%(n)s days")),
        ('_(\n    "Two lines "\n    "are one text."\n)', (None, "Two lines are one text.", None)),
        ('_("Калі ласка — “так”")', (None, "Калі ласка — “так”", None)),
    ],
)
def test_a_text_in_python_is_found(tmp_path: Path, source: str, key: Key) -> None:
    assert found_in(tmp_path, "models.py", f"title = {source}\n") == [key]


@pytest.mark.parametrize("source", ['"News"', '_("")', "_(name)", '# _("News")', 'translate("News")'])
def test_what_is_no_text_is_not(tmp_path: Path, source: str) -> None:
    assert found_in(tmp_path, "models.py", f"title = {source}\n") == []


@pytest.mark.parametrize(
    ("source", "key"),
    [
        ('{% translate "News" %}', (None, "News", None)),
        ('{% translate "May" context "month" %}', ("month", "May", None)),
        ('{% include "a.html" with title=_("News") only %}', (None, "News", None)),
        ('<p>\n    {% translate "News" as heading %}</p>', (None, "News", None)),
        (
            "{% blocktranslate trimmed with a=b.c %}\n  Read {{ a }}\n  now\n{% endblocktranslate %}",
            (None, "Read %(a)s now", None),
        ),
        (
            "{% blocktranslate trimmed count days=n %}\n  {{ days }} day\n{% plural %}\n  {{ days }} days\n"
            "{% endblocktranslate %}",
            (None, "%(days)s day", "%(days)s days"),
        ),
        (
            '{% blocktranslate context "share" %}100 % of it{% endblocktranslate %}',
            ("share", "100 %% of it", None),
        ),
    ],
)
def test_a_text_in_a_template_is_found(tmp_path: Path, source: str, key: Key) -> None:
    assert found_in(tmp_path, "page.html", f"{{% load i18n %}}\n{source}\n") == [key]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    files = {
        "site/pages/models.py": 'a = _("News")\nb = _("Share")\n',
        "site/pages/migrations/0001_initial.py": 'a = _("Old news")\n',
        "home/models.py": 'a = _("News")\nb = _("News")\n',
        "search/views.py": 'a = ngettext("%(n)s hit", "%(n)s hits", 1)\n',
        "templates/sitemap.xml": '{% load i18n %}{% translate "Map" %}',
        "templates/notes.txt": '{% load i18n %}{% translate "Notes" %}',
        "tests/test_news.py": 'a = _("Tested")\n',
    }
    for name, source in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, encoding="utf-8")
    return tmp_path


def test_each_text_is_known_once_with_every_file_it_stands_in(project: Path) -> None:
    assert texts(project) == {
        (None, "News", None): ["site/pages/models.py", "home/models.py"],
        (None, "Share", None): ["site/pages/models.py"],
        (None, "%(n)s hit", "%(n)s hits"): ["search/views.py"],
        (None, "Notes", None): ["templates/notes.txt"],
        (None, "Map", None): ["templates/sitemap.xml"],
    }


def catalogue(*entries: polib.POEntry) -> polib.POFile:
    made = new("be")
    made.extend(entries)
    return made


def told(of: polib.POFile) -> list[tuple[str, str]]:
    return [(entry.msgid, entry.msgstr) for entry in of]


def test_a_new_text_is_added_and_waits_for_a_translator() -> None:
    made = catalogue(polib.POEntry(msgid="News", msgstr="Навіны"))

    faults = update(made, {(None, "News", None): ["a.py"], (None, "Map", None): ["a.py"]})

    assert faults == ["not translated: 'Map'"]
    assert told(made) == [("Map", ""), ("News", "Навіны")]


def test_a_text_that_is_gone_is_dropped_and_named() -> None:
    made = catalogue(polib.POEntry(msgid="News", msgstr="Навіны"), polib.POEntry(msgid="Map", msgstr="Мапа"))

    assert update(made, {(None, "News", None): ["a.py"]}) == ["no longer used: 'Map'"]
    assert told(made) == [("News", "Навіны")]


def test_a_translator_in_doubt_is_not_done() -> None:
    made = catalogue(polib.POEntry(msgid="News", msgstr="Весткі", flags=["fuzzy"]))

    assert update(made, {(None, "News", None): ["a.py"]}) == ["not translated: 'News'"]


def test_a_text_in_two_contexts_is_translated_twice() -> None:
    made = catalogue(polib.POEntry(msgctxt="month", msgid="May", msgstr="май"))
    wanted: dict[Key, list[str]] = {("month", "May", None): ["a.py"], ("permission", "May", None): ["a.py"]}

    assert update(made, wanted) == ["not translated: 'May'"]
    assert [(entry.msgctxt, entry.msgstr) for entry in made] == [("month", "май"), ("permission", "")]


def test_a_plural_needs_all_its_forms() -> None:
    wanted: dict[Key, list[str]] = {(None, "%(n)s hit", "%(n)s hits"): ["a.py"]}
    made = catalogue()

    assert update(made, wanted) == ["not translated: '%(n)s hit'"]
    assert made[0].msgstr_plural == {0: "", 1: "", 2: ""}
    made[0].msgstr_plural = {0: "%(n)s вынік", 1: "%(n)s вынікі", 2: ""}
    assert update(made, wanted) == ["not translated: '%(n)s hit'"]
    made[0].msgstr_plural[2] = "%(n)s вынікаў"
    assert update(made, wanted) == []


def test_a_text_that_becomes_a_plural_is_to_be_translated_anew() -> None:
    made = catalogue(polib.POEntry(msgid="%(n)s hit", msgstr="%(n)s вынік"))

    assert update(made, {(None, "%(n)s hit", "%(n)s hits"): ["a.py"]}) == ["not translated: '%(n)s hit'"]


def test_a_plural_that_becomes_a_text_is_to_be_translated_anew() -> None:
    plural = {0: "%(n)s вынік", 1: "%(n)s вынікі", 2: "%(n)s вынікаў"}
    made = catalogue(polib.POEntry(msgid="%(n)s hit", msgid_plural="%(n)s hits", msgstr_plural=plural))

    assert update(made, {(None, "%(n)s hit", None): ["a.py"]}) == ["not translated: '%(n)s hit'"]


@pytest.fixture
def translated(project: Path, settings: Any) -> Path:
    settings.ROOT, settings.SITE = project, project / "site"
    call_command("messages", stdout=StringIO())
    return project / "site" / "locale" / "be" / "LC_MESSAGES" / "django.po"


def test_the_command_writes_three_catalogues_and_names_what_is_missing(project: Path, settings: Any) -> None:
    settings.ROOT, settings.SITE = project, project / "site"
    said = StringIO()
    call_command("messages", stdout=said)

    paths = [path.relative_to(project).as_posix() for path in sorted(project.rglob("*.po"))]
    assert paths == [f"site/locale/{language}/LC_MESSAGES/django.po" for language in ("be", "pl", "ru")]
    assert said.getvalue().splitlines()[:5] == [
        "be: not translated: '%(n)s hit'",
        "be: not translated: 'Share'",
        "be: not translated: 'News'",
        "be: not translated: 'Notes'",
        "be: not translated: 'Map'",
    ]


def test_a_second_run_changes_nothing(translated: Path) -> None:
    before = translated.read_bytes()
    call_command("messages", stdout=StringIO())

    assert translated.read_bytes() == before


def test_checking_writes_nothing_and_fails_on_what_is_missing(translated: Path) -> None:
    before = translated.read_bytes()

    with pytest.raises(CommandError, match=r"^15 texts need a translator\.$"):
        call_command("messages", check=True, stdout=StringIO())
    assert translated.read_bytes() == before


def test_checking_is_content_with_whole_catalogues(translated: Path) -> None:
    for path in translated.parents[2].rglob("*.po"):
        made = polib.pofile(str(path))
        for entry in made:
            entry.msgstr = "" if entry.msgid_plural else "слова"
            entry.msgstr_plural = dict.fromkeys(entry.msgstr_plural, "слова")
        made.save()
    said = StringIO()

    call_command("messages", check=True, stdout=said)

    assert said.getvalue() == ""


def test_what_was_written_can_be_read_by_django(translated: Path) -> None:
    header = polib.pofile(str(translated)).metadata

    assert header == {
        "Language": "be",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": (
            "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0"
            " : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"
        ),
    }
