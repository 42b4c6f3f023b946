"""Moves of an application from one state to another: only those of `states.MOVES`, each judged in the
database by the state it had when it was read."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from school import ledger
from school.ledger import By, Deed
from school.models import Application, FirstDay, Head, Health
from school.refusals import SchoolRefused, Why
from school.states import MOVES, State

GONE = (State.LEFT, State.GRADUATED)
HEARD = (By.FAMILY, By.STAFF)
"""By whom a family is heard: by itself, or by somebody of us on the telephone."""


def child(application_id: UUID) -> Application:
    """As it stands now. Raises SchoolRefused where it has been forgotten meanwhile."""
    if found := Application.objects.filter(pk=application_id).first():
        return found
    raise SchoolRefused(Why.MOVE)


def move(application: Application, to: State, *, at: datetime, **more: Any) -> None:
    """Raises SchoolRefused if that is no move, or if somebody else has moved it meanwhile."""
    if to not in MOVES[State(application.state)]:
        raise SchoolRefused(Why.MOVE)
    values = {"state": to, "state_at": at, "pause": "", "resumes_on": None, **more}
    if not Application.objects.filter(pk=application.pk, state=application.state).update(**values):
        raise SchoolRefused(Why.MOVE)
    for name, value in values.items():
        setattr(application, name, value)
    if to in GONE:
        _end_first_day(application, at=at)


def _end_first_day(application: Application, *, at: datetime) -> None:
    """Nobody fetches the child any more, and no teacher needs to know."""
    FirstDay.objects.filter(care__application=application).update(ends_at=at)
    told = Health.objects.filter(care__application=application, term_ends_at__gt=at)
    told.update(term_ends_at=at)


def pause(
    head: Head, application: Application, *, why: str, by: By, at: datetime, resumes_on: date | None
) -> None:
    """Out of the line for a while, with month and ticket."""
    move(application, State.PAUSED, at=at, pause=why, resumes_on=resumes_on, **_answered(by, at=at))
    ledger.write(head, Deed.PAUSED, application.code, by=by, at=at, inside={"reason": str(why)})


def resume(head: Head, application: Application, *, by: By, at: datetime) -> None:
    """Back into the line, to where month and ticket put it. Who is asked at this moment is not away, and who
    was never drawn has nowhere to go back to."""
    if application.state not in (State.PAUSED, State.INELIGIBLE) or not application.ticket:
        raise SchoolRefused(Why.MOVE)
    move(application, State.WAITING, at=at, **_answered(by, at=at))
    ledger.write(head, Deed.RESUMED, application.code, by=by, at=at)


def _answered(by: By, *, at: datetime) -> dict[str, Any]:
    """Who has done something of her own will is not silent (`still`)."""
    return {"answered_at": at} if by in HEARD else {}


def set_tier(head: Head, application: Application, tier: int, *, by: By, at: datetime) -> None:
    """Staff has found out that there is a brother or sister at the school, or that there is none."""
    if application.tier == tier:
        return
    application.tier = tier
    application.save(update_fields=["tier"])
    ledger.write(head, Deed.TIER, application.code, by=by, at=at, tier=int(tier))
