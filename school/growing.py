"""Children who have grown too old for every term that goes on or is still to come: they leave the line, and
are told of it. Who was born later than we were told comes back."""

from datetime import date, datetime
from typing import Any

from school import draw, ledger, moving, telling
from school.fitting import OLDEST, age_on
from school.ledger import By, Deed
from school.models import Application, Child, Draw, Head, Term
from school.places import today_of
from school.refusals import SchoolRefused, Why
from school.states import State

ON_THE_LIST = (State.VERIFIED, State.WAITING, State.PAUSED)
TOO_OLD = "too old"


def let_go(head: Head, *, at: datetime) -> None:
    """Whoever was young enough when the running term began can still come into it."""
    today, begins = today_of(at), _begins(at)
    rows = list(Application.objects.filter(state__in=ON_THE_LIST).order_by("code"))
    known = Application.child.open_many(rows)
    for row in rows:
        child = known.get(row.pk)
        if child and _has_grown(child, begins):
            moving.move(row, State.INELIGIBLE, at=at)
            ledger.write(head, Deed.UNFIT, row.code, by=By.CLOCK, at=at, inside={"reason": TOO_OLD})
            telling.tell("school_outgrown", row, at=at, cause=f"{row.pk} {today}")


def is_too_old(child: Child, *, at: datetime) -> bool:
    return _has_grown(child, _begins(at))


def _begins(at: datetime) -> date:
    """The day on which age counts: of the running term, or today where the next one is still to come."""
    today = today_of(at)
    terms = Term.objects.filter(ends_on__gte=today).order_by("starts_on")
    return min(terms.values_list("starts_on", flat=True).first() or today, today)


def _has_grown(child: Child, begins: date) -> bool:
    return age_on(begins, year=child.born_year, month=child.born_month) > OLDEST


def let_back(head: Head, application: Application, *, by: By, at: datetime) -> None:
    """The month of birth was mended: into the line where month and ticket put it, or into a draw for who was
    never drawn. Raises SchoolRefused for who is too old still."""
    if is_too_old(application.child.open(), at=at):
        raise SchoolRefused(Why.TOO_OLD)
    if application.ticket:
        moving.resume(head, application, by=by, at=at)
        return
    since = {} if _is_drawable(application) else {"round": draw.month_at(at), "verified_at": at}
    moving.move(application, State.VERIFIED, at=at, answered_at=at, **since)
    month = f"{application.round:%Y-%m}"
    facts: dict[str, Any] = {
        "tier": int(application.tier),
        "round": month,
        "ticket_of": application.ticket_of,
    }
    ledger.write(head, Deed.VERIFIED, application.code, by=by, at=at, **facts)


def _is_drawable(application: Application) -> bool:
    """A list that is public takes nobody in."""
    month = application.round
    return month is not None and not Draw.objects.filter(round=month, listed_at__isnull=False).exists()
