"""What the buttons of a family’s page do. Each names a verb; what may not be done here and now is refused
by it."""

from collections.abc import Callable, Mapping
from datetime import datetime

from school import answering, enrolling, leaving, still
from school.family_page import Shown
from school.models import Application
from school.refusals import SchoolRefused, Why
from school.states import State

Act = Callable[[Shown, str, datetime], object]


def accept(shown: Shown, _which: str, at: datetime) -> None:
    """Pressed twice, or on two telephones, it is one place and no mistake."""
    if shown.application.state == State.PLACED:
        return
    answering.accept(offer_id=_offer(shown), at=at)


def next_term(shown: Shown, _which: str, at: datetime) -> None:
    answering.decline(offer_id=_offer(shown), keep=True, at=at)


def decline(shown: Shown, _which: str, at: datetime) -> None:
    answering.decline(offer_id=_offer(shown), keep=False, at=at)


def _offer(shown: Shown) -> int:
    if shown.held is None:
        raise SchoolRefused(Why.OVER)
    return shown.held.offer.pk


def resume(shown: Shown, _which: str, at: datetime) -> None:
    leaving.resume(application_id=shown.application.pk, at=at)


def come_back(shown: Shown, _which: str, at: datetime) -> None:
    leaving.return_to_list(application_id=shown.application.pk, at=at)


def stay(shown: Shown, which: str, at: datetime) -> None:
    if shown.stay is None:
        raise SchoolRefused(Why.OVER)
    enrolling.answer(enrolment_id=shown.stay.enrolment_id, stays=which == "yes", at=at)


def still_waiting(shown: Shown, _which: str, at: datetime) -> None:
    still.answer(application_id=shown.application.pk, at=at)


def pause(shown: Shown, _which: str, at: datetime) -> None:
    leaving.pause(application_id=shown.application.pk, at=at)


def withdraw(shown: Shown, _which: str, at: datetime) -> None:
    leaving.withdraw(application_id=shown.application.pk, at=at)


def leave(shown: Shown, which: str, at: datetime) -> None:
    away = which if which in Application.Away.values else Application.Away.OTHER
    leaving.leave(application_id=shown.application.pk, why=Application.Away(away), at=at)


ACTS: Mapping[str, Act] = {
    "accept": accept,
    "later": next_term,
    "decline": decline,
    "resume": resume,
    "return": come_back,
    "stay": stay,
    "still": still_waiting,
    "pause": pause,
    "withdraw": withdraw,
    "leave": leave,
}


WAYS_BACK = ("resume", "return")
"""Only where the page has that button: who is too old comes back by a coordinator alone."""


def do(said: str, shown: Shown, *, at: datetime) -> bool:
    """Whether that is something a button says. Raises SchoolRefused for who may look only, and for what is
    not possible any more."""
    verb, _space, which = said.partition(" ")
    if verb not in ACTS:
        return False
    if not shown.care.may_decide:
        raise SchoolRefused(Why.NO_RIGHT)
    if verb in WAYS_BACK and verb not in shown.may:
        raise SchoolRefused(Why.MOVE)
    ACTS[verb](shown, which, at)
    return True
