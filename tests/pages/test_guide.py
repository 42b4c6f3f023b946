"""The editors' guide: the same in the folder and in the office, in four languages, true to the screen."""

import re
from pathlib import Path
from typing import Any

import polib
import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from wagtail_localize import __file__ as localize

from pages import guide
from tests.home import stories
from tests.pages import places

pytestmark = pytest.mark.django_db(databases=["default", "vault"])

HEAVIEST = 60_000
LABEL = re.compile(r"\*\*(.+?)\*\*")


def text(language: str) -> str:
    return (guide.FOLDER / f"{language}.md").read_text(encoding="utf-8")


def shape(language: str) -> list[str]:
    """What kind of thing each line is, without its words."""
    kinds = {"#": "heading", "-": "point", "!": "picture"}
    lines = [line for line in text(language).splitlines() if line]
    return [re.sub(r"^\d+$", "step", kinds.get(line[0], line.split(".")[0] if line[0].isdigit() else "words"))
            for line in lines]  # fmt: skip


@pytest.mark.parametrize("language", stories.LANGUAGES)
def test_the_guide_says_the_same_in_every_language(language: str):
    assert shape(language) == shape("be")


@pytest.mark.parametrize("language", stories.LANGUAGES)
def test_the_office_shows_it_in_the_editors_language(language: str, editor: Any, client: Client):
    client.force_login(editor)
    html = client.get(reverse("guide"), headers={"accept-language": language}).content.decode()
    headings = re.findall(r"^## (.+)$", text(language), re.MULTILINE)

    assert len(headings) == 15
    assert [each for each in headings if f"<h2>{each}</h2>" not in html] == []
    assert "**" not in html.partition('class="guide"')[2]


def test_it_stands_in_the_menu(manager_client: Client):
    assert reverse("guide") in places.read(manager_client, "/admin/")


def test_strangers_do_not_get_it(client: Client):
    assert client.get(reverse("guide")).status_code == 302


def said(language: str) -> set[str]:
    """Everything a screen can say in that language."""
    folders = [settings.SITE / "locale", settings.SITE / "locale_upstream", Path(localize).parent / "locale"]
    packages = Path(localize).parents[1] / "wagtail"
    folders += list(packages.glob("*/locale")) + list(packages.glob("contrib/*/locale"))
    files = [path for folder in folders for path in folder.glob(f"{language}/LC_MESSAGES/*.po")]
    return {entry.msgstr.strip(" :").casefold() for path in files for entry in polib.pofile(str(path))}


def asked() -> set[str]:
    catalogues = (settings.SITE / "locale").glob("be/LC_MESSAGES/*.po")
    upstream = (settings.SITE / "locale_upstream").glob("be/LC_MESSAGES/*.po")
    return {entry.msgid.casefold() for path in (*catalogues, *upstream) for entry in polib.pofile(str(path))}


@pytest.mark.parametrize("language", stories.LANGUAGES)
def test_it_calls_every_button_by_the_words_on_it(language: str):
    screen = asked() if language == "en" else said(language)
    labels = LABEL.findall(text(language))

    assert len(labels) > 40
    assert {label for label in labels if label.casefold() not in screen} - {first_bold(language)} == set()


def first_bold(language: str) -> str:
    """The sentence that explains bold is set in it, too."""
    return LABEL.findall(text(language))[0]


def pictures() -> list[Path]:
    return sorted((guide.FOLDER / guide.IMAGES).iterdir())


def test_its_pictures_are_few_light_and_all_there():
    wanted = {name for code in stories.LANGUAGES for name in re.findall(r"\(images/(.+?)\)", text(code))}

    assert {path.name for path in pictures()} == wanted
    assert len(wanted) == 12
    assert {path.name: path.stat().st_size for path in pictures() if path.stat().st_size > HEAVIEST} == {}


def test_a_picture_is_shown_to_staff(editor: Any, client: Client):
    client.force_login(editor)
    answer = client.get(reverse("guide_image", args=[pictures()[0].name]))

    assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")


@pytest.mark.parametrize("name", ["nothing.webp", "be.md", "..webp"])
def test_nothing_else_is_shown(name: str, manager_client: Client):
    assert manager_client.get(reverse("guide_image", args=[name])).status_code == 404
