from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from events.links import ANSWER, NO_REMINDERS
from events.models import Booking, Party
from privacy import forgetting, links
from tests.events.dates import state
from tests.events.visiting import ORIGIN, signed_up, soon
from tests.journeys.wording import said

pytestmark = [
    pytest.mark.django_db(databases=["default", "vault"]),
    pytest.mark.usefixtures("nobody_yet"),
]


@pytest.fixture
def party() -> Party:
    return signed_up(soon(), party_of=2)


def address(party: Party) -> str:
    mine = party.bookings.get()
    return links.issue(ANSWER, mine.pk, language="be", at=timezone.now()).removeprefix(ORIGIN)


def text(answer: Any) -> str:
    return str(answer.content.decode()).replace("\xa0", " ")


def test_opening_it_changes_nothing_and_one_button_gives_the_seats_back(client: Client, party: Party) -> None:
    path = address(party)
    page = text(client.get(path))
    assert (page.count('name="do"'), said("We can't come", "be") in page) == (1, True)
    assert ("Алена" in page, party.reference in page) == (False, False)
    assert state(party) == ["confirmed"]

    for _time in range(2):
        assert client.post(path, {"do": "cancel"}).url == path
    assert state(party) == ["cancelled"]
    assert said("Thank you for telling us: somebody else can come now.", "be") in text(client.get(path))


def test_an_offer_is_answered_by_yes_or_no(client: Client, party: Party) -> None:
    path = address(party)
    Booking.objects.update(state="offered", offered_until=timezone.now() + timedelta(hours=1))
    page = text(client.get(path))
    assert (page.count('name="do"'), said("Yes, we come", "be") in page) == (2, True)

    client.post(path, {"do": "accept"})
    assert state(party) == ["confirmed"]


def test_a_late_yes_is_told_so(client: Client, party: Party) -> None:
    Booking.objects.update(state="offered", offered_until=timezone.now() - timedelta(seconds=1))
    page = text(client.post(address(party), {"do": "accept"}))

    assert said("This sign-up is over already.", "be") in page
    assert said("No answer came in time, so the seats went to others", "be") in page


@pytest.mark.parametrize("do", ["", "erase", "move"])
def test_it_does_nothing_else(client: Client, party: Party, do: str) -> None:
    client.post(address(party), {"do": do})
    assert state(party) == ["confirmed"]


def test_who_is_erased_has_no_such_page_any_more(client: Client, party: Party) -> None:
    path = address(party)
    assert party.seal_id is not None
    forgetting.erase([party.seal_id], at=timezone.now())
    assert client.get(path).status_code == 404


def test_reminders_are_stopped_by_one_button(client: Client, party: Party) -> None:
    path = links.issue(NO_REMINDERS, party.pk, language="be", at=timezone.now()).removeprefix(ORIGIN)
    client.get(path)
    party.refresh_from_db()
    assert party.wants_reminder is True

    assert client.post(path).url == path
    party.refresh_from_db()
    assert party.wants_reminder is False
    assert said("No reminders any more", "be") in text(client.get(path))
