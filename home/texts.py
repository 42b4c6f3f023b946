"""Texts of pages as they stand in TOML files: facts on top, then a table for each language. Pure: files in,
values out.

A body is a list of `{kind = value}`. The ids of its blocks come from the file's name and their places: ids
tie a text to its translations, so they must be the same in all four.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from config.languages import LANGUAGES

Table = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Written:
    name: str
    facts: Table
    texts: dict[str, Table]

    def body(self, language: str) -> list[Table]:
        return [self._block(place, block) for place, block in enumerate(self.texts[language]["body"])]

    def _block(self, place: int, block: Table) -> Table:
        ((kind, said),) = block.items()
        if kind == "heading":
            said = {"text": said}
        if kind == "steps":
            said = {"steps": [self._item(f"{place}/{number}", step) for number, step in enumerate(said)]}
        return {"type": kind, "value": said, "id": self._id(place)}

    def _item(self, place: str, said: Table) -> Table:
        return {"type": "item", "value": said, "id": self._id(place)}

    def _id(self, place: int | str) -> str:
        return str(uuid5(NAMESPACE_URL, f"{self.name}/{place}"))


def read(folder: Path) -> list[Written]:
    """All texts of a folder, in the order of their files' names."""
    return [_written(path) for path in sorted(folder.glob("*.toml"))]


def _written(path: Path) -> Written:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    texts = {code: table.pop(code) for code, _name in LANGUAGES}
    return Written(name=path.stem.partition("-")[2], facts=table, texts=texts)
