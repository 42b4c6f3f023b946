"""kill -9 while somebody signs up or gives seats up: nothing is half done, and the next try does it once."""

from typing import Any
from uuid import uuid4

import pytest

from events.models import Booking, Occurrence, Party
from letters.models import Letter
from tests.events.dates import date, sign_up, state
from tests.faults import killed
from tests.faults.running import Processes, kill

pytestmark = pytest.mark.processes


@pytest.fixture(autouse=True)
def _as_in_the_processes(site: Processes, settings: Any) -> None:
    from config.settings import dev

    settings.MASTER_KEYS = dev.MASTER_KEYS
    for model in (Letter, Booking, Party):
        model._default_manager.all().delete()


@pytest.fixture
def on(site: Processes) -> Occurrence:
    return date(capacity=2)


def stands(on: Occurrence) -> tuple[int, int, int, int]:
    on.refresh_from_db()
    models = (Party, Booking, Letter)
    return (on.taken, *(model._default_manager.count() for model in models))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("point", "standing"),
    [
        ("seats taken, not committed", (0, 0, 0, 0)),
        ("booked, no letter yet", (0, 0, 0, 0)),
        ("booked, not committed", (0, 0, 0, 0)),
        ("booked", (2, 1, 1, 1)),
    ],
)
def test_seats_are_booked_whole_or_not_at_all_and_sending_again_books_once(
    site: Processes, on: Occurrence, point: str, standing: tuple[int, int, int, int]
) -> None:
    form_key = str(uuid4())
    kill(site, point, "book", form_key=form_key, date=on.pk)
    assert stands(on) == standing

    killed.book(form_key, on.pk)

    assert stands(on) == (2, 1, 1, 1)


@pytest.mark.parametrize(
    ("point", "standing"),
    [
        ("given up, nobody called yet", ["confirmed", "waiting"]),
        ("called, not committed", ["confirmed", "waiting"]),
        ("given up and given on", ["cancelled", "confirmed"]),
    ],
)
def test_seats_are_given_on_with_the_giving_up_or_not_at_all(
    site: Processes, on: Occurrence, point: str, standing: list[str]
) -> None:
    first, second = (sign_up(on, party_of=2, email=f"{name}@example.org") for name in "ab")
    row = first.bookings.get()
    kill(site, point, "give_up", booking=str(row.pk))
    assert state(first) + state(second) == standing

    killed.give_up(str(row.pk))

    assert state(first) + state(second) == ["cancelled", "confirmed"]
    assert Letter.objects.filter(name="seat_promoted").count() == 1
