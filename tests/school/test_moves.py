"""Every verb in every state: what the table allows comes about, everything else is refused and changes
nothing."""

from collections.abc import Callable
from typing import Any

import pytest

from school import answering, leaving
from school.models import Application, Entry, Group, Offer
from school.refusals import SchoolRefused
from school.states import MOVES, State
from tests.school.children import NOW, offer_of, opened, waiting

pytestmark = [
    pytest.mark.django_db(databases=["default", "vault"]),
    pytest.mark.usefixtures("nobody_yet"),
]

ILL = Application.Away.ILL
Verb = Callable[[Application], object]
VERBS: dict[str, tuple[State, Verb]] = {
    "withdraw": (State.WITHDRAWN, lambda row: leaving.withdraw(application_id=row.pk, at=NOW)),
    "pause": (State.PAUSED, lambda row: leaving.pause(application_id=row.pk, at=NOW)),
    "resume": (State.WAITING, lambda row: leaving.resume(application_id=row.pk, at=NOW)),
    "come back": (State.VERIFIED, lambda row: leaving.return_to_list(application_id=row.pk, at=NOW)),
    "leave": (State.LEFT, lambda row: leaving.leave(application_id=row.pk, why=ILL, at=NOW)),
    "accept": (State.PLACED, lambda row: answering.accept(offer_id=asked(row), at=NOW)),
    "keep": (State.PAUSED, lambda row: answering.decline(offer_id=asked(row), keep=True, at=NOW)),
    "decline": (State.WITHDRAWN, lambda row: answering.decline(offer_id=asked(row), keep=False, at=NOW)),
    "revoke": (State.WAITING, lambda row: answering.revoke(offer_id=asked(row), at=NOW)),
}
TWICE = {("withdraw", State.WITHDRAWN), ("leave", State.LEFT)}
"""The same as once."""
ONLY_FROM = {
    "resume": {State.PAUSED, State.INELIGIBLE},
    "pause": {State.WAITING, State.OFFERED},
    "come back": {State.WITHDRAWN, State.LEFT},
}
ANSWERS = {"accept", "keep", "decline", "revoke"}


def asked(row: Application) -> int:
    return offer_of(row).pk


def allowed(verb: str, state: State) -> bool:
    """By the table, and by what the word means."""
    from_here = ONLY_FROM.get(verb, {State.OFFERED} if verb in ANSWERS else set(State))
    return state in from_here and VERBS[verb][0] in MOVES[state]


def child(state: State) -> Application:
    """Asked once; then in that state, with the offer as the state says. The group gives no more."""
    row = waiting()
    opened(places=1)
    Group.objects.update(held_back="a race of one")
    if state is not State.OFFERED:
        Offer.objects.update(state="revoked", ended_at=NOW)
    pause = "wish" if state is State.PAUSED else ""
    Application.objects.filter(pk=row.pk).update(state=state, pause=pause)
    return row


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("verb", VERBS)
def test_what_may_be_comes_about_and_nothing_else(verb: str, state: State) -> None:
    row, (to, does) = child(state), VERBS[verb]
    before = stands(row)
    if allowed(verb, state):
        does(row)
        assert Application.objects.get(pk=row.pk).state == to
    elif (verb, state) in TWICE:
        does(row)
        assert stands(row) == before
    else:
        with pytest.raises(SchoolRefused):
            does(row)
        assert stands(row) == before


def stands(row: Application) -> Any:
    offers = list(Offer.objects.order_by("number").values_list("code", "state"))
    return Application.objects.get(pk=row.pk).state, offers, Entry.objects.count()


def test_the_table_is_used() -> None:
    """Each move that a family or staff can make is made by one of these verbs."""
    by_verbs = {(state, VERBS[verb][0]) for verb in VERBS for state in State if allowed(verb, state)}
    by_others = {
        (State.RECEIVED, State.VERIFIED), (State.RECEIVED, State.LAPSED), (State.VERIFIED, State.WAITING),
        (State.WAITING, State.OFFERED), (State.PLACED, State.GRADUATED), (State.INELIGIBLE, State.VERIFIED),
    }  # fmt: skip
    too_old = {(state, State.INELIGIBLE) for state in (State.VERIFIED, State.WAITING, State.PAUSED)}

    assert by_verbs | by_others | too_old == {(state, to) for state in State for to in MOVES[state]}
