"""What is to be done for draws, and since when: for the office’s list of draws and its first page."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from school import draw
from school.drawing import BY_ITSELF
from school.models import Application, Draw
from school.states import State


class Step(StrEnum):
    """The next of a draw."""

    NAME = "name"
    """Choose the value of the month that goes on; three days before its end the worker does."""
    NAME_AGAIN = "name again"
    """The list was not public in time, or children were confirmed whom no list has."""
    WAIT = "wait"
    """For the end of the month, or for the value."""
    TYPE = "type"
    TYPE_TWICE = "type twice"
    SIGN = "sign"
    DONE = "done"


@dataclass(frozen=True, kw_only=True)
class Month:
    month: date
    draw: Draw | None
    step: Step
    since: datetime
    waiting: int
    """Children who were confirmed in it and are not drawn."""


def months(*, at: datetime) -> list[Month]:
    """Those with a draw, with children to be drawn, and the one that goes on; the newest first."""
    newest = {row.round: row for row in Draw.objects.order_by("round", "number")}
    found = Application.objects.filter(state=State.VERIFIED, round__isnull=False)
    confirmed: dict[date, list[tuple[str, datetime]]] = {}
    for month, code, since in found.order_by("state_at").values_list("round", "code", "state_at"):
        if month:
            confirmed.setdefault(month, []).append((code, since))
    known = sorted({*newest, *confirmed, draw.month_at(at)}, reverse=True)
    return [_month(each, newest.get(each), confirmed.get(each, []), at=at) for each in known]


def _month(month: date, row: Draw | None, some: list[tuple[str, datetime]], *, at: datetime) -> Month:
    listed = {each.code for each in draw.read(row.listing)} if row else set()
    late = [since for code, since in some if code not in listed]
    step, since = _step(month, row, late, at=at)
    return Month(month=month, draw=row, step=step, since=since, waiting=len(some))


def _step(month: date, row: Draw | None, late: list[datetime], *, at: datetime) -> tuple[Step, datetime]:
    ends = draw.closes_at(month)
    if row is None:
        return (Step.NAME, ends - BY_ITSELF) if at < ends else (Step.NAME_AGAIN, ends)
    if row.listed_at is None:
        return (Step.WAIT, row.named_at) if at < row.source_at else (Step.NAME_AGAIN, row.source_at)
    if late and (row.signed_at or row.is_empty):
        return Step.NAME_AGAIN, min(late)
    if row.is_empty or row.signed_at:
        return Step.DONE, row.signed_at or row.listed_at
    if at < row.source_at:
        return Step.WAIT, row.listed_at
    return _typing(row)


def _typing(row: Draw) -> tuple[Step, datetime]:
    if row.valued_at:
        return Step.SIGN, row.valued_at
    return (Step.TYPE_TWICE, row.first_at) if row.first_at else (Step.TYPE, row.source_at)


def due(*, at: datetime, but: int | None = None) -> list[Month]:
    """What waits for a hand, the longest waiting first; `but` cannot do what another person must do."""
    acts = {Step.NAME_AGAIN, Step.TYPE, Step.TYPE_TWICE, Step.SIGN}
    found = [each for each in months(at=at) if each.step in acts]
    second = {Step.TYPE_TWICE, Step.SIGN}
    mine = [
        each for each in found if not (each.step in second and each.draw and each.draw.first_by_id == but)
    ]
    return sorted(mine, key=lambda each: each.since)
