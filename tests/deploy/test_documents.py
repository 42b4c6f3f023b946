"""docs/deploy.md and the files it speaks of say the same."""

import re
from collections.abc import Iterator

import pytest

from tests.deploy.units import DEPLOY, ROOT

DOCUMENTS = ("deploy.md", "scale.md", "upgrading.md")
QUOTED = re.compile(r"From `(?P<file>[^`]+)`[^\n]*:\n\n```\w*\n(?P<text>.*?)```", re.DOTALL)


def text(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def shipped() -> Iterator[str]:
    yield from (file.relative_to(ROOT).as_posix() for file in DEPLOY.rglob("*") if file.is_file())


def test_every_file_is_told_of() -> None:
    assert [file for file in shipped() if file not in text("deploy.md")] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_file_it_tells_of_is_there(name: str) -> None:
    named = set(re.findall(r"(?<![\w/])deploy/[\w@./-]*[\w@](?![\w@*-])", text(name)))

    assert [file for file in sorted(named) if not (ROOT / file).exists()] == []


def test_what_is_quoted_stands_in_the_file() -> None:
    quotes = [found for name in DOCUMENTS for found in QUOTED.finditer(text(name))]

    assert len(quotes) >= 3
    for each in quotes:
        assert each["text"] in (ROOT / each["file"]).read_text(encoding="utf-8"), each["file"]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_page_it_leads_to_is_there(name: str) -> None:
    links = re.findall(r"\]\(([\w.-]+\.md)\)", text(name))

    assert [link for link in links if not (ROOT / "docs" / link).exists()] == []


def test_every_variable_it_names_is_explained_in_the_example() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    named = set(re.findall(r"^([A-Z][A-Z_]+)=", text("deploy.md"), re.MULTILINE)) - {"FROM", "DAYS"}

    assert [name for name in sorted(named) if f"{name}=" not in example] == []
    assert len(named) >= 8
