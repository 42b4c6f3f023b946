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


def _read(path: Path) -> Table:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def home() -> dict[str, Table]:
    return _read(FOLDER / "home.toml")


def taxonomy() -> Table:
    return _read(FOLDER / "taxonomy.toml")


def stories() -> list[Story]:
    """Oldest file name first."""
    return [_story(_read(path)) for path in sorted((FOLDER / "stories").glob("*.toml"))]


def _story(table: Table) -> Story:
    texts = {code: table.pop(code) for code in ("be", "ru", "pl", "en")}
    table.pop("slug")
    return Story(texts=texts, **table)
