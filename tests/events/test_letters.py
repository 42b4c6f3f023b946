from datetime import datetime
from email import policy
from email.parser import BytesParser
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.utils.text import capfirst
from icalendar import Calendar

from events import booking, schedule
from events.models import Booking, Copy, Message, Occurrence, Party
from letters import writing
from privacy import forgetting
from tests.events.dates import DAY, HOUR, NOW, activity, date, sign_up
from tests.journeys.wording import said

pytestmark = [
    pytest.mark.django_db(databases=["default", "vault"]),
    pytest.mark.usefixtures("nobody_yet"),
]


def letter(name: str, subject: UUID, *, at: datetime = NOW) -> Any:
    """As a mail program reads it."""
    address = writing.kinds[name](subject, at)
    assert address is not None
    made = writing.message(name, address, letter_id=uuid4()).message()
    return BytesParser(policy=policy.default).parsebytes(made.as_bytes())


def calendar(message: Any) -> Calendar | None:
    (part,) = list(message.iter_attachments()) or [None]
    return Calendar.from_ical(part.get_content()) if part else None


def words(message: Any) -> str:
    return str(message.get_body(("plain",)).get_content())


def one(party: Party) -> Booking:
    return party.bookings.get()


def test_the_letter_brings_number_place_and_a_calendar_file() -> None:
    on = date(activity(place_is_public=False), place="Прыкладная 7")
    party = sign_up(on, email="a@example.org")
    made = letter("seat_booked", one(party).pk)

    assert [each in words(made) for each in (party.reference, "Прыкладная 7", "Wreaths")] == [True] * 3
    (part,) = made.iter_attachments()
    assert (part.get_content_type(), part.get_param("method"), part.get_filename()) == (
        "text/calendar", "PUBLISH", "date.ics",
    )  # fmt: skip
    found = calendar(made)
    assert found is not None
    (event,) = found.walk("VEVENT")
    assert event["DTSTART"].dt == on.start


def test_a_party_of_several_dates_gets_one_letter_with_all() -> None:
    first = date(capacity=1)
    second = date(first.activity, start=first.original + 7 * DAY)
    sign_up(first, email="b@example.org")
    party = sign_up(first, second, email="a@example.org")
    made = letter("seat_booked", party.bookings.get(occurrence=second).pk)

    assert ("27 лістапада" in words(made), "4 снежня" in words(made), ": 1" in words(made)) == (
        True,
        True,
        True,
    )
    found = calendar(made)
    assert found is not None
    assert len(found.walk("VEVENT")) == 1


def test_who_waits_reads_the_true_position_and_no_exact_place() -> None:
    on = date(activity(place_is_public=False), capacity=1, place="Тайная 3")
    for name in "abc":
        party = sign_up(on, email=f"{name}@example.org")
    made = letter("seat_waiting", one(party).pk)

    assert ("Перад вамі 1 запіс." in words(made), "Тайная 3" in words(made)) == (True, False)
    assert list(made.iter_attachments()) == []


def test_a_cancelled_date_takes_itself_out_of_calendars_and_offers_the_next() -> None:
    on = date()
    following = date(on.activity, start=on.original + 7 * DAY)
    party = sign_up(on, email="a@example.org")
    schedule.cancel_date(occurrence_id=on.pk, reason=Occurrence.Reason.HOST, at=NOW)
    made = letter("date_cancelled", one(party).pk)

    assert (
        capfirst(said("the host can not come", "be")) in words(made),
        f"?date={following.pk}" in words(made),
    ) == (True, True)
    found = calendar(made)
    assert found is not None
    assert (found["METHOD"], found.walk("VEVENT")[0]["STATUS"]) == ("CANCEL", "CANCELLED")


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("seat_booked", "cancel"), ("seat_waiting", ""), ("seat_promoted", "cancel"), ("seat_offered", ""),
        ("seat_lapsed", ""), ("seat_cancelled", ""), ("seat_reminder", "cancel"), ("date_changed", "cancel"),
        ("date_cancelled", ""),
    ],
)  # fmt: skip
def test_what_is_not_true_any_more_is_not_sent(name: str, change: str) -> None:
    party = sign_up(date(), email="a@example.org")
    if change:
        booking.cancel(booking_id=one(party).pk, at=NOW)
    assert writing.kinds[name](one(party).pk, NOW) is None


def test_nobody_is_reminded_of_what_has_begun() -> None:
    on = date()
    party = sign_up(on, email="a@example.org")
    assert writing.kinds["seat_reminder"](one(party).pk, on.start) is None
    assert writing.kinds["seat_reminder"](one(party).pk, on.start - HOUR) is not None


def test_who_is_forgotten_or_reached_by_phone_gets_none() -> None:
    party = sign_up(date(), email="a@example.org")
    mine = one(party).pk
    assert party.seal_id is not None
    forgetting.erase([party.seal_id], at=NOW)
    nameless = one(sign_up(date(activity(name="B"))))

    for name in ("seat_link", "seat_again", "seat_thanks"):
        assert [writing.kinds[name](subject, NOW) for subject in (mine, nameless.pk, uuid4())] == [None] * 3
    assert writing.kinds["date_message"](uuid4(), NOW) is None


def test_a_coordinators_words_arrive_as_they_were_written_in_her_language() -> None:
    party = sign_up(date(), email="a@example.org", language="pl")
    message = Message.objects.create(
        occurrence=one(party).occurrence, words={"be": "Прывітанне", "pl": "Weźcie <nożyczki> & klej"},
        sent_at=NOW, form_key=uuid4(),
    )  # fmt: skip
    copy = Copy.objects.create(message=message, booking=one(party))
    assert "Weźcie <nożyczki> & klej" in words(letter("date_message", copy.pk))
