"""What a reader asks “What's on” for, read from the address. What makes no sense there is passed over."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from urllib.parse import urlencode

from config.languages import LANGUAGES
from events.models import Activity

FIRST_YEAR, LAST_YEAR = 2020, 2099
YES = "1"
LARGEST_NUMBER = 2**31 - 1


@dataclass(frozen=True, kw_only=True)
class Wanted:
    view: str = ""
    month: date | None = None
    day: date | None = None
    past: bool = False
    kind: str = ""
    speaks: str = ""
    children: bool = False
    free: bool = False
    week: bool = False
    activity: int | None = None

    @property
    def is_month(self) -> bool:
        return self.view == "month"

    @property
    def is_narrowed(self) -> bool:
        return bool(self.kind or self.speaks or self.children or self.free or self.week or self.activity)

    def query(self, *names: str) -> str:
        """As it stands in an address, only those things that are asked for; without names all of them."""
        said = {each.name: getattr(self, each.name) for each in fields(self)}
        wanted = {name: value for name, value in said.items() if value and name in (names or said)}
        return urlencode({name: _written(value) for name, value in wanted.items()})

    def but(self, **changes: object) -> "Wanted":
        return replace(self, **changes)  # type: ignore[arg-type] # names and types are this class's own


NARROWING = ("kind", "speaks", "children", "free", "week", "activity")
SUBSCRIBED = ("kind", "speaks", "children", "activity")
"""What a calendar can be narrowed to: it is not about one week, nor about seats, which it does not show."""


def _written(value: object) -> str:
    if isinstance(value, bool):
        return YES
    return str(value)


def read(asked: Mapping[str, str]) -> Wanted:
    def one_of(name: str, known: list[str]) -> str:
        return asked.get(name, "") if asked.get(name) in known else ""

    return Wanted(
        view=one_of("view", ["month"]),
        month=_month(asked.get("month", "")),
        day=_day(asked.get("day", "")),
        past=asked.get("past") == YES,
        kind=one_of("kind", list(Activity.Kind.values)),
        speaks=one_of("speaks", [code for code, _name in LANGUAGES]),
        children=asked.get("children") == YES,
        free=asked.get("free") == YES,
        week=asked.get("week") == YES,
        activity=_number(asked.get("activity", "")),
    )


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text) if len(text) == len("2026-11-26") else None
    except ValueError:
        return None
    return day if day and FIRST_YEAR <= day.year <= LAST_YEAR else None


def _month(text: str) -> date | None:
    return _day(f"{text}-01") if len(text) == len("2026-11") else None


def _number(text: str) -> int | None:
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= 10 else 0
    return number if 0 < number <= LARGEST_NUMBER else None
