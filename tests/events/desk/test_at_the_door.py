"""The page of a date as the page at the door: tickets, names, people without sign-up."""

import pytest
from django.test import Client

from events.models import Occurrence
from privacy.documents import Email
from tests.events.desk.conftest import on
from tests.events.desk.test_people import address, deeds, party_at, said, state
from tests.pages.places import main

pytestmark = pytest.mark.django_db(databases=["default", "vault"])


@pytest.fixture
def today() -> Occurrence:
    return on(days=0, capacity=3)


@pytest.mark.parametrize("way", ["reference", "bare", "cyrillic keyboard", "words"])
def test_a_ticket_lets_its_party_in_however_it_is_typed(staff: Client, today: Occurrence, way: str) -> None:
    booking = party_at(today)
    reference, words = booking.party.reference, booking.party.signed.open().words
    keyboard = str.maketrans("QWERTYUPASDFGHJKZXCVBNM", "ЙЦУКЕНГЗФЫВАПРОЛЯЧСМІТЬ")
    typed = {
        "reference": reference,
        "bare": reference.replace("-", "").lower(),
        "cyrillic keyboard": reference.translate(keyboard),
        "words": f" {words.upper()} ",
    }[way]

    answer = staff.post(address(today), {"do": "find", "typed": typed})
    assert answer.status_code == 302
    assert state(booking) == "attended"
    again = staff.post(address(today), {"do": "find", "typed": typed})
    assert "has come in already" in said(again, staff)
    assert deeds() == ["booking_came"]


def test_who_waits_is_not_let_in(staff: Client, today: Occurrence) -> None:
    party_at(today, party_of=3)
    waits = party_at(today, "Zosia", email=Email("z@example.org"))
    answer = staff.post(address(today), {"do": "find", "typed": waits.party.reference})

    assert "waits for a seat" in said(answer, staff)
    assert state(waits) == "waiting"


def test_a_name_is_found_in_another_spelling_and_is_let_in_by_a_button(
    staff: Client, today: Occurrence
) -> None:
    booking = party_at(today, "Вольга")
    page = main(staff.post(address(today), {"do": "find", "typed": "Olga"}).content.decode())
    assert page.index("Found") < page.index("Вольга")
    assert state(booking) == "confirmed"

    staff.post(address(today), {"do": "came", "booking": booking.pk})
    assert state(booking) == "attended"
    staff.post(address(today), {"do": "absent", "booking": booking.pk})
    assert state(booking) == "no-show"
    assert "Nobody of this date" in main(
        staff.post(address(today), {"do": "find", "typed": "Nobody"}).content.decode()
    )


def test_another_dates_party_is_not_let_in_here(staff: Client, today: Occurrence, soon: Occurrence) -> None:
    elsewhere = party_at(soon)

    assert staff.post(address(today), {"do": "came", "booking": elsewhere.pk}).status_code == 404
    staff.post(address(today), {"do": "find", "typed": elsewhere.party.reference})
    assert state(elsewhere) == "confirmed"


def test_people_without_sign_up_are_counted_and_never_below_none(staff: Client, today: Occurrence) -> None:
    for more in ("5", "1", "-1", "100", "x"):
        staff.post(address(today), {"do": "count", "more": more})
    today.refresh_from_db()
    assert today.walk_ins == 5

    Occurrence.objects.filter(pk=today.pk).update(walk_ins=0)
    staff.post(address(today), {"do": "count", "more": "-1"})
    today.refresh_from_db()
    assert today.walk_ins == 0
