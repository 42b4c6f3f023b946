"""“Do you still wait?”: asked each half-year, answered by one button. Without an answer a child is paused,
never struck off; only who has been silent for more than a year leaves the list."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Greatest
from django.db.models.lookups import LessThan, LessThanOrEqual

from school import deadlines, leaving, ledger, moving, places, telling
from school.ledger import By
from school.models import Application, Head
from school.refusals import SchoolRefused
from school.states import State

EACH = timedelta(days=182)
ANSWERED_WITHIN = timedelta(days=30)
LONGEST_SILENCE = timedelta(days=365) + ANSWERED_WITHIN
ASKED = (State.WAITING, State.PAUSED)
FOR_SILENCE = (Application.Pause.SILENT, Application.Pause.YEARLY)
LETTER = "school_still_waiting"


HEARD = Greatest("answered_at", "verified_at", "made_at")
"""When we last heard from a family, by itself or on the telephone (`moving.HEARD`); the database passes over
what is empty."""


def due(*, at: datetime) -> "QuerySet[Application]":
    """Whom we have neither heard nor asked for half a year."""
    long_ago = at - EACH
    asked_long_ago = Q(asked_at__isnull=True) | Q(asked_at__lte=long_ago)
    rows = Application.objects.filter(asked_long_ago, LessThanOrEqual(HEARD, long_ago), state__in=ASKED)
    return rows.order_by("pk")


def ask(*, at: datetime) -> int:
    """Gives how many were asked."""
    return 0 if deadlines.is_night(at) else sum(_ask(each, at=at) for each in list(due(at=at)))


@transaction.atomic
def _ask(application: Application, *, at: datetime) -> bool:
    """Unless the family was heard, or asked, this moment."""
    if not due(at=at).filter(pk=application.pk).update(asked_at=at):
        return False
    telling.tell(LETTER, application, at=at, cause=f"{application.pk} {at:%Y-%m-%d}")
    return True


def answer(*, application_id: UUID, at: datetime, by: By = By.FAMILY) -> Application:
    """“We still wait.” Who was paused for silence waits again, where month and ticket put it; who wished to
    pause, or waits for the next term, stays paused until she says so."""
    with ledger.held() as head:
        Application.objects.filter(pk=application_id).update(answered_at=at)
        application = moving.child(application_id)
        if comes_back(application):
            moving.resume(head, application, by=by, at=at)
            places.settle(head, at=at)
        return application


def is_asked(application: Application) -> bool:
    """And has not answered since."""
    if application.state not in ASKED or not application.asked_at:
        return False
    return not application.answered_at or application.answered_at < application.asked_at


def comes_back(application: Application) -> bool:
    """Whether the answer is enough for standing in the list again."""
    return application.state == State.PAUSED and application.pause in FOR_SILENCE


def silent(*, at: datetime) -> "QuerySet[Application]":
    """Who was asked, and has not answered in time."""
    return _unheard(State.WAITING, LessThan(HEARD, F("asked_at")), at=at)


def lost(*, at: datetime) -> "QuerySet[Application]":
    """Paused, asked again since, and silent for more than a year."""
    unheard = _unheard(State.PAUSED, LessThan(HEARD, at - LONGEST_SILENCE), at=at)
    return unheard.filter(asked_at__gt=F("state_at"))


def _unheard(state: State, heard_long_ago: Any, *, at: datetime) -> "QuerySet[Application]":
    rows = Application.objects.filter(heard_long_ago, state=state, asked_at__lte=at - ANSWERED_WITHIN)
    return rows.order_by("pk")


def hush(*, at: datetime) -> int:
    """Take who is lost out of the list; pause who is silent. Gives how many. Of one with whom it is not
    possible the others need not know."""
    gone = [_done(_let_go, each, at=at) for each in list(lost(at=at))]
    paused = [_done(_pause, each, at=at) for each in list(silent(at=at))]
    return sum(gone) + sum(paused)


def _done(act: Callable[..., bool], application: Application, *, at: datetime) -> bool:
    """Judged again once nobody else can change the list: the family may have been quicker."""
    try:
        with ledger.held() as head:
            return act(head, application.pk, at=at)
    except SchoolRefused:
        return False


def _let_go(_head: Head, application_id: UUID, *, at: datetime) -> bool:
    if not lost(at=at).filter(pk=application_id).exists():
        return False
    leaving.withdraw(application_id=application_id, by=By.CLOCK, at=at)
    return True


def _pause(head: Head, application_id: UUID, *, at: datetime) -> bool:
    fresh = silent(at=at).filter(pk=application_id).first()
    if fresh is None:
        return False
    moving.pause(head, fresh, why=Application.Pause.YEARLY, by=By.CLOCK, at=at, resumes_on=None)
    telling.tell("school_paused", fresh, at=at, cause=f"{fresh.pk} {at:%s}")
    return True
