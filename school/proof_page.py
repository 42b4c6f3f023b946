"""“Check the list yourself”: of one month the list, the value and the order that follows, for all to see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.core.paginator import Page, Paginator
from django.db.models import Count

from school import beacon, codes, draw, overriding
from school.draw import Drawn
from school.models import Draw, Override
from school.order import VERSION
from school.shown import term as shown_term

ROWS = 100


class Stage(StrEnum):
    """How far a month has come."""

    OPEN = "open"
    """It goes on; which value will be used may be named already."""
    LISTED = "listed"
    """Its list is public, the value not sure yet."""
    EMPTY = "empty"
    """Nobody was confirmed."""
    SIGNED = "signed"


class Found(StrEnum):
    """What is said to who looks for a code."""

    HERE = "here"
    ELSEWHERE = "elsewhere"
    NOWHERE = "nowhere"
    NO_CODE = "no code"


@dataclass(frozen=True, kw_only=True)
class Looked:
    """Somebody has typed a code."""

    typed: str
    found: Found
    code: str = ""
    row: Drawn | None = None
    """Its place, once there is one."""
    month: date | None = None
    """Where it is instead."""


@dataclass(frozen=True, kw_only=True)
class Shown:
    month: date
    draw: Draw | None
    """The one that counts."""
    earlier: Sequence[Draw]
    """Others of the same month, which it has replaced."""
    coming: Draw | None
    """Another of the same month, which will replace it once it is signed."""
    stage: Stage
    rows: "Page[Drawn]"
    looked: Looked | None
    before: date | None
    after: date | None

    @property
    def closes_at(self) -> datetime:
        return draw.closes_at(self.month)

    @property
    def source_url(self) -> str:
        return beacon.url(self.draw.source) if self.draw else ""

    @property
    def command(self) -> str:
        """As the files are called when they are downloaded."""
        codes, result = (f"{name}-{self.month:%Y-%m}.txt" for name in ("codes", "result"))
        first = f"sha256sum {codes}"
        return f"{first}\npython3 draw.py {codes} {result}" if self.stage == Stage.SIGNED else first

    @property
    def rules(self) -> str:
        return self.draw.rules if self.draw else VERSION


def months(*, at: datetime) -> list[date]:
    """Those with a draw, and the one that goes on."""
    known = set(Draw.objects.values_list("round", flat=True))
    return sorted({*known, draw.month_at(at)})


def newest(*, at: datetime) -> date:
    """The last month that was drawn, or else the one that goes on."""
    signed = Draw.objects.filter(signed_at__isnull=False).order_by("round").last()
    return signed.round if signed else draw.month_at(at)


def shown(month: date, *, code: str = "", page: str = "", at: datetime) -> Shown | None:
    """None for a month of which there is nothing to say."""
    known = months(at=at)
    if month not in known:
        return None
    draws = list(Draw.objects.filter(round=month).order_by("number"))
    row = next((each for each in reversed(draws) if each.signed_at), draws[-1] if draws else None)
    stage, place = stage_of(row), known.index(month)
    listed = _rows(row, stage)
    looked = _looked(code, month, listed, drawn=stage == Stage.SIGNED) if code.strip() else None
    return Shown(
        month=month,
        draw=row,
        earlier=[each for each in draws if row and each.number < row.number],
        coming=next((each for each in draws if row and each.number > row.number), None),
        stage=stage,
        rows=_page(listed, looked, page),
        looked=looked,
        before=known[place - 1] if place else None,
        after=known[place + 1] if place + 1 < len(known) else None,
    )


def stage_of(row: Draw | None) -> Stage:
    if row is None or row.listed_at is None:
        return Stage.OPEN
    if row.is_empty:
        return Stage.EMPTY
    return Stage.SIGNED if row.signed_at else Stage.LISTED


def _rows(row: Draw | None, stage: Stage) -> list[Drawn]:
    """Before the draw in the order of the alphabet, without tickets."""
    if row and stage == Stage.SIGNED:
        return draw.drawn(row.listing, row.value)
    listed = draw.read(row.listing) if row else []
    return [
        Drawn(place=place, code=each.code, ticket=each.kept) for place, each in enumerate(listed, start=1)
    ]


def _looked(typed: str, month: date, rows: Sequence[Drawn], *, drawn: bool) -> Looked:
    code = codes.read(typed)
    if code is None:
        return Looked(typed=typed, found=Found.NO_CODE)
    here = next((each for each in rows if each.code == code), None)
    if here:
        return Looked(typed=typed, found=Found.HERE, code=code, row=here if drawn else None)
    other = Draw.objects.exclude(round=month).filter(listing__contains=code).order_by("round").last()
    if other:
        return Looked(typed=typed, found=Found.ELSEWHERE, code=code, month=other.round)
    return Looked(typed=typed, found=Found.NOWHERE, code=code)


def _page(rows: Sequence[Drawn], looked: Looked | None, wanted: str) -> "Page[Drawn]":
    """The page that was asked for, or the one with the code."""
    number = wanted
    if looked and looked.found == Found.HERE and not wanted:
        place = next(place for place, each in enumerate(rows) if each.code == looked.code)
        number = str(place // ROWS + 1)
    return Paginator(rows, ROWS).get_page(number)


def exceptions(*, today: date) -> list[tuple[str, int]]:
    """Of this term: of which kind, and how many. Why, is known to the two who signed."""
    given = overriding.given(shown_term(today=today)).order_by("why")
    counted = given.values_list("why").annotate(number=Count("pk"))
    return [(str(Override.Why(why).label), number) for why, number in counted]
