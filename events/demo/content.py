"""What the demo's activities are, as the files beside this module say."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from config.languages import DEFAULT_LANGUAGE, LANGUAGES
from timetable.pattern import Kind
from timetable.rules import Rule

FOLDER = Path(__file__).parent / "activities"
Table = dict[str, Any]
TIMES = {"starts_in_days", "weekday", "nth", "every", "count", "time", "not_on_holidays"}
LOOKS = {"topic", "ground", "room"}


@dataclass(frozen=True)
class Told:
    """One file. Those without words have no page."""

    key: str
    table: Table

    @property
    def name(self) -> str:
        return str(self.table[DEFAULT_LANGUAGE]["name"])

    @property
    def facts(self) -> Table:
        """Fields of the activity."""
        languages = {code for code, _name in LANGUAGES}
        return {name: said for name, said in self.table.items() if name not in TIMES | LOOKS | languages}

    @property
    def words(self) -> dict[str, Table]:
        said = {code: self.table[code] for code, _name in LANGUAGES if code in self.table}
        return {code: words for code, words in said.items() if "title" in words}

    def rule(self, *, today: date) -> Rule:
        said = self.table
        first = today + timedelta(days=said["starts_in_days"])
        first += timedelta(days=(said["weekday"] - first.weekday()) % 7)
        nth = said.get("nth")
        if nth:
            first = _nth_weekday_from(first, nth)
        return Rule(
            start=datetime.combine(first, time.fromisoformat(said["time"])),
            kind=Kind.BY_WEEKDAY if nth else Kind.WEEKLY,
            every=said.get("every", 1),
            count=said.get("count"),
            weekdays=frozenset({said["weekday"]}),
            nths=frozenset({nth}) if nth else frozenset(),
            not_on_holidays=said.get("not_on_holidays", False),
        )


def _nth_weekday_from(first: date, nth: int) -> date:
    """The next date from `first` on, which has the weekday, that is the nth (-1: the last) of its month."""
    while not _is_nth(first, nth):
        first += timedelta(weeks=1)
    return first


def _is_nth(day: date, nth: int) -> bool:
    week = timedelta(weeks=1)
    return (day + week).month != day.month if nth == -1 else (day.day - 1) // 7 + 1 == nth


def told() -> Iterator[Told]:
    for path in sorted(FOLDER.glob("*.toml")):
        yield Told(path.stem.partition("-")[2], tomllib.loads(path.read_text()))
