"""The judged list: what people ask in four languages, and the page they want among the first three."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from home import plain_pages, texts
from home.demo import content, help_pages
from tests.home import stories

FOLDER = Path(__file__).parent / "judged"
FIRST = 3
ALSO = {
    "clothes": ["services/clothes"],
    "flat": ["services/housing"],
    "home": ["seeds/about"],
    "infoline": ["services/infoline"],
    "kindergarten": ["services/school-and-kindergarten"],
    "mentor": ["services/mentor"],
    "money": ["releases/teachers"],
    "pesel": ["guides/pesel"],
    "psychologist": ["services/psychological-help"],
    "residence": ["services/temporary-residence"],
    "roundabout": ["releases/free-belarus"],
    "school": ["services/school-and-kindergarten", "guides/school", "releases/school-in-numbers"],
    "volunteers": ["seeds/volunteer"],
}
"""Services, guides, releases and plain pages that answer the same question, by their folder and name."""
DEMO = ("money", "infoline", "status", "mentor", "clothes", "choir", "school", "roundabout")
"""The demo's stories by what they are about, in the order of their files."""


@dataclass(frozen=True, kw_only=True)
class Judged:
    language: str
    query: str
    difficulty: str
    wanted: frozenset[str]
    """Addresses of pages and titles of files, any of which is an answer."""


def judged() -> list[Judged]:
    slugs = _slugs()
    rows = [line.split("\t") for line in (FOLDER / "queries.tsv").read_text(encoding="utf-8").splitlines()]
    return [
        Judged(
            language=language,
            query=query,
            difficulty=difficulty,
            wanted=frozenset(
                slugs[key][language] for each in wanted.split() for key in (each, *ALSO.get(each, ()))
            ),
        )
        for language, query, difficulty, wanted in rows
    ]


def _slugs() -> dict[str, dict[str, str]]:
    told = dict(zip(DEMO, content.stories(), strict=True))
    known = {
        key: {code: story.texts[code]["slug"] for code in stories.LANGUAGES} for key, story in told.items()
    }
    planted = {key: {code: f"{key}-{code}" for code in stories.LANGUAGES} for key in _planted()}
    home = {"home": {code: f"home-{code}" for code in stories.LANGUAGES}}
    return known | planted | _helping() | _told_to_the_press() | home


def _told_to_the_press() -> dict[str, dict[str, str]]:
    """Releases by the names of their files, and the one file that journalists take with them."""
    releases = {
        f"releases/{each.name.partition('-')[2]}": {
            code: each.texts[code]["slug"] for code in stories.LANGUAGES
        }
        for each in content.releases()
    }
    return releases | {"press/paper": {code: told["paper"] for code, told in content.press().items()}}


def _helping() -> dict[str, dict[str, str]]:
    """By folder and name."""
    folders = (help_pages.FOLDER / "services", help_pages.FOLDER / "guides", plain_pages.FOLDER)
    return {
        f"{folder.name}/{each.name}": {code: each.texts[code]["slug"] for code in stories.LANGUAGES}
        for folder in folders
        for each in texts.read(folder)
    }


def _planted() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((FOLDER / "pages.toml").read_text(encoding="utf-8"))


def plant() -> None:
    """What is asked for and the demo does not tell of; in each language a page of its own."""
    for key, told in _planted().items():
        for code, (title, lead) in told.items():
            stories.told(
                title, slug=f"{key}-{code}", lead=lead, language=code, body=[], date=date(2026, 10, 1)
            )


def missed(search: Callable[[str, str], list[str]]) -> list[Judged]:
    """What a search, given a query and a language, does not answer with a wanted address among the first."""
    return [each for each in judged() if not each.wanted & set(search(each.query, each.language)[:FIRST])]
