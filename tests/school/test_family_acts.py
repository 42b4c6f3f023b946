"""What the buttons of a family's page do, and what they say when it is too late."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone
from psycopg.errors import LockNotAvailable

from school import deadlines, moving
from school.models import Application, Enrolment, Guardian, Offer
from school.states import OfferState, State
from tests.journeys.wording import said
from tests.school import children, families
from tests.school.families import MINE, as_if, let_in, letters, offer, press, state, text

pytestmark = [
    pytest.mark.django_db(databases=["default", "vault"]),
    pytest.mark.usefixtures("nobody_yet", "no_letters"),
]


def test_yes_and_twice_yes_is_one_place(client: Client, zorka: Application) -> None:
    made = offer(zorka)
    for _telephone in range(2):
        assert client.post(f"{MINE}1/", {"answer": "accept"}).url == f"{MINE}1/"

    assert Enrolment.objects.filter(application=zorka).count() == 1
    assert Offer.objects.get(pk=made.pk).state == OfferState.ACCEPTED
    assert said("You have a place", "be") in text(client.get(MINE))


@pytest.mark.parametrize(
    ("answer", "becomes"), [("later", State.PAUSED), ("decline", State.WITHDRAWN)], ids=["later", "no"]
)
def test_not_now_and_no(client: Client, zorka: Application, answer: str, becomes: State) -> None:
    offer(zorka)
    client.post(f"{MINE}1/", {"answer": answer})

    assert state(zorka) == becomes
    assert "school_declined" in letters()


@pytest.mark.parametrize(
    ("late", "becomes"),
    [(timedelta(minutes=9), State.PLACED), (timedelta(minutes=11), State.OFFERED)],
    ids=["in the last second", "after it"],
)
def test_the_last_second_has_ten_minutes_grace(
    client: Client, zorka: Application, late: timedelta, becomes: State
) -> None:
    offer(zorka, until=timezone.now() - late)
    page = text(client.post(f"{MINE}1/", {"answer": "accept"}, follow=True))

    assert state(zorka) == becomes
    if becomes == State.OFFERED:
        assert said("That did not work", "be") in page
        assert said("This offer is over: it was answered already, or its time has run out.", "be") in page
        assert said("Paused. We have not struck you off", "be") in text(client.get(MINE))


def test_pause_and_back_keep_month_and_ticket(client: Client, zorka: Application) -> None:
    client.post(f"{MINE}1/leave/", {"answer": "pause"})
    assert state(zorka) == State.PAUSED
    press(client, "resume")
    kept = Application.objects.get(pk=zorka.pk)

    assert (kept.state, kept.round, kept.ticket) == (State.WAITING, zorka.round, zorka.ticket)


def test_out_of_the_list_and_back_into_a_later_month_with_the_same_ticket(
    client: Client, zorka: Application
) -> None:
    client.post(f"{MINE}1/leave/", {"answer": "withdraw"})
    assert (state(zorka), letters()) == (State.WITHDRAWN, ["school_left"])
    press(client, "return")
    back = Application.objects.get(pk=zorka.pk)

    assert (back.state, back.ticket) == (State.VERIFIED, zorka.ticket)
    assert back.round == families.today().replace(day=1)


def test_a_pupil_leaves_with_a_reason(client: Client, zorka: Application) -> None:
    as_if(zorka, State.PLACED)
    page = text(client.get(f"{MINE}1/leave/"))
    assert [f'value="leave {each}"' in page for each in ("ill", "flight", "moved", "other")] == [True] * 4
    client.post(f"{MINE}1/leave/", {"answer": "leave ill"})
    left = Application.objects.get(pk=zorka.pk)

    assert (left.state, left.away) == (State.LEFT, "ill")


def test_what_is_no_button_does_nothing_and_what_is_too_late_says_so(
    client: Client, zorka: Application
) -> None:
    for do in ("", "fly", "accept", "stay yes", "resume"):
        answer = press(client, do)
        assert answer.status_code in (200, 302)
    assert state(zorka) == State.WAITING
    assert said("That did not work", "be") in text(press(client, "accept"))


def test_days_can_be_changed_and_one_is_needed(client: Client, zorka: Application) -> None:
    assert client.post(f"{MINE}1/days/", {"days": ["5"]}).status_code == 302
    assert Application.objects.get(pk=zorka.pk).days == [5]
    for nonsense in ({}, {"days": ["3"]}, {"days": ["x"]}):
        assert said("Choose at least one day", "be") in text(client.post(f"{MINE}1/days/", nonsense))
    offer(zorka)
    page = text(client.post(f"{MINE}1/days/", {"days": ["1"]}))
    assert (
        said("That is not possible any more: something has changed meanwhile. Look at the page again.", "be")
        in page
    )
    assert Application.objects.get(pk=zorka.pk).days == [5]


def test_more_days_may_fit_a_free_place_at_once(client: Client, hanna: Guardian, settings: Any) -> None:
    row = families.child(hanna, days=(1,))
    families.group()
    let_in(client, hanna)
    assert state(row) == State.WAITING
    client.post(f"{MINE}1/days/", {"days": ["1", "5"]})
    assert state(row) == (State.WAITING if deadlines.is_night(timezone.now()) else State.OFFERED)


def test_a_pupil_is_asked_whether_it_stays_while_there_is_time(client: Client, zorka: Application) -> None:
    as_if(zorka, State.PLACED)
    today = families.today()
    children.term(starts_on=today + timedelta(days=90), ends_on=today + timedelta(days=150), asks_from=today)
    assert said("Does the child stay for the next term?", "be") in text(client.get(MINE))
    press(client, "stay no")

    assert Enrolment.objects.get(application=zorka).stays is False


def test_a_busy_list_asks_to_try_again(client: Client, zorka: Application, monkeypatch: Any) -> None:
    def busy(*_given: Any, **_more: Any) -> None:
        raise OperationalError("lock timeout") from LockNotAvailable()

    monkeypatch.setattr(moving, "pause", busy)
    page = text(press(client, "pause"))
    assert said("Somebody else is changing the list this moment. Try again in a few seconds.", "be") in page


def test_a_database_that_is_gone_is_no_busy_list(
    client: Client, zorka: Application, monkeypatch: Any
) -> None:
    def gone(*_given: Any, **_more: Any) -> None:
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(moving, "pause", gone)
    with pytest.raises(OperationalError):
        press(client, "pause")
