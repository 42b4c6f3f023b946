"""The demo's texts, as they stand in the TOML files beside this module. Pure: files in, values out."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
Table = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Story:
    days_ago: int
    category: str
    tags: list[str]
    topic: str
    ground: str
    blocks: list[Table]
    texts: dict[str, Table]
    corrections: list[Table] = field(default_factory=list)
    youtube: str = ""


@dataclass(frozen=True, kw_only=True)
class Release:
    name: str
    days_ago: int
    blocks: list[Table]
    texts: dict[str, Table]


def _read(path: Path) -> Table:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def home() -> dict[str, Table]:
    return _read(FOLDER / "home.toml")


def school() -> dict[str, Table]:
    return _read(FOLDER / "school.toml")


def campaigns() -> Table:
    return _read(FOLDER / "campaigns.toml")


def taxonomy() -> Table:
    return _read(FOLDER / "taxonomy.toml")


def stories() -> list[Story]:
    """Oldest file name first."""
    return [_story(_read(path)) for path in sorted((FOLDER / "stories").glob("*.toml"))]


def _story(table: Table) -> Story:
    texts = {code: table.pop(code) for code in ("be", "ru", "pl", "en")}
    table.pop("slug")
    return Story(texts=texts, **table)


def questions() -> list[Table]:
    found: list[Table] = _read(FOLDER / "questions.toml")["question"]
    return found


def press() -> dict[str, Table]:
    return _read(FOLDER / "press.toml")


def releases() -> list[Release]:
    """Oldest file name first."""
    return [_release(path) for path in sorted((FOLDER / "releases").glob("*.toml"))]


def _release(path: Path) -> Release:
    table = _read(path)
    texts = {code: table.pop(code) for code in ("be", "ru", "pl", "en")}
    return Release(name=path.stem, texts=texts, **table)
